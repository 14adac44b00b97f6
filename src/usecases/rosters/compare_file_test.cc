#include "usecases/rosters/compare_file.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/audit_log.h"
#include "usecases/access/access_fixture.h"
#include "usecases/jobs/uploads.h"
#include "usecases/students/enrolment_status.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::must;
using ::testing::Not;
using testing::problem_of;

/// Of the school of the fixture, 2026-ug has four who live: 张文静 and 李强 of 物理2601, 王小明 of
/// 物理2602, 赵小红 of another department.
class ComparedRosters : public testing::SchoolOnEachDatabase {
protected:
    Result<FileComparison> try_compare(const Context& context, std::string_view text,
                                       const std::string& name = "roster.csv") {
        CompareFile request;
        request.hand_over.paths = {files_.write(name, text)};
        request.intake = "2026-ug";
        request.today = {2026, 9, 1};
        return compare_file(context, request);
    }
    FileComparison compared(const Context& context, std::string_view text) {
        return must(try_compare(context, text));
    }
    static void expect_balance(const FileComparison& report) {
        const FileComparisonCounts& counts = report.counts;
        EXPECT_EQ(counts.rows_in, counts.set_aside + counts.unread + counts.same + counts.differs +
                                      counts.only_in_file + counts.two_people + counts.repeated +
                                      counts.no_number);
        EXPECT_EQ(counts.students, counts.matched + counts.absent);
        EXPECT_EQ(report.rows.size() + counts.same + counts.set_aside + counts.unread,
                  counts.rows_in);
    }

private:
    const testing::TemporaryFolder files_;
};
TEST_ON_EACH_DATABASE(ComparedRosters);

constexpr std::string_view kWhole =
    "考生号,姓名,学院,班级\n"
    "26420101150001,张文静,物理学院,物理2601\n"
    "26420101150002,李强,物理学院,物理2601\n"
    "26420101150003,王小明,物理学院,物理2602\n"
    "26420101150004,赵小红,文学院,中文2601\n";

TEST_P(ComparedRosters, ARosterThatAgreesSaysSo) {
    const FileComparison report = compared(context(), kWhole);
    EXPECT_TRUE(report.agrees());
    EXPECT_EQ(report.counts.same, 4U);
    EXPECT_THAT(report.compared,
                ElementsAre(Field::Name, Field::ExamNumber, Field::Department, Field::AdminClass));
    expect_balance(report);
}

TEST_P(ComparedRosters, EachDifferenceHasItsPlaceInTheFile) {
    const FileComparison report = compared(context(),
                                           "物理学院新生花名册,,,,\n"
                                           "序号,考生号,姓名,班级,证件号码\n"
                                           "1,26420101150001,张文静,物理2602,42010120080101002X\n"
                                           "2,26420101159999,孙大圣,物理2601,\n"
                                           "3,26420101150003,王小明,物理2602,420101200802020019\n"
                                           "4,26420101150001,张文静,物理2601,\n"
                                           "5,,无名氏,物理2601,\n");
    expect_balance(report);
    ASSERT_EQ(report.rows.size(), 5U);
    EXPECT_FALSE(report.agrees());
    const ComparedFileRow& moved = report.rows[0];
    EXPECT_EQ(moved.fate, FileRowFate::Differs);
    EXPECT_EQ(moved.row, 3U);
    ASSERT_EQ(moved.cells.size(), 1U);
    EXPECT_EQ(moved.cells[0].field, Field::AdminClass);
    EXPECT_EQ(moved.cells[0].header, "班级");
    EXPECT_EQ(moved.cells[0].file, "物理2602");
    EXPECT_EQ(moved.cells[0].record, "物理2601");
    EXPECT_EQ(report.rows[1].fate, FileRowFate::OnlyHere);
    EXPECT_EQ(report.rows[2].fate, FileRowFate::TwoPeople);
    ASSERT_EQ(report.rows[2].candidates.size(), 2U);
    EXPECT_EQ(report.rows[2].candidates[0].name, "王小明");
    EXPECT_EQ(report.rows[2].candidates[1].name, "李强");
    EXPECT_EQ(report.rows[3].fate, FileRowFate::Repeated);
    EXPECT_EQ(report.rows[3].first_row, 3U);
    EXPECT_EQ(report.rows[4].fate, FileRowFate::NoKey);
    EXPECT_EQ(report.counts.absent, 3U) << "whose numbers were doubtful are not called found";
    EXPECT_THAT(report.unmapped, ElementsAre("序号"));
}

