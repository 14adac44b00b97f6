#include "crypto/password.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "crypto/password_hashing.h"

namespace mingce {
namespace {

TEST(Password, KeepsArgon2idAtTheCostMeant) {
    const std::string hash = hash_of_password("江城 一盏灯");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=7168,t=5,p=1$")) << hash;
    EXPECT_TRUE(password_matches(hash, "江城 一盏灯"));
    EXPECT_FALSE(password_matches(hash, "江城 一盏灯 "));
    EXPECT_FALSE(password_matches("", ""));
    EXPECT_FALSE(password_matches("$argon2id$nonsense", "x"));
    EXPECT_FALSE(needs_rehash(hash));
    EXPECT_TRUE(
        needs_rehash("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"
                     "Kq8pyQxLHbJhYZcMhNJmYJhGq6S6mBfbp0mX0vJ3f1A"));
    EXPECT_NE(hash, hash_of_password("江城 一盏灯")) << "salted";
}

TEST(PasswordHashing, TellsRightFromWrongAndNobody) {
    PasswordHashing hashing;
    const auto hash = hashing.hash("a lamp in the rain");
    ASSERT_TRUE(hash.ok());
    EXPECT_TRUE(hashing.matches(hash.value(), "a lamp in the rain").value());
    EXPECT_FALSE(hashing.matches(hash.value(), "a lamp in the sun").value());
    EXPECT_FALSE(hashing.matches("", "nobody's").value()) << "not even the password of nobody";
}

TEST(PasswordHashing, RefusesWhoFindsNoRoomInTheLine) {
    PasswordHashing hashing({1, 2, 10, {}});
    std::atomic<int> served = 0, refused = 0;
    std::vector<std::thread> callers;
    for (int i = 0; i < 24; ++i)
        callers.emplace_back([&] {
            const auto hash = hashing.hash("a lamp in the rain");
            if (hash.ok()) {
                ++served;
                return;
            }
            ++refused;
            EXPECT_EQ(hash.error().problem().code, "session.busy");
            EXPECT_EQ(hash.error().problem().kind, Kind::Unavailable);
            EXPECT_GT(std::stoi(hash.error().detail()), 0) << "seconds to wait";
        });
    for (std::thread& caller : callers) caller.join();
    EXPECT_EQ(served + refused, 24);
    EXPECT_GE(served, 3) << "one worked on, two waiting";
    EXPECT_GT(refused, 0);
    EXPECT_EQ(hashing.in_line(), 0U);
}

}  // namespace
}  // namespace mingce
