#include "crypto/sealed_box.h"

#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "crypto/random_fixture.h"
#include "crypto/secret.h"
#include "results.h"

namespace mingce {
namespace {

using testing::problem_of;

using testing::FixedRandom;
using testing::from_hex;
using testing::SeededRandom;

Id id_of(std::uint64_t number) {
    SeededRandom random(number);
    return Id::make({1'770'000'000'000}, random);
}

// McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 13, 14 and 16.
TEST(Sealer, AnswersAsThePublishedCipher) {
    struct Case {
        std::string_view why, key, nonce, plain, associated, cipher, tag;
    };
    constexpr std::string_view kZeroKey =
        "0000000000000000000000000000000000000000000000000000000000000000";
    constexpr std::string_view kZeroNonce = "000000000000000000000000";
    const Case cases[] = {
        {"nothing", kZeroKey, kZeroNonce, "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"},
        {"one block", kZeroKey, kZeroNonce, "00000000000000000000000000000000", "",
         "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"},
        {"associated data", "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
         "cafebabefacedbaddecaf888",
         "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
         "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
         "feedfacedeadbeeffeedfacedeadbeefabaddad2",
         "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
         "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
         "76fc6ece0f4e1768cddf8853bb2d551b"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const std::string key = from_hex(c.key), associated = from_hex(c.associated);
        Sealer sealer(bytes_of(key).first<32>());
        FixedRandom nonce(from_hex(c.nonce));
        const std::string box = sealer.seal(from_hex(c.plain), associated, nonce);
        EXPECT_EQ(hex_of(bytes_of(box)),
                  "01" + std::string(c.nonce) + std::string(c.cipher) + std::string(c.tag));
        const auto opened = sealer.open(box, associated);
        ASSERT_TRUE(opened.ok());
        EXPECT_EQ(hex_of(bytes_of(opened.value())), c.plain);
    }
}

TEST(Sealer, OpensWhatItSealed) {
    SeededRandom random;
    Sealer sealer(StudentKey::make(random).bytes());
    for (std::size_t size : {0, 1, 15, 16, 17, 300, 4096, 100'000}) {
        const std::string plain = random.text(size), place = random.text(random.below(60));
        const std::string box = sealer.seal(plain, place, random);
        EXPECT_EQ(box.size(), size + kBoxOverhead);
        const auto opened = sealer.open(box, place);
        ASSERT_TRUE(opened.ok()) << size;
        EXPECT_EQ(opened.value(), plain);
        std::string appended = "before";
        sealer.seal_into(appended, plain, place, random);
        EXPECT_TRUE(appended.starts_with("before"));
        EXPECT_EQ(problem_of(sealer.open(appended.substr(6), place)), "");
    }
}

TEST(Sealer, RefusesWhateverWasAltered) {
    SeededRandom random;
    Sealer sealer(StudentKey::make(random).bytes());
    const std::string plain = random.text(100), place = associated({"student", id_of(1), id_of(2)});
    const std::string box = sealer.seal(plain, place, random);
    for (std::size_t i = 0; i < box.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            std::string altered = box;
            altered[i] = static_cast<char>(altered[i] ^ 1 << bit);
            EXPECT_EQ(problem_of(sealer.open(altered, place)), "crypto.box_damaged") << i;
        }
    for (std::size_t size = 0; size < box.size(); ++size)
        EXPECT_EQ(problem_of(sealer.open(box.substr(0, size), place)), "crypto.box_damaged")
            << size;
    EXPECT_EQ(problem_of(sealer.open(box + '\0', place)), "crypto.box_damaged");
    EXPECT_EQ(problem_of(sealer.open(box, "")), "crypto.box_damaged");
    EXPECT_EQ(problem_of(sealer.open(box, place)), "");  // a refusal leaves the sealer usable
}

TEST(Sealer, RefusesTenThousandSwappedCells) {
    SeededRandom random;
    Sealer sealer(StudentKey::make(random).bytes());
    const Id key = id_of(0);
    std::vector<std::string> places, boxes;
    for (std::uint64_t row = 1; row <= 500; ++row) {
        places.push_back(associated({"student", id_of(row), key, 1}));
        boxes.push_back(sealer.seal(random.text(40), places.back(), random));
    }
    std::size_t accepted = 0, swapped = 0;
    while (swapped < 10'000) {
        const std::size_t from = random.below(boxes.size()), to = random.below(boxes.size());
        if (from == to) continue;
        ++swapped;
        accepted += sealer.open(boxes[from], places[to]).ok() ? 1 : 0;
    }
    EXPECT_EQ(accepted, 0U);
}

TEST(Sealer, RefusesAnotherKey) {
    SeededRandom random;
    const auto own = StudentKey::make(random), other = StudentKey::make(random);
    Sealer sealer(own.bytes());
    const std::string box = sealer.seal("made up", "", random);
    sealer.use(other.bytes());
    EXPECT_EQ(problem_of(sealer.open(box, "")), "crypto.box_damaged");
    const std::string second = sealer.seal("made up", "", random);
    sealer.use(own.bytes());
    EXPECT_EQ(problem_of(sealer.open(box, "")), "");
    EXPECT_EQ(problem_of(sealer.open(second, "")), "crypto.box_damaged");
}

TEST(Sealer, NeverUsesANonceTwice) {
    SystemRandom random;
    Sealer sealer(StudentKey::make(random).bytes());
    std::set<std::string> nonces;
    for (int i = 0; i < 1000; ++i) nonces.insert(sealer.seal("", "", random).substr(1, 12));
    EXPECT_EQ(nonces.size(), 1000U);
}

TEST(BoxPlace, IsUnambiguous) {
    const BoxPlace places[] = {
        {"student", id_of(1), id_of(2), 1}, {"student", id_of(2), id_of(1), 1},
        {"student", id_of(1), id_of(2), 2}, {"student", id_of(1), id_of(2), 256},
        {"studen", id_of(1), id_of(2), 1},  {"student", id_of(1), id_of(3), 1},
        {"", id_of(1), id_of(2), 1},        {"student\x01", id_of(1), id_of(2), 1},
    };
    std::set<std::string> seen;
    for (const BoxPlace& place : places) seen.insert(associated(place));
    EXPECT_EQ(seen.size(), std::size(places));
    EXPECT_EQ(hex_of(bytes_of(associated({"t", Id{}, Id{}, 0x01020304}))),
              "0101020304" + std::string(64, '0') + "74");
}

}  // namespace
}  // namespace mingce
