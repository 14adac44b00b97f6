// A role given to an account, for whom and until when; and the roles a person may work under with
// all of theirs. Pure: what is in force is asked of a day.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/role.h"
#include "access/scope.h"
#include "base/date.h"
#include "base/id.h"
#include "base/moment.h"

namespace mingce {

enum class GrantState : std::uint8_t { Proposed, InForce, Ended };
/// Kept in the database and the API; never renamed.
std::string_view key_of(GrantState state);
std::string_view key_of(ScopeKind kind);
std::optional<ScopeKind> parse_scope_kind(std::string_view key);

/// Who did something to a grant, when. `account` is none for somebody at the machine itself.
struct GrantStep {
    Moment at;
    std::string by;
    Id account;
};

struct Grant {
    Id id, account;
    Role role = Role::Registry;
    Scope scope;
    std::string purpose;              // of Role::Unit
    Date valid_from;                  // the first day
    std::optional<Date> valid_until;  // the last one; none: until it is ended
    GrantState state = GrantState::Proposed;
    std::string reason;
    GrantStep proposed, confirmed, ended;

    bool is_in_force(Date day) const {
        return state == GrantState::InForce && valid_from <= day &&
               (!valid_until || day <= *valid_until);
    }
};

/// Whom a role may reach: its kinds of scope, the usual one first.
std::span<const ScopeKind> scope_kinds_of(Role role);

/// One role to work under. Grants are put together only where role, purpose, kind and years are
/// the same: otherwise one's units would be reached in the other's years.
struct RoleChoice {
    std::string key;  // "registry", "unit:logistics", "department_secretary@2025,2026"
    Role role = Role::Registry;
    std::string purpose;
    Scope scope;
};
/// What the grants in force on a day add up to, in the order of roles, then keys.
std::vector<RoleChoice> role_choices(std::span<const Grant> grants, Date day);

}  // namespace mingce
