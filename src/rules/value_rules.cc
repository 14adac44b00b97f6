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
        // PS-003 and OG-001 say why a major has no name.
        case Mark::UnknownCode: return marked.field == Field::Major ? nullptr : &rule::kUnknownCode;
        case Mark::UnreadableDate:
            return marked.field == Field::BirthDate ? &rule::kBirthUnreadable
                                                    : &rule::kDateUnreadable;
        case Mark::HalfCharacter: return &rule::kTextCut;
        case Mark::ErrorCell:
            return is_required(s, marked.field) ? &rule::kErrorInRequired : &rule::kErrorCell;
        case Mark::NumberCell:
        case Mark::FieldFull:
        case Mark::UndecodableByte:
        case Mark::FormulaCell: break;
    }
    return nullptr;
}

}  // namespace

bool is_held_to_its_width(const FieldStandard& field) {
    return field.width != 0 && field.type != FieldType::Code && field.type != FieldType::Date;
}

void check_values(const StudentRow& s, std::vector<Finding>& findings) {
    const auto add = [&](Field field, const RuleText& rule) -> Finding& {
        return findings.emplace_back(finding_on(s.students, s.row, field, rule));
    };
    for (const MarkedValue& marked : s.marks) {
        const RuleText* rule = rule_of(s, marked);
        if (rule == nullptr) continue;
        Finding& finding = add(marked.field, *rule);
        if (rule == &rule::kBirthUnreadable && s.document_is_sound())
            finding.proposal = compact_text(*s.document.birth);
    }
    if (is_exponent_form(s.id_number) && !s.marked(Field::IdNumber, Mark::LostDigits))
        add(Field::IdNumber, rule::kDigitsLost);
    for (const FieldStandard& standard : s.context.standard.fields()) {
        const std::string_view value = s.value(standard.field);
        // A value's bytes are never fewer than its half-width columns.
        if (value.size() <= standard.width || !is_held_to_its_width(standard)) continue;
        if (half_width_count(value) <= standard.width || s.marked(standard.field, Mark::LostDigits))
            continue;
        add(standard.field, rule::kTooWide).arg = std::to_string(standard.width);
    }
}

}  // namespace mingce
