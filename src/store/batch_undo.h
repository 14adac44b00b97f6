// Taking a batch's rows out of the database, in few statements however many students it made.
#pragma once

#include <unordered_set>

#include "base/id.h"
#include "base/result.h"
#include "store/database.h"

namespace mingce::batch_undo {

/// Removes the students that the batch made, but for those to keep, with everything that hangs on
/// them; returns how many.
Result<std::uint64_t> remove_students(Tx& tx, const Id& batch, const std::unordered_set<Id>& keep);

/// Removes what the batch brought for students of other batches: rows as they arrived, pictures,
/// undecided pairs, findings on its files. Students it made that stay keep their rows: they are
/// where their values come from.
Status remove_rest(Tx& tx, const Id& batch);

}  // namespace mingce::batch_undo
