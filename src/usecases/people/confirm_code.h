// One more code of the authenticator, in the middle of a session: for acts that are confirmed by
// it. It confirms who acts (确认); it is no electronic signature.
#pragma once

#include <string_view>

#include "usecases/people/people_settings.h"
#include "usecases/record/record.h"

namespace mingce {

/// Each step's code passes once, so a code that signed in does not confirm. Whoever works at the
/// machine itself has no session and is not asked. Outside transactions. Errors: Forbidden
/// (session.confirm), audited; Conflict (session.not_enrolling); Unavailable (session.wait).
Status confirm_code(const Context& context, const FailureLimits& limits, std::string_view code);

}  // namespace mingce
