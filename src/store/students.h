// Students in the database: written whole with their key and their search terms, read back with
// their box opened.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "access/scope.h"
#include "domain/student_record.h"
#include "store/boxes.h"
#include "store/database.h"
#include "store/student_columns.h"

namespace mingce {

/// A student about to be written for the first time: the key wrapped, the columns made.
struct NewStudent {
    Id id, sealing_key;
    std::string wrapped_key;
    StudentColumns columns;
    std::int64_t source_row = 0;  // of the batch
};
NewStudent sealed_student(Boxes& boxes, StudentSealer& sealer, const OpenStudentKey& key,
                          const FieldViews& values);

namespace students {

struct Creation {
    Id institution, intake;
    Id batch;  // none: entered by hand
    Moment now;
    std::string_view status;
};
/// Writes students with their keys and search terms, all version 1 and of the first status.
Status create(Tx& tx, const Creation& creation, std::span<const NewStudent> students);
/// The same without what finds them by name, so that an intake can go in by pieces;
Status create_rows(Tx& tx, const Creation& creation, std::span<const NewStudent> students);
/// and what finds them by name, of all of them at once: an index is filled in its own order.
struct NamedStudent {
    Id student;
    std::string_view name;
};
Status index_names(Tx& tx, std::size_t count,
                   const std::function<NamedStudent(std::size_t)>& named);

/// New values over what `before` says; the event tells what changed and is given its student and
/// the version after it.
struct Change {
    StudentRecord before;
    OpenStudentKey key;
    FieldValues values;
    StudentEvent event;
};
/// Writes all of them or refuses. Errors: Conflict (student.changed_meanwhile) where somebody was
/// quicker, student.frozen, student.not_live.
Status change(Tx& tx, Boxes& boxes, StudentSealer& sealer, std::span<Change> changes);

/// Errors: NotFound (student.unknown).
Result<StudentRecord> load(Tx& tx, Boxes& boxes, const Id& student);

/// Several by their ids, in that order; those who are not there are left out. Where boxes stay shut
/// sealed values are absent.
Result<std::vector<StudentRecord>> load_several(Tx& tx, Boxes& boxes, std::span<const Id> students,
                                                bool opens_boxes);

/// Every student of an intake that is in `state`, in the order they were made. `each` may refuse.
struct Selection {
    Id intake;                        // none: all intakes
    Id batch;                         // none: of any
    std::string_view state = "live";  // "": of any
    Scope scope = Scope::whole();
    std::size_t most = 0;  // that many, 0: all
    /// Of the intake those of these departments alone, "" for none; as many as libpq takes.
    std::vector<std::string> departments = {};
};
Status load_all(Tx& tx, Boxes& boxes, const Selection& selection,
                const std::function<Status(StudentRecord&, OpenStudentKey&)>& each);

/// Finds by id (whole or its beginning, 8 digits at least), student number, or exam number; by a
/// number of a merged one, who it lives on in.
/// Errors: NotFound (student.unknown), Conflict (student.ambiguous).
Result<Id> find(Tx& tx, std::string_view who);
/// Whom somebody may find, and by what: numbers that are not seen whole are no way to anybody.
struct Reach {
    const Scope& scope;
    bool by_student_number = true, by_exam_number = true;
};
/// As find, of those within reach alone: who lies outside is not there, nor makes a number
/// ambiguous.
Result<Id> find_within(Tx& tx, const Reach& reach, std::string_view who);
Result<bool> is_within(Tx& tx, const Scope& scope, const Id& student);
/// Who a merged student lives on in; the student itself where it was not merged.
Result<Id> living(Tx& tx, Id student);
/// Live students of an intake with this exam or student number.
Result<std::vector<Id>> find_by_number(Tx& tx, const Id& intake, Field field,
                                       std::string_view number);
/// By document number, through the blind index: exact, then compared in the opened box.
Result<std::vector<Id>> find_by_document(Tx& tx, StudentSealer& sealer, std::string_view number);
Result<std::vector<Id>> find_by_phone(Tx& tx, Boxes& boxes, StudentSealer& sealer,
                                      std::string_view phone);

Result<OpenStudentKey> load_key(Tx& tx, Boxes& boxes, const Id& student);

/// The commitment of every student a batch made or changed: new ones first, by source row, then
/// changed ones by id.
Status each_commitment(
    Tx& tx, const Id& batch,
    const std::function<Status(const Id& student, std::string_view commitment, bool is_new)>& each);

/// Fields of each of an intake's students whose value a person set, by student.
Result<std::unordered_map<Id, std::vector<Field>>> set_by_person(Tx& tx, Boxes& boxes,
                                                                 const Id& intake);

/// Oldest first.
Result<std::vector<StudentEvent>> events(Tx& tx, Boxes& boxes, const Id& student);
/// Every event of an intake's students, by student, oldest first.
Status all_events(Tx& tx, Boxes& boxes, const Id& intake,
                  const std::function<Status(StudentEvent&)>& each);
/// Those of an operation, by student, oldest first. An erased student has none any more.
Result<std::vector<StudentEvent>> events_of_operation(Tx& tx, Boxes& boxes, const Id& operation);
/// Those that a batch caused, by student; that many at most, 0: all.
Result<std::vector<StudentEvent>> events_of_batch(Tx& tx, Boxes& boxes, const Id& batch,
                                                  std::size_t most = 0);

/// Live students of an intake whose values somebody changed by hand, fixed, merged or took back:
/// what a signature of theirs does not answer for.
Result<std::vector<Id>> edited_by(Tx& tx, const Id& intake, std::string_view actor);

Status set_state(Tx& tx, const Id& student, RecordState state, const Id& merged_into, Moment now);
Status freeze(Tx& tx, const Id& student, Moment now, std::string_view basis);
/// Takes a student away with everything that hangs on it, as if it had never come.
Status remove(Tx& tx, const Id& student, std::string_view name);
/// Destroys the key and every value; the row stays, empty.
Status erase(Tx& tx, const Id& student, std::string_view name, Moment now);

Result<std::int64_t> count(Tx& tx, const Id& intake, const Scope& scope = Scope::whole());
/// The departments of live students, "" of those without one.
Result<std::vector<std::string>> departments(Tx& tx, const Id& intake, const Scope& scope);
/// Whether a live student of the intake is of it.
Result<bool> has_department(Tx& tx, const Id& intake, std::string_view department);

/// Students of an intake made or changed after a moment, whatever became of them.
Result<std::int64_t> changed_after(Tx& tx, const Id& intake, Moment moment);

/// Another one whenever a student of the intake was made, changed or taken away, or given a photo.
struct IntakeState {
    std::int64_t students = 0, versions = 0;  // of any state; the sum of their versions
    Moment changed_at;
    std::int64_t photos = 0;
    bool operator==(const IntakeState&) const = default;
};
Result<IntakeState> intake_state(Tx& tx, const Id& intake);

}  // namespace students

}  // namespace mingce
