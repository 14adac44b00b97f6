// What only a whole source sheet shows: damage that repeats, columns and rows out of place.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "rules/phone_number.h"
#include "rules/rule_texts.h"
#include "rules/student_row.h"

namespace mingce {

namespace {

using enum Field;

/// The counts of one sheet that its findings are made from.
struct SheetCounts {
    std::uint32_t rows = 0, zeroed = 0, zeroed_and_wrong = 0;
    std::array<std::uint32_t, kFieldCount> missing{}, filled{}, number_cells{}, formulas{}, full{},
        unknown{};
    std::uint32_t odd_ids = 0, odd_phones = 0, odd_names = 0;  // values of another column
};

bool ends_in_zeros(std::string_view number) {
    return number.size() == 18 && number.substr(15) == "000" && all_digits(number);
}
bool check_fails(std::string_view number) { return !read_document_number(number).check_holds; }
bool is_han_first(std::string_view text) { return !text.empty() && is_han(next_code_point(text)); }
bool holds_a_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), is_digit);
}

bool keeps_leading_zeros(const DataStandard& standard, Field field) {
    const FieldType type = standard.of(field).type;
    return type == FieldType::Digits || type == FieldType::Phone || type == FieldType::IdNumber ||
           field == Postcode;
}
bool is_free_text(const DataStandard& standard, Field field) {
    const FieldStandard& of = standard.of(field);
    return of.type == FieldType::Name || (of.type == FieldType::Text && of.width >= 16);
}

/// Required and empty. The platform asks ethnicity and province of mainland students only, and many
/// an international student has no Chinese name.
bool is_missing(const Students& students, std::uint32_t row, const FieldStandard& field) {
    const StudentKind kind = students.source_of(row).kind;
    if (!field.required[static_cast<std::size_t>(kind)]) return false;
    if (!students.value(row, field.field).empty()) return false;
    if (field.field == Name && kind == StudentKind::International)
        return students.value(row, NameEnglish).empty();
    if (field.field == Ethnicity || field.field == Province)
        return !comes_from_abroad(students, row);
    return true;
}

}  // namespace

std::vector<Finding> find_absent(const Students& students, std::uint32_t row,
                                 const DataStandard& standard) {
    std::vector<Finding> findings;
    for (const FieldStandard& field : standard.fields())
        if (is_missing(students, row, field))
            findings.push_back(finding_on(students, row, field.field, rule::kRequiredMissing));
    return findings;
}

