// What accounts are granted, as rows.
#pragma once

#include <string_view>
#include <vector>

#include "access/grant.h"
#include "store/database.h"

namespace mingce {

/// What all grants of an account agree on: the three administrators exclude one another and every
/// other role, by a reference of each grant to its account's duty (migrations/0003).
std::string_view duty_of(Role role);

namespace role_grants {

/// Precondition: the account's duty is that of the role.
Status add(Tx& tx, const Grant& grant);
/// Errors: NotFound (grant.unknown); Unavailable (grant.damaged).
Result<Grant> load(Tx& tx, const Id& grant);
/// Of an account, or of all with none; ended ones too, the oldest first.
Result<std::vector<Grant>> all(Tx& tx, const Id& account);
/// Of an account, those that have not ended.
Result<std::vector<Grant>> standing(Tx& tx, const Id& account);
/// Whether it was still proposed.
Result<bool> confirm(Tx& tx, const Grant& grant);
/// Whether it had not ended.
Result<bool> end(Tx& tx, const Grant& grant);
/// Grants in force with this role, of accounts that are not disabled.
Result<std::int64_t> holders(Tx& tx, Role role);

}  // namespace role_grants

}  // namespace mingce
