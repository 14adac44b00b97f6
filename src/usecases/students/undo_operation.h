// Taking an operation back: values and decisions that are still as it left them go back to what
// they were before it. Doing so is an operation of its own, so that taking that back does it again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "usecases/students/student_editor.h"

namespace mingce {

struct UndoOperation {
    std::int64_t number = 0;
    std::string reason;
    Date today;
};

/// What was left as it is now, and why.
struct KeptThing {
    Id student;        // none: a finding on a file
    std::string name;  // as the caller sees it
    std::optional<Field> field;
    Id finding;  // of a decision; none: a value
    const Problem* why = nullptr;
};
struct UndoneOperation {
    std::optional<std::int64_t> operation;  // number of the taking back; nothing: all was kept
    std::int64_t students = 0, cells = 0, findings = 0;  // put back
    FindingCounts counts;
    std::vector<KeptThing> kept;
    std::uint64_t out_of_scope = 0;  // values and decisions of students outside the caller's scope
};

/// One transaction. Errors: NotFound (operation.unknown); Conflict (operation.undone); Forbidden
/// (operation.not_yours; access.denied where the role may not do what it would undo).
Result<UndoneOperation> undo_operation(const Context& context, const UndoOperation& request);

}  // namespace mingce
