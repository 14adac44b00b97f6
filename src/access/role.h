// Who somebody is at work (assurance: access model). A session works under one role at a time;
// what a role may do and see is code, to whom it is given is data.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"

namespace mingce {

enum class Role : std::uint8_t {
    Admissions,           // 招生办
    Registry,             // 学籍科
    DepartmentSecretary,  // 院系教学秘书
    Counsellor,           // 辅导员
    DepartmentLeader,     // 院系分管领导
    UniversityLeader,     // 分管校领导
    Unit,                 // 职能部门: finance, logistics, library, security; by its purpose
    Checker,              // 迎新核验员
    Student,              // 学生
    SystemAdmin,          // 系统管理员
    SecurityAdmin,        // 安全管理员
    AuditAdmin,           // 审计管理员
    Client,               // a program: API client
};

struct RoleText {
    Role role;
    std::string_view key;  // kept in the database and the API; never renamed
    Text name;
};
std::span<const RoleText> all_roles();
const RoleText& text_of(Role role);
inline std::string_view key_of(Role role) { return text_of(role).key; }
std::optional<Role> parse_role(std::string_view key);

/// System, security and audit administrators: one person holds at most one of them, and no other
/// role beside it (DESIGN 5).
constexpr bool is_administrator(Role role) {
    return role == Role::SystemAdmin || role == Role::SecurityAdmin || role == Role::AuditAdmin;
}
/// Who signs in with a second factor: everybody but students and programs.
constexpr bool needs_second_factor(Role role) {
    return role != Role::Student && role != Role::Client;
}

}  // namespace mingce
