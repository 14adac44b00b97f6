#include "usecases/students/undo_operation.h"

#include <gmock/gmock.h>

#include "usecases/access/access_fixture.h"
#include "usecases/audit/audit_values.h"
#include "usecases/students/assign_findings.h"
#include "usecases/students/edit_many.h"
#include "usecases/students/findings_work.h"
#include "usecases/students/fix_findings.h"
#include "usecases/students/list_operations.h"
#include "usecases/students/waive_findings.h"

namespace mingce {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::must;
using testing::problem_of;

class UndoOperations : public testing::SchoolOnEachDatabase {
protected:
    using Values = std::map<std::string, std::string>;
    struct Asked {
        std::string who;
        Values values;
    };
    /// Over whatever version there is; the operation's number.
    std::int64_t edit(const Context& by, const std::vector<Asked>& asked) {
        EditMany request;
        request.intake = "2026-ug";
        request.today = {2026, 9, 1};
        for (const Asked& one : asked)
            request.changes.push_back(
                {id(one.who).hex(), student(id(one.who).hex()).version, one.values});
        const EditedMany edited = must(edit_many(by, request));
        EXPECT_TRUE(edited.operation);
        return edited.operation.value_or(0);
    }
    Result<UndoneOperation> undo(std::int64_t number) { return undo(as(Role::Registry), number); }
    Result<UndoneOperation> undo(const Context& by, std::int64_t number) {
        return undo_operation(by, {number, "改错了", {2026, 9, 2}});
    }
    static std::vector<std::string> kept(const UndoneOperation& undone) {
        std::vector<std::string> list;
        for (const KeptThing& thing : undone.kept)
            list.push_back(thing.name + " " +
                           (thing.field ? std::string(key_of(*thing.field)) : "") + " " +
                           std::string(thing.why->code));
        return list;
    }
    std::string value(const std::string& who, Field field) {
        return student(id(who).hex()).values[field];
    }
    bool is_undone(std::int64_t number) {
        return must(show_operation(as(Role::Registry), number)).view.operation.is_undone();
    }
    /// "state" of the only finding of a rule on a student.
    StoredFinding finding(const std::string& who, const std::string& rule) {
        for (FindingLine& line : must(list_findings(context(), {"2026-ug", "", rule, ""})))
            if (line.finding.student == id(who)) return std::move(line.finding);
        ADD_FAILURE() << "no " << rule << " of " << who;
        return {};
    }
    std::string state_of(const std::string& who, const std::string& rule) {
        return std::string(key_of(finding(who, rule).state));
    }
    void expect_audited() { EXPECT_THAT(must(verify_values(context())).faults, IsEmpty()); }
};
TEST_ON_EACH_DATABASE(UndoOperations);

TEST_P(UndoOperations, PutsBackAndDoesAgain) {
    const std::int64_t done = edit(as(Role::Registry), {{"own", {{"ethnicity", "汉族"}}},
                                                        {"same_class", {{"remark", "走读"}}}});
    const UndoneOperation back = must(undo(done));
    EXPECT_EQ(back.students, 2);
    EXPECT_EQ(back.cells, 2);
    EXPECT_THAT(kept(back), IsEmpty());
    EXPECT_EQ(value("own", Field::Ethnicity), "土家族");
    EXPECT_EQ(value("same_class", Field::Remark), "");
    EXPECT_TRUE(is_undone(done));
    EXPECT_EQ(problem_of(undo(done)), "operation.undone");

    const UndoneOperation again = must(undo(*back.operation));
    EXPECT_EQ(value("own", Field::Ethnicity), "汉族");
    EXPECT_FALSE(is_undone(done)) << "it stands again";
    EXPECT_TRUE(is_undone(*back.operation));
    must(undo(*again.operation));
    EXPECT_EQ(value("own", Field::Ethnicity), "土家族");
    EXPECT_TRUE(is_undone(done));
    EXPECT_FALSE(is_undone(*back.operation));
    EXPECT_EQ(must(list_operations(as(Role::Registry), {})).size(), 4U);
    EXPECT_EQ(student(id("own").hex()).version, 5) << "every step stays in the history";
    expect_audited();
}

TEST_P(UndoOperations, KeepsWhatWasChangedSinceAndSaysSo) {
    const std::int64_t done =
        edit(as(Role::Registry), {{"own", {{"ethnicity", "汉族"}, {"remark", "甲"}}},
                                  {"same_class", {{"student_no", "2026010002"}}},
                                  {"same_department", {{"remark", "甲"}}}});
    edit(as(Role::DepartmentSecretary), {{"own", {{"remark", "乙"}}}});
    must(freeze_student(context(), {id("same_department").hex(), "PIPL 47 (2)"}));
    const UndoneOperation back = must(undo(done));
    EXPECT_THAT(kept(back), ElementsAre("张文静 remark operation.changed_since",
                                        "李强 student_no student.number_given",
                                        "王小明 remark student.frozen"));
    EXPECT_EQ(back.cells, 1);
    EXPECT_EQ(value("own", Field::Ethnicity), "土家族");
    EXPECT_EQ(value("own", Field::Remark), "乙");
    EXPECT_EQ(value("same_class", Field::StudentNo), "2026010002");
    expect_audited();
}

TEST_P(UndoOperations, OneOfWhichAllIsKeptStaysDone) {
    const std::int64_t done = edit(as(Role::Registry), {{"own", {{"remark", "甲"}}}});
    edit(as(Role::Registry), {{"own", {{"remark", "乙"}}}});
    const UndoneOperation back = must(undo(done));
    EXPECT_FALSE(back.operation);
    EXPECT_EQ(back.kept.size(), 1U);
    EXPECT_FALSE(is_undone(done));
}

TEST_P(UndoOperations, OwnOnesAndForTheRegistryAnybodys) {
    const Context secretary = as(Role::DepartmentSecretary);
    const std::int64_t hers = edit(secretary, {{"own", {{"remark", "甲"}}}});
    const std::int64_t registrys = edit(as(Role::Registry), {{"own", {{"remark", "乙"}}}});
    const auto seen = must(list_operations(secretary, {}));
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen[0].operation.number, hers);
    EXPECT_EQ(problem_of(show_operation(secretary, registrys)), "operation.unknown");
    EXPECT_EQ(problem_of(undo(secretary, registrys)), "operation.unknown");
    EXPECT_EQ(problem_of(undo(secretary, 99)), "operation.unknown");
    EXPECT_EQ(must(list_operations(as(Role::Registry), {})).size(), 2U);
    EXPECT_EQ(problem_of(list_operations(as(Role::DepartmentLeader), {})), "access.denied");

