// The second person's word to a change that needs one.
#pragma once

#include "usecases/standards/make_change.h"

namespace mingce {

/// Errors: Forbidden (access.denied, standard.second_person); NotFound (standard.change_unknown);
/// Conflict (standard.change_state).
Result<MadeChange> confirm_change(const Context& context, std::int64_t number);

}  // namespace mingce
