#include "usecases/imports/batch_rows.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "usecases/access/access_fixture.h"
#include "usecases/imports/batch_findings.h"
#include "usecases/imports/column_preview.h"
#include "usecases/imports/undo_batch.h"
#include "usecases/students/edit_students.h"

namespace mingce {
namespace {

using testing::must;
using testing::problem_of;

constexpr std::string_view kHeader = "姓名,考生号,身份证号,手机号码,院系,专业,备注\n";
const std::string kFirst = std::string(kHeader) +
                           "陈一,26420101150101,420101200801010046,13800000001,物理学院,物理学,\n"
                           "陈二,26420101150102,420101200802020035,13800000002,物理学院,物理学,\n";
// 陈一 has another document, 陈二 another note where a person wrote one; 陈三's number fails its
// check digit; 陈四's numbers point at two people.
const std::string kSecond =
    std::string(kHeader) +
    "陈一,26420101150101,420101200801010062,13800000001,物理学院,物理学,\n"
    "陈二,26420101150102,420101200802020035,13800000002,物理学院,物理学,走读\n"
    "陈三,26420101150103,420101200803030010,13800000003,文学院,汉语言文学,\n"
    "陈四,26420101150101,420101200802020035,13800000004,文学院,汉语言文学,\n";

class RowsOfABatch : public testing::SchoolOnEachDatabase {
protected:
    ImportReport import_with(const std::string& csv, bool commit) {
        ImportFiles request;
        request.hand_over.paths = {files_.write("list.csv", csv)};
        request.intake = "2026-ug";
        request.commit = commit;
        request.today = {2026, 9, 1};
        return must(import_files(context(), request));
    }
    BatchRows rows(std::int64_t batch, BatchRowKind kind, std::size_t offset = 0) {
        return must(batch_rows(as(Role::Admissions), {batch, kind, offset, 100}));
    }
    std::string names(std::int64_t batch, BatchRowKind kind) {
        std::string names;
        for (const BatchRow& row : rows(batch, kind).rows) names += row.name + " ";
        return names;
    }
    static std::string told(const BatchRow& row) {
        std::string text;
        for (const BatchRowChange& change : row.changes)
            text += std::string(key_of(change.field)) + " " + change.before + " > " + change.after +
                    (change.is_taken ? " taken" : " kept");
        return text;
    }
    void write_note(const std::string& who, const std::string& note) {
        must(set_student(context("os:registry"),
                         {who, {}, {{Field::Remark, note}}, "", {2026, 9, 1}}));
    }

private:
    testing::TemporaryFolder files_;
};
TEST_ON_EACH_DATABASE(RowsOfABatch);

TEST_P(RowsOfABatch, TellBeforeItIsWrittenWhatWouldBecomeOfEachRow) {
    const ImportReport first = import_with(kFirst, true);
    write_note("26420101150102", "住校");
    const std::int64_t number = import_with(kSecond, false).batch.number;

    EXPECT_EQ(names(number, BatchRowKind::New), "陈三 ");
    const BatchRows changed = rows(number, BatchRowKind::Changed);
    ASSERT_EQ(changed.rows.size(), 1U);
    EXPECT_EQ(changed.total, 1U);
    EXPECT_EQ(told(changed.rows[0]), "id_number 420*************46 > 420*************62 taken")
        << "masked";
    EXPECT_THAT(changed.rows[0].file, ::testing::EndsWith("list.csv"));
    EXPECT_EQ(changed.rows[0].row, 2U);
    EXPECT_EQ(changed.rows[0].department, "物理学院");

    const BatchRows conflicts = rows(number, BatchRowKind::Conflict);
    ASSERT_EQ(conflicts.rows.size(), 2U);
    EXPECT_EQ(told(conflicts.rows[0]), "remark 住校 > 走读 kept");
    EXPECT_EQ(conflicts.rows[1].name, "陈四");
    EXPECT_THAT(conflicts.rows[1].candidates, ::testing::UnorderedElementsAre("陈一", "陈二"));

    bool says_number = false;
    for (const BatchRow& row : rows(number, BatchRowKind::Blocked).rows)
        for (const BatchRowFinding& finding : row.findings)
            says_number |= row.name == "陈三" && finding.field == Field::IdNumber;
    EXPECT_TRUE(says_number);

    EXPECT_EQ(rows(number, BatchRowKind::Conflict, 1).rows.at(0).name, "陈四") << "from a place on";
    EXPECT_TRUE(rows(number, BatchRowKind::Conflict, 9).rows.empty());
    EXPECT_EQ(must(batch_columns(as(Role::Admissions), number)).sheets.size(), 1U)
        << "the columns stand before them";
}

TEST_P(RowsOfABatch, NameWhomAWrittenOneMadeAndChanged) {
    import_with(kFirst, true);
    const std::int64_t number = import_with(kSecond, true).batch.number;
    EXPECT_THAT(names(number, BatchRowKind::New), ::testing::HasSubstr("陈三 "));
    const BatchRows changed = rows(number, BatchRowKind::Changed);
    EXPECT_EQ(changed.total, 2U);
    ASSERT_EQ(changed.rows.size(), 2U);
    EXPECT_THAT(told(changed.rows[0]) + told(changed.rows[1]),
                ::testing::HasSubstr("id_number 420*************46 > 420*************62 taken"));
    must(undo_batch(context(), {number, "wrong file", {2026, 9, 2}}));
    EXPECT_EQ(names(number, BatchRowKind::New), "") << "nobody any more";
}

TEST_P(RowsOfABatch, AndFindingsAreThoseOfItsOwnIntake) {
    ImportFiles request;
    testing::TemporaryFolder files;
    request.hand_over.paths = {files.write("list.csv", kSecond)};
    request.hand_over.kind = StudentKind::Postgraduate;
    request.intake = "2026-ug";
    request.today = {2026, 9, 1};
    const ImportReport report = must(import_files(context(), request));
    const auto has_row = [](const Finding& finding) { return finding.row.has_value(); };
    EXPECT_TRUE(std::ranges::any_of(report.check.findings, has_row)) << "陈三's number at least";
    EXPECT_TRUE(std::ranges::none_of(findings_of_batch(report), has_row))
        << "postgraduates, of another intake";
    EXPECT_TRUE(rows(report.batch.number, BatchRowKind::Blocked).rows.empty());
}

TEST_P(RowsOfABatch, AreForThoseWhoMaySeeImports) {
    const std::int64_t number = import_with(kFirst, false).batch.number;
    EXPECT_EQ(problem_of(batch_rows(as(Role::DepartmentSecretary), {number})), "access.denied");
    EXPECT_EQ(problem_of(batch_rows(as(Role::Registry), {99})), "batch.unknown");
}

}  // namespace
}  // namespace mingce
