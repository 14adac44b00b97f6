// The faults do what they say, on a program whose calls are known: dd writes in pieces of four
// bytes, then syncs.
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fault_run.h"

namespace mingce {
namespace {

using testing::FaultOutcome;
using testing::FaultRun;

class FaultLibrary : public ::testing::Test {
protected:
    FaultLibrary() {
        run_.program = "/bin/dd";
        run_.arguments = {"if=/dev/zero", "of=" + file().string(), "bs=4",
                          "count=3",      "conv=fsync,notrunc",    "status=none"};
        run_.folder = folder_.path();
    }
    std::filesystem::path file() const { return folder_.path() / "file"; }

    testing::TemporaryFolder folder_;
    FaultRun run_;
};

TEST_F(FaultLibrary, NamesThePointsInTheirOrder) {
    EXPECT_THAT(testing::fault_points(run_),
                ::testing::ElementsAre("write file", "write file", "write file", "fsync file"));
    EXPECT_EQ(testing::count_points(run_), 4U);
}

TEST_F(FaultLibrary, StrikesAtThePointNamed) {
    struct Case {
        const char *why, *fault;
        bool killed;
        int exit_code;
        std::uintmax_t bytes;
    };
    for (const Case& c : {
             Case{"no library at all", "", false, 0, 12},
             Case{"only counted", "count", false, 0, 12},
             Case{"dead before the first", "kill:1", true, -1, 0},
             Case{"dead before the second", "kill:2", true, -1, 4},
             Case{"dead before the sync", "kill:4", true, -1, 12},
             Case{"dead after the last", "kill:5", false, 0, 12},
             Case{"dead within the second", "tear:2", true, -1, 6},
             Case{"an error in the second", "eio:2", false, 1, 4},
             Case{"a full disk from the third on", "enospc:3+", false, 1, 8},
             Case{"the sync fails", "eio:4", false, 1, 12},
             Case{"half of the second, and the rest after it", "short:2", false, 0, 12},
         }) {
        SCOPED_TRACE(c.why);
        std::filesystem::remove(file());
        const FaultOutcome outcome = testing::run_with_fault(run_, c.fault);
        EXPECT_EQ(outcome.killed, c.killed);
        EXPECT_EQ(outcome.exit_code, c.exit_code) << outcome.talk;
        EXPECT_EQ(std::filesystem::file_size(file()), c.bytes);
    }
}

TEST_F(FaultLibrary, LeavesOtherFoldersAlone) {
    const testing::TemporaryFolder elsewhere;
    run_.folder = elsewhere.path();
    EXPECT_TRUE(testing::fault_points(run_).empty());
    EXPECT_EQ(testing::run_with_fault(run_, "kill:1").exit_code, 0);
}

TEST_F(FaultLibrary, SlowsEachSync) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(testing::run_with_fault(run_, "slow:50000").exit_code, 0);
    EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(50));
}

TEST_F(FaultLibrary, RefusesAFaultItCannotRead) {
    for (const char* fault : {"kill", "kill:", "kill:0", "kill:x", "kill:1x", "melt:3", "eio:2++"})
        EXPECT_EQ(testing::run_with_fault(run_, fault).exit_code, 70) << fault;
    run_.folder = "/nonexistent";
    EXPECT_EQ(testing::run_with_fault(run_, "kill:1").exit_code, 70);
}

}  // namespace
}  // namespace mingce
