#include "usecases/people/grants.h"

#include <algorithm>

#include "access/purpose.h"
#include "base/text.h"
#include "store/accounts.h"
#include "store/role_grants.h"
#include "store/students.h"
#include "usecases/people/last_administrators.h"
#include "usecases/people/people_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kReasonMax = 500, kUnitsMax = 200, kUnitNameMax = 200;
constexpr std::int64_t kYearMin = 1949, kYearMax = 2200;

bool unit_fits(const ScopeUnit& unit, ScopeKind kind) {
    for (const std::string& name : {unit.department, unit.class_name})
        if (!is_valid_utf8(name) || name.size() > kUnitNameMax) return false;
    return !unit.department.empty() && unit.class_name.empty() == (kind == ScopeKind::Department);
}

// A unit works for one purpose; a program may be bound to one.
bool purpose_fits(Role role, std::string_view purpose) {
    if (purpose.empty()) return role != Role::Unit;
    return (role == Role::Unit || role == Role::Client) && find_purpose(purpose) != nullptr;
}

Result<Scope> scope_of(const ProposeGrant& request) {
    const auto kinds = scope_kinds_of(request.role);
    Scope scope;
    scope.kind = request.kind.value_or(kinds.front());
    scope.units = request.units;
    scope.student = request.student;
    scope.years = request.years;
    std::ranges::sort(scope.years);
    scope.years.erase(std::unique(scope.years.begin(), scope.years.end()), scope.years.end());
    scope.until_hand_over = request.role == Role::Admissions;
    const bool has_units = scope.kind == ScopeKind::Department || scope.kind == ScopeKind::Class;
    const bool fits =
        std::ranges::find(kinds, scope.kind) != kinds.end() && has_units != scope.units.empty() &&
        scope.units.size() <= kUnitsMax &&
        std::ranges::all_of(scope.units,
                            [&](const ScopeUnit& unit) { return unit_fits(unit, scope.kind); }) &&
        scope.student.is_none() == (scope.kind != ScopeKind::Self) &&
        std::ranges::all_of(
            scope.years, [](std::int64_t year) { return year >= kYearMin && year <= kYearMax; }) &&
        purpose_fits(request.role, request.purpose);
    if (!fits) return Error(problem::kGrantScope, std::string(key_of(request.role)));
    return scope;
}

Result<Grant> grant_of(const Context& context, const ProposeGrant& request) {
    Grant grant;
    grant.role = request.role;
    grant.scope = TRY(scope_of(request));
    grant.purpose = request.purpose;
    const Date today = day_of(context.now);
    grant.valid_from = request.valid_from.value_or(today);
    grant.valid_until = request.valid_until;
    if (grant.valid_until && (*grant.valid_until < grant.valid_from || *grant.valid_until < today ||
                              is_administrator(grant.role)))
        return Error(problem::kGrantDays);
    grant.reason = trim_blanks(request.reason);
    if (grant.reason.empty() || code_point_count(grant.reason) > kReasonMax ||
        !is_valid_utf8(grant.reason))
        return Error(problem::kGrantReason);
    grant.id = context.make_id();
    grant.proposed = {context.now, context.actor, context.caller.account};
    return grant;
}

bool is_of(const Caller& caller, const Id& account) {
    return !caller.is_at_the_machine() && caller.account == account;
}

Act act_on(std::string_view action, const Grant& grant) {
    return {action, "grant", grant.id,
            "role=" + std::string(key_of(grant.role)) + " account=" + grant.account.hex(), ""};
}

}  // namespace

Result<Grant> propose_grant(const Context& context, const ProposeGrant& request) {
    TRY(require(context.caller, Permission::GrantDecide));
    return write_value(context.database(), [&](Tx& tx) -> Result<Grant> {
        ProposeGrant wanted = request;
        if (!wanted.student_named.empty())
            wanted.student = TRY(students::find(tx, wanted.student_named));
        Grant grant = TRY(grant_of(context, wanted));
        const Account account = TRY(accounts::find(tx, request.who));
        if (is_of(context.caller, account.id)) return Error(problem::kGrantOwn);
        if ((account.kind == AccountKind::Client) != (grant.role == Role::Client))
            return Error(problem::kGrantScope, std::string(key_of(grant.role)));
        const std::string_view duty = duty_of(grant.role);
        if (account.duty != duty) {
            if (!TRY(role_grants::standing(tx, account.id)).empty())
                return Error(problem::kGrantExcluded);
            TRY(accounts::set_duty(tx, account.id, duty));
        }
        grant.account = account.id;
        TRY(role_grants::add(tx, grant));
        TRY(audit(tx, context, act_on("grant.propose", grant)));
        return grant;
    });
}

Result<Grant> confirm_grant(const Context& context, const Id& id) {
    TRY(require(context.caller, Permission::GrantDecide));
    return write_value(context.database(), [&](Tx& tx) -> Result<Grant> {
        Grant grant = TRY(role_grants::load(tx, id));
        if (grant.state != GrantState::Proposed) return Error(problem::kGrantState);
        if (is_of(context.caller, grant.account)) return Error(problem::kGrantOwn);
        if (is_of(context.caller, grant.proposed.account) || context.actor == grant.proposed.by)
            return Error(problem::kGrantSecondPerson);
        grant.state = GrantState::InForce;
        grant.confirmed = {context.now, context.actor, context.caller.account};
        if (!TRY(role_grants::confirm(tx, grant))) return Error(problem::kGrantState);
        TRY(accounts::grants_changed(tx, grant.account));
        TRY(audit(tx, context, act_on("grant.confirm", grant)));
        return grant;
    });
}

Result<Grant> end_grant(const Context& context, const Id& id) {
    TRY(require(context.caller, Permission::GrantDecide));
    return write_value(context.database(), [&](Tx& tx) -> Result<Grant> {
        Grant grant = TRY(role_grants::load(tx, id));
        if (grant.state == GrantState::Ended) return Error(problem::kGrantState);
        const bool was_in_force = grant.state == GrantState::InForce;
        grant.state = GrantState::Ended;
        grant.ended = {context.now, context.actor, context.caller.account};
        if (!TRY(role_grants::end(tx, grant))) return Error(problem::kGrantState);
        if (was_in_force) TRY(check_administrators_remain(tx, duty_of(grant.role)));
        TRY(accounts::grants_changed(tx, grant.account));
        TRY(audit(tx, context, act_on("grant.end", grant)));
        return grant;
    });
}

Result<std::vector<GrantLine>> list_grants(const Context& context, std::string_view who) {
    TRY(require(context.caller, Permission::GrantRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<GrantLine>> {
        const Id account = who.empty() ? Id{} : TRY(accounts::find(tx, who)).id;
        std::vector<GrantLine> lines;
        for (Grant& grant : TRY(role_grants::all(tx, account))) {
            std::string login = TRY(accounts::load(tx, grant.account)).login;
            lines.push_back({std::move(grant), std::move(login)});
        }
        return lines;
    });
}

}  // namespace mingce
