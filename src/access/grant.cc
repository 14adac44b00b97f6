#include "access/grant.h"

#include <algorithm>
#include <utility>

namespace mingce {

std::string_view key_of(GrantState state) {
    switch (state) {
        case GrantState::Proposed: return "proposed";
        case GrantState::InForce: return "in_force";
        case GrantState::Ended: return "ended";
    }
    return "";
}

std::string_view key_of(ScopeKind kind) {
    switch (kind) {
        case ScopeKind::Institution: return "institution";
        case ScopeKind::Department: return "department";
        case ScopeKind::Class: return "class";
        case ScopeKind::Self: return "self";
        case ScopeKind::Nobody: return "nobody";
    }
    return "";
}

std::optional<ScopeKind> parse_scope_kind(std::string_view key) {
    using enum ScopeKind;
    for (const ScopeKind kind : {Institution, Department, Class, Self, Nobody})
        if (key_of(kind) == key) return kind;
    return std::nullopt;
}

std::span<const ScopeKind> scope_kinds_of(Role role) {
    using enum ScopeKind;
    static constexpr ScopeKind kWhole[] = {Institution};
    static constexpr ScopeKind kWholeOrDepartment[] = {Institution, Department};
    static constexpr ScopeKind kDepartment[] = {Department};
    static constexpr ScopeKind kClass[] = {Class, Department};
    static constexpr ScopeKind kSelf[] = {Self};
    static constexpr ScopeKind kNobody[] = {Nobody};
    static constexpr ScopeKind kProgram[] = {Institution, Department, Class};
    switch (role) {
        case Role::Admissions:
        case Role::Registry:
        case Role::UniversityLeader: return kWhole;
        case Role::DepartmentSecretary:
        case Role::DepartmentLeader: return kDepartment;
        case Role::Counsellor: return kClass;
        case Role::Unit:
        case Role::Checker: return kWholeOrDepartment;
        case Role::Student: return kSelf;
        case Role::SystemAdmin:
        case Role::SecurityAdmin:
        case Role::AuditAdmin: return kNobody;
        case Role::Client: return kProgram;
    }
    return kNobody;
}

namespace {

std::string choice_key(const Grant& grant) {
    std::string key(key_of(grant.role));
    if (!grant.purpose.empty()) key += ":" + grant.purpose;
    if (grant.scope.kind != scope_kinds_of(grant.role).front())
        key.append("/").append(key_of(grant.scope.kind));
    if (grant.scope.kind == ScopeKind::Self) key += "#" + grant.scope.student.hex();
    for (std::size_t i = 0; i < grant.scope.years.size(); ++i)
        key += (i == 0 ? "@" : ",") + std::to_string(grant.scope.years[i]);
    return key;
}

}  // namespace

std::vector<RoleChoice> role_choices(std::span<const Grant> grants, Date day) {
    std::vector<RoleChoice> choices;
    for (const Grant& grant : grants) {
        if (!grant.is_in_force(day)) continue;
        std::string key = choice_key(grant);
        const auto known = std::ranges::find(choices, key, &RoleChoice::key);
        if (known == choices.end()) {
            choices.push_back({std::move(key), grant.role, grant.purpose, grant.scope});
            continue;
        }
        for (const ScopeUnit& unit : grant.scope.units)
            if (std::ranges::find(known->scope.units, unit) == known->scope.units.end())
                known->scope.units.push_back(unit);
    }
    std::ranges::sort(choices, [](const RoleChoice& a, const RoleChoice& b) {
        return std::pair(a.role, std::string_view(a.key)) <
               std::pair(b.role, std::string_view(b.key));
    });
    return choices;
}

}  // namespace mingce
