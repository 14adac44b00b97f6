#include "usecases/students/edit_many.h"

#include <gmock/gmock.h>

#include "usecases/access/access_fixture.h"
#include "usecases/audit/audit_values.h"
#include "usecases/students/list_operations.h"
#include "usecases/students/operation_words.h"

namespace mingce {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::must;
using testing::problem_of;

class EditManyCells : public testing::SchoolOnEachDatabase {
protected:
    using Values = std::map<std::string, std::string>;

    EditMany::One one(const std::string& who, Values values, std::int64_t version = 1) {
        return {id(who).hex(), version, std::move(values)};
    }
    Result<EditedMany> edit(const Context& by, std::vector<EditMany::One> changes) {
        EditMany request;
        request.intake = "2026-ug";
        request.reason = "电话核实";
        request.changes = std::move(changes);
        request.today = {2026, 9, 1};
        auto edited = edit_many(by, request);
        if (edited.ok()) expect_balanced(edited.value());
        return edited;
    }
    static void expect_balanced(const EditedMany& edited) {
        std::uint64_t conflicts = 0;
        for (const ConflictingStudent& student : edited.conflicts)
            conflicts += student.fields.size();
        EXPECT_EQ(edited.cells,
                  edited.written + edited.unchanged + edited.refused.size() + conflicts);
    }
    /// "field code" of each refusal.
    static std::vector<std::string> refusals(const EditedMany& edited) {
        std::vector<std::string> list;
        for (const RefusedCell& cell : edited.refused)
            list.push_back(cell.field + " " + std::string(cell.problem->code));
        return list;
    }
    std::string value(const std::string& who, Field field) {
        return student(id(who).hex()).values[field];
    }
};
TEST_ON_EACH_DATABASE(EditManyCells);

TEST_P(EditManyCells, WritesWhatItMayAndTellsOfTheRest) {
    const EditedMany edited = must(edit(
        as(Role::Registry),
        {one("own", {{"phone", " 138-0000-1111 "}, {"ethnicity", "土家族"}, {"shoe_size", "42"}}),
         one("same_class", {{"student_no", "2026010002"}, {"remark", "走读"}}),
         {"26429999999999", 1, {{"remark", "x"}}},
         one("other_year", {{"remark", "x"}}),
         one("own", {{"remark", "twice"}}),
         one("same_department", {{"remark", "x"}}, 7)}));
    EXPECT_EQ(edited.cells, 9U);
    EXPECT_EQ(edited.written, 3U);
    EXPECT_EQ(edited.unchanged, 1U);
    EXPECT_EQ(edited.students, 2U);
    EXPECT_THAT(refusals(edited),
                ElementsAre("shoe_size student.field_unknown", "remark student.unknown",
                            "remark student.unknown", "remark edit.student_twice",
                            "remark student.changed_meanwhile"));
    EXPECT_EQ(value("own", Field::Phone), "13800001111") << "cleaned like an import's";
    EXPECT_EQ(value("same_class", Field::StudentNo), "2026010002");
    EXPECT_EQ(edited.findings.gone, 5U) << "a phone that was none, and that four shared";
    ASSERT_EQ(edited.versions.size(), 2U);
    EXPECT_EQ(edited.versions[0].version, 2);
    EXPECT_EQ(student(id("own").hex()).version, 2);

    const OperationDetail told = must(show_operation(as(Role::Registry), *edited.operation));
    EXPECT_EQ(told.view.operation.students, 2);
    EXPECT_EQ(told.view.operation.cells, 3);
    EXPECT_EQ(told.cells.size(), 3U);
    EXPECT_EQ(sentence_of(told.view.operation, Language::Chinese), "改 2 人的学号、联系电话、备注");
    const StudentHistory history = must(student_history(context(), id("own").hex()));
    EXPECT_EQ(history.events.back().operation, told.view.operation.id);
    EXPECT_THAT(must(verify_values(context())).faults, IsEmpty());
}

TEST_P(EditManyCells, TwoPeopleOnDifferentCellsOfOneStudentBothSucceed) {
    const Context first = as(Role::Registry), second = as(Role::DepartmentSecretary);
    ASSERT_EQ(must(edit(first, {one("own", {{"phone", "13700000001"}, {"remark", "甲"}})})).written,
              2U);
    const EditedMany merged =
        must(edit(second, {one("own", {{"campus", "东校区"}, {"remark", "乙"}})}));
    EXPECT_EQ(merged.written, 1U);
    ASSERT_EQ(merged.conflicts.size(), 1U);
    EXPECT_EQ(merged.conflicts[0].version, 2);
    ASSERT_EQ(merged.conflicts[0].fields.size(), 1U);
    const CellConflict& cell = merged.conflicts[0].fields[0];
    EXPECT_EQ(cell.field, Field::Remark);
    EXPECT_EQ(cell.base + "/" + cell.mine + "/" + cell.theirs, "/乙/甲");
    EXPECT_EQ(value("own", Field::Remark), "甲");
    EXPECT_EQ(value("own", Field::Campus), "东校区");
    EXPECT_EQ(merged.versions[0].version, 3);
    // Who wanted the same is in no conflict.
    EXPECT_EQ(must(edit(second, {one("own", {{"remark", "甲"}})})).unchanged, 1U);
}

TEST_P(EditManyCells, ConflictsAreMaskedAsOneSees) {
    must(edit(as(Role::Registry), {one("own", {{"id_number", "420101200803030016"}})}));
    const EditedMany late =
        must(edit(as(Role::Admissions), {one("own", {{"id_number", "420101200802020019"}})}));
    ASSERT_EQ(late.conflicts.size(), 1U);
    const CellConflict& cell = late.conflicts[0].fields.at(0);
    EXPECT_EQ(cell.base, "420*************2X");
    EXPECT_EQ(cell.theirs, "420*************16");
    EXPECT_EQ(cell.mine, "420101200802020019") << "what one typed is one's own";
}

TEST_P(EditManyCells, KeepsToWhatARoleMayWriteAndReach) {
    const EditedMany counsellor =
        must(edit(as(Role::Counsellor), {one("own", {{"ethnicity", "汉族"}, {"remark", "走读"}}),
                                         one("same_department", {{"remark", "x"}}),
                                         one("other_department", {{"remark", "x"}})}));
    EXPECT_EQ(counsellor.written, 1U);
    EXPECT_THAT(refusals(counsellor),
                ElementsAre("ethnicity access.field_hidden", "remark student.unknown",
                            "remark student.unknown"));
    const EditedMany secretary =
        must(edit(as(Role::DepartmentSecretary),
                  {one("same_class", {{"department", "文学院"}, {"ethnicity", "汉族"}})}));
    EXPECT_EQ(secretary.written, 1U);
    EXPECT_THAT(refusals(secretary), ElementsAre("department access.leaves_scope"));
    EXPECT_EQ(value("same_class", Field::Department), "物理学院");
    EXPECT_EQ(problem_of(edit(as(Role::Unit), {})), "access.denied");
    EXPECT_EQ(problem_of(edit(as(Role::DepartmentLeader), {})), "access.denied");
}

TEST_P(EditManyCells, NeverTakesAMaskForAValue) {
    const EditedMany edited = must(edit(
        as(Role::Registry),
        {one("own",
             {{"id_number", "420*************2X"}, {"bank_account", ""}, {"phone", "138**"}})}));
    EXPECT_THAT(refusals(edited),
                ElementsAre("bank_account edit.masked_text", "id_number edit.masked_text"));
    EXPECT_EQ(value("own", Field::IdNumber), "42010120080101002X");
    EXPECT_EQ(value("own", Field::BankAccount), "6222020000000000017");
    EXPECT_EQ(edited.written, 1U) << "a phone is seen whole: two stars are as bad as any typing";
}

TEST_P(EditManyCells, ThatChangesNothingLeavesNoOperation) {
    const EditedMany edited =
        must(edit(as(Role::Registry), {one("own", {{"ethnicity", "土家族"}})}));
    EXPECT_EQ(edited.unchanged, 1U);
    EXPECT_FALSE(edited.operation);
    EXPECT_THAT(must(list_operations(as(Role::Registry), {})), IsEmpty());
}

TEST_P(EditManyCells, FrozenAndMergedStudentsAreRefusedEachCell) {
    must(freeze_student(context(), {id("own").hex(), "PIPL 47 (2)"}));
    const EditedMany edited =
        must(edit(as(Role::Registry), {one("own", {{"remark", "x"}, {"campus", "东"}}),
                                       one("same_class", {{"remark", "y"}})}));
    EXPECT_THAT(refusals(edited), ElementsAre("campus student.frozen", "remark student.frozen"));
    EXPECT_EQ(edited.written, 1U);
}

TEST_P(EditManyCells, IsRefusedWholeWhereItIsTooMuch) {
    EditMany request;
    request.intake = "2026-ug";
    request.today = {2026, 9, 1};
    Values values;
    for (int i = 0; i < 11; ++i) values["field" + std::to_string(i)] = "x";
    request.changes.assign(kEditStudentsMax, {"x", 1, values});
    EXPECT_EQ(problem_of(edit_many(as(Role::Registry), request)), "edit.too_much");
    request.changes.clear();
    request.intake = "2026-pg";
    EXPECT_EQ(problem_of(edit_many(as(Role::Admissions), request)), "intake.handed_over");
}

}  // namespace
}  // namespace mingce
