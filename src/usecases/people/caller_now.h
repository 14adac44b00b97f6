// Whom somebody is by now who asked for something earlier: what a job runs under.
#pragma once

#include "access/caller.h"
#include "usecases/record/record.h"

namespace mingce {

/// The same account under the same role, with the scope its grants give today. Somebody at the
/// machine stays who they were. Errors: Forbidden (session.none) where the account is not active
/// any more; access.denied where the role was taken away.
Result<Caller> caller_now(const Context& context, const Caller& then);

}  // namespace mingce
