// docs/access.md says what the tables of src/access/ and the rule of exports do, cell by cell.
#include "access_page.h"

#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "access/purpose.h"
#include "access/sight.h"
#include "places.h"
#include "temporary_folder.h"
#include "usecases/access/exports.h"

namespace mingce {
namespace {

using testing::access_table;
using testing::Cells;
using testing::cells_of;

TEST(AccessPage, GivesEachRoleItsPermissions) {
    const auto table = access_table("permission");
    ASSERT_EQ(table.size(), all_permissions().size() + 1);
    ASSERT_EQ(table.front().size(), all_roles().size() + 1);
    for (std::size_t row = 1; row < table.size(); ++row) {
        const PermissionText& permission = all_permissions()[row - 1];
        EXPECT_EQ(table[row][0],
                  std::string(permission.key) + " " + std::string(permission.name.zh));
        for (std::size_t i = 0; i < all_roles().size(); ++i) {
            const RoleText& role = all_roles()[i];
            EXPECT_EQ(table[0][i + 1], role.key);
            EXPECT_EQ(table[row][i + 1], may(role.role, permission.permission) ? "+" : "-")
                << permission.key << " of " << role.key;
        }
    }
}

TEST(AccessPage, ShowsEachRoleItsFieldClasses) {
    const auto table = access_table("role");
    ASSERT_EQ(table.size(), sight_rows().size() + 1);
    for (std::size_t i = 0; i < sight_rows().size(); ++i) {
        const SightRow& row = sight_rows()[i];
        Cells expected = {std::string(key_of(row.role))};
        for (Sight sight : row.by_class) expected.emplace_back(key_of(sight));
        expected.emplace_back(key_of(row.writes));
        EXPECT_EQ(table[i + 1], expected);
        EXPECT_EQ(static_cast<std::size_t>(row.role), i) << "rows stand in the order of roles";
    }
}

TEST(AccessPage, ListsEveryExceptionAndPurpose) {
    // The second table that begins with "role" has the field beside it.
    std::vector<Cells> exceptions;
    const std::string page =
        testing::contents(std::filesystem::path(testing::kProject) / "docs/access.md");
    for (const SightException& exception : sight_exceptions()) {
        const std::string line = "| " + std::string(key_of(exception.role)) + " | " +
                                 std::string(key_of(exception.field)) + " | " +
                                 std::string(key_of(exception.sight)) + " |\n";
        EXPECT_NE(page.find(line), std::string::npos) << line;
    }
    std::size_t lines = 0;
    for (std::size_t at = page.find("| role | field | sight |\n"); page[at] == '|'; ++lines)
        at = page.find('\n', at) + 1;
    EXPECT_EQ(lines, sight_exceptions().size() + 2);

    const auto purposes = access_table("purpose");
    ASSERT_EQ(purposes.size(), all_purposes().size() + 1);
    for (std::size_t i = 0; i < all_purposes().size(); ++i) {
        const Purpose& purpose = all_purposes()[i];
        std::string fields;
        for (Field field : purpose.fields)
            fields.append(fields.empty() ? "" : " ").append(key_of(field));
        const Cells expected = {std::string(purpose.key), std::string(purpose.name.zh),
                                std::string(purpose.name.en), fields};
        EXPECT_EQ(purposes[i + 1], expected);
    }
}

TEST(AccessPage, SaysHowManyApproveAnExport) {
    const auto table = access_table("highest class");
    ASSERT_EQ(table.size(), 9U);
    for (std::size_t row = 1; row < table.size(); ++row) {
        const auto highest = static_cast<FieldClass>(table[row][0].back() - '0');
        const std::uint64_t students =
            table[row][1] == "to 2000" ? kRowsWithoutTwo : kRowsWithoutTwo + 1;
        EXPECT_EQ(table[row][2],
                  std::to_string(approvals_needed(Role::Registry, highest, students)));
        EXPECT_EQ(table[row][3], std::to_string(approvals_needed(Role::Unit, highest, students)));
    }
}

TEST(Sight, HidesWhatHasNoMaskAndMasksTheRest) {
    struct Case {
        Role role;
        std::string_view purpose;
        Field field;
        std::string_view value, seen;
    };
    const Case cases[] = {
        {Role::Registry, "", Field::IdNumber, "42010120080101002X", "420*************2X"},
        {Role::Registry, "", Field::BankAccount, "6222000000000000000", ""},
        {Role::Registry, "", Field::Phone, "13800000001", "13800000001"},
        {Role::Counsellor, "", Field::Phone, "13800000001", "13800000001"},
        {Role::Counsellor, "", Field::Ethnicity, "汉族", ""},
        {Role::Counsellor, "", Field::ExamNumber, "26420101150001", "2642******0001"},
        {Role::DepartmentLeader, "", Field::Phone, "13800000001", "138****0001"},
        {Role::DepartmentLeader, "", Field::BirthDate, "20080101", "2008"},
        {Role::DepartmentLeader, "", Field::Score, "612", ""},
        {Role::DepartmentLeader, "", Field::HomeAddress, "江城市临溪区一路1号", "江城市临溪区***"},
        {Role::DepartmentLeader, "", Field::HomeAddress, "某自治区甲市乙县三路",
         "某自治区甲市乙县***"},
        {Role::DepartmentLeader, "", Field::HomeAddress, "一路1号", "***"},
        {Role::Checker, "", Field::IdNumber, "42010120080101002X", "002X"},
        {Role::Checker, "", Field::BirthDate, "20080101", ""},
        {Role::Unit, "logistics", Field::Dormitory, "7栋301", "7栋301"},
        {Role::Unit, "logistics", Field::Major, "物理学", ""},
        {Role::Unit, "", Field::Name, "张文静", ""},
        {Role::Client, "library", Field::Sex, "女", ""},
        {Role::Client, "no such", Field::Name, "张文静", ""},
        {Role::SystemAdmin, "", Field::Name, "张文静", ""},
        {Role::AuditAdmin, "", Field::Name, "张文静", ""},
        {Role::Student, "", Field::IdNumber, "42010120080101002X", "42010120080101002X"},
    };
    for (const Case& c : cases) {
        Caller caller;
        caller.account = Id::from_bytes("0123456789abcdef").value();
        caller.role = c.role;
        caller.purpose = c.purpose;
        EXPECT_EQ(seen(caller, c.field, c.value), c.seen)
            << key_of(c.role) << " " << key_of(c.field);
    }
}

}  // namespace
}  // namespace mingce
