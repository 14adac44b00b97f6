#include "normalise/values.h"

#include <algorithm>

#include "base/text.h"
#include "normalise/cleaning.h"
#include "normalise/date_text.h"

namespace mingce {

namespace {

// A spreadsheet keeps 15 significant digits; a 16th is already lost.
constexpr std::size_t kSpreadsheetDigits = 15;

// 1.10101E+17 and its like: what is left of a long number.
bool is_exponent_form(std::string_view text) {
    const std::size_t e = text.find_first_of("Ee");
    if (e == std::string_view::npos || e == 0 || e + 1 >= text.size()) return false;
    std::string_view exponent = text.substr(e + 1);
    if (exponent.front() == '+' || exponent.front() == '-') exponent.remove_prefix(1);
    const std::string_view mantissa = text.substr(0, e);
    return all_digits(exponent) && is_digit(mantissa.front()) &&
           mantissa.find_first_not_of("0123456789.") == std::string_view::npos;
}

void note_cell(const Cell& cell, CleanValue& value) {
    if (cell.formula) value.marks.push_back(Mark::FormulaCell);
    if (cell.kind == CellKind::Error) value.marks.push_back(Mark::ErrorCell);
    if (cell.half_character) value.marks.push_back(Mark::HalfCharacter);
    if (cell.fills_field) value.marks.push_back(Mark::FieldFull);
}

void clean_name(Cleaning& cleaning) {
    cleaning.drop_invisible();
    cleaning.trim();
    cleaning.map_private_use();
    cleaning.unify_dots();
    cleaning.drop_blanks_between_hanzi();
}

// Identifiers: document, exam and student numbers. False when digits are lost for good.
bool clean_identifier(const Cell& cell, Cleaning& cleaning, CleanValue& value) {
    cleaning.drop_invisible();
    cleaning.trim();
    cleaning.drop_quotes();
    cleaning.make_half_width();
    cleaning.drop_blanks();
    cleaning.drop_decimal_zero();
    const bool number = cell.kind == CellKind::Number;
    if (number) value.marks.push_back(Mark::NumberCell);
    const bool lost = is_exponent_form(cleaning.text()) ||
                      (number && cleaning.text().size() > kSpreadsheetDigits);
    if (lost) value.marks.push_back(Mark::LostDigits);
    return !lost;
}

void clean_phone(Cleaning& cleaning) {
    std::string digits;
    for (char c : cleaning.text()) {
        if (is_digit(c) || (c == '+' && digits.empty()))
            digits.push_back(c);
        else if (c != '-' && c != ' ' && c != '(' && c != ')')
            return;  // two numbers, or a word
    }
    for (std::string_view country : {"+86", "0086", "86"})
        if (digits.starts_with(country) && digits.size() == country.size() + 11 &&
            digits[country.size()] == '1') {
            digits.erase(0, country.size());
            break;
        }
    // Only a mobile number reads the same without its separators.
    if (digits.size() == 11 && digits[0] == '1') cleaning.replace(digits, ChangeCode::Phone);
}

void clean_date(const Cell& cell, DateSystem dates, Cleaning& cleaning, CleanValue& value) {
    cleaning.drop_invisible();
    cleaning.trim();
    cleaning.drop_quotes();
    cleaning.make_half_width();
    if (cleaning.text().empty()) return;
    std::optional<Date> date = parse_written_date(cleaning.text());
    // A bare number of five digits is a serial wherever it stands: no date is written so.
    const bool serial = cell.kind == CellKind::Date || cell.kind == CellKind::Number ||
                        (cleaning.text().size() == 5 && all_digits(cleaning.text()));
    if (!date && serial) date = parse_serial_date(cleaning.text(), dates);
    if (!date)
        value.marks.push_back(Mark::UnreadableDate);
    else
        cleaning.replace(compact_text(*date), ChangeCode::Date);
}

void clean_code(const CodeTable* table, Cleaning& cleaning, CleanValue& value) {
    cleaning.drop_invisible();
    cleaning.trim();
    if (cleaning.text().empty() || table == nullptr) return;
    auto found = table->find(cleaning.text());
    if (!found) {
        cleaning.drop_quotes();
        cleaning.make_half_width();
        cleaning.drop_decimal_zero();
        found = table->find(cleaning.text());
    }
    if (!found) {
        value.marks.push_back(Mark::UnknownCode);
        return;
    }
    const ChangeCode code = found->by == CodeMatch::PaddedCode ? ChangeCode::PaddedCode
                            : found->by == CodeMatch::Alias    ? ChangeCode::Alias
                                                               : ChangeCode::CodeName;
    cleaning.replace(found->entry->name, code);
}

// "45", "450000", "广西壮族自治区" -> "广西": the short form that rosters print.
void clean_province(const Regions& regions, Cleaning& cleaning) {
    const std::string_view text = cleaning.text();
    if ((text.size() == 2 || text.size() == 6) && all_digits(text)) {
        const auto prefix = static_cast<std::uint32_t>((text[0] - '0') * 10 + (text[1] - '0'));
        const std::string_view name = regions.province_short_name(prefix * 10000);
        if (!name.empty()) cleaning.replace(name, ChangeCode::CodeName);
        return;
    }
    for (std::uint32_t prefix = 11; prefix <= 83; ++prefix) {
        const std::string_view name = regions.province_short_name(prefix * 10000);
        const std::string_view full = regions.province_name(prefix * 10000);
        const bool with_suffix = text.starts_with(name) && (text.substr(name.size()) == "省" ||
                                                            text.substr(name.size()) == "市");
        if (name.empty() || (text != full && !with_suffix)) continue;
        cleaning.replace(name, ChangeCode::Alias);
        return;
    }
}

void clean_plain(Cleaning& cleaning, bool number) {
    cleaning.drop_invisible();
    cleaning.trim();
    if (!number) return;
    cleaning.make_half_width();
    cleaning.drop_decimal_zero();
}

}  // namespace

ValueCleaner::ValueCleaner(const DataStandard& standard, const CodeTables& codes,
                           const Regions& regions)
    : standard_(standard), regions_(regions) {
    for (const FieldStandard& field : standard.fields())
        tables_[static_cast<std::size_t>(field.field)] =
            field.code_table.empty() ? nullptr : codes.find(field.code_table);
}

CleanValue ValueCleaner::clean(Field field, const Cell& cell, DateSystem dates,
                               std::string& scratch) const {
    CleanValue value;
    note_cell(cell, value);
    Cleaning cleaning(cell.text, scratch);
    const FieldType type = standard_.of(field).type;
    if (cell.kind != CellKind::Error) {
        switch (type) {
            case FieldType::Name: clean_name(cleaning); break;
            case FieldType::Date: clean_date(cell, dates, cleaning, value); break;
            case FieldType::Code:
                clean_code(tables_[static_cast<std::size_t>(field)], cleaning, value);
                break;
            case FieldType::IdNumber:
                if (clean_identifier(cell, cleaning, value)) cleaning.make_upper_case();
                break;
            case FieldType::Digits: clean_identifier(cell, cleaning, value); break;
            case FieldType::Phone:
                if (clean_identifier(cell, cleaning, value)) clean_phone(cleaning);
                break;
            case FieldType::Number: clean_plain(cleaning, true); break;
            case FieldType::Email:
            case FieldType::Text: clean_plain(cleaning, false); break;
        }
    }
    if (field == Field::Province) clean_province(regions_, cleaning);
    value.text = cleaning.text();
    value.changed = cleaning.first_change().has_value();
    if (value.changed) value.rule = static_cast<std::uint8_t>(*cleaning.first_change());
    return value;
}

}  // namespace mingce
