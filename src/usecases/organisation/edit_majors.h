// What a person says of a major: added, corrected, taken away, undone. It holds over every import,
// and students whose major it concerns are judged again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "store/major_changes.h"
#include "usecases/students/student_checks.h"

namespace mingce {

struct SayOfMajor {
    /// As it was seen: nothing adds one, no `after` takes one away.
    std::optional<Major> before, after;
    std::string reason;  // at most 500 characters; never empty
    Date today;
};
struct MajorOutcome {
    std::int64_t number = 0;     // of the change, to undo it by
    std::uint64_t students = 0;  // judged again
    FindingCounts findings;
};
/// One transaction. Errors: Forbidden (access.denied, also for who works with some departments or
/// years alone); BadInput (organisation.why, organisation.major_value, organisation.same); NotFound
/// (organisation.major_unknown); Conflict (organisation.major_there, organisation.major_overtaken,
/// organisation.major_imported).
Result<MajorOutcome> say_of_major(const Context& context, const SayOfMajor& request);

struct UndoMajorChange {
    std::int64_t number = 0;
    Date today;
};
/// The major is again as it was before. Errors: Forbidden (access.denied); NotFound
/// (organisation.change_unknown); Conflict (organisation.undone; organisation.built_on where a
/// later change that stands is of the same major).
Result<MajorOutcome> undo_major_change(const Context& context, const UndoMajorChange& request);

struct MajorChangeLine {
    SaidOfMajor said;
    bool may_undo = false;  // by this caller, now
};
/// Newest first. Errors: Forbidden (access.denied).
Result<std::vector<MajorChangeLine>> list_major_changes(const Context& context);

}  // namespace mingce
