// Scopes as conditions: who is held by Scope::holds is found by the query, and few statements are
// made of many units.
#include "store/scope_filter.h"

#include <set>

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(ScopeFilter, AddsNothingForTheWholeSchool) {
    std::vector<Param> params;
    EXPECT_EQ(scope_condition(Scope::whole(), "s", params), "");
    EXPECT_TRUE(params.empty());
}

TEST(ScopeFilter, LeavesNobodyWhereAScopeNamesNobody) {
    std::vector<Param> params;
    for (ScopeKind kind :
         {ScopeKind::Nobody, ScopeKind::Self, ScopeKind::Department, ScopeKind::Class})
        EXPECT_EQ(scope_condition({kind, {}, {}, {}, false}, "s", params), " AND 1 = 0");
    EXPECT_TRUE(params.empty());
}

TEST(ScopeFilter, WritesFewStatementsForManyUnits) {
    std::set<std::string> statements;
    Scope scope{ScopeKind::Department, {}, {}, {}, false};
    for (int units = 1; units <= 256; ++units) {
        scope.units.push_back({"院系" + std::to_string(units), ""});
        std::vector<Param> params;
        statements.insert(scope_condition(scope, "s", params));
        EXPECT_EQ(params.size(), bucket_of(scope.units.size()));
    }
    EXPECT_EQ(statements.size(), 9U) << "1, 2, 4 … 256";
}

TEST(ScopeFilter, LooksAtTheDepartmentBeforeTheClass) {
    std::vector<Param> params = {1};
    const Scope scope{
        ScopeKind::Class, {{"物理学院", "一班"}, {"物理学院", "二班"}}, {}, {2026}, true};
    EXPECT_EQ(scope_condition(scope, "s", params),
              " AND s.department IN ($2) AND (s.department,s.class) IN (VALUES ($3,$4),($5,$6))"
              " AND EXISTS (SELECT 1 FROM intake scoped WHERE scoped.id = s.intake AND scoped.year"
              " IN ($7) AND scoped.handed_over_at IS NULL)");
    EXPECT_EQ(params.size(), 7U);
}

}  // namespace
}  // namespace mingce
