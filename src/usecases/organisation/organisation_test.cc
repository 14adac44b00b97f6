// The organisation: who sees which part of it with which numbers, and what people say of majors,
// which holds over imports and is undone as a whole.
#include <gtest/gtest.h>

#include "store/audit_log.h"
#include "store/majors.h"
#include "usecases/access/access_fixture.h"
#include "usecases/organisation/edit_majors.h"
#include "usecases/organisation/organisation_tree.h"
#include "usecases/students/findings_work.h"

namespace mingce {
namespace {

using testing::must;
using testing::problem_of;

constexpr Date kToday{2026, 9, 1};

Major major_of(std::string department, std::string name) {
    Major major;
    major.department = std::move(department);
    major.name = std::move(name);
    return major;
}
const std::string kPlan = "院系,专业,层次,学制,计划数\n";

class OrganisationOfSchool : public testing::SchoolOnEachDatabase {
protected:
    SayOfMajor say(std::optional<Major> before, std::optional<Major> after) {
        return {std::move(before), std::move(after), "教务处通知", kToday};
    }
    /// "物理学院 3 (物理学 3: 物理2601 2, 物理2602 1)": a question mark for what is not told.
    std::string shown(const Context& context) {
        const auto number = [](const std::optional<std::int64_t>& count) {
            return count ? std::to_string(*count) : "?";
        };
        std::string text;
        for (const DepartmentNode& department :
             must(show_organisation(context, "2026-ug")).departments) {
            text +=
                (text.empty() ? "" : "; ") + department.name + " " + number(department.students);
            if (department.plan) text += "/" + number(department.plan);
            for (const MajorNode& major : department.majors) {
                text += " (" + major.major.name + (major.is_listed ? "" : "?") +
                        (major.is_by_hand ? "*" : "") + " " + number(major.students);
                for (const ClassNode& one : major.classes)
                    text += ", " + one.name + " " + number(one.students);
                text += ")";
            }
        }
        return text;
    }
    std::size_t blamed(const std::string& rule) {
        std::size_t count = 0;
        for (const FindingLine& line :
             must(list_findings(as(Role::Registry), {"2026-ug", "open", "", ""})))
            count += line.finding.rule == rule ? 1 : 0;
        return count;
    }
    std::vector<Major> majors() {
        return must(read_value(database(), [](Tx& tx) { return majors::all(tx); })).majors;
    }
};
TEST_ON_EACH_DATABASE(OrganisationOfSchool);

TEST_P(OrganisationOfSchool, ShowsEachTheirPartOfIt) {
    EXPECT_EQ(shown(as(Role::Registry)),
              "物理学院 3 (物理学? 3, 物理2601 2, 物理2602 1); 文学院 1 (物理学? 1, 中文2601 1)");
    must(say_of_major(as(Role::Registry), say({}, major_of("物理学院", "光学"))));
    must(say_of_major(as(Role::Registry), say({}, major_of("法学院", "法学"))));
    EXPECT_EQ(shown(as(Role::DepartmentLeader)),
              "物理学院 ? (光学* ?) (物理学? ?, 物理2601 ?, 物理2602 ?)")
        << "of its own department, without small numbers";
    EXPECT_EQ(shown(as(Role::Counsellor)), "物理学院 ? (物理学? ?, 物理2601 ?)")
        << "of single classes what has a student in them";
    EXPECT_EQ(problem_of(show_organisation(as(Role::Student), "2026-ug")), "access.denied");
    EXPECT_EQ(problem_of(show_organisation(as(Role::Registry), "2020-ug")), "intake.unknown");
    Context other_year = as(Role::Registry);
    other_year.caller.scope.years = {2025};
    EXPECT_EQ(must(show_organisation(other_year, "2026-ug")).students, 0);
}

TEST_P(OrganisationOfSchool, IsChangedWithAReasonJudgedAgainAndUndone) {
    const Context registry = as(Role::Registry);
    const Major physics = major_of("物理学院", "物理学");
    const MajorOutcome added = must(say_of_major(registry, say({}, physics)));
    EXPECT_EQ(added.number, 1);
    EXPECT_EQ(added.students, 6U) << "everybody alive: there was no organisation before";
    EXPECT_EQ(blamed("OG-002"), 1U) << "who has it in another department";
    Major letters = physics;
    letters.department = "文学院";
    letters.plan_count = 40;
    letters.level = "本科";
    const MajorOutcome moved = must(say_of_major(registry, say(physics, letters)));
    EXPECT_EQ(blamed("OG-002"), 3U);
    EXPECT_EQ(problem_of(undo_major_change(registry, {added.number, kToday})),
              "organisation.built_on");
    const MajorOutcome back = must(undo_major_change(registry, {moved.number, kToday}));
    EXPECT_EQ(back.findings.gone, moved.findings.opened);
    EXPECT_EQ(blamed("OG-002"), 1U);
    EXPECT_EQ(problem_of(undo_major_change(registry, {moved.number, kToday})),
              "organisation.undone");
    must(undo_major_change(registry, {added.number, kToday}));
    EXPECT_EQ(blamed("OG-002"), 0U);
    EXPECT_TRUE(majors().empty());

    const auto lines = must(list_major_changes(registry));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].said.reason, "教务处通知");
    EXPECT_EQ(lines[0].said.undone_by, "registry");
    EXPECT_EQ(lines[0].said.change.before->department, "物理学院");
    EXPECT_EQ(lines[0].said.change.after->plan_count, 40U);
    EXPECT_FALSE(lines[0].may_undo);
    EXPECT_EQ(problem_of(undo_major_change(registry, {9, kToday})), "organisation.change_unknown");
}

