#include "access/role.h"

#include <algorithm>

namespace mingce {

namespace {

constexpr RoleText kRoles[] = {
    {Role::Admissions, "admissions", {"招生办", "Admissions office"}},
    {Role::Registry, "registry", {"学籍科", "Registry"}},
    {Role::DepartmentSecretary, "department_secretary", {"院系教学秘书", "Department secretary"}},
    {Role::Counsellor, "counsellor", {"辅导员", "Counsellor"}},
    {Role::DepartmentLeader, "department_leader", {"院系分管领导", "Department leader"}},
    {Role::UniversityLeader, "university_leader", {"分管校领导", "University leader"}},
    {Role::Unit, "unit", {"职能部门", "Functional unit"}},
    {Role::Checker, "checker", {"迎新核验员", "On-site checker"}},
    {Role::Student, "student", {"学生", "Student"}},
    {Role::SystemAdmin, "system_admin", {"系统管理员", "System administrator"}},
    {Role::SecurityAdmin, "security_admin", {"安全管理员", "Security administrator"}},
    {Role::AuditAdmin, "audit_admin", {"审计管理员", "Audit administrator"}},
    {Role::Client, "client", {"接口程序", "API client"}},
};

}  // namespace

std::span<const RoleText> all_roles() { return kRoles; }

const RoleText& text_of(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

std::optional<Role> parse_role(std::string_view key) {
    const auto* const found = std::ranges::find(kRoles, key, &RoleText::key);
    if (found == std::end(kRoles)) return std::nullopt;
    return found->role;
}

}  // namespace mingce
