// Who may do what: proposed by one security administrator, in force when another confirmed it,
// ended by one. Nobody decides about themselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/grant.h"
#include "usecases/record/record.h"

namespace mingce {

struct ProposeGrant {
    std::string who;  // login or id
    Role role = Role::Registry;
    std::optional<ScopeKind> kind;  // nothing: the role's usual one
    std::vector<ScopeUnit> units;
    Id student;                 // of ScopeKind::Self
    std::string student_named;  // or by a number, as students::find
    std::vector<std::int64_t> years;
    std::string purpose;
    std::optional<Date> valid_from;  // nothing: today
    std::optional<Date> valid_until;
    std::string reason;
};
/// Needs GrantDecide, as all that follow but listing. Errors: account.unknown, student.unknown;
/// BadInput (grant.scope, grant.days, grant.reason_missing); Conflict (grant.excluded); Forbidden
/// (grant.own).
Result<Grant> propose_grant(const Context& context, const ProposeGrant& request);
/// Errors: NotFound (grant.unknown); Conflict (grant.state); Forbidden (grant.own,
/// grant.second_person).
Result<Grant> confirm_grant(const Context& context, const Id& grant);
/// Sessions under it are narrowed, or asked for another role, with their next request. Also takes a
/// proposal back. Errors: grant.unknown, grant.state; Conflict (grant.last_administrators).
Result<Grant> end_grant(const Context& context, const Id& grant);

/// Needs GrantRead. Of one account, or of all with "".
struct GrantLine {
    Grant grant;
    std::string login;
};
Result<std::vector<GrantLine>> list_grants(const Context& context, std::string_view who);

}  // namespace mingce
