#include "rules/checks.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "rules/rule_cases.h"
#include "rules/rule_texts.h"

namespace mingce {

namespace {

/// Found by tests of their own: the plan, a whole column, a whole sheet.
constexpr std::string_view kTestedApart[] = {"OG-006", "CD-002", "DU-004"};

std::vector<RuleCase> all_cases() {
    std::vector<RuleCase> all;
    for (const auto cases : {student_rule_cases(), glyph_rule_cases(), value_rule_cases(),
                             file_rule_cases(), intake_rule_cases(), organisation_rule_cases()})
        all.insert(all.end(), cases.begin(), cases.end());
    return all;
}

TEST(Checks, EveryRuleHasARowThatAlarms) {
    const auto cases = all_cases();
    for (const RuleText& rule : all_rules()) {
        const bool is_tested = std::ranges::count(kTestedApart, rule.code) != 0 ||
                               std::ranges::any_of(cases, [&](const RuleCase& c) {
                                   return c.codes.find(rule.code) != std::string_view::npos;
                               });
        EXPECT_TRUE(is_tested) << rule.code << " stands in no row of a test table";
    }
}

TEST(Checks, EveryRowOfATestTableHasItsOwnWhy) {
    std::set<std::string_view> known;
    for (const RuleCase& c : all_cases()) EXPECT_TRUE(known.insert(c.why).second) << c.why;
}

TEST(Checks, BothLanguagesHoldTheSameMeasures) {
    for (const RuleText& rule : all_rules()) {
        SCOPED_TRACE(rule.code);
        EXPECT_LE(rule.error_class, 32);
        for (const std::string_view hole : {"{raw}", "{value}", "{arg}", "{field}"})
            EXPECT_EQ(rule.message.zh.find(hole) == std::string_view::npos,
                      rule.message.en.find(hole) == std::string_view::npos)
                << hole;
        EXPECT_EQ(rule_by_code(rule.code), &rule);
    }
    EXPECT_EQ(rule_by_code("ZZ-999"), nullptr);
}

TEST(Checks, FindingsStandInTheOrderOfTheirSource) {
    RuleSheet sheet(StudentKind::Undergraduate);
    for (const std::string_view row :
         {"sex=女; phone=1", "", "phone=2; postcode=000001 ^NumberCell"})
        sheet.add(row);
    std::vector<std::pair<std::string_view, std::optional<std::uint32_t>>> found;
    for (const Finding& finding : findings_on(sheet.students, {}))
        found.emplace_back(finding.rule->code, finding.row);
    const decltype(found) expected = {
        {"ID-012", 0}, {"PH-001", 0}, {"PH-001", 2}, {"XL-003", std::nullopt}};
    EXPECT_EQ(found, expected);
}

TEST(Checks, AFindingKeepsTheTextAsItCame) {
    const auto findings =
        findings_of({"", {"id_number=11010520080307007X <- 11010520080307007x"}, ""});
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].raw, "11010520080307007x");
    EXPECT_EQ(findings[0].proposal, "11010520080307007X");
}

TEST(Checks, NoStudentsNoFindings) { EXPECT_TRUE(findings_on(Students{}, {}).empty()); }

}  // namespace
}  // namespace mingce
