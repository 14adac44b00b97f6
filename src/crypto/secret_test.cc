#include "crypto/secret.h"

#include <type_traits>
#include <vector>

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "crypto/digest.h"
#include "crypto/random_fixture.h"

namespace mingce {
namespace {

static_assert(!std::is_copy_constructible_v<SecretKey> && !std::is_copy_assignable_v<SecretKey>);
static_assert(!std::is_copy_constructible_v<StudentKey> && !std::is_copy_assignable_v<StudentKey>);
static_assert(std::is_nothrow_move_constructible_v<SecretKey>);
static_assert(std::is_nothrow_move_constructible_v<StudentKey>);

constexpr std::string_view kZeros =
    "0000000000000000000000000000000000000000000000000000000000000000";

TEST(SecretBytes, LeaveNothingBehind) {
    testing::SeededRandom random;
    auto key = StudentKey::make(random);
    const std::string before = hex_of(key.bytes());
    StudentKey moved = std::move(key);
    EXPECT_EQ(hex_of(moved.bytes()), before);
    EXPECT_EQ(hex_of(key.bytes()), kZeros);  // NOLINT(bugprone-use-after-move): what is promised
    StudentKey assigned;
    assigned = std::move(moved);
    EXPECT_EQ(hex_of(assigned.bytes()), before);

    alignas(StudentKey) std::array<std::uint8_t, sizeof(StudentKey)> room{};
    auto* placed = new (room.data()) StudentKey(assigned.bytes());
    placed->~StudentKey();
    EXPECT_EQ(hex_of(room), kZeros);
}

TEST(SecretKey, MovesAndCopiesOnlyWhenTold) {
    testing::SeededRandom random;
    SecretKey key = SecretKey::make(random);
    const std::string before = hex_of(key.bytes());
    const SecretKey copied = key.copy();
    const SecretKey moved = std::move(key);
    EXPECT_EQ(hex_of(copied.bytes()), before);
    EXPECT_EQ(hex_of(moved.bytes()), before);
    EXPECT_DEATH((void)key.bytes(), "");  // NOLINT(bugprone-use-after-move): what is promised
}

TEST(SecretKey, DerivedKeysAreApart) {
    testing::SeededRandom random;
    const SecretKey root = SecretKey::make(random);
    const SecretKey year = SecretKey::derived(root, "mingce year 2026");
    EXPECT_EQ(hex_of(SecretKey::derived(root, "mingce year 2026").bytes()), hex_of(year.bytes()));
    EXPECT_NE(hex_of(SecretKey::derived(root, "mingce year 2027").bytes()), hex_of(year.bytes()));
    Hash expected{};
    hkdf_sha256(root.bytes(), "", "mingce year 2026", expected);
    EXPECT_EQ(hex_of(year.bytes()), hex_of(expected));
}

TEST(SecretKey, LivesWhereNothingMayBeLocked) {
    const auto keys_without_locks = [] {
        const rlimit none{0, 0};
        if (setrlimit(RLIMIT_MEMLOCK, &none) != 0) std::_Exit(1);
        testing::SeededRandom random;
        std::vector<SecretKey> keys;
        for (int i = 0; i < 100; ++i) keys.push_back(SecretKey::make(random));
        std::_Exit(keys.front().bytes()[0] == keys.front().copy().bytes()[0] ? 0 : 1);
    };
    EXPECT_EXIT(keys_without_locks(), ::testing::ExitedWithCode(0), "");
}

TEST(CoreDumps, AreOff) {
    const auto off = [] {
        rlimit limit{1, 1};
        const bool done = disable_core_dumps() && getrlimit(RLIMIT_CORE, &limit) == 0;
        std::_Exit(done && limit.rlim_cur == 0 && prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1);
    };
    EXPECT_EXIT(off(), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace mingce
