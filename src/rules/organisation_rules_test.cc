#include <gtest/gtest.h>

#include "rules/rule_cases.h"

namespace mingce {

namespace {

const RuleCase kCases[] = {
    // why, rows, codes
    {"a major of the school", {""}, ""},
    // OG-001
    {"a major nobody offers", {"major=天体物理学"}, "OG-001"},
    {"what stands in brackets is a direction", {"major=应用统计学(数据分析)"}, ""},
    {"full-width brackets", {"major=应用统计学（中外合作办学）"}, ""},
    {"the code knows a name the table does not", {"major=应统; major_code=071202"}, ""},
    {"no major is known yet", {"major=", ""}, "RQ-001"},
    // OG-002
    {"another department's major", {"major=临床医学; duration=5"}, "OG-002"},
    {"no department given", {"department="}, ""},
    {"a name that two departments offer", {"major=会计学; department=商学院"}, ""},
    {"the other of the two", {"major=会计学; department=继续教育学院; level=专科; duration=3"}, ""},
    // OG-003
    {"another level", {"level=硕士研究生"}, "OG-003"},
    {"a level in the table's older words",
     {"major=会计学; department=; level=专科; duration=3"},
     ""},
    // OG-004
    {"another duration", {"duration=5"}, "OG-004"},
    {"the duration as words", {"duration=4年"}, ""},
    {"the duration of a number cell", {"duration=4.0"}, ""},
    {"only the first contradiction is told",
     {"department=医学院; level=硕士研究生; duration=3"},
     "OG-002"},
};

}  // namespace

std::span<const RuleCase> organisation_rule_cases() { return kCases; }

TEST(OrganisationRules, FindWhatTheTableSays) {
    for (const RuleCase& c : kCases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(codes_of(findings_of(c, test_organisation())), c.codes);
    }
}

TEST(OrganisationRules, NothingIsToldWithoutAnOrganisation) {
    EXPECT_EQ(codes_of(findings_of({"", {"major=天体物理学"}, ""})), "");
}

TEST(OrganisationRules, ThePlanIsHeldAgainstTheAdmitted) {
    struct Case {
        std::string_view why;
        std::uint32_t planned;
        std::string_view arg;  // "": no finding
    };
    const Case cases[] = {
        {"as planned", 2, ""},
        {"one too many", 1, "2/1"},
        {"one short", 3, "2/3"},
        {"none was planned", 0, "2/0"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        Organisation organisation = test_organisation();
        organisation.majors[0].plan_count = c.planned;
        const auto findings = findings_of({"", {"", ""}, ""}, organisation);
        ASSERT_EQ(findings.size(), c.arg.empty() ? 0U : 1U);
        if (c.arg.empty()) continue;
        EXPECT_EQ(findings[0].rule->code, "OG-006");
        EXPECT_EQ(findings[0].arg, c.arg);
        EXPECT_EQ(findings[0].file, "organisation.xlsx");
        EXPECT_EQ(findings[0].row_number, 2U);
    }
}

TEST(OrganisationRules, ThePlanOfALevelThatWasNotHandedOverIsLeftAlone) {
    Organisation organisation = test_organisation();
    for (Major& major : organisation.majors) major.plan_count = 7;
    std::string differing;
    for (const Finding& finding : findings_of({"", {""}, ""}, organisation))
        differing += finding.raw + finding.arg + " ";
    EXPECT_EQ(differing, "应用统计学1/7 临床医学0/7 会计学0/7 ");
}

}  // namespace mingce
