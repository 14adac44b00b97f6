// Whole values, one student at a time, each time with a reason (DESIGN 5): audited, counted, and
// told to the student who asks who looked.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/field.h"
#include "store/reveals.h"
#include "usecases/record/record.h"

namespace mingce {

/// Fields that are revealed together, by the word of the page's button.
struct FieldGroup {
    std::string_view key;
    Text name;
    std::span<const Field> fields;
};
std::span<const FieldGroup> reveal_groups();

/// Why somebody needs a value whole.
struct RevealReason {
    std::string_view key;
    Text name;
};
std::span<const RevealReason> reveal_reasons();

constexpr std::uint64_t kQuietRevealsADay = 30;  // one more alerts; nobody is stopped at work

struct RevealFields {
    std::string who;            // as students::find, within the caller's scope
    std::vector<Field> fields;  // or
    std::string group;          // a key of reveal_groups()
    std::string reason;         // a key of reveal_reasons()
    std::string words;          // what for; never empty; at most 500 characters
};
struct RevealedField {
    Field field = Field::Name;
    std::string value;  // whole; "" where the student has none
};
struct Revealed {
    Id student;
    std::vector<RevealedField> fields;
    std::uint64_t today = 0;  // of this person since midnight UTC, this one too
};
/// Written before the value is handed out. Fields that the caller sees whole anyway come back too;
/// a photo is opened by open_photo. Errors: Forbidden (access.denied); NotFound (student.unknown);
/// BadInput (access.no_fields, access.reason_unknown, access.reason_words).
Result<Revealed> reveal_fields(const Context& context, const RevealFields& request);

/// Newest first. For the student, who is not told the words, and the registry. Errors: Forbidden
/// (access.denied); NotFound (student.unknown).
Result<std::vector<Reveal>> reveals_of(const Context& context, const std::string& who);

struct LookUpByNumber {
    std::string number;  // of a document, whole, as typed
};
constexpr std::uint64_t kLookUpsAMinute = 10;
/// Students of the caller's scope with exactly this document number: their ids. Audited and counted
/// whether anybody was found or not; without the number. Errors: Forbidden (access.denied);
/// Unavailable (access.too_often).
Result<std::vector<Id>> look_up_by_number(const Context& context, const LookUpByNumber& request);

/// Somebody revealed more than is usual in a day.
struct Alert {
    Moment at;
    std::string actor, detail;
};
/// Since a moment, oldest first. Errors: Forbidden.
Result<std::vector<Alert>> list_alerts(const Context& context, Moment since);

}  // namespace mingce