TEST_P(ComparedRosters, WhoDoesNotComeIsToldApart) {
    SetStatus declined;
    declined.who = {"26420101150004"};
    declined.event = {EnrolmentEvent::Decline, {2026, 9, 1}, {}};
    declined.today = {2026, 9, 1};
    declined.reason = "not coming";
    must(set_status(context(), declined));
    const std::string text(kWhole);
    const FileComparison listed = compared(context(), text);
    ASSERT_EQ(listed.rows.size(), 1U);
    EXPECT_EQ(listed.rows[0].annex_state, "放弃入学资格");
    EXPECT_THAT(listed.rows[0].cells, IsEmpty());
    const FileComparison without = compared(context(), text.substr(0, text.find("26420101150004")));
    EXPECT_TRUE(without.agrees());
    ASSERT_EQ(without.absent_annexed.size(), 1U);
    EXPECT_EQ(without.absent_annexed[0].name, "赵小红");
    EXPECT_EQ(without.counts.students, 3U);
    EXPECT_EQ(without.counts.annexed, 1U);
}

TEST_P(ComparedRosters, SealedValuesLeaveMasked) {
    const std::string_view text =
        "考生号,姓名,证件号码\n26420101150001,张文静,420101200802020019\n";
    for (const bool at_the_machine : {true, false}) {
        const FileComparison report =
            compared(at_the_machine ? context() : as(Role::Registry), text);
        // The number is another's: that it is was told, of the number nothing but its ends.
        ASSERT_EQ(report.rows.size(), 1U);
        EXPECT_EQ(report.rows[0].fate, FileRowFate::TwoPeople);
    }
    const FileComparison report = compared(
        as(Role::Registry), "考生号,姓名,证件号码\n26420101150001,张文静,110101199003070011\n");
    ASSERT_EQ(report.rows.size(), 1U);
    ASSERT_EQ(report.rows[0].cells.size(), 1U);
    EXPECT_EQ(report.rows[0].cells[0].file, "110*************11");
    EXPECT_EQ(report.rows[0].cells[0].record, "420*************2X");
}

TEST_P(ComparedRosters, NobodyLearnsWhatTheyDoNotSee) {
    const std::string_view text =
        "考生号,姓名,班级,证件号码\n"
        "26420101150001,张文静,物理2601,110101199003070011\n"
        "26420101150004,赵小红,中文2601,\n"
        ",,物理2601,420101200802020019\n";
    const FileComparison report = compared(as(Role::DepartmentSecretary), text);
    EXPECT_THAT(report.not_seen, ElementsAre(Field::IdNumber));
    EXPECT_EQ(report.counts.same, 1U) << "the wrong number is not told";
    ASSERT_EQ(report.rows.size(), 2U);
    EXPECT_EQ(report.rows[0].fate, FileRowFate::OnlyHere) << "of another department";
    EXPECT_EQ(report.rows[1].fate, FileRowFate::NoKey) << "a document number looks nobody up";
    EXPECT_EQ(report.counts.students, 3U);
    EXPECT_EQ(problem_of(try_compare(as(Role::UniversityLeader), text)), "access.denied");
    EXPECT_EQ(problem_of(try_compare(as(Role::SystemAdmin), text)), "access.denied");
}

TEST_P(ComparedRosters, IsAuditedWithNumbersAndNobodysName) {
    must(try_compare(context(), kWhole));
    std::string detail;
    audit_log::Selection selection;
    selection.action = "roster.compare";
    must(database().read([&](Tx& tx) {
        return audit_log::each_listed(tx, selection,
                                      [&](const audit_log::ListedEntry& entry) -> Status {
                                          detail += entry.entry.detail;
                                          return Done{};
                                      });
    }));
    EXPECT_THAT(detail, HasSubstr("rows=4 same=4 differs=0"));
    EXPECT_THAT(detail, Not(HasSubstr("张文静")));
}

TEST_P(ComparedRosters, AnUploadIsReadAsAFileIs) {
    const Context own = as(Role::Registry);
    const std::string text(kWhole);
    const UploadRow begun = must(begin_upload(own, {"名单.csv", text.size(), {}}));
    CompareFile request;
    request.intake = "2026-ug";
    request.today = {2026, 9, 1};
    request.upload = begun.id;
    EXPECT_EQ(problem_of(compare_file(own, request)), "upload.not_whole");
    must(append_upload(own, {begun.id, 0, text, {}}));
    EXPECT_TRUE(must(compare_file(own, request)).agrees());
    EXPECT_TRUE(must(compare_file(own, request)).agrees()) << "a look at it keeps it";
    EXPECT_EQ(problem_of(compare_file(as(Role::Registry, "another"), request)), "upload.unknown");
}

TEST_P(ComparedRosters, WhatCannotBeReadIsRefusedInOneSentence) {
    EXPECT_EQ(problem_of(try_compare(context(), "%PDF-1.4 nothing", "roster.pdf")).empty(), false);
    CompareFile request;
    request.hand_over.paths = {temporary() / "nowhere.xlsx"};
    request.intake = "2026-ug";
    request.today = {2026, 9, 1};
    EXPECT_EQ(problem_of(compare_file(context(), request)), "hand_over.path_missing");
    request.hand_over.paths = {folder()};
    request.intake = "2031-ug";
    EXPECT_EQ(problem_of(compare_file(context(), request)), "intake.unknown");
}

}  // namespace
}  // namespace mingce
