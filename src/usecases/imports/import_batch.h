// An import as an object (DESIGN 4.3): staged, checked, compared with the record, written once,
// undone as a whole.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "domain/comparison.h"
#include "store/batches.h"
#include "store/majors.h"
#include "usecases/files/check_files.h"
#include "usecases/imports/class_rows.h"
#include "usecases/imports/import_photos.h"
#include "usecases/record/record.h"

namespace mingce {

/// What an import is at.
enum class ImportPhase : std::uint8_t { Reading, Comparing, Writing };
struct ImportProgress {
    ImportPhase phase = ImportPhase::Reading;
    std::uint64_t rows = 0, all_rows = 0;  // all_rows 0: not known
};

struct ImportFiles {
    ReadHandOver hand_over;
    std::string intake;  // key: 2026-ug
    bool commit = false;
    Date today;
    std::function<void()> compared = nullptr;  // called once the comparison stands
    /// Now and then; a refusal ends the import, nothing being written. Of Writing the first call
    /// alone comes before anything is written, and only its refusal counts; later ones come from
    /// inside the transaction.
    std::function<Status(const ImportProgress&)> progress = nullptr;
};

/// What the import is or would be.
struct ImportReport {
    CheckReport check;
    Batch batch;
    ExistingStudents existing;              // as compared with
    std::vector<ComparedRow> rows;          // one for each accepted row, ascending
    std::uint64_t rows_of_other_kinds = 0;  // of the held: students of another intake
    /// Headers matched as a person once did, and the field each became.
    std::vector<std::pair<std::string, Field>> remembered;
    ClassRowCounts class_rows;          // of class lists, beside the students of the hand-over
    majors::Difference majors;          // to what the record has
    std::vector<ComparedPhoto> photos;  // one for each of the hand-over's
    bool is_committed = false;
    bool changes_nothing = false;  // all of it is in the record already: no batch is kept
    std::uint64_t findings_written = 0, pairs_written = 0, majors_written = 0;
};

/// Stages a hand-over for an intake and, with `commit`, writes it in one transaction. The same
/// files staged before are the same batch. Balances: in = accepted + held + refused, accepted =
/// new + changed + same + conflict + joined: rows of a class list that students of the hand-over
/// took. Other rows of one are accepted where the record has the student, else held. Pictures have
/// counts of their own. What was written is read back and compared by hash. Errors: as
/// read_hand_over; NotFound
/// (intake.unknown); Conflict (batch.unbalanced; batch.intake_changed where others changed the
/// intake's students since they were compared); the database's.
Result<ImportReport> import_files(const Context& context, const ImportFiles& request);

}  // namespace mingce
