#include "store/role_grants.h"

#include <algorithm>
#include <charconv>

#include "base/canonical_line.h"
#include "store/account_problems.h"

namespace mingce {

std::string_view duty_of(Role role) {
    switch (role) {
        case Role::SystemAdmin: return "system";
        case Role::SecurityAdmin: return "security";
        case Role::AuditAdmin: return "audit";
        case Role::Admissions:
        case Role::Registry:
        case Role::DepartmentSecretary:
        case Role::Counsellor:
        case Role::DepartmentLeader:
        case Role::UniversityLeader:
        case Role::Unit:
        case Role::Checker:
        case Role::Student:
        case Role::Client: return "work";
    }
    return "";
}

namespace role_grants {

namespace {

constexpr std::string_view kSelect =
    "SELECT id, account, role, scope_kind, units, student, years, purpose, valid_from,"
    " valid_until, state, reason, proposed_at, proposed_by, proposed_by_account, confirmed_at,"
    " confirmed_by, confirmed_by_account, ended_at, ended_by, ended_by_account FROM role_grant ";

std::string units_text(const Scope& scope) {
    std::string text;
    for (const ScopeUnit& unit : scope.units)
        append_canonical_line(text, {unit.department, unit.class_name});
    return text;
}

std::string years_text(const Scope& scope) {
    std::string text;
    for (const std::int64_t year : scope.years)
        text.append(text.empty() ? "" : ",").append(std::to_string(year));
    return text;
}

Status read_units(std::string_view text, Scope& scope) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const auto parts = parse_canonical_line(text.substr(0, end));
        if (!parts || parts->size() != 2) return Error(problem::kGrantDamaged);
        scope.units.push_back({parts->front(), parts->back()});
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return Done{};
}

Status read_years(std::string_view text, Scope& scope) {
    while (!text.empty()) {
        std::int64_t year = 0;
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), year);
        if (failed != std::errc()) return Error(problem::kGrantDamaged);
        scope.years.push_back(year);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (text.starts_with(',')) text.remove_prefix(1);
    }
    return Done{};
}

Result<Date> read_day(std::string_view text) {
    std::string compact(text);
    std::erase(compact, '-');
    const auto day = parse_compact_date(compact);
    if (!day) return Error(problem::kGrantDamaged);
    return *day;
}

Result<GrantState> read_state(std::string_view text) {
    for (const GrantState state : {GrantState::Proposed, GrantState::InForce, GrantState::Ended})
        if (key_of(state) == text) return state;
    return Error(problem::kGrantDamaged);
}

// A grant that cannot be read is refused, never taken for a wider one.
Result<Grant> read_grant(const Row& row) {
    const auto role = parse_role(row.text(2));
    const auto kind = parse_scope_kind(row.text(3));
    if (!role || !kind) return Error(problem::kGrantDamaged);
    Grant grant;
    grant.id = row.id(0);
    grant.account = row.id(1);
    grant.role = *role;
    grant.scope.kind = *kind;
    grant.scope.until_hand_over = grant.role == Role::Admissions;
    TRY(read_units(row.text(4), grant.scope));
    grant.scope.student = row.id(5);
    TRY(read_years(row.text(6), grant.scope));
    grant.purpose = row.text(7);
    grant.valid_from = TRY(read_day(row.text(8)));
    if (!row.is_null(9)) grant.valid_until = TRY(read_day(row.text(9)));
    grant.state = TRY(read_state(row.text(10)));
    grant.reason = row.text(11);
    grant.proposed = {row.moment(12), row.string(13), row.id(14)};
    grant.confirmed = {row.moment(15), row.string(16), row.id(17)};
    grant.ended = {row.moment(18), row.string(19), row.id(20)};
    return grant;
}

Result<std::vector<Grant>> read_all(Tx& tx, std::string_view where,
                                    std::initializer_list<Param> params) {
    std::vector<Grant> grants;
    TRY(tx.query(std::string(kSelect) + std::string(where), params, [&](const Row& row) -> Status {
        grants.push_back(TRY(read_grant(row)));
        return Done{};
    }));
    return grants;
}

}  // namespace

Status add(Tx& tx, const Grant& grant) {
    const std::string units = units_text(grant.scope), years = years_text(grant.scope);
    const std::string from = iso_text(grant.valid_from);
    const std::string until = grant.valid_until ? iso_text(*grant.valid_until) : "";
    const bool is_confirmed = !grant.confirmed.by.empty();
    TRY(tx.run(
        "INSERT INTO role_grant (id, account, duty, role, scope_kind, units, student, years,"
        " purpose, valid_from, valid_until, state, reason, proposed_at, proposed_by,"
        " proposed_by_account, confirmed_at, confirmed_by) VALUES ($1, $2, $3, $4, $5, $6,"
        " $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        {grant.id, grant.account, duty_of(grant.role), key_of(grant.role), key_of(grant.scope.kind),
         units, grant.scope.student, years, grant.purpose, from, text_or_null(until),
         key_of(grant.state), grant.reason, grant.proposed.at, grant.proposed.by,
         grant.proposed.account, is_confirmed ? Param(grant.confirmed.at) : Param(),
         text_or_null(grant.confirmed.by)}));
    return Done{};
}

Result<Grant> load(Tx& tx, const Id& grant) {
    auto found = TRY(read_all(tx, "WHERE id = $1", {grant}));
    if (found.empty()) return Error(problem::kGrantUnknown);
    Grant loaded = std::move(found.front());
    return loaded;
}

Result<std::vector<Grant>> all(Tx& tx, const Id& account) {
    if (account.is_none()) return read_all(tx, "ORDER BY proposed_at, id", {});
    return read_all(tx, "WHERE account = $1 ORDER BY proposed_at, id", {account});
}

Result<std::vector<Grant>> standing(Tx& tx, const Id& account) {
    return read_all(tx, "WHERE account = $1 AND state <> 'ended' ORDER BY proposed_at, id",
                    {account});
}

Result<bool> confirm(Tx& tx, const Grant& grant) {
    return TRY(tx.run(
               "UPDATE role_grant SET state = 'in_force', confirmed_at = $1,"
               " confirmed_by = $2, confirmed_by_account = $3"
               " WHERE id = $4 AND state = 'proposed'",
               {grant.confirmed.at, grant.confirmed.by, grant.confirmed.account, grant.id})) == 1;
}

Result<bool> end(Tx& tx, const Grant& grant) {
    return TRY(tx.run("UPDATE role_grant SET state = 'ended', duty = NULL, ended_at = $1,"
                      " ended_by = $2, ended_by_account = $3 WHERE id = $4 AND state <> 'ended'",
                      {grant.ended.at, grant.ended.by, grant.ended.account, grant.id})) == 1;
}

Result<std::int64_t> holders(Tx& tx, Role role) {
    return tx.integer(
        "SELECT count(*) FROM role_grant g JOIN account a ON a.id = g.account"
        " WHERE g.role = $1 AND g.state = 'in_force' AND a.state <> 'disabled'",
        {key_of(role)});
}

}  // namespace role_grants

}  // namespace mingce