    // A registry of one department knows of those on its students alone.
    Context of_physics = as(Role::Registry, "registry_of_physics");
    of_physics.caller.scope = scope_of(Role::DepartmentSecretary);
    const std::int64_t elsewhere =
        edit(as(Role::Registry), {{"other_department", {{"remark", "丙"}}}});
    EXPECT_EQ(must(list_operations(of_physics, {})).size(), 2U);
    EXPECT_EQ(problem_of(show_operation(of_physics, elsewhere)), "operation.unknown");
    const std::int64_t both = edit(as(Role::Registry), {{"other_department", {{"campus", "东"}}},
                                                        {"same_class", {{"campus", "东"}}}});
    const UndoneOperation part = must(undo(of_physics, both));
    EXPECT_EQ(part.cells, 1);
    EXPECT_EQ(part.out_of_scope, 1U);
    EXPECT_THAT(kept(part), IsEmpty()) << "nobody out of scope is named";
    EXPECT_EQ(value("other_department", Field::Campus), "东");
}

TEST_P(UndoOperations, MasksStayMasked) {
    const std::int64_t done =
        edit(as(Role::Registry), {{"own", {{"id_number", "420101200803030016"}}}});
    const OperationDetail told = must(show_operation(as(Role::Registry), done));
    ASSERT_EQ(told.cells.size(), 1U);
    EXPECT_EQ(told.cells[0].change.before, "420*************2X");
    EXPECT_EQ(told.cells[0].change.after, "420*************16");
    must(undo(done));
    EXPECT_EQ(value("own", Field::IdNumber), "42010120080101002X");
}

