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

enum class Blanks : std::uint8_t { Drop, Keep };

// Identifiers: document, exam and student numbers. False when digits are lost for good.
bool clean_identifier(const Cell& cell, Blanks blanks, Cleaning& cleaning, CleanValue& value) {
    cleaning.drop_invisible();
    cleaning.trim();
    cleaning.make_half_width();
    cleaning.drop_quotes();
    if (blanks == Blanks::Drop) cleaning.drop_blanks();
    cleaning.drop_decimal_zero();
    const bool number = cell.kind == CellKind::Number;
    if (number) value.marks.push_back(Mark::NumberCell);
    const bool lost = is_exponent_form(cleaning.text()) ||
                      (number && cleaning.text().size() > kSpreadsheetDigits);
    if (lost) value.marks.push_back(Mark::LostDigits);
    return !lost;
}

// What people put between the groups of a phone number.
bool is_phone_separator(char32_t code_point) {
    constexpr std::u32string_view kSeparators = U"-().–—‐‑";
    return is_blank(code_point) || kSeparators.find(code_point) != std::u32string_view::npos;
}

// Only a mobile number reads the same without its separators; two numbers side by side, a landline
// and an extension stay as they came.
void clean_phone(Cleaning& cleaning) {
    std::string digits;
    bool foreign = false;  // +1 381 234 5678 has eleven digits too
    for (std::string_view rest = cleaning.text(); !rest.empty();) {
        const char32_t c = next_code_point(rest);
        if (c < 0x80 && is_digit(static_cast<char>(c)))
            digits.push_back(static_cast<char>(c));
        else if (c == U'+' && digits.empty())
            foreign = true;
        else if (!is_phone_separator(c))
            return;
    }
    for (std::string_view country : {"0086", "86"}) {
        if (!digits.starts_with(country) || digits.size() != country.size() + 11) continue;
        digits.erase(0, country.size());
        foreign = false;
        break;
    }
    if (!foreign && digits.size() == 11 && digits[0] == '1')
        cleaning.replace(digits, ChangeCode::Phone);
}

void clean_date(const Cell& cell, DateSystem dates, Cleaning& cleaning, CleanValue& value) {
    cleaning.drop_invisible();
    cleaning.trim();
    std::string scratch;
    Cleaning plain(cleaning.text(), scratch);
    plain.make_half_width();
    plain.drop_quotes();
    const std::string_view text = plain.text();
    if (text.empty()) return;
    std::optional<Date> date = parse_written_date(text);
    const auto month = date ? std::nullopt : parse_written_month(text);
    // A bare number of five digits is a serial wherever it stands: no date is written so.
    const bool serial = cell.kind == CellKind::Date || cell.kind == CellKind::Number ||
                        (text.size() == 5 && all_digits(text));
    if (!date && !month && serial) date = parse_serial_date(text, dates);
    if (!date) value.marks.push_back(Mark::UnreadableDate);
    if (!date && !month) return;
    cleaning.add_changes(plain.changes());
    cleaning.replace(date ? compact_text(*date) : *month, ChangeCode::Date);
}

ChangeCode change_of(CodeMatch by) {
    switch (by) {
        case CodeMatch::PaddedCode: return ChangeCode::PaddedCode;
        case CodeMatch::Alias: return ChangeCode::Alias;
        case CodeMatch::Code:
        case CodeMatch::Name: break;
    }
    return ChangeCode::CodeName;
}

// An open table takes every name (正常投档), but a code that it does not list says nothing.
bool is_bare_code(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void clean_code(const CodeTable* table, Cleaning& cleaning, CleanValue& value) {
    cleaning.drop_invisible();
    cleaning.trim();
    if (cleaning.text().empty() || table == nullptr) return;
    auto found = table->find(cleaning.text());
    if (!found) {
        // Tried on the side: a code that still fits nothing stays as it came.
        std::string scratch;
        Cleaning plain(cleaning.text(), scratch);
        plain.make_half_width();
        plain.drop_quotes();
        plain.drop_blanks_between_hanzi();
        plain.drop_decimal_zero();
        found = table->find(plain.text());
        if (found) cleaning.add_changes(plain.changes());
    }
    if (found)
        cleaning.replace(found->entry->name, change_of(found->by));
    else if (!table->open || is_bare_code(cleaning.text()))
        value.marks.push_back(Mark::UnknownCode);
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
                if (clean_identifier(cell, Blanks::Drop, cleaning, value))
                    cleaning.make_upper_case();
                break;
            case FieldType::Digits: clean_identifier(cell, Blanks::Drop, cleaning, value); break;
            case FieldType::Phone:
                if (clean_identifier(cell, Blanks::Keep, cleaning, value)) clean_phone(cleaning);
                break;
            case FieldType::Number: clean_plain(cleaning, true); break;
            case FieldType::Email:
            case FieldType::Text: clean_plain(cleaning, false); break;
        }
    }
    if (field == Field::Province) clean_province(regions_, cleaning);
    value.text = cleaning.text();
    value.changes = cleaning.changes();
    return value;
}

}  // namespace mingce
