// Taking a change of the standard back: what held before it holds again.
#pragma once

#include <string>

#include "usecases/standards/make_change.h"

namespace mingce {

struct WithdrawChange {
    std::int64_t number = 0;
    std::string reason;
};
/// Errors: Forbidden (access.denied); BadInput (standard.reason); NotFound
/// (standard.change_unknown); Conflict (standard.change_state).
Result<MadeChange> withdraw_change(const Context& context, const WithdrawChange& request);

}  // namespace mingce