TEST_P(OrganisationOfSchool, IsNotChangedOtherwise) {
    const Context registry = as(Role::Registry);
    const Major physics = major_of("物理学院", "物理学");
    must(say_of_major(registry, say({}, physics)));
    const auto with = [&physics](const auto& change) {
        Major major = physics;
        major.name = "光学";
        change(major);
        return major;
    };
    struct Case {
        std::string_view why;
        std::optional<Major> before, after;
        std::string problem;
    };
    const Case cases[] = {
        {"there already", {}, physics, "organisation.major_there"},
        {"nothing new", physics, physics, "organisation.same"},
        {"not there", major_of("物理学院", "声学"), {}, "organisation.major_unknown"},
        {"neither", {}, {}, "organisation.major_unknown"},
        {"seen otherwise", with([](Major& m) { m.name = "物理学", m.plan_count = 9; }), physics,
         "organisation.major_overtaken"},
        {"no name", {}, with([](Major& m) { m.name = " "; }), "organisation.major_value"},
        {"no department",
         {},
         with([](Major& m) { m.department = ""; }),
         "organisation.major_value"},
        {"a level of no table",
         {},
         with([](Major& m) { m.level = "超级"; }),
         "organisation.major_value"},
        {"a code with a blank",
         {},
         with([](Major& m) { m.school_code = "07 02"; }),
         "organisation.major_value"},
        {"a duration in words",
         {},
         with([](Major& m) { m.duration = "四年"; }),
         "organisation.major_value"},
        {"too many",
         {},
         with([](Major& m) { m.plan_count = 100'001; }),
         "organisation.major_value"},
    };
    for (const Case& c : cases)
        EXPECT_EQ(problem_of(say_of_major(registry, say(c.before, c.after))), c.problem) << c.why;
    EXPECT_EQ(problem_of(say_of_major(registry, {{}, with([](Major&) {}), "", kToday})),
              "organisation.why");
    EXPECT_EQ(problem_of(say_of_major(as(Role::DepartmentSecretary), say({}, physics))),
              "access.denied");
    Context of_a_year = as(Role::Registry);
    of_a_year.caller.scope.years = {2026};
    EXPECT_EQ(problem_of(say_of_major(of_a_year, say({}, with([](Major&) {})))), "access.denied");
    EXPECT_EQ(problem_of(list_major_changes(as(Role::DepartmentLeader))), "access.denied");
    EXPECT_EQ(majors().size(), 1U);
}

TEST_P(OrganisationOfSchool, HoldsOverWhatIsImportedSince) {
    const auto plan_of = [this](std::size_t at) { return majors().at(at).plan_count.value_or(0); };
    import(
        {kPlan + "物理学院,物理学,本科,4,60\n文学院,汉语言文学,本科,4,80\n", true, "majors.csv"});
    const Context registry = as(Role::Registry);
    Major physics = majors().at(0);
    EXPECT_EQ(problem_of(say_of_major(registry, say(physics, {}))), "organisation.major_imported");
    Major more = physics;
    more.plan_count = 64;
    must(say_of_major(registry, say(physics, more)));
    EXPECT_EQ(plan_of(0), 64U);
    const ImportReport again = import(
        {kPlan + "物理学院,物理学,本科,4,61\n文学院,汉语言文学,本科,4,80\n", true, "majors.csv"});
    EXPECT_EQ(again.majors.changed, 1U) << "to what files said before, whatever people say";
    EXPECT_EQ(plan_of(0), 64U);
    EXPECT_TRUE(import({kPlan + "物理学院,物理学,本科,4,61\n文学院,汉语言文学,本科,4,80\n", true,
                        "majors.csv"})
                    .changes_nothing);
    // Taken away, the file's word holds again, and back.
    const std::int64_t gone = must(say_of_major(registry, say(more, {}))).number;
    EXPECT_EQ(plan_of(0), 61U);
    must(undo_major_change(registry, {gone, kToday}));
    EXPECT_EQ(plan_of(0), 64U);
    EXPECT_EQ(majors().size(), 2U);
}

}  // namespace
}  // namespace mingce
