// Nobody locks everybody out: enough administrators of each kind remain.
#pragma once

#include <string_view>

#include "store/database.h"

namespace mingce {

/// After somebody with this duty (store/role_grants.h) was disabled or lost a grant, in the same
/// transaction. Errors: Conflict (grant.last_administrators).
Status check_administrators_remain(Tx& tx, std::string_view duty);

/// Whether too few would remain without one of those who have this duty.
Result<bool> is_needed_administrator(Tx& tx, std::string_view duty);

}  // namespace mingce