namespace {

void count_row(const Students& students, const CheckContext& context, std::uint32_t row,
               SheetCounts& counts) {
    ++counts.rows;
    for (const FieldStandard& field : context.standard.fields()) {
        const auto i = static_cast<std::size_t>(field.field);
        if (!students.value(row, field.field).empty())
            ++counts.filled[i];
        else if (is_missing(students, row, field))
            ++counts.missing[i];
    }
    const std::string_view id = students.value(row, IdNumber), phone = students.value(row, Phone);
    if (ends_in_zeros(id)) {
        ++counts.zeroed;
        counts.zeroed_and_wrong += check_fails(id) ? 1 : 0;
    }
    counts.odd_ids += is_mainland_mobile(id) || is_han_first(id) ? 1 : 0;
    counts.odd_names += holds_a_digit(students.value(row, Name)) ? 1 : 0;
    counts.odd_phones += phone.size() == 18 || is_han_first(phone) ? 1 : 0;
}

Finding finding_in(const SourceSheet& source, Field field, const RuleText& rule) {
    Finding finding;
    finding.rule = &rule;
    finding.field = field;
    finding.file = source.file;
    finding.sheet = source.sheet;
    const std::int32_t column = source.column_of[static_cast<std::size_t>(field)];
    if (column >= 0 && static_cast<std::size_t>(column) < source.column_names.size())
        finding.column = source.column_names[static_cast<std::size_t>(column)];
    return finding;
}

void report_columns(const SourceSheet& source, const SheetCounts& counts,
                    const CheckContext& context, std::vector<Finding>& findings) {
    const auto add = [&](Field field, const RuleText& rule, std::uint32_t cells = 0) {
        findings.push_back(finding_in(source, field, rule));
        if (cells != 0) findings.back().arg = std::to_string(cells);
    };
    for (const FieldStandard& standard : context.standard.fields()) {
        const auto i = static_cast<std::size_t>(standard.field);
        if (counts.missing[i] > 0 && counts.filled[i] == 0)
            add(standard.field, rule::kRequiredColumn);
        if (counts.number_cells[i] > 0 && keeps_leading_zeros(context.standard, standard.field))
            add(standard.field, rule::kNumberCells, counts.number_cells[i]);
        if (counts.formulas[i] > 0) add(standard.field, rule::kFormulaCells, counts.formulas[i]);
    }
    const auto report_if_swapped = [&](Field field, std::uint32_t odd) {
        if (odd >= 3 && odd * 2 > counts.filled[static_cast<std::size_t>(field)])
            add(field, rule::kColumnSwapped);
    };
    report_if_swapped(IdNumber, counts.odd_ids);
    report_if_swapped(Name, counts.odd_names);
    report_if_swapped(Phone, counts.odd_phones);
}

/// Eight clean numbers in ten thousand end in 000, and pass their check; of damaged ones ten in
/// eleven fail it. So the sheet must hold three, and the failing ones speak for themselves.
void report_zeroed(const Students& students, std::uint32_t row, const SheetCounts& counts,
                   std::vector<Finding>& findings) {
    constexpr double kCleanShare = 0.0008;
    if (counts.zeroed < 3 || counts.zeroed_and_wrong == 0) return;
    const std::string_view id = students.value(row, IdNumber);
    if (!ends_in_zeros(id)) return;
    const std::uint32_t right = counts.zeroed - counts.zeroed_and_wrong;
    const bool too_many =
        right > 3 + 4 * kCleanShare * counts.rows || counts.zeroed_and_wrong >= 2 * right + 1;
    if (!check_fails(id) && !too_many) return;
    findings.push_back(finding_on(students, row, IdNumber, rule::kDigitsZeroed));
    findings.back().arg = std::to_string(counts.zeroed);
}

void report_missing(const Students& students, const CheckContext& context, std::uint32_t row,
                    const SheetCounts& counts, std::vector<Finding>& findings) {
    for (const FieldStandard& field : context.standard.fields()) {
        const auto i = static_cast<std::size_t>(field.field);
        if (counts.missing[i] == 0 || counts.filled[i] == 0) continue;
        if (!is_missing(students, row, field)) continue;
        findings.push_back(finding_on(students, row, field.field, rule::kRequiredMissing));
    }
}

/// A school's name that ends as the names of schools do is whole, however long.
bool ends_as_schools_do(std::string_view name) {
    for (const std::string_view end : {"中学", "学校", "高中", "附中", "学院", "大学"})
        if (name.ends_with(end)) return true;
    return false;
}

/// A field that some rows fill to the last byte was wide enough for the rest: those few may be cut.
void report_full(const Students& students, const CheckContext& context,
                 const std::vector<SheetCounts>& counts, std::vector<Finding>& findings) {
    for (const MarkedValue& marked : students.marks()) {
        if (marked.mark != Mark::FieldFull || !is_free_text(context.standard, marked.field))
            continue;
        const SheetCounts& sheet = counts[students.source_index(marked.row)];
        const std::uint32_t full = sheet.full[static_cast<std::size_t>(marked.field)];
        const bool fixed_length = full * 50 > sheet.rows && full > 1;
        const bool whole = marked.field == SchoolOfOrigin &&
                           ends_as_schools_do(students.value(marked.row, marked.field));
        if (!fixed_length && !whole &&
            !students.has_mark(marked.row, marked.field, Mark::HalfCharacter))
            findings.push_back(finding_on(students, marked.row, marked.field, rule::kTextFull));
    }
}

bool is_odd_value(const Students& students, const CheckContext& context, std::uint32_t row,
                  Field field) {
    const std::string_view value = students.value(row, field);
    if (value.empty()) return false;
    switch (context.standard.of(field).type) {
        case FieldType::Phone: return !is_phone(value, true);
        case FieldType::Email: return value.find('@') == std::string_view::npos;
        case FieldType::IdNumber: return read_document_number(value).kind == DocumentKind::Unknown;
        case FieldType::Name: return holds_a_digit(value);
        case FieldType::Digits:
        case FieldType::Number: return is_han_first(value);
        case FieldType::Text: return field == Postcode ? !all_digits(value) : false;
        case FieldType::Date:
        case FieldType::Code: return false;  // their marks say it
    }
    return false;
}

/// A column of which most values are in no code table: it wants its own table.
bool is_of_unknown_codes(const SheetCounts& counts, Field field) {
    constexpr std::uint32_t kFewest = 10;
    const std::uint32_t unknown = counts.unknown[static_cast<std::size_t>(field)];
    return unknown >= kFewest && unknown * 2 > counts.filled[static_cast<std::size_t>(field)];
}

/// Where a row's values stand in its sheet, from the left.
std::vector<Field> fields_from_the_left(const SourceSheet& source) {
    std::vector<Field> fields;
    for (std::size_t i = 0; i < kFieldCount; ++i)
        if (source.column_of[i] >= 0) fields.push_back(static_cast<Field>(i));
    std::sort(fields.begin(), fields.end(), [&](Field a, Field b) {
        return source.column_of[static_cast<std::size_t>(a)] <
               source.column_of[static_cast<std::size_t>(b)];
    });
    return fields;
}

/// Values of other columns in three or more columns of one row: the row is shifted. Only rows that
/// the normaliser already wondered about are looked at. `doubted`: the fields it wondered about.
void report_if_shifted(const Students& students, const CheckContext& context, std::uint32_t row,
                       const std::array<bool, kFieldCount>& doubted,
                       std::vector<Finding>& findings) {
    std::uint32_t count = 0, others = 0;
    std::optional<Field> first;
    for (const Field field : fields_from_the_left(students.source_of(row))) {
        const bool other = is_odd_value(students, context, row, field);
        if (!other && !doubted[static_cast<std::size_t>(field)]) continue;
        others += other ? 1 : 0;
        ++count;
        if (!first) first = field;
    }
    // Unknown codes alone are a province's missing table, not a shift.
    if (count < 3 || others == 0) return;
    findings.push_back(finding_on(students, row, *first, rule::kRowShifted));
    findings.back().arg = std::to_string(count);
}

void report_shifted(const Students& students, const CheckContext& context,
                    const std::vector<SheetCounts>& counts, std::vector<Finding>& findings) {
    const auto& marks = students.marks();
    for (std::size_t i = 0; i < marks.size();) {
        const std::uint32_t row = marks[i].row;
        std::array<bool, kFieldCount> doubted{};
        bool any = false;
        for (; i < marks.size() && marks[i].row == row; ++i) {
            const auto [marked_row, field, mark] = marks[i];
            const bool unknown =
                mark == Mark::UnknownCode &&
                !is_of_unknown_codes(counts[students.source_index(marked_row)], field);
            if (unknown || mark == Mark::UnreadableDate)
                doubted[static_cast<std::size_t>(field)] = any = true;
        }
        if (any) report_if_shifted(students, context, row, doubted, findings);
    }
}

/// One finding for such a column, not one for each of its cells.
void report_unknown_columns(const Students& students, const std::vector<SheetCounts>& counts,
                            std::vector<Finding>& findings) {
    constexpr std::size_t kSamples = 3;
    std::map<std::pair<std::uint32_t, Field>, std::set<std::string_view>> samples;
    for (const MarkedValue& marked : students.marks()) {
        if (marked.mark != Mark::UnknownCode || marked.field == Major) continue;
        const std::uint32_t source = students.source_index(marked.row);
        if (!is_of_unknown_codes(counts[source], marked.field)) continue;
        auto& known = samples[{source, marked.field}];
        if (known.size() < kSamples) known.insert(students.raw(marked.row, marked.field));
    }
    for (const auto& [column, values] : samples) {
        const auto [source, field] = column;
        Finding& finding = findings.emplace_back(
            finding_in(students.sources()[source], field, rule::kUnknownCodes));
        finding.arg = std::to_string(counts[source].unknown[static_cast<std::size_t>(field)]);
        for (const std::string_view value : values)
            finding.raw += (finding.raw.empty() ? "" : ", ") + std::string(value);
    }
}

/// Small x, full-width characters, and the quotes that force a spreadsheet to keep a text.
bool is_odd_spelling(std::string_view number) {
    while (!number.empty()) {
        const char32_t c = next_code_point(number);
        const bool full_width = c >= 0xFF01 && c <= 0xFF5E;
        if (full_width || std::u32string_view(U"x'\"`‘’“”").find(c) != std::u32string_view::npos)
            return true;
    }
    return false;
}

/// Repaired without a question, but said: the owner's file still holds the other spelling.
void report_spelling(const Students& students, std::vector<Finding>& findings) {
    for (const Change& change : students.changes()) {
        if (change.field != IdNumber || !is_odd_spelling(students.raw(change.row, IdNumber)))
            continue;
        findings.push_back(finding_on(students, change.row, IdNumber, rule::kIdSpelling));
        findings.back().proposal = students.value(change.row, IdNumber);
    }
}

}  // namespace

