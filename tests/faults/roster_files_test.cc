// A compiled roster is there whole or not at all, whatever the disk does and whenever the program
// dies: every kind of file, a fault at every point.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fault_run.h"

namespace mingce {
namespace {

using testing::FaultOutcome;
using testing::FaultRun;
using testing::TemporaryFolder;

/// A hand-over of two made-up people, and the folder their roster goes to.
class RosterFaults {
public:
    explicit RosterFaults(const std::string& format) : name_("roster." + format) {
        folder_.write("from/students.csv",
                      "姓名,性别,出生日期,考生号,院系,专业,行政班,学号\n"
                      "王梓轩,男,2008-03-15,26440101110001,物理学院,物理学,物理1班,202601001\n"
                      "李若曦,女,2008-01-15,26440101110002,物理学院,物理学,物理1班,202601002\n");
        std::filesystem::create_directory(out());
        run_.arguments = {"roster",        "compile",      "--from",  folder("from"),
                          "--definition",  "class_roster", "--as-of", "2026-09-01",
                          "--institution", "江城明远大学", "-o",      file().string()};
        run_.folder = out();
    }

    const FaultRun& run() const { return run_; }
    std::filesystem::path file() const { return out() / name_; }
    std::string bytes() const { return testing::contents(file()); }

    /// Runs it once more, in an empty folder or over an older file.
    FaultOutcome again(const std::string& fault, const std::string& older = "") const {
        for (const auto& entry : std::filesystem::directory_iterator(out()))
            std::filesystem::remove(entry.path());
        if (!older.empty()) folder_.write("out/" + name_, older);
        return testing::run_with_fault(run_, fault);
    }

    std::size_t files_left() const {
        const auto files = std::filesystem::directory_iterator(out());
        return static_cast<std::size_t>(std::distance(begin(files), end(files)));
    }

private:
    std::string folder(const std::string& name) const { return (folder_.path() / name).string(); }
    std::filesystem::path out() const { return folder_.path() / "out"; }

    TemporaryFolder folder_;
    std::string name_;
    FaultRun run_;
};

std::string numbered(const char* fault, std::size_t point) { return fault + std::to_string(point); }

/// A workbook's points are many and alike: one in eight of its writes, and all that are no write.
bool is_worth_a_run(const std::vector<std::string>& points, std::size_t point) {
    return points.size() < 50 || point % 8 == 0 || !points[point - 1].starts_with("fwrite");
}

/// Our own; libxlsxwriter says words of its own in front of them.
std::ptrdiff_t sentences_in(const std::string& talk) {
    std::istringstream lines(talk);
    std::ptrdiff_t count = 0;
    for (std::string line; std::getline(lines, line);) count += line.starts_with("mingce: ");
    return count;
}

class RosterFiles : public ::testing::TestWithParam<const char*> {};

TEST_P(RosterFiles, AreWholeOrAbsentWhenTheProgramDies) {
    const RosterFaults roster(GetParam());
    const auto points = testing::fault_points(roster.run());
    ASSERT_GE(points.size(), 3U) << "a write, a rename";
    const std::string whole = roster.bytes();
    ASSERT_FALSE(whole.empty());
    for (const char* fault : {"kill:", "tear:"})
        for (std::size_t point = 1; point <= points.size(); ++point) {
            if (!is_worth_a_run(points, point)) continue;
            SCOPED_TRACE(numbered(fault, point) + " " + points[point - 1]);
            const bool over_older = point % 2 == 0;
            const std::string before = over_older ? "an older roster" : "";
            EXPECT_TRUE(roster.again(numbered(fault, point), before).killed);
            EXPECT_THAT(roster.bytes(), ::testing::AnyOf(whole, before));
        }
}

TEST_P(RosterFiles, AreWholeOrRefusedWhenTheDiskFails) {
    const RosterFaults roster(GetParam());
    const auto points = testing::fault_points(roster.run());
    const std::string whole = roster.bytes();
    std::size_t refused = 0;
    for (const char* fault : {"eio:", "enospc:"})
        for (std::size_t point = 1; point <= points.size(); ++point) {
            if (!is_worth_a_run(points, point)) continue;
            SCOPED_TRACE(numbered(fault, point) + " " + points[point - 1]);
            const FaultOutcome outcome = roster.again(numbered(fault, point));
            if (outcome.exit_code == 0) {
                // Only what cleans up may fail unsaid.
                EXPECT_TRUE(roster.bytes() == whole) << outcome.talk;
                continue;
            }
            ++refused;
            EXPECT_EQ(outcome.exit_code, 2);
            EXPECT_EQ(sentences_in(outcome.talk), 1) << outcome.talk;
            EXPECT_EQ(roster.files_left(), 0U);
        }
    EXPECT_GE(refused, 4U) << "a write and a rename, each with either error";
}

TEST_P(RosterFiles, StayAsTheyWereWhenTheDiskIsFull) {
    const RosterFaults roster(GetParam());
    const auto points = testing::fault_points(roster.run());
    const std::string whole = roster.bytes();
    std::size_t refused = 0;
    for (std::size_t point = 1; point <= points.size(); ++point) {
        if (!is_worth_a_run(points, point)) continue;
        SCOPED_TRACE(numbered("from ", point) + " on, " + points[point - 1]);
        const FaultOutcome outcome =
            roster.again(numbered("enospc:", point) + "+", "an older roster");
        EXPECT_EQ(roster.files_left(), 1U) << "a full disk still lets a file be removed";
        if (outcome.exit_code == 0) {
            EXPECT_TRUE(roster.bytes() == whole) << outcome.talk;
            continue;
        }
        ++refused;
        EXPECT_EQ(outcome.exit_code, 2) << outcome.talk;
        EXPECT_EQ(sentences_in(outcome.talk), 1) << outcome.talk;
        EXPECT_EQ(roster.bytes(), "an older roster");
    }
    EXPECT_GE(refused, 2U) << "a write and a rename";
}

TEST_P(RosterFiles, AreWholeWhenAWriteIsShort) {
    const RosterFaults roster(GetParam());
    const auto points = testing::fault_points(roster.run());
    const std::string whole = roster.bytes();
    for (std::size_t point = 1; point <= points.size(); ++point) {
        if (!is_worth_a_run(points, point)) continue;
        SCOPED_TRACE(points[point - 1]);
        EXPECT_EQ(roster.again(numbered("short:", point)).exit_code, 0);
        EXPECT_TRUE(roster.bytes() == whole);
    }
}

std::string format_name(const ::testing::TestParamInfo<const char*>& format) {
    return format.param;
}
INSTANTIATE_TEST_SUITE_P(, RosterFiles, ::testing::Values("pdf", "xlsx", "csv", "dbf"),
                         format_name);

}  // namespace
}  // namespace mingce
