// Students sealed anew, some at a time: a new key under another year's key, and every box that
// hangs on the student opened and sealed again, in one transaction.
#pragma once

#include <cstdint>

#include "store/boxes.h"
#include "store/database.h"
#include "store/student_columns.h"

namespace mingce::resealing {

/// Students whose keys a year's key wraps.
Result<std::uint64_t> count_under(Tx& tx, const Id& sealing_key);

/// Seals the next students under `from` anew under `to`, at most so many; blind indexes and
/// fingerprints are made by the index key in use. Returns how many; 0 when none is left.
/// Memory: their boxes. Errors: crypto.box_damaged, store.document_damaged; the database's.
struct Step {
    Id from, to;
    std::uint64_t students_max = 0;
};
Result<std::uint64_t> reseal_some(Tx& tx, Boxes& boxes, StudentSealer& sealer, const Step& step);

}  // namespace mingce::resealing
