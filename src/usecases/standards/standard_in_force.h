// What data has to be today, for the institution of the record. What is no school's to change
// (names, types, classes, what is sealed, what is a column) is read from DataStandard::shipped()
// everywhere.
#pragma once

#include "usecases/record/record.h"

namespace mingce {

Result<StandardInForce> standard_in_force(Tx& tx, const Context& context, Date day);
/// In a transaction of its own: not inside another.
Result<StandardInForce> standard_in_force(const Context& context, Date day);

}  // namespace mingce
