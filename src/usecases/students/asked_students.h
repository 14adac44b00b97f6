// Whom a request asks about, made of what it says and of what the caller may ask by: a search, a
// filter or an order by what somebody does not see whole would tell it to them.
#pragma once

#include <string>
#include <vector>

#include "store/intakes.h"
#include "store/student_selection.h"
#include "usecases/record/record.h"

namespace mingce {

/// Outside a transaction, before anything is read: refusals are audited. Errors: Forbidden
/// (access.denied; access.field_hidden for what the caller does not see whole); BadInput
/// (student.field_sealed, student.filter_values).
Status require_asking(const Context& context, const AskedStudents& asked);
/// The same within a transaction, where no refusal is audited: of what was asked before.
Status require_asking_still(const Caller& caller, const AskedStudents& asked);

/// The selection, of the caller's scope. Errors: NotFound (intake.unknown).
Result<StudentSelection> selection_of(Tx& tx, const Context& context, const AskedStudents& asked);

/// Narrows a selection to whom student or exam numbers name, as somebody pasted them; those that
/// nobody of the scope has, as they were typed.
Result<std::vector<std::string>> narrow_to_numbers(Tx& tx, const Caller& caller,
                                                   const std::vector<std::string>& typed,
                                                   StudentSelection& selection);

/// The fields whose findings the caller may not know of (usecases/access/seen_students.h).
std::vector<Field> hidden_fields(const Caller& caller);

/// The scope within one intake: years and hand-over are settled, so that no row is asked for them.
Scope scope_within(const Scope& scope, const Intake& intake);

/// What lists show for a state's key: its Chinese name.
std::string status_name_of(std::string_view key);

}  // namespace mingce
