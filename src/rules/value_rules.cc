// What every field is held to alike: the marks of reading, widths, required values.
#include "base/text.h"
#include "rules/rule_texts.h"
#include "rules/student_row.h"

namespace mingce {

namespace {

bool is_required(const StudentRow& s, Field field) {
    return s.context.standard.of(field).required[static_cast<std::size_t>(s.kind)];
}

/// nullptr: the mark is a file's affair (NumberCell, FormulaCell, FieldFull) or another rule's.
const RuleText* rule_of(const StudentRow& s, const MarkedValue& marked) {
    switch (marked.mark) {
        case Mark::LostDigits: return &rule::kDigitsLost;
        case Mark::UnknownCode: return &rule::kUnknownCode;
        case Mark::UnreadableDate:
            return marked.field == Field::BirthDate ? &rule::kBirthUnreadable
                                                    : &rule::kDateUnreadable;
        case Mark::HalfCharacter: return &rule::kTextCut;
        case Mark::ErrorCell:
            return is_required(s, marked.field) ? &rule::kErrorInRequired : &rule::kErrorCell;
        case Mark::NumberCell:
        case Mark::FieldFull:
        case Mark::UndecodableByte:
        case Mark::FormulaCell: return nullptr;
    }
    return nullptr;
}

}  // namespace

Finding finding_on(const Students& students, std::uint32_t row, Field field, const RuleText& rule) {
    Finding finding;
    finding.rule = &rule;
    finding.row = row;
    finding.field = field;
    finding.raw = students.raw(row, field);
    return finding;
}

void check_values(const StudentRow& s, std::vector<Finding>& findings) {
    const auto add = [&](Field field, const RuleText& rule) -> Finding& {
        return findings.emplace_back(finding_on(s.students, s.row, field, rule));
    };
    for (const MarkedValue& marked : s.marks)
        if (const RuleText* rule = rule_of(s, marked)) add(marked.field, *rule);
    if (is_exponent_form(s.id_number) && !s.marked(Field::IdNumber, Mark::LostDigits))
        add(Field::IdNumber, rule::kDigitsLost);
    for (const FieldStandard& standard : s.context.standard.fields()) {
        const std::string_view value = s.value(standard.field);
        // A value's bytes are never fewer than its half-width columns.
        if (standard.width != 0 && value.size() > standard.width &&
            half_width_count(value) > standard.width)
            add(standard.field, rule::kTooWide).arg = std::to_string(standard.width);
    }
}

}  // namespace mingce
