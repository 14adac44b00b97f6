#include "domain/student_record.h"

#include <algorithm>

#include "base/canonical_line.h"

namespace mingce {

namespace {

// By key, so that neither the order of the enumeration nor a new field changes what was said.
const std::array<Field, kFieldCount>& fields_by_key() {
    static const std::array<Field, kFieldCount> sorted = [] {
        std::array<Field, kFieldCount> fields = kAllFields;
        std::sort(fields.begin(), fields.end(),
                  [](Field a, Field b) { return key_of(a) < key_of(b); });
        return fields;
    }();
    return sorted;
}

const FieldChange* change_of(const StudentEvent& event, Field field) {
    const auto found = std::find_if(event.changes.begin(), event.changes.end(),
                                    [field](const FieldChange& c) { return c.field == field; });
    return found == event.changes.end() ? nullptr : &*found;
}

}  // namespace

FieldValues values_at(FieldValues now, std::span<const StudentEvent> events, Moment moment) {
    for (auto event = events.rbegin(); event != events.rend() && event->at > moment; ++event)
        for (const FieldChange& change : event->changes) now[change.field] = change.before;
    return now;
}

const StudentEvent* source_of(Field field, std::span<const StudentEvent> events) {
    const auto last = std::find_if(
        events.rbegin(), events.rend(),
        [field](const StudentEvent& event) { return change_of(event, field) != nullptr; });
    return last == events.rend() ? nullptr : &*last;
}

bool was_set_by_person(Field field, std::span<const StudentEvent> events) {
    const FieldChange* put_back = nullptr;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        const FieldChange* const change = change_of(*event, field);
        if (change == nullptr || (put_back != nullptr && change->after != put_back->after))
            continue;
        // Merging fills blanks by itself; over a value it writes what a person picked.
        if (event->cause == ChangeCause::Merge) return !change->before.empty();
        if (event->cause != ChangeCause::TakeBack)
            return event->cause == ChangeCause::Person || event->cause == ChangeCause::Fix;
        put_back = change;
    }
    return false;
}

std::string canonical_text_of(const FieldViews& values) {
    std::string text = "mingce-student\t1\n";
    for (Field field : fields_by_key()) {
        const std::string_view value = values[static_cast<std::size_t>(field)];
        if (value.empty()) continue;
        text += key_of(field);
        text += '\t';
        append_canonical_part(text, value);
        text += '\n';
    }
    return text;
}

std::string canonical_text(const FieldValues& values) {
    return canonical_text_of(views_of(values));
}

FieldViews views_of(const FieldValues& values) {
    FieldViews views;
    for (Field field : kAllFields) views[static_cast<std::size_t>(field)] = values[field];
    return views;
}

std::vector<FieldChange> changes_between(const FieldValues& before, const FieldValues& after) {
    std::vector<FieldChange> changes;
    for (Field field : kAllFields)
        if (before[field] != after[field]) changes.push_back({field, before[field], after[field]});
    return changes;
}

}  // namespace mingce
