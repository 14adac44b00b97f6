// A student as the record keeps one: values by field, where they came from, what changed since.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "domain/field.h"

namespace mingce {

/// The values of one student; "" is absent.
class FieldValues {
public:
    const std::string& operator[](Field field) const {
        return values_[static_cast<std::size_t>(field)];
    }
    std::string& operator[](Field field) { return values_[static_cast<std::size_t>(field)]; }
    bool operator==(const FieldValues&) const = default;

private:
    std::array<std::string, kFieldCount> values_;
};

/// Values that lie elsewhere, by field; "" is absent.
using FieldViews = std::array<std::string_view, kFieldCount>;

/// Every field, in the order of the enumeration.
constexpr std::array<Field, kFieldCount> kAllFields = [] {
    std::array<Field, kFieldCount> fields{};
    for (std::size_t i = 0; i < kFieldCount; ++i) fields[i] = static_cast<Field>(i);
    return fields;
}();

/// Whether the row is a person of the record. A merged one lives on in another row; of an erased
/// one only the row is left.
enum class RecordState : std::uint8_t { Live, Merged, Erased };

constexpr std::string_view key_of(RecordState state) {
    switch (state) {
        case RecordState::Live: return "live";
        case RecordState::Merged: return "merged";
        case RecordState::Erased: return "erased";
    }
    return "";
}

/// Live where the key is unknown.
constexpr RecordState record_state_of(std::string_view key) {
    for (const RecordState state : {RecordState::Merged, RecordState::Erased})
        if (key_of(state) == key) return state;
    return RecordState::Live;
}

struct StudentRecord {
    Id id, intake;
    std::int64_t version = 1;  // counts the changes; a writer names the one it saw
    RecordState state = RecordState::Live;
    Id merged_into;
    Moment created_at, updated_at;
    Id batch;                     // none: entered by hand
    std::int64_t source_row = 0;  // of the batch, from 1
    std::string status;           // key of an EnrolmentState
    FieldValues values;
    bool is_frozen = false;  // kept by law and nothing else: no change, no erasure
    std::string frozen_basis;
};

struct FieldChange {
    Field field = Field::Name;
    std::string before, after;
    bool operator==(const FieldChange&) const = default;
};

/// Why values of a student changed. Keys are stored: append only.
enum class ChangeCause : std::uint8_t { Person, Fix, Import, Undo, Merge, Split, TakeBack };

constexpr std::string_view key_of(ChangeCause cause) {
    switch (cause) {
        case ChangeCause::Person: return "person";
        case ChangeCause::Fix: return "fix";
        case ChangeCause::Import: return "import";
        case ChangeCause::Undo: return "undo";
        case ChangeCause::Merge: return "merge";
        case ChangeCause::Split: return "split";
        case ChangeCause::TakeBack: return "take_back";
    }
    return "";
}

constexpr ChangeCause change_cause_of(std::string_view key) {
    using enum ChangeCause;
    for (ChangeCause cause : {Fix, Import, Undo, Merge, Split, TakeBack})
        if (key_of(cause) == key) return cause;
    return Person;
}

/// One act on one student. `version` is the student's after it.
struct StudentEvent {
    Id id, student;
    std::int64_t version = 0;
    Moment at;
    std::string actor;
    ChangeCause cause = ChangeCause::Person;
    Id batch;
    std::int64_t source_row = 0;
    std::string reason;
    std::vector<FieldChange> changes;
    Id operation = {};  // that it is part of; none: of no operation
};

/// The values as they were at the end of `moment`: later events, newest first, are taken back.
FieldValues values_at(FieldValues now, std::span<const StudentEvent> events, Moment moment);

/// The event that a field's value comes from; null: the row it was created from.
const StudentEvent* source_of(Field field, std::span<const StudentEvent> events);

/// A person's, the student's or a chip's word stands behind the value: an import may not change it
/// silently. A value that was put back is whose it was before.
bool was_set_by_person(Field field, std::span<const StudentEvent> events);

/// The text that a commitment to a student is taken of: "mingce-student 1", then a line for each
/// value that is there, key TAB value, in the order of the keys' bytes, with \\ \t \n \r escaped.
std::string canonical_text_of(const FieldViews& values);
std::string canonical_text(const FieldValues& values);

FieldViews views_of(const FieldValues& values);

/// `before` and `after` field by field, in the order of the enumeration.
std::vector<FieldChange> changes_between(const FieldValues& before, const FieldValues& after);

}  // namespace mingce
