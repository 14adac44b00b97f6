// The door to one student: who lies outside the caller's scope is not there, with the same words as
// if there had never been such a student.
#pragma once

#include <string>
#include <string_view>

#include "store/intakes.h"
#include "usecases/record/record.h"

namespace mingce {

/// By id or its beginning, student or exam number, as far as the caller sees these whole.
/// Errors: NotFound (student.unknown), Conflict (student.ambiguous).
Result<Id> find_student(Tx& tx, const Context& context, std::string_view who);
/// Errors: NotFound (student.unknown).
Status require_reach(Tx& tx, const Context& context, const Id& student);

/// An intake that the caller may write into. Errors: NotFound (intake.unknown, also where it is of
/// a year outside the scope); Conflict (intake.handed_over).
Result<Intake> writable_intake(Tx& tx, const Context& context, std::string_view key);
/// Whether batches and other things of an intake as a whole are within the scope.
bool is_within(const Scope& scope, const Intake& intake);

}  // namespace mingce
