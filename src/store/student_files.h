// A student's photo: its bytes sealed under the student's key, one in force, former ones kept until
// the batch that replaced them is closed.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "store/boxes.h"
#include "store/database.h"
#include "store/student_columns.h"

namespace mingce {

/// What stands beside the box.
struct StudentFile {
    Id id, student, batch;
    Moment at;
    std::string format;      // key_of(PictureFormat)
    std::uint64_t size = 0;  // bytes
    std::uint32_t width = 0, height = 0;
    std::string fingerprint;  // StudentSealer::fingerprint
};

namespace student_files {

std::string seal(Boxes& boxes, const OpenStudentKey& key, const Id& file, std::string_view bytes);

/// Photos of a batch that are about to come: whatever their students had is replaced by it.
Status replace_photos(Tx& tx, const Id& batch, std::span<const Id> students);

/// Writes photos in bulk; `file_of` gives each with its box in turn, good until the next call, so
/// that one picture at a time is in memory.
struct NewFile {
    StudentFile file;
    std::string box;
};
Status create_photos(Tx& tx, std::size_t count,
                     const std::function<Result<const NewFile*>(std::size_t)>& file_of);

/// Calls `each` with every photo in force of an intake's live and merged students.
Status each_photo(Tx& tx, const Id& intake, const std::function<Status(StudentFile&)>& each);
/// Of a batch, in the order of their ids; also those that were replaced since.
Status each_of_batch(Tx& tx, const Id& batch, const std::function<Status(StudentFile&)>& each);

/// The photo of a student, or else of one merged into it: in force now, or at a moment as far as
/// former ones are kept.
Result<std::optional<StudentFile>> photo_of(Tx& tx, const Id& student,
                                            std::optional<Moment> at = std::nullopt);
/// The picture's bytes. Errors: crypto.box_damaged.
Result<std::string> open(Tx& tx, Boxes& boxes, const StudentFile& file);

/// Calls `each` with the student of every picture, former ones too, that does not open or is not
/// the one its fingerprint was made of.
Status each_damaged(Tx& tx, Boxes& boxes, StudentSealer& sealer,
                    const std::function<void(const Id& student)>& each);

/// Students whom a batch made, and who have a picture of another batch.
Result<std::unordered_set<Id>> students_with_others(Tx& tx, const Id& batch);
/// Students whose photo in force is of this batch.
Result<std::unordered_set<Id>> students_of(Tx& tx, const Id& batch);
/// Students of other batches to whom this one brought a picture, and who are frozen now.
Result<std::vector<Id>> frozen_students(Tx& tx, const Id& batch);

/// Takes away what a batch brought to students of other batches and puts back what it replaced; a
/// later batch's picture stays.
Status undo(Tx& tx, const Id& batch);
/// Destroys what a batch replaced, but for students who are frozen.
Status destroy_replaced(Tx& tx, const Id& batch);

}  // namespace student_files

}  // namespace mingce
