// How often somebody may fail. An attempt counts before it is judged, and is given back when it
// succeeds: so many at once gain nothing.
#pragma once

#include <string>

#include "store/sign_in_failures.h"
#include "usecases/people/people_settings.h"
#include "usecases/record/record.h"

namespace mingce {

/// One thing that failures are counted by: a login, whether somebody has it or not, or an address.
class FailureCount {
public:
    FailureCount(const Context& context, const FailureLimits& limits, std::string_view kind,
                 std::string_view value);

    /// Errors: Unavailable (session.wait) with the seconds to wait.
    Status refuse_waiting(Tx& tx) const;
    /// Counts one. Returns whether this one locks.
    Result<bool> count_one(Tx& tx) const;
    /// As if it had not been counted.
    Status give_back(Tx& tx) const;
    Status clear(Tx& tx) const;

private:
    Result<SignInFailures> load(Tx& tx) const;

    Moment now_;
    FailureLimits limits_;
    std::string subject_;
};

}  // namespace mingce
