// The pictures of an import: compared with the photos of the record before anything is written,
// then sealed one at a time.
#pragma once

#include <vector>

#include "domain/comparison.h"
#include "store/batches.h"
#include "store/student_columns.h"
#include "store/student_files.h"
#include "usecases/files/check_files.h"
#include "usecases/record/record.h"

namespace mingce {

enum class PhotoOutcome : std::uint8_t { New, Replaced, Same, Unused, Unmatched, Refused };

/// One for each of the hand-over's photos, in their order.
struct ComparedPhoto {
    PhotoOutcome outcome = PhotoOutcome::Unmatched;
    std::int64_t existing = -1;     // whose of the record, by index; -1 for nobody's or a new one's
    bool is_of_other_kind = false;  // unmatched, as its student belongs to another intake
};

/// The record's photos in force, by index of ExistingStudents; one of a merged student is
/// its kept one's where that has none.
struct KnownPhotos {
    std::vector<std::string> fingerprints;  // "" for none
};
Result<KnownPhotos> read_known_photos(Tx& tx, const Id& intake, const ExistingStudents& existing);

/// What pictures are compared with.
struct RecordForPhotos {
    const ExistingStudents& existing;
    const KnownPhotos& known;
    const std::vector<ComparedRow>& rows;
    StudentSealer& sealer;
};
/// Matches photos that are none of the hand-over's students to the record's, by number; compares
/// each with what is there; and judges all of them again, so that nobody is told to have none who
/// has one.
std::vector<ComparedPhoto> compare_photos(CheckReport& check, const RecordForPhotos& record);

PhotoCounts counts_of(const std::vector<ComparedPhoto>& photos);

/// Whose a photo is, as it is written.
struct PhotoOwner {
    Id student;
    const OpenStudentKey* key = nullptr;
};
struct WritePhotos {
    const std::vector<HandOverPhoto>& photos;
    const std::vector<ComparedPhoto>& compared;
    FileReading& reading;            // that judged them
    std::vector<PhotoOwner> owners;  // by index of `photos`; used where new or replaced
    Id batch;
};
/// Opens new and replacing pictures again, compares them with what was judged, seals and writes
/// them, and reads back what was written. Returns who got one.
/// Errors: Conflict (import.photo_changed, batch.unbalanced).
Result<std::vector<Id>> write_photos(Tx& tx, const Context& context, const WritePhotos& request);

}  // namespace mingce
