// What an import would do to the record: each incoming row against the students that are there.
// Pure: the record is handed in.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text_table.h"
#include "domain/student_record.h"
#include "domain/students.h"

namespace mingce {

/// What becomes of a row. Conflict: a value that a person set stands against the incoming one, or
/// the row's numbers point at different people; nobody's word is overwritten.
enum class RowOutcome : std::uint8_t { New, Changed, Same, Conflict };

/// What an incoming row says otherwise than the record.
struct RowDifferences {
    std::vector<FieldChange> taken;        // written by the import
    std::vector<FieldChange> kept;         // the record's value stands; the incoming one is `after`
    std::vector<std::int64_t> candidates;  // who the numbers point at where they disagree
};

/// Small: of a million rows most say nothing or are new.
struct ComparedRow {
    std::uint32_t row = 0;  // of the incoming students
    RowOutcome outcome = RowOutcome::New;
    std::int64_t existing = -1;  // index of the record's student, -1: none

    /// What it says, and so what becomes of it.
    void tell(RowDifferences found);
    const std::vector<FieldChange>& taken() const { return said().taken; }
    const std::vector<FieldChange>& kept() const { return said().kept; }
    const std::vector<std::int64_t>& candidates() const { return said().candidates; }

private:
    const RowDifferences& said() const {
        static const RowDifferences nothing;
        return differences_ ? *differences_ : nothing;
    }

    std::unique_ptr<RowDifferences> differences_;  // null: none
};

/// Students of the record, as far as comparing needs them: some 200 bytes each.
class ExistingStudents {
public:
    struct Student {
        Id id;
        std::uint32_t version = 1;
        bool is_frozen = false;
    };

    void add(const StudentRecord& record);
    /// A student who was merged into the one at `kept`: what it was known by still finds the
    /// person. Only once every living one was added.
    void add_merged(const StudentRecord& record, std::uint32_t kept);
    void add_set_by_person(std::uint32_t index, Field field);
    /// Once all were added.
    void settle() { values_.settle(); }

    std::uint32_t size() const {
        return static_cast<std::uint32_t>(students_.size() - kept_.size());
    }
    const Student& operator[](std::size_t index) const { return students_[index]; }
    std::string_view value(std::size_t index, Field field) const {
        return values_.at(static_cast<std::uint32_t>(index), static_cast<std::size_t>(field));
    }
    FieldValues values(std::size_t index) const;
    /// A person set the value of the field.
    bool is_set_by_person(std::uint32_t index, Field field) const;

    /// Indexes from size() to here are those of merged ones.
    std::uint32_t size_with_merged() const { return static_cast<std::uint32_t>(students_.size()); }
    /// Index of the student that this one is, or lives on in.
    std::uint32_t living(std::uint32_t index) const {
        return index < size() ? index : kept_[index - size()];
    }

private:
    std::vector<Student> students_;    // merged ones behind the living
    std::vector<std::uint32_t> kept_;  // of merged ones
    TextTable values_;                 // by field
    std::set<std::pair<std::uint32_t, Field>> set_by_person_;
};

/// One entry for every incoming row, in order. A row and a student are matched by exam number,
/// document number or student number, exactly; each student at most once. An empty incoming value
/// says nothing and changes nothing. A row of a merged student is news to the one it lives on in
/// where it differs from what it said before the merge. A student number is given once: another one
/// is never taken.
std::vector<ComparedRow> compare_with_record(const Students& incoming,
                                             const ExistingStudents& existing);

}  // namespace mingce
