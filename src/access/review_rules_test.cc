// Who signs at which level: what a school may say of it, and whom it lets sign on a day.
#include "access/review_rules.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

std::string level_toml(std::string_view level, std::string_view roles, std::string_view rest) {
    std::string text = "[";
    text.append(level).append("]\nroles = [").append(roles).append("]\n").append(rest);
    return text + "\n";
}
const std::string kDepartmentToml =
    level_toml("department", "'department_secretary'", "signatures = 1\ndays = 3");
const std::string kRegistryToml = level_toml("registry", "'registry'", "signatures = 1\ndays = 2");
const std::string kLeaderToml =
    level_toml("leader", "'university_leader'", "signatures = 1\ndays = 2");
const std::string kFilingToml = level_toml("filing", "'registry'", "signatures = 1\ndays = 1");

TEST(ReviewRules, WhatIsShippedIsReadBack) {
    const ReviewRules& shipped = shipped_review_rules();
    EXPECT_EQ(shipped.number, 0);
    for (const ReviewLevel level : kReviewLevels) {
        EXPECT_EQ(parse_review_level(key_of(level)), level);
        EXPECT_TRUE(shipped.of(level).people.empty());
        EXPECT_EQ(shipped.of(level).signatures, 1U);
    }
    const auto again = parse_review_rules(toml_of(shipped));
    ASSERT_TRUE(again.ok()) << again.error().sentence(Language::English);
    EXPECT_EQ(again.value().levels, shipped.levels);
    EXPECT_EQ(parse_review_level("archive"), std::nullopt);
}

TEST(ReviewRules, PeopleNamedAreReadBack) {
    ReviewRules rules = shipped_review_rules();
    rules.of(ReviewLevel::Leader) = {{Role::UniversityLeader}, {"li", "wang.2@x"}, 2, 5};
    const auto again = parse_review_rules(toml_of(rules));
    ASSERT_TRUE(again.ok()) << again.error().sentence(Language::English);
    EXPECT_EQ(again.value().levels, rules.levels);
}

