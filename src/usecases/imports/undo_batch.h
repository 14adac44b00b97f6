// A batch afterwards: looked at, taken back as a whole, closed.
#pragma once

#include <string>
#include <vector>

#include "store/batches.h"
#include "usecases/students/student_checks.h"

namespace mingce {

struct BatchView {
    Batch batch;
    std::string intake;
    // Of one that is shown by itself:
    std::vector<BatchFile> files;
    std::string reason;  // why it was undone
};
Result<std::vector<BatchView>> list_batches(const Context& context);
/// Errors: NotFound (batch.unknown).
Result<BatchView> show_batch(const Context& context, std::int64_t number);

/// Why a student of the batch stays, or stands in the way.
enum class UndoReason : std::uint8_t {
    EditedByPerson,  // stays, with the edits
    LaterBatch,      // stays: another import worked on it since
    HasNumber,       // in the way: given a student number since
    IsFiled,         // in the way: stands in an edition that is filed
    HasStatus,       // in the way: reported or otherwise moved on
    Merged,          // in the way: split first
    Frozen,          // in the way: kept by law
};
struct UndoNote {
    Id student;
    std::string name, exam_number;
    UndoReason reason = UndoReason::EditedByPerson;
    std::vector<Field> fields;  // that stay
};
struct UndoOutcome {
    Batch batch;
    std::uint64_t removed = 0, reverted = 0;
    std::vector<UndoNote> kept;
    std::vector<UndoNote> in_the_way;  // not empty: nothing was undone
    FindingCounts findings;
};
/// One transaction. Where students stand in the way, nothing is done and they are named.
/// Errors: NotFound; Conflict (batch.state, batch.closed).
struct UndoBatch {
    std::int64_t number = 0;
    std::string reason;
    Date today;
};
/// The refusal to say beside the names of those in the way.
Error undo_refusal(const UndoOutcome& outcome);
Result<UndoOutcome> undo_batch(const Context& context, const UndoBatch& request);

/// Ends a batch: its files are destroyed, hash and counts stay, it cannot be undone any more.
Result<Batch> close_batch(const Context& context, std::int64_t number);

}  // namespace mingce
