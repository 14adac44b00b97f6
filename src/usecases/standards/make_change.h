// Changing the standard: said once, in force from its day, or when a second person confirms it.
#pragma once

#include <string>

#include "usecases/standards/judge_by_standard.h"
#include "usecases/standards/list_changes.h"
#include "usecases/standards/standard_candidate.h"

namespace mingce {

struct MakeChange {
    AskedStandard asked;
    std::string reason;
};
struct MadeChange {
    StandardChangeView view;
    JudgedAgain judged;
};
/// What takes effect today judges the record again at once, or by jobs. Errors: Forbidden
/// (access.denied); BadInput (standard.reason); those of candidate_of().
Result<MadeChange> make_change(const Context& context, const MakeChange& request);

/// In the transaction of an act on one of the changes: judges again, audits, and shows it.
Result<MadeChange> finish_change(Tx& tx, const Context& context, std::string_view action,
                                 std::int64_t number);

}  // namespace mingce
