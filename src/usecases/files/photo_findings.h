// Findings on photos of the record: what was said of a former one, or of there being none, is gone
// when a photo comes, and holds again when it is taken back.
#pragma once

#include <unordered_set>

#include "store/batches.h"
#include "store/boxes.h"
#include "usecases/record/record.h"

namespace mingce {

struct EndPhotoFindings {
    Id intake;
    std::span<const Id> students;  // who got a photo
    bool of_whole_intake = false;  // also that many have none: it is told anew
};
/// A waiver was given for the former photo, and ends with it.
Status end_photo_findings(Tx& tx, const Context& context, const EndPhotoFindings& request);

/// Those that the batch's commit ended, on `students` and on the intake as a whole, are open again.
Status reopen_photo_findings(Tx& tx, const Context& context, const Batch& batch,
                             const std::unordered_set<Id>& students);

}  // namespace mingce