TEST(ReviewRules, PromisesHoldForEverySchool) {
    const std::string before = kDepartmentToml + kRegistryToml, after = kFilingToml;
    const std::string people = "people = ['li', 'wang']\n";
    struct Case {
        std::string_view why;
        std::string text;
        std::string_view problem;
    };
    const Case cases[] = {
        {"as it should be", before + kLeaderToml + after, ""},
        {"no TOML", "[department", "review.not_toml"},
        {"a level nobody knows", before + kLeaderToml + after + "[dean]\n", "review.item"},
        {"an item nobody knows", before + kLeaderToml + "seal = true\n" + after, "review.item"},
        {"a level is missing", before + after, "review.value"},
        {"a role nobody knows",
         before + level_toml("leader", "'dean'", "signatures = 1\ndays = 2") + after,
         "review.value"},
        {"a number as text",
         before + level_toml("leader", "'university_leader'", "signatures = '1'\ndays = 2") + after,
         "review.value"},
        {"no role", before + level_toml("leader", "", "signatures = 1\ndays = 2") + after,
         "review.no_role"},
        {"a role twice",
         before +
             level_toml("leader", "'university_leader', 'university_leader'",
                        "signatures = 1\ndays = 2") +
             after,
         "review.no_role"},
        {"a role that may not approve",
         before + level_toml("leader", "'registry'", "signatures = 1\ndays = 2") + after,
         "review.role_level"},
        {"an administrator",
         before + level_toml("leader", "'system_admin'", "signatures = 1\ndays = 2") + after,
         "review.role_level"},
        {"nobody signs",
         before + level_toml("leader", "'university_leader'", "signatures = 0\ndays = 2") + after,
         "review.signatures"},
        {"nothing said of signatures",
         before + level_toml("leader", "'university_leader'", "days = 2") + after,
         "review.signatures"},
        {"six sign",
         before + level_toml("leader", "'university_leader'", "signatures = 6\ndays = 2") + after,
         "review.signatures"},
        {"five may",
         before + level_toml("leader", "'university_leader'", "signatures = 5\ndays = 2") + after,
         ""},
        {"fewer than none",
         before + level_toml("leader", "'university_leader'", "signatures = -1\ndays = 2") + after,
         "review.signatures"},
        {"more than 32 bits hold",
         before + level_toml("leader", "'university_leader'", "signatures = 4294967297\ndays = 2") +
             after,
         "review.signatures"},
        {"more signatures than people",
         before + level_toml("leader", "'university_leader'", people + "signatures = 3\ndays = 2") +
             after,
         "review.more_than_named"},
        {"as many",
         before + level_toml("leader", "'university_leader'", people + "signatures = 2\ndays = 2") +
             after,
         ""},
        {"one person twice",
         before +
             level_toml("leader", "'university_leader'",
                        "people = ['li', 'li']\nsignatures = 1\ndays = 2") +
             after,
         "review.person"},
        {"a name that is no login",
         before +
             level_toml("leader", "'university_leader'",
                        "people = ['Li \"x\"']\nsignatures = 1\ndays = 2") +
             after,
         "review.person"},
        {"no time",
         before + level_toml("leader", "'university_leader'", "signatures = 1\ndays = 0") + after,
         "review.days"},
        {"90 days",
         before + level_toml("leader", "'university_leader'", "signatures = 1\ndays = 90") + after,
         ""},
        {"91 days",
         before + level_toml("leader", "'university_leader'", "signatures = 1\ndays = 91") + after,
         "review.days"},
        {"two people file one roster",
         before + kLeaderToml + level_toml("filing", "'registry'", "signatures = 2\ndays = 2"),
         "review.filing_once"},
        {"one person approves and files",
         before +
             level_toml("leader", "'university_leader'",
                        "people = ['li']\nsignatures = 1\ndays = 2") +
             level_toml("filing", "'registry'", "people = ['li']\nsignatures = 1\ndays = 2"),
         "review.one_alone"},
        {"one of two who approve files",
         before + level_toml("leader", "'university_leader'", people + "signatures = 1\ndays = 2") +
             level_toml("filing", "'registry'", "people = ['li']\nsignatures = 1\ndays = 2"),
         ""},
    };
    for (const Case& c : cases) {
        const auto parsed = parse_review_rules(c.text);
        EXPECT_EQ(parsed.ok() ? "" : parsed.error().problem().code, c.problem) << c.why;
    }
}

class WhoMaySign : public ::testing::Test {
protected:
    WhoMaySign() {
        rules_.of(ReviewLevel::Department).roles = {Role::DepartmentLeader};
        rules_.of(ReviewLevel::Leader).people = {"li", "wang"};
        deputies_ = {
            deputy_of("li", "zhao", {ReviewLevel::Leader}, {2026, 9, 5}, {2026, 9, 10}),
            deputy_of("wang", "sun", {ReviewLevel::Leader}, {2026, 9, 1}, {2026, 9, 30}),
            deputy_of("gone", "qian", {ReviewLevel::Leader}, {2026, 9, 1}, {2026, 9, 30}),
            deputy_of("dean", "secretary", {ReviewLevel::Department}, {2026, 9, 1}, {2026, 9, 30}),
        };
        deputies_[1].ended_at = Moment{1'788'575'400'000};  // 2026-09-05 in China
        deputies_[1].ended_by = "registry1";
        deputies_[2].principal_roles.clear();
        deputies_[3].principal_roles = {Role::DepartmentLeader};
    }
    static Deputy deputy_of(std::string principal, std::string deputy,
                            std::vector<ReviewLevel> levels, Date from, Date until) {
        Deputy one;
        one.principal = std::move(principal);
        one.deputy = std::move(deputy);
        one.levels = std::move(levels);
        one.from = from;
        one.until = until;
        one.principal_roles = {Role::UniversityLeader};
        return one;
    }
    ReviewRules rules_ = shipped_review_rules();
    std::vector<Deputy> deputies_;
};

