#include "rules/field_checks.h"

#include <algorithm>

#include "rules/rule_texts.h"
#include "rules/student_row.h"

namespace mingce {

namespace {

using enum CheckKind;

constexpr FieldCheck kChecksOfOneValue[] = {
    {&rule::kRequiredMissing, Required},
    {&rule::kTooWide, Width},
    {&rule::kUnknownCode, Code},
    {&rule::kBirthUnreadable, CheckKind::Date, {}, {}, {}, ProposalKind::BirthOfDocument},
    {&rule::kDateUnreadable, CheckKind::Date},
    {&rule::kBirthFuture, PastDate},
    {&rule::kBirthAge, AgeOfDate},
    {&rule::kIdCheck, DocumentCheck},
    {&rule::kIdDate, DocumentDay},
    {&rule::kIdFuture, DocumentPast},
    {&rule::kIdAge, DocumentAge},
    {&rule::kIdForm, DocumentForm},
    {&rule::kIdFifteen, DocumentOfEighteen, {}, {}, {}, ProposalKind::EighteenCharacters},
    {&rule::kIdRegion, County},
    {&rule::kPhoneInId, NoPhoneInDocument},
    {&rule::kIdInPhone, NoDocumentInPhone},
    {&rule::kExamForm, CheckKind::NumberForm, {}, {}, rule::kExamNumberForms},
    {&rule::kExamYear, NumberYear, rule::kExamYearsBehind},
    {&rule::kPhoneForm, Phone},
    {&rule::kPhoneSameDigits, NotOneDigit},
    {&rule::kNameQuestion, NoCharacters, {}, rule::kQuestionMarks},
    {&rule::kNameSquare, NoCharacters, {}, rule::kStandIns},
    {&rule::kNameSquare, NotDescribed},
    {&rule::kNameReplacement, NoCharacters, {}, rule::kUndecoded},
    {&rule::kNamePrivate, NoCharacters, {}, rule::kPrivate},
    {&rule::kNamePinyin, NoLetterAtHan},
    {&rule::kNameMojibake, Encoding},
    {&rule::kNameCompatibility, NoCharacters, {}, rule::kLookAlikes},
    {&rule::kNameDigits, NoCharacters, {}, rule::kDigits},
};

bool stands_in_a_table(const RuleText* text, Field field) {
    const auto is_it = [=](const StudentRule& row) {
        return row.text == text && row.field == field;
    };
    return std::ranges::any_of(student_rules(), is_it) || std::ranges::any_of(glyph_rules(), is_it);
}

bool is_asked_of(const FieldCheck& check, const FieldStandard& field) {
    const bool is_date = field.type == FieldType::Date, is_code = field.type == FieldType::Code;
    switch (check.kind) {
        case Required: return std::ranges::count(field.required, true) != 0;
        case Width: return is_held_to_its_width(field);
        case Code: return is_code;
        case CheckKind::Date:
            return is_date &&
                   (check.rule == &rule::kBirthUnreadable) == (field.field == Field::BirthDate);
        default: return stands_in_a_table(check.rule, field.field);
    }
}

}  // namespace

std::span<const FieldCheck> checks_of_one_value() { return kChecksOfOneValue; }

std::vector<FieldCheck> field_checks(const FieldStandard& field) {
    std::vector<FieldCheck> checks;
    for (const FieldCheck& check : kChecksOfOneValue) {
        if (!is_asked_of(check, field)) continue;
        checks.push_back(check);
        if (check.kind == Width) checks.back().bounds.most = field.width;
    }
    return checks;
}

}  // namespace mingce
