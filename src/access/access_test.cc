// Roles, permissions and scopes: the tables hold what they promise.
#include <algorithm>

#include <gtest/gtest.h>

#include "access/caller.h"

namespace mingce {
namespace {

TEST(Access, TablesStandInTheOrderOfTheirEnums) {
    for (std::size_t i = 0; i < all_roles().size(); ++i)
        EXPECT_EQ(static_cast<std::size_t>(all_roles()[i].role), i) << all_roles()[i].key;
    for (std::size_t i = 0; i < all_permissions().size(); ++i)
        EXPECT_EQ(static_cast<std::size_t>(all_permissions()[i].permission), i)
            << all_permissions()[i].key;
    EXPECT_EQ(all_roles().size(), 13U);
}

TEST(Access, EveryPermissionIsSomebodys) {
    for (const PermissionText& permission : all_permissions())
        EXPECT_TRUE(permission.permission == Permission::KeyManage ||
                    std::ranges::any_of(all_roles(),
                                        [&](const RoleText& role) {
                                            return may(role.role, permission.permission);
                                        }))
            << permission.key;
}

TEST(Access, AScopeHoldsItsOwnAlone) {
    const Id one = Id::from_bytes("0123456789abcdef").value();
    const Id other = Id::from_bytes("fedcba9876543210").value();
    const StudentPlace place{one, 2026, "物理学院", "物理2601", false};
    struct Case {
        std::string_view why;
        Scope scope;
        bool holds;
    };
    const Case cases[] = {
        {"the whole school", Scope::whole(), true},
        {"its department", {ScopeKind::Department, {{"物理学院", ""}}, {}, {}, false}, true},
        {"one of two",
         {ScopeKind::Department, {{"法学院", ""}, {"物理学院", ""}}, {}, {}, false},
         true},
        {"another department", {ScopeKind::Department, {{"法学院", ""}}, {}, {}, false}, false},
        {"its class", {ScopeKind::Class, {{"物理学院", "物理2601"}}, {}, {}, false}, true},
        {"a class of that name elsewhere",
         {ScopeKind::Class, {{"法学院", "物理2601"}}, {}, {}, false},
         false},
        {"another class", {ScopeKind::Class, {{"物理学院", "物理2602"}}, {}, {}, false}, false},
        {"itself", {ScopeKind::Self, {}, one, {}, false}, true},
        {"somebody else", {ScopeKind::Self, {}, other, {}, false}, false},
        {"self without anybody", {ScopeKind::Self, {}, {}, {}, false}, false},
        {"nobody", {}, false},
        {"its year", {ScopeKind::Institution, {}, {}, {2025, 2026}, false}, true},
        {"another year", {ScopeKind::Institution, {}, {}, {2025}, false}, false},
        {"a department without any unit", {ScopeKind::Department, {}, {}, {}, false}, false},
    };
    for (const Case& c : cases) EXPECT_EQ(c.scope.holds(place), c.holds) << c.why;

    Scope admissions = Scope::whole();
    admissions.until_hand_over = true;
    StudentPlace handed_over = place;
    handed_over.is_handed_over = true;
    EXPECT_TRUE(admissions.holds(place));
    EXPECT_FALSE(admissions.holds(handed_over));
}

TEST(Access, AScopeCoversWhoeverAnotherHolds) {
    const Scope school = Scope::whole();
    const Scope department{ScopeKind::Department, {{"物理学院", ""}}, {}, {}, false};
    const Scope two{ScopeKind::Department, {{"物理学院", ""}, {"法学院", ""}}, {}, {}, false};
    const Scope one_class{ScopeKind::Class, {{"物理学院", "物理2601"}}, {}, {}, false};
    const Scope of_a_year{ScopeKind::Institution, {}, {}, {2026}, false};
    const Scope until{ScopeKind::Institution, {}, {}, {}, true};
    struct Case {
        std::string_view why;
        const Scope &wide, &narrow;
        bool covers;
    };
    const Case cases[] = {
        {"a school its department", school, department, true},
        {"a department not the school", department, school, false},
        {"a department its class", department, one_class, true},
        {"a class not its department", one_class, department, false},
        {"two departments one of them", two, department, true},
        {"one department not two", department, two, false},
        {"a year not every year", of_a_year, school, false},
        {"every year one of them", school, of_a_year, true},
        {"before the hand-over not after it", until, school, false},
        {"itself", one_class, one_class, true},
    };
    for (const Case& c : cases) EXPECT_EQ(c.wide.covers(c.narrow), c.covers) << c.why;
}

}  // namespace
}  // namespace mingce