TEST_P(UndoOperations, OpensAgainWhatAFixOrAnEditClosed) {
    // A waived finding that an edit closed is waived again.
    edit(as(Role::Registry), {{"same_class", {{"birth_date", "20080303"}}}});
    must(waive_finding(as(Role::Registry), finding("same_class", "ID-011").id.hex(), "户口簿为准"));
    const std::int64_t mended =
        edit(as(Role::Registry), {{"same_class", {{"birth_date", "20080202"}}}});
    EXPECT_EQ(state_of("same_class", "ID-011"), "gone");
    must(undo(mended));
    EXPECT_EQ(state_of("same_class", "ID-011"), "waived");
    EXPECT_EQ(finding("same_class", "ID-011").detail.reason, "户口簿为准");

    edit(as(Role::Registry), {{"own", {{"sex", "男"}}}});
    FixFindings fix;
    fix.intake = "2026-ug";
    fix.rule = "ID-012";
    fix.today = {2026, 9, 1};
    const FixOutcome fixed = must(fix_findings(as(Role::Registry), fix));
    EXPECT_EQ(fixed.fixed, 1U);
    EXPECT_EQ(state_of("own", "ID-012"), "fixed");
    EXPECT_EQ(value("own", Field::Sex), "女");
    const UndoneOperation back = must(undo(*fixed.operation));
    EXPECT_EQ(state_of("own", "ID-012"), "open");
    EXPECT_EQ(value("own", Field::Sex), "男");
    must(undo(*back.operation));
    EXPECT_EQ(state_of("own", "ID-012"), "fixed");
    EXPECT_EQ(value("own", Field::Sex), "女");
    expect_audited();
}

TEST_P(UndoOperations, TakesWaiversBackAndGivesThemAgain) {
    const WaivedFindings waived =
        must(waive_findings(as(Role::Registry), {{{}, "2026-ug", "PH-001"}, "国外号码"}));
    EXPECT_EQ(waived.waived, 4U);
    must(reopen_finding(as(Role::Registry), finding("own", "PH-001").id.hex(), "再查"));
    const UndoneOperation back = must(undo(*waived.operation));
    EXPECT_EQ(back.findings, 3);
    EXPECT_THAT(kept(back), ElementsAre("张文静 phone operation.changed_since"));
    EXPECT_EQ(state_of("same_class", "PH-001"), "open");
    must(undo(*back.operation));
    EXPECT_EQ(state_of("same_class", "PH-001"), "waived");
    EXPECT_EQ(finding("same_class", "PH-001").detail.reason, "国外号码");
    EXPECT_EQ(state_of("own", "PH-001"), "open");
    expect_audited();
}

TEST_P(UndoOperations, TakesAssignmentsBackToWhoHadThem) {
    const AssignedFindings given =
        must(assign_findings(as(Role::Registry), {{{}, "2026-ug", "PH-001"}, "", "请核实"}));
    EXPECT_EQ(given.assigned, 4U);
    EXPECT_EQ(finding("other_department", "PH-001").assigned_to, "文学院");
    AssignFindings off{{{finding("own", "PH-001").id.hex()}, "", ""}, "", ""};
    off.is_taken_back = true;
    must(assign_findings(as(Role::Registry), off));
    EXPECT_EQ(finding("own", "PH-001").assigned_to, "");
    const UndoneOperation back = must(undo(*given.operation));
    EXPECT_EQ(back.findings, 3);
    EXPECT_EQ(back.kept.size(), 1U) << "the one taken back since";
    EXPECT_EQ(finding("other_department", "PH-001").assigned_to, "");
    must(undo(*back.operation));
    EXPECT_EQ(finding("other_department", "PH-001").assigned_to, "文学院");
    EXPECT_EQ(problem_of(undo(as(Role::DepartmentSecretary), *given.operation)),
              "operation.unknown");
    expect_audited();
}

TEST_P(UndoOperations, KnowsNoErasedStudent) {
    const std::int64_t done =
        edit(as(Role::Registry), {{"own", {{"remark", "甲"}}}, {"same_class", {{"remark", "甲"}}}});
    must(erase_student(context(), {id("own").hex(), "law"}));
    EXPECT_EQ(must(show_operation(as(Role::Registry), done)).cells.size(), 1U);
    EXPECT_EQ(must(undo(done)).cells, 1);
    expect_audited();
}

}  // namespace
}  // namespace mingce
