#include "usecases/editions/review_staff.h"

#include <algorithm>

#include "store/role_grants.h"

namespace mingce {

namespace {

bool grant_reaches(const Grant& grant, const ReviewPlace& place) {
    const Scope& scope = grant.scope;
    if (place.year && !scope.years.empty() &&
        std::ranges::find(scope.years, *place.year) == scope.years.end())
        return false;
    if (scope.kind == ScopeKind::Institution) return true;
    return scope.kind == ScopeKind::Department &&
           (place.department.empty() ||
            std::ranges::any_of(scope.units, [&place](const ScopeUnit& unit) {
                return unit.department == place.department;
            }));
}

}  // namespace

Result<ReviewStaff> ReviewStaff::load(Tx& tx, const Context& context) {
    ReviewStaff staff;
    staff.people_ = TRY(accounts::all(tx));
    std::erase_if(staff.people_,
                  [](const Account& account) { return account.kind != AccountKind::Person; });
    for (Grant& grant : TRY(role_grants::all(tx, {})))
        if (grant.state == GrantState::InForce)
            staff.grants_[grant.account].push_back(std::move(grant));
    staff.deputies_ = TRY(review_levels::all_deputies(tx, context.institution()));
    return staff;
}

const Account* ReviewStaff::find(std::string_view login) const {
    const auto found = std::ranges::lower_bound(
        people_, login, {}, [](const Account& account) { return std::string_view(account.login); });
    return found == people_.end() || found->login != login ? nullptr : &*found;
}

std::vector<Role> ReviewStaff::roles_of(const Account& account, const ReviewPlace& place,
                                        Date day) const {
    std::vector<Role> roles;
    const auto held = grants_.find(account.id);
    if (account.state != AccountState::Active || held == grants_.end()) return roles;
    for (const Grant& grant : held->second)
        if (grant.is_in_force(day) && grant_reaches(grant, place) &&
            std::ranges::find(roles, grant.role) == roles.end())
            roles.push_back(grant.role);
    return roles;
}

std::vector<std::string> ReviewStaff::departments_of(const Account& account, Date day) const {
    std::vector<std::string> departments;
    const auto held = grants_.find(account.id);
    if (held == grants_.end()) return departments;
    for (const Grant& grant : held->second) {
        if (!grant.is_in_force(day) || grant.scope.kind != ScopeKind::Department) continue;
        for (const ScopeUnit& unit : grant.scope.units) departments.push_back(unit.department);
    }
    return departments;
}

std::vector<Deputy> ReviewStaff::deputies_at(const ReviewPlace& place, Date day) const {
    std::vector<Deputy> list;
    list.reserve(deputies_.size());
    for (const KeptDeputy& kept : deputies_) {
        Deputy& told = list.emplace_back(kept.told);
        if (const Account* const principal = find(told.principal))
            told.principal_roles = roles_of(*principal, place, day);
    }
    return list;
}

}  // namespace mingce
