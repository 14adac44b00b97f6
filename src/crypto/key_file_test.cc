#include "crypto/key_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/random_fixture.h"
#include "results.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

using testing::problem_of;

using testing::contents;
using testing::SeededRandom;
using testing::TemporaryFolder;

RootKey some_root(std::uint64_t seed = 1) {
    SeededRandom random(seed);
    const Id id = Id::make({1'770'000'000'000}, random);
    return {id, SecretKey::make(random)};
}

TEST(KeyFile, ReadsWhatItWrote) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "root.key";
    const RootKey root = some_root();
    ASSERT_EQ(problem_of(write_root_key(path, root)), "");
    struct stat state {};
    ASSERT_EQ(stat(path.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 07777, 0400U);
    const auto read = read_root_key(path);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value().id, root.id);
    EXPECT_EQ(hex_of(read.value().key.bytes()), hex_of(root.key.bytes()));
    // Nothing else is left in the folder.
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(KeyFile, IsOneLineOfThisForm) {
    RootKey root;
    for (std::uint8_t i = 0; i < 16; ++i) root.id.bytes[i] = i;
    const TemporaryFolder folder;
    const auto path = folder.path() / "root.key";
    ASSERT_EQ(problem_of(write_root_key(path, root)), "");
    EXPECT_EQ(contents(path),
              "mingce-root-key-1 000102030405060708090a0b0c0d0e0f "
              "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= 2edae2e5b3e476e0\n");
}

TEST(KeyFile, NeverReplacesAFile) {
    const TemporaryFolder folder;
    const auto path = folder.write("root.key", "something of somebody's");
    EXPECT_EQ(problem_of(write_root_key(path, some_root())), "crypto.key_file_exists");
    EXPECT_EQ(contents(path), "something of somebody's");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(KeyFile, AnUnfinishedOneIsNoHindrance) {
    const TemporaryFolder folder;
    folder.write(".root.key.partial", "mingce-root");
    const auto path = folder.path() / "root.key";
    EXPECT_EQ(problem_of(write_root_key(path, some_root())), "");
    EXPECT_EQ(problem_of(read_root_key(path)), "");
}

TEST(KeyFile, SaysWhyItIsNotRead) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "root.key";
    EXPECT_EQ(problem_of(read_root_key(path)), "crypto.key_file_missing");
    EXPECT_EQ(problem_of(read_root_key(path / "below")), "crypto.key_file_missing");
    EXPECT_EQ(problem_of(read_root_key(folder.path())), "crypto.key_file_unreadable");
    EXPECT_EQ(problem_of(write_root_key(folder.path() / "no" / "root.key", some_root())),
              "crypto.key_file_unwritable");
    const auto pipe = folder.path() / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0400), 0);
    EXPECT_EQ(problem_of(read_root_key(pipe)), "crypto.key_file_unreadable");

    ASSERT_EQ(problem_of(write_root_key(path, some_root())), "");
    for (const mode_t mode : {0440, 0404, 0420, 0402, 0410, 0401, 0644, 0777}) {
        ASSERT_EQ(chmod(path.c_str(), mode), 0);
        EXPECT_EQ(problem_of(read_root_key(path)), "crypto.key_file_exposed") << std::oct << mode;
    }
    ASSERT_EQ(chmod(path.c_str(), 0600), 0);
    EXPECT_EQ(problem_of(read_root_key(path)), "");
    const auto refused = read_root_key(folder.path() / "absent.key");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().place().file, (folder.path() / "absent.key").string());
}

TEST(KeyFile, ParseJudgesText) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "root.key";
    ASSERT_EQ(problem_of(write_root_key(path, some_root())), "");
    const std::string good = contents(path), line = good.substr(0, good.size() - 1);
    EXPECT_EQ(problem_of(parse_root_key(good)), "");
    EXPECT_EQ(problem_of(parse_root_key(line)), "");
    EXPECT_EQ(problem_of(parse_root_key(line + "\r\n")), "");
    for (const std::string& wrong :
         {std::string(), std::string("\n"), line + "\n\n", line + " ", " " + line, good + good,
          std::string(5000, 'x'), "mingce-root-key-2" + line.substr(17)})
        EXPECT_EQ(problem_of(parse_root_key(wrong)), "crypto.key_file_damaged") << wrong;
    for (std::size_t i = 0; i < line.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            std::string altered = line;
            altered[i] = static_cast<char>(altered[i] ^ 1 << bit);
            EXPECT_EQ(problem_of(parse_root_key(altered)), "crypto.key_file_damaged") << altered;
        }
    for (std::size_t size = 0; size < line.size(); ++size)
        EXPECT_EQ(problem_of(parse_root_key(line.substr(0, size))), "crypto.key_file_damaged")
            << size;
}

}  // namespace
}  // namespace mingce
