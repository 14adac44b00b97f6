// What an import would do to the record: each incoming row against the students that are there.
// Pure: the record is handed in.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/student_record.h"
#include "domain/students.h"

namespace mingce {

/// What becomes of a row. Conflict: a value that a person set stands against the incoming one, or
/// the row's numbers point at different people; nobody's word is overwritten.
enum class RowOutcome : std::uint8_t { New, Changed, Same, Conflict };

struct ComparedRow {
    std::uint32_t row = 0;  // of the incoming students
    RowOutcome outcome = RowOutcome::New;
    std::int64_t existing = -1;            // index of the record's student, -1: none
    std::vector<FieldChange> taken;        // written by the import
    std::vector<FieldChange> kept;         // the record's value stands; the incoming one is `after`
    std::vector<std::int64_t> candidates;  // who the numbers point at where they disagree
};

/// A student who was merged into another: what it was known by still finds the person.
struct MergedStudent {
    FieldValues values;
    std::size_t kept = 0;  // index of the record it lives on in
};

/// Students of the record, as far as comparing needs them.
struct ExistingStudents {
    std::vector<StudentRecord> records;
    /// By index of `records`: fields whose value a person set.
    std::vector<std::vector<Field>> set_by_person;
    std::vector<MergedStudent> merged;
};

/// One entry for every incoming row, in order. A row and a student are matched by exam number,
/// document number or student number, exactly; each student at most once. An empty incoming value
/// says nothing and changes nothing. A row of a merged student is news to the one it lives on in
/// where it differs from what it said before the merge. A student number is given once: another one
/// is never taken.
std::vector<ComparedRow> compare_with_record(const Students& incoming,
                                             const ExistingStudents& existing);

}  // namespace mingce
