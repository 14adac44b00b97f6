#include "formats/zip_archive.h"

#include <gtest/gtest.h>

#include "formats/archive_fixture.h"

namespace mingce {
namespace {

using Odd = ArchiveFixture::Odd;

const std::string kLong = [] {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += std::to_string(i * 7919) + ";";
    return text;
}();

std::string code_of(const Error& error) { return std::string(error.problem().code); }

/// Reads every entry; "" when all is well, else the first refusal's code.
std::string refusal(std::string_view bytes, const ReadLimits& limits = {}) {
    const auto archive = ZipArchive::open(bytes_of(bytes), limits);
    if (!archive.ok()) return code_of(archive.error());
    for (const ZipEntry& entry : archive.value().entries()) {
        const auto content = archive.value().read(entry);
        if (!content.ok()) return code_of(content.error());
    }
    return "";
}

TEST(ZipArchive, ContentComesBackWhole) {
    struct Case {
        std::string_view why;
        Odd odd;
        bool zip64;
    };
    const Case cases[] = {
        {"deflated", {}, false},
        {"stored", {.deflate = false}, false},
        {"with a data descriptor", {.descriptor = true}, false},
        {"ZIP64 sizes and end record", {.wide = true}, true},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        ArchiveFixture made;
        made.add("a/b.txt", kLong, c.odd);
        made.add("empty", "", c.odd);
        const std::string bytes = made.finish(c.zip64);
        const auto archive = ZipArchive::open(bytes_of(bytes), {});
        ASSERT_TRUE(archive.ok()) << archive.error().sentence(Language::English);
        ASSERT_NE(archive.value().find("a/b.txt"), nullptr);
        EXPECT_EQ(archive.value().read(*archive.value().find("a/b.txt")).value(), kLong);
        EXPECT_EQ(archive.value().read(*archive.value().find("empty")).value(), "");
        EXPECT_EQ(archive.value().find("A/b.txt"), nullptr);
    }
}

TEST(ZipArchive, HostileOrOddIsRefused) {
    struct Case {
        std::string_view why;
        Odd odd;
        std::string_view code;
    };
    const Case cases[] = {
        {"encrypted", {.encrypted = true}, "zip.encrypted"},
        {"bzip2", {.method = 12}, "zip.method"},
        {"checksum", {.wrong_crc = true}, "zip.crc"},
        {"more than promised", {.claimed_bytes = 10}, "zip.damaged"},
        {"less than promised", {.claimed_bytes = 1'040'000}, "zip.damaged"},
        {"beyond the size limit", {.claimed_bytes = 2'000'000'000}, "zip.too_large"},
        {"not deflate at all", {.deflate = false, .method = 8}, "zip.damaged"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        ArchiveFixture made;
        made.add("one", kLong, c.odd);
        EXPECT_EQ(refusal(made.finish()), c.code);
    }
}

TEST(ZipArchive, BombsAreRefused) {
    ArchiveFixture dense;
    dense.add("bomb", std::string(64 << 20, 'a'));
    EXPECT_EQ(refusal(dense.finish()), "zip.ratio");

    ArchiveFixture overlapping;
    overlapping.add("one", kLong);
    overlapping.add_overlap("two");
    EXPECT_EQ(refusal(overlapping.finish()), "zip.overlap");

    ArchiveFixture many;
    for (int i = 0; i <= 10'000; ++i) many.add(std::to_string(i), "");
    EXPECT_EQ(refusal(many.finish()), "zip.entries");

    ArchiveFixture named;
    named.add(std::string(5000, 'n'), "");
    EXPECT_EQ(refusal(named.finish()), "zip.name");

    ReadLimits small;
    small.archive_bytes_max = 1'500'000;
    ArchiveFixture sum;
    sum.add("one", kLong);
    sum.add("two", kLong);
    EXPECT_EQ(refusal(sum.finish(), small), "zip.too_large");
}

TEST(ZipArchive, NamesBecomeUtf8) {
    ArchiveFixture made;
    made.add("\xD5\xD5\xC6\xAC.jpg", "1");
    made.add("照片.png", "2");
    const std::string bytes = made.finish();
    const auto archive = ZipArchive::open(bytes_of(bytes), {});
    ASSERT_TRUE(archive.ok());
    EXPECT_EQ(archive.value().entries()[0].name, "照片.jpg");
    EXPECT_EQ(archive.value().entries()[1].name, "照片.png");
}

TEST(ZipArchive, TruncatedAnywhereIsRefused) {
    ArchiveFixture made;
    made.add("one", kLong.substr(0, 3000));
    made.add("two", kLong.substr(0, 500));
    const std::string bytes = made.finish();
    EXPECT_EQ(refusal(bytes), "");
    for (std::size_t length = 0; length < bytes.size(); ++length)
        EXPECT_EQ(refusal(std::string_view(bytes).substr(0, length)), "zip.damaged") << length;
}

TEST(ZipArchive, FlippedBytesNeverPassUnnoticedInContent) {
    ArchiveFixture made;
    made.add("one", kLong.substr(0, 3000));
    const std::string bytes = made.finish();
    std::uint32_t seed = 7;
    for (int i = 0; i < 2000; ++i) {
        seed = seed * 1664525 + 1013904223;
        std::string flipped = bytes;
        flipped[(seed >> 8) % flipped.size()] ^= static_cast<char>(1U << (seed >> 29));
        const auto archive = ZipArchive::open(bytes_of(flipped), {});
        if (!archive.ok() || archive.value().entries().empty()) continue;
        const auto content = archive.value().read(archive.value().entries()[0]);
        if (content.ok()) {
            EXPECT_EQ(content.value(), kLong.substr(0, 3000));
        }
    }
}

}  // namespace
}  // namespace mingce
