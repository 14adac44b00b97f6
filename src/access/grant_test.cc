#include "access/grant.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

constexpr Date kToday{2026, 9, 1};

Grant in_force(Role role, Scope scope = {}, std::string purpose = "") {
    Grant grant;
    grant.role = role;
    grant.scope = std::move(scope);
    grant.purpose = std::move(purpose);
    grant.valid_from = {2026, 8, 1};
    grant.state = GrantState::InForce;
    return grant;
}

Scope departments(std::vector<ScopeUnit> units, std::vector<std::int64_t> years = {}) {
    return {ScopeKind::Department, std::move(units), {}, std::move(years), false};
}

TEST(Grant, IsInForceFromItsFirstDayToItsLast) {
    struct Row {
        GrantState state;
        Date from;
        std::optional<Date> until;
        bool is_in_force;
    };
    const Row rows[] = {
        {GrantState::InForce, {2026, 9, 1}, std::nullopt, true},
        {GrantState::InForce, {2026, 9, 2}, std::nullopt, false},
        {GrantState::InForce, {2026, 8, 1}, Date{2026, 9, 1}, true},
        {GrantState::InForce, {2026, 8, 1}, Date{2026, 8, 31}, false},
        {GrantState::Proposed, {2026, 8, 1}, std::nullopt, false},
        {GrantState::Ended, {2026, 8, 1}, std::nullopt, false},
    };
    for (const Row& row : rows) {
        Grant grant = in_force(Role::Registry);
        grant.state = row.state;
        grant.valid_from = row.from;
        grant.valid_until = row.until;
        EXPECT_EQ(grant.is_in_force(kToday), row.is_in_force)
            << key_of(row.state) << ' ' << iso_text(row.from);
        EXPECT_EQ(role_choices({&grant, 1}, kToday).size(), row.is_in_force ? 1U : 0U);
    }
}

TEST(RoleChoices, PutUnitsOfOneRoleTogether) {
    const Grant grants[] = {
        in_force(Role::DepartmentSecretary, departments({{"物理学院", ""}})),
        in_force(Role::DepartmentSecretary, departments({{"文学院", ""}, {"物理学院", ""}}))};
    const auto choices = role_choices(grants, kToday);
    ASSERT_EQ(choices.size(), 1U);
    EXPECT_EQ(choices.front().key, "department_secretary");
    EXPECT_EQ(choices.front().scope.units.size(), 2U);
}

TEST(RoleChoices, NeverReachOneGrantsUnitsInTheYearsOfAnother) {
    const Grant grants[] = {
        in_force(Role::DepartmentSecretary, departments({{"物理学院", ""}}, {2025})),
        in_force(Role::DepartmentSecretary, departments({{"文学院", ""}}, {2026}))};
    const auto choices = role_choices(grants, kToday);
    ASSERT_EQ(choices.size(), 2U);
    EXPECT_EQ(choices.front().key, "department_secretary@2025");
    StudentPlace place;
    place.year = 2026;
    place.department = "物理学院";
    for (const RoleChoice& choice : choices) EXPECT_FALSE(choice.scope.holds(place)) << choice.key;
}

TEST(RoleChoices, KeepPurposesKindsAndStudentsApart) {
    Scope one{ScopeKind::Self, {}, Id{{1}}, {}, false},
        other{ScopeKind::Self, {}, Id{{2}}, {}, false};
    const Grant grants[] = {
        in_force(Role::Student, one),
        in_force(Role::Student, other),
        in_force(Role::Unit, Scope::whole(), "logistics"),
        in_force(Role::Unit, Scope::whole(), "library"),
        in_force(Role::Unit, departments({{"文学院", ""}}), "library"),
    };
    std::vector<std::string> keys;
    for (const RoleChoice& choice : role_choices(grants, kToday)) keys.push_back(choice.key);
    const std::vector<std::string> meant = {
        "unit:library", "unit:library/department", "unit:logistics",
        "student#01000000000000000000000000000000", "student#02000000000000000000000000000000"};
    EXPECT_EQ(keys, meant);
}

TEST(Grant, WordsAreReadBack) {
    for (const RoleText& role : all_roles()) {
        ASSERT_FALSE(scope_kinds_of(role.role).empty());
        for (const ScopeKind kind : scope_kinds_of(role.role))
            EXPECT_EQ(parse_scope_kind(key_of(kind)), kind);
        EXPECT_EQ(scope_kinds_of(role.role).front() == ScopeKind::Nobody,
                  is_administrator(role.role))
            << role.key;
    }
    EXPECT_FALSE(parse_scope_kind("everything"));
}

}  // namespace
}  // namespace mingce