TEST_F(WhoMaySign, ByRoleNameAndDeputyship) {
    struct Case {
        std::string_view why;
        ReviewLevel level;
        Signer signer;
        Date day;
        std::string_view outcome;  // "" for oneself, "for X", or the problem and its detail
    };
    constexpr auto kRegistry = ReviewLevel::Registry, kLeader = ReviewLevel::Leader,
                   kDepartment = ReviewLevel::Department;
    const Role leader = Role::UniversityLeader;
    const Date day{2026, 9, 7};
    const Case cases[] = {
        {"the role alone", kRegistry, {"anybody", Role::Registry}, day, ""},
        {"another role", kRegistry, {"li", leader}, day, "review.role registry"},
        {"named", kLeader, {"li", leader}, day, ""},
        {"named, under another role", kLeader, {"li", Role::Registry}, day, "review.role leader"},
        {"not named", kLeader, {"zhou", leader}, day, "review.not_named leader"},
        {"a deputy", kLeader, {"zhao", leader}, day, "for li"},
        {"on the first day", kLeader, {"zhao", leader}, {2026, 9, 5}, "for li"},
        {"on the last day", kLeader, {"zhao", leader}, {2026, 9, 10}, "for li"},
        {"the day before",
         kLeader,
         {"zhao", leader},
         {2026, 9, 4},
         "review.deputy_early li 2026-09-05"},
        {"the day after",
         kLeader,
         {"zhao", leader},
         {2026, 9, 11},
         "review.deputy_past li 2026-09-10"},
        {"a deputy under a role that may not",
         kLeader,
         {"zhao", Role::Registry},
         day,
         "review.role leader"},
        {"a deputy at another level", kRegistry, {"zhao", leader}, day, "review.role registry"},
        {"ended", kLeader, {"sun", leader}, day, "review.deputy_ended wang 2026-09-05"},
        {"of somebody who left", kLeader, {"qian", leader}, day, "review.principal_left gone"},
        {"by another role that may sign",
         kDepartment,
         {"secretary", Role::DepartmentSecretary},
         day,
         "for dean"},
        {"that role without a deputyship",
         kDepartment,
         {"other", Role::DepartmentSecretary},
         day,
         "review.role department"},
        {"a role that sees classes alone may not either",
         kDepartment,
         {"secretary", Role::Unit},
         day,
         "review.role department"},
    };
    for (const Case& c : cases) {
        const MaySign told = may_sign(rules_, deputies_, c.level, c.signer, c.day);
        std::string outcome;
        if (told.why_not != nullptr)
            outcome = std::string(told.why_not->code) + " " + told.detail;
        else if (!told.instead_of.empty())
            outcome = "for " + told.instead_of;
        EXPECT_EQ(outcome, c.outcome) << c.why;
        EXPECT_EQ(told.may, told.why_not == nullptr) << c.why;
    }
}

TEST_F(WhoMaySign, APrincipalNoMoreNamedHasNoDeputy) {
    rules_.of(ReviewLevel::Leader).people = {"wang"};
    const MaySign told = may_sign(rules_, deputies_, ReviewLevel::Leader,
                                  {"zhao", Role::UniversityLeader}, {2026, 9, 7});
    ASSERT_NE(told.why_not, nullptr);
    EXPECT_EQ(told.why_not->code, "review.principal_left");
}

TEST_F(WhoMaySign, OneDeputyshipThatHoldsIsEnough) {
    deputies_.push_back(
        deputy_of("wang", "zhao", {ReviewLevel::Leader}, {2026, 1, 1}, {2026, 1, 2}));
    const MaySign told = may_sign(rules_, deputies_, ReviewLevel::Leader,
                                  {"zhao", Role::UniversityLeader}, {2026, 9, 7});
    EXPECT_EQ(told.instead_of, "li");
}

}  // namespace
}  // namespace mingce