void check_files_of(const Students& students, const CheckContext& context,
                    std::vector<Finding>& findings) {
    std::vector<SheetCounts> counts(students.sources().size());
    for (std::uint32_t row = 0; row < students.size(); ++row)
        count_row(students, context, row, counts[students.source_index(row)]);
    for (const MarkedValue& marked : students.marks()) {
        SheetCounts& sheet = counts[students.source_index(marked.row)];
        const auto field = static_cast<std::size_t>(marked.field);
        // Digits that are lost are told cell by cell.
        if (marked.mark == Mark::NumberCell)
            sheet.number_cells[field] +=
                students.has_mark(marked.row, marked.field, Mark::LostDigits) ? 0 : 1;
        sheet.unknown[field] += marked.mark == Mark::UnknownCode ? 1 : 0;
        sheet.formulas[field] += marked.mark == Mark::FormulaCell ? 1 : 0;
        sheet.full[field] += marked.mark == Mark::FieldFull ? 1 : 0;
    }
    for (std::uint32_t row = 0; row < students.size(); ++row) {
        const SheetCounts& sheet = counts[students.source_index(row)];
        report_zeroed(students, row, sheet, findings);
        report_missing(students, context, row, sheet, findings);
    }
    report_full(students, context, counts, findings);
    report_shifted(students, context, counts, findings);
    report_unknown_columns(students, counts, findings);
    report_spelling(students, findings);
    for (std::size_t source = 0; source < counts.size(); ++source)
        report_columns(students.sources()[source], counts[source], context, findings);
}

}  // namespace mingce
