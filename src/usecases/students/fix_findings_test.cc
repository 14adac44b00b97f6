// Work on many findings at once: previews, waivers, assignments, and what a department is told
// first.
#include "usecases/students/fix_findings.h"

#include <gmock/gmock.h>

#include "usecases/access/access_fixture.h"
#include "usecases/students/assign_findings.h"
#include "usecases/students/findings_work.h"
#include "usecases/students/waive_findings.h"

namespace mingce {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::must;
using testing::problem_of;

class FindingsWork : public testing::SchoolOnEachDatabase {
protected:
    void SetUp() override {
        SchoolOnEachDatabase::SetUp();
        if (IsSkipped()) return;
        // Two whose sex is not what their number says: each has a proposal.
        set("own", {{Field::Sex, "男"}});
        set("same_class", {{Field::Sex, "女"}});
    }
    void set(const std::string& who, const TypedValues& values) {
        must(set_student(context(), {id(who).hex(), {}, values, "", {2026, 9, 1}}));
    }
    static FixFindings fix() {
        FixFindings request;
        request.intake = "2026-ug";
        request.rule = "ID-012";
        request.today = {2026, 9, 1};
        return request;
    }
    std::string finding(const std::string& who, const std::string& rule) {
        for (const FindingLine& line : must(list_findings(context(), {"2026-ug", "", rule, ""})))
            if (line.finding.student == id(who)) return line.finding.id.hex();
        ADD_FAILURE() << "no " << rule << " of " << who;
        return {};
    }
    static std::vector<std::string> codes(const std::vector<RefusedFinding>& refused) {
        std::vector<std::string> list;
        for (const RefusedFinding& one : refused) list.emplace_back(one.problem->code);
        return list;
    }
    std::string value(const std::string& who, Field field) {
        return student(id(who).hex()).values[field];
    }
};
TEST_ON_EACH_DATABASE(FindingsWork);

TEST_P(FindingsWork, APreviewTellsWhatIsThenWritten) {
    const Context registry = as(Role::Registry);
    FixFindings request = fix();
    request.preview = true;
    const FixOutcome preview = must(fix_findings(registry, request));
    EXPECT_EQ(preview.count, 2U);
    EXPECT_EQ(preview.fixed, 0U);
    EXPECT_FALSE(preview.operation);
    ASSERT_EQ(preview.previews.size(), 2U);
    EXPECT_EQ(preview.previews[0].name + preview.previews[0].before + preview.previews[0].after,
              "张文静男女");
    EXPECT_EQ(value("own", Field::Sex), "男") << "nothing is written";

    request.preview = false;
    request.expected = 3;
    EXPECT_EQ(problem_of(fix_findings(registry, request)), "finding.other_count");
    EXPECT_EQ(value("own", Field::Sex), "男");
    request.expected = 2;
    const FixOutcome fixed = must(fix_findings(registry, request));
    EXPECT_EQ(fixed.fixed, 2U);
    EXPECT_TRUE(fixed.operation);
    EXPECT_EQ(value("own", Field::Sex), "女");
    EXPECT_EQ(value("same_class", Field::Sex), "男");
}

TEST_P(FindingsWork, FixesOnlyThoseNamedAndNotThoseLeftOut) {
    FixFindings request = fix();
    request.except = {finding("own", "ID-012")};
    request.preview = true;
    EXPECT_EQ(must(fix_findings(as(Role::Registry), request)).count, 1U);
    request.preview = false;
    request.only = {finding("own", "ID-012"), finding("same_class", "ID-012")};
    EXPECT_EQ(must(fix_findings(as(Role::Registry), request)).fixed, 1U);
    EXPECT_EQ(value("own", Field::Sex), "男");
    EXPECT_EQ(value("same_class", Field::Sex), "男");
}

TEST_P(FindingsWork, WhoMayNotBeChangedIsToldOfAndTheOthersAreFixed) {
    must(freeze_student(context(), {id("own").hex(), "PIPL 47 (2)"}));
    const FixOutcome fixed = must(fix_findings(as(Role::Registry), fix()));
    EXPECT_EQ(fixed.fixed, 1U);
    EXPECT_THAT(codes(fixed.refused), ElementsAre("student.frozen"));
    EXPECT_EQ(must(fix_findings(as(Role::Counsellor), fix())).without_proposal, 1U)
        << "a counsellor writes no sex";
}

TEST_P(FindingsWork, AProposalFollowsTheValueItWasMadeOf) {
    set("own", {{Field::BirthDate, "20080102"}});
    set("own", {{Field::IdNumber, "420101200803030016"}, {Field::Sex, "女"}});
    FixFindings request;
    request.id = finding("own", "ID-011");
    request.today = {2026, 9, 1};
    must(fix_findings(as(Role::Registry), request));
    EXPECT_EQ(value("own", Field::BirthDate), "20080303");
}

TEST_P(FindingsWork, WaivesManyForOneReasonAndNeverWhatCannotBeRight) {
    const Context registry = as(Role::Registry);
    set("own", {{Field::Name, "张?静"}});
    const std::string never = finding("own", "GL-001"), may = finding("own", "PH-001");
    EXPECT_EQ(problem_of(waive_findings(registry, {{{}, "2026-ug", "GL-001"}, "x"})),
              "finding.never_waived");
    EXPECT_EQ(problem_of(waive_finding(registry, never, "x")), "finding.never_waived");
    EXPECT_EQ(problem_of(waive_findings(registry, {{{may}, "", ""}, ""})), "finding.no_reason");
    EXPECT_EQ(problem_of(waive_findings(registry, {{}, "x"})), "finding.choice");
    EXPECT_EQ(problem_of(waive_findings(registry, {{{may}, "2026-ug", "PH-001"}, "x"})),
              "finding.choice");
    const WaivedFindings waived =
        must(waive_findings(registry, {{{never, may, may}, "", ""}, "国外号码"}));
    EXPECT_EQ(waived.waived, 1U);
    EXPECT_THAT(codes(waived.refused), ElementsAre("finding.never_waived"));
    EXPECT_EQ(problem_of(waive_finding(registry, may, "again")), "finding.state");
    EXPECT_EQ(problem_of(waive_findings(as(Role::DepartmentSecretary), {{{may}, "", ""}, "x"})),
              "access.denied");
}

TEST_P(FindingsWork, GoToADepartmentWhoseSecretaryIsToldOfThemFirst) {
    const Context registry = as(Role::Registry), secretary = as(Role::DepartmentSecretary);
    EXPECT_EQ(problem_of(assign_findings(registry, {{{}, "2026-ug", "PH-001"}, "哲学院", ""})),
              "finding.no_department");
    EXPECT_EQ(problem_of(assign_findings(secretary, {{{}, "2026-ug", "PH-001"}, "", ""})),
              "access.denied");
    const AssignedFindings given =
        must(assign_findings(registry, {{{}, "2026-ug", "ID-012"}, "物理学院", "请核实"}));
    EXPECT_EQ(given.assigned, 2U);
    EXPECT_TRUE(given.operation);
    EXPECT_EQ(must(assign_findings(registry, {{{}, "2026-ug", "ID-012"}, "", ""})).unchanged, 2U);
    const AssignedFindings elsewhere =
        must(assign_findings(registry, {{{}, "2026-ug", "ID-012"}, "文学院", ""}));
    EXPECT_EQ(elsewhere.assigned, 0U);
    EXPECT_THAT(codes(elsewhere.refused),
                ElementsAre("finding.other_department", "finding.other_department"));

    // Pages of one: the two handed over, then the rest, each once.
    std::vector<std::string> rules;
    ListFindings page{"2026-ug", "open", "", ""};
    page.most = 1;
    for (;;) {
        const auto lines = must(list_findings(secretary, page));
        if (lines.empty()) break;
        EXPECT_EQ(lines[0].is_own, lines[0].finding.assigned_to == "物理学院");
        rules.push_back(lines[0].finding.rule);
        page.after = lines[0].finding.id;
        page.is_past_own = !lines[0].is_own;
        ASSERT_LT(rules.size(), 100U);
    }
    ASSERT_GT(rules.size(), 2U);
    EXPECT_EQ(rules[0] + rules[1], "ID-012ID-012");
    EXPECT_EQ(rules.size(), must(list_findings(secretary, {"2026-ug", "open", "", ""})).size());
    EXPECT_EQ(std::count(rules.begin(), rules.end(), "ID-012"), 2);

    ListFindings to{"2026-ug", "open", "", ""};
    const std::pair<std::string, std::size_t> filters[] = {
        {"物理学院", 2}, {"文学院", 0}, {std::string(kAssignedToAny), 2}};
    for (const auto& [department, count] : filters) {
        to.assigned_to = department;
        EXPECT_EQ(must(list_findings(registry, to)).size(), count) << department;
    }
    to.assigned_to = kAssignedToNone;
    EXPECT_EQ(must(list_findings(registry, to)).size(),
              must(list_findings(registry, {"2026-ug", "open", "", ""})).size() - 2);
}

TEST_P(FindingsWork, CausesCountStudentsProposalsAndAssignments) {
    must(assign_findings(as(Role::Registry), {{{finding("own", "ID-012")}, "", ""}, "", ""}));
    const auto cause = [&](const Context& by) {
        for (const FindingCause& one : must(find_causes(by, {"2026-ug", "open", "", ""})))
            if (one.rule == "ID-012") return one;
        return FindingCause{};
    };
    const FindingCause seen = cause(as(Role::DepartmentSecretary));
    EXPECT_EQ(seen.count, 2U);
    EXPECT_EQ(seen.students, 2U);
    EXPECT_EQ(seen.assigned, 1U);
    EXPECT_EQ(seen.assigned_to_own, 1U);
    EXPECT_EQ(cause(as(Role::Registry)).with_proposal, 2U);
    EXPECT_EQ(cause(as(Role::Registry)).assigned_to_own, 0U);
    EXPECT_EQ(cause(as(Role::Registry)).severity, "blocking");
}

}  // namespace
}  // namespace mingce
