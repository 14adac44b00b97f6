// What two revisions differ in: who came, who went, which cells changed. By student, never by
// place: a row that only moved down its class is the same row.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/revision.h"
#include "domain/student_record.h"

namespace mingce {

/// Added and removed are of the roster's body; somebody who goes into the annex is removed from it.
enum class RowChangeKind : std::uint8_t { Added, Removed, Changed };
std::string_view key_of(RowChangeKind kind);

/// Where a row stands in its revision.
struct RowPlace {
    std::size_t part = 0, class_no = 0;  // of the head
    std::uint32_t place = 0;             // in the class, from 1
};

struct RowChange {
    Id student;
    RowChangeKind kind = RowChangeKind::Changed;
    std::optional<RowPlace> before, after;  // at least one
    std::vector<FieldChange> cells;         // of those that are in both
    std::vector<std::string> values;        // of the row that is there: after it, else before it
};

struct RevisionDifference {
    std::vector<RowChange>
        rows;  // in the later roster's order; removed ones after each class's own
    std::uint64_t added = 0, removed = 0, changed = 0, cells = 0;
    std::vector<Field> fields_added, fields_removed;  // the definitions differ: not compared
};

/// One side: its head, and the pieces of the parts whose digests differ (others are not looked at).
struct RevisionSide {
    const RevisionHead* head = nullptr;  // null: there is no earlier one, everybody is added
    const std::vector<RevisionRows>* rows = nullptr;
};
/// Indexes of the parts that have to be read on each side to compare them.
struct DifferingParts {
    std::vector<std::size_t> before, after;
};
DifferingParts differing_parts(const RevisionHead* before, const RevisionHead& after);

/// Errors: revision.damaged.
Result<RevisionDifference> difference_of(const RevisionSide& before, const RevisionSide& after);

/// Classes of `after` that somebody who saw `before` has to look at: other rows than then, or not
/// there then; and classes of `before` that are no more. By part and class name.
struct ClassChange {
    std::string department;
    RevisionClass now;  // as it is, or as it was where it is no more
    bool is_gone = false;
};
std::vector<ClassChange> changed_classes(const RevisionHead* before, const RevisionHead& after);

}  // namespace mingce
