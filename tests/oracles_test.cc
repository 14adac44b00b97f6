// What `mingce cat` prints is what other programs read: tools/compare_with_oracles.py, as a test.
#include <cstdio>
#include <filesystem>

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "places.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;

TEST(Oracles, ReadTheSameCells) {
    constexpr int kOracleAbsent = 77;
    const fs::path root(testing::kProject);
    const fs::path corpus = root.parent_path() / "shared" / "corpus";
    std::string command = "'" + (root / "tools" / "compare_with_oracles.py").string() + "' '" +
                          testing::kProgram + "'";
    if (fs::exists(corpus)) command += " '" + corpus.string() + "'";
    std::FILE* const script = popen((command + " 2>&1").c_str(), "r");
    ASSERT_NE(script, nullptr);
    std::string talk;
    char piece[256];
    while (std::fgets(piece, sizeof piece, script) != nullptr) talk += piece;
    const int status = pclose(script);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == kOracleAbsent) GTEST_SKIP() << talk;
    EXPECT_EQ(WEXITSTATUS(status), 0) << talk;
}

}  // namespace
}  // namespace mingce
