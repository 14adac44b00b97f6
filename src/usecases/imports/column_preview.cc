#include "usecases/imports/column_preview.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <tuple>
#include <unordered_map>

#include "access/sight.h"
#include "base/canonical_line.h"
#include "base/text.h"
#include "normalise/change_codes.h"
#include "store/column_mappings.h"
#include "store/record_problems.h"
#include "usecases/access/permitted.h"
#include "usecases/imports/batch_rows.h"
#include "usecases/imports/undo_batch.h"

namespace mingce {

namespace {

constexpr std::size_t kSamplesShown = 3, kValuesShown = 200;

ColumnWhy why_of(const ColumnMatch& match, const std::vector<std::string>& remembered) {
    switch (match.reason) {
        case ColumnReason::Header: return ColumnWhy::Same;
        case ColumnReason::Alias: return ColumnWhy::Alias;
        case ColumnReason::Content: return ColumnWhy::Content;
        case ColumnReason::None: return ColumnWhy::None;
        case ColumnReason::Forced: break;
    }
    const bool was_said_before =
        match.is_remembered || std::ranges::find(remembered, match.header) != remembered.end();
    return was_said_before ? ColumnWhy::Remembered : ColumnWhy::Chosen;
}

std::string encoding_of(const SheetReport& sheet) {
    for (const ReadNote& note : sheet.notes)
        if (note.kind == NoteKind::EncodingChosen)
            return note.detail.substr(0, note.detail.find(';'));
    return {};
}

/// Coded values a person chose, by row and field.
std::set<std::pair<std::uint32_t, Field>> chosen_values(const Students& students) {
    std::set<std::pair<std::uint32_t, Field>> chosen;
    for (const Change& change : students.changes())
        if ((change.rules & change_bit(ChangeCode::ChosenValue)) != 0)
            chosen.emplace(change.row, change.field);
    return chosen;
}

/// Walks over the rows of one sheet and fills its columns.
class SheetFiller {
public:
    SheetFiller(const Students& students, PreviewSheet& sheet)
        : students_(students), sheet_(sheet) {
        values_.resize(sheet.columns.size());
    }

    void take(std::uint32_t row, const std::set<std::pair<std::uint32_t, Field>>& chosen) {
        for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
            PreviewColumn& column = sheet_.columns[i];
            const std::string_view text =
                column.field ? students_.raw(row, *column.field)
                             : students_.unmapped(row, static_cast<std::uint32_t>(i));
            if (text.empty()) continue;
            if (column.samples.size() < kSamplesShown)
                column.samples.push_back({students_.row_number(row), std::string(text)});
            if (!column.field || DataStandard::shipped().of(*column.field).type != FieldType::Code)
                continue;
            PreviewValue& value = values_[i][std::string(text)];
            if (value.count++ != 0) continue;
            value.text = text;
            value.became = students_.value(row, *column.field);
            value.is_known = !students_.has_mark(row, *column.field, Mark::UnknownCode);
            value.is_chosen = chosen.contains({row, *column.field});
        }
    }

    void finish() {
        for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
            PreviewColumn& column = sheet_.columns[i];
            for (auto& [text, value] : values_[i]) column.values.push_back(std::move(value));
            std::ranges::sort(column.values, [](const PreviewValue& a, const PreviewValue& b) {
                return std::tie(b.count, a.text) < std::tie(a.count, b.text);
            });
            if (column.values.size() <= kValuesShown) continue;
            column.values_left_out = column.values.size() - kValuesShown;
            column.values.resize(kValuesShown);
        }
    }

private:
    const Students& students_;
    PreviewSheet& sheet_;
    std::vector<std::unordered_map<std::string, PreviewValue>> values_;
};

PreviewSheet sheet_of(const SheetReport& report, const std::vector<std::string>& remembered) {
    PreviewSheet sheet;
    sheet.file = report.file;
    sheet.sheet = report.sheet;
    sheet.encoding = encoding_of(report);
    sheet.fingerprint = report.fingerprint;
    sheet.kind = report.kind;
    sheet.header_rows = report.header_rows;
    sheet.rows = report.accepted_rows;
    for (const ColumnMatch& match : report.columns) {
        PreviewColumn& column = sheet.columns.emplace_back();
        column.name = match.name;
        column.header = match.header;
        column.field = match.field;
        column.why = why_of(match, remembered);
        column.confidence = static_cast<int>(std::lround(match.confidence * 4));
        column.filled = match.filled;
    }
    return sheet;
}

// ── as it lies sealed: a line for each sheet, column, sample and value ──

std::string joined(const std::vector<std::uint64_t>& numbers) {
    std::string text;
    for (const std::uint64_t number : numbers)
        text += (text.empty() ? "" : " ") + std::to_string(number);
    return text;
}

std::uint64_t count_in(std::string_view text) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::vector<std::uint64_t> counts_in(std::string_view text) {
    std::vector<std::uint64_t> numbers;
    while (!text.empty()) {
        const std::size_t blank = text.find(' ');
        numbers.push_back(count_in(text.substr(0, blank)));
        text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    }
    return numbers;
}

void append_column(std::string& text, const PreviewColumn& column) {
    append_canonical_line(
        text, {"column", column.name, column.header, column.field ? key_of(*column.field) : "",
               std::to_string(static_cast<int>(column.why)), std::to_string(column.confidence),
               std::to_string(column.filled), std::to_string(column.values_left_out)});
    for (const PreviewColumn::Sample& sample : column.samples)
        append_canonical_line(text, {"sample", std::to_string(sample.row), sample.text});
    for (const PreviewValue& value : column.values)
        append_canonical_line(text, {"value", value.text, value.became, std::to_string(value.count),
                                     value.is_known ? "1" : "0", value.is_chosen ? "1" : "0"});
}

/// False where the line is none of those of text_of().
bool take_line(const std::vector<std::string>& parts, std::vector<PreviewSheet>& sheets) {
    if (parts[0] == "sheet" && parts.size() == 8) {
        PreviewSheet& sheet = sheets.emplace_back();
        sheet.file = parts[1];
        sheet.sheet = parts[2];
        sheet.encoding = parts[3];
        sheet.fingerprint = parts[4];
        sheet.kind = student_kind_of(parts[5]).value_or(StudentKind::Undergraduate);
        sheet.header_rows = counts_in(parts[6]);
        sheet.rows = count_in(parts[7]);
        return true;
    }
    if (sheets.empty()) return false;
    std::vector<PreviewColumn>& columns = sheets.back().columns;
    if (parts[0] == "column" && parts.size() == 8) {
        PreviewColumn& column = columns.emplace_back();
        column.name = parts[1];
        column.header = parts[2];
        column.field = field_of(parts[3]);
        column.why = static_cast<ColumnWhy>(
            std::min<std::uint64_t>(count_in(parts[4]), static_cast<int>(ColumnWhy::None)));
        column.confidence = static_cast<int>(count_in(parts[5]));
        column.filled = count_in(parts[6]);
        column.values_left_out = count_in(parts[7]);
        return true;
    }
    if (columns.empty()) return false;
    if (parts[0] == "sample" && parts.size() == 3)
        columns.back().samples.push_back({count_in(parts[1]), parts[2]});
    else if (parts[0] == "value" && parts.size() == 6)
        columns.back().values.push_back(
            {parts[1], parts[2], count_in(parts[3]), parts[4] == "1", parts[5] == "1"});
    else
        return false;
    return true;
}

Result<std::vector<PreviewSheet>> parse_preview(std::string_view text) {
    std::vector<PreviewSheet> sheets;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const auto parts = parse_canonical_line(text.substr(0, end));
        if (parts && !parts->empty() && parts->front() == kRowsBegin) break;
        if (!parts || parts->empty() || !take_line(*parts, sheets))
            return Error(problem::kDocumentDamaged);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return sheets;
}

/// Nobody knows what a column that is no field holds: long numbers may be anybody's.
std::string unmapped_text(const Caller& caller, const std::string& text) {
    constexpr std::size_t kHarmlessDigits = 10;
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
    return digits <= kHarmlessDigits || caller.is_at_the_machine() ? text
                                                                   : by_mask(Field::IdNumber, text);
}

void show_column(const Caller& caller, PreviewColumn& column) {
    for (PreviewColumn::Sample& sample : column.samples)
        sample.text = column.field ? seen(caller, *column.field, sample.text)
                                   : unmapped_text(caller, sample.text);
    if (!column.field) return;
    for (PreviewValue& value : column.values) {
        value.text = seen(caller, *column.field, value.text);
        value.became = seen(caller, *column.field, value.became);
    }
    // One that is hidden is told of by its count alone.
    if (sight_of(caller, *column.field) == Sight::Hidden) column.values.clear();
}

}  // namespace

std::vector<PreviewSheet> preview_of(const HandOver& hand_over,
                                     const std::vector<std::string>& remembered) {
    std::vector<PreviewSheet> sheets;
    const Students& students = hand_over.students;
    const auto chosen = chosen_values(students);
    for (const SheetReport& report : hand_over.sheets) {
        if (!report.is_student_sheet || report.columns.empty()) continue;
        PreviewSheet sheet = sheet_of(report, remembered);
        SheetFiller filler(students, sheet);
        for (std::uint32_t row = 0; row < students.size(); ++row) {
            const SourceSheet& source = students.source_of(row);
            if (source.file == report.file && source.sheet == report.sheet)
                filler.take(row, chosen);
        }
        filler.finish();
        sheets.push_back(std::move(sheet));
    }
    return sheets;
}

std::string text_of(const std::vector<PreviewSheet>& sheets) {
    std::string text;
    for (const PreviewSheet& sheet : sheets) {
        append_canonical_line(
            text, {"sheet", sheet.file, sheet.sheet, sheet.encoding, sheet.fingerprint,
                   key_of(sheet.kind), joined(sheet.header_rows), std::to_string(sheet.rows)});
        for (const PreviewColumn& column : sheet.columns) append_column(text, column);
    }
    return text;
}

Result<BatchColumns> batch_columns(const Context& context, std::int64_t number) {
    TRY(require(context, Permission::ImportRead));
    BatchColumns columns;
    columns.batch = TRY(show_batch(context, number)).batch;
    columns.sheets = TRY(parse_preview(TRY(read_value(context.database(), [&](Tx& tx) {
        Boxes boxes = context.boxes();
        return batches::preview(tx, boxes, columns.batch.id);
    }))));
    for (PreviewSheet& sheet : columns.sheets)
        for (PreviewColumn& column : sheet.columns) show_column(context.caller, column);
    return columns;
}

Result<SheetMappings> with_remembered(Tx& tx, SheetMappings said) {
    for (auto& word : TRY(column_mappings::sheet_words(tx))) {
        SheetMapping& mapping = said[word.fingerprint];
        SheetMapping::Word remembered{std::move(word.value), true};
        if (word.cell.empty())
            mapping.columns.try_emplace(word.name, std::move(remembered));
        else
            mapping.cells[word.name].try_emplace(word.cell, std::move(remembered));
    }
    return said;
}

Status remember_mappings(Tx& tx, const Context& context, const SheetMappings& said) {
    std::vector<column_mappings::SheetWord> words;
    for (const auto& [fingerprint, mapping] : said) {
        for (const auto& [name, word] : mapping.columns)
            words.push_back({fingerprint, name, "", word.value});
        for (const auto& [name, cells] : mapping.cells)
            for (const auto& [cell, word] : cells)
                words.push_back({fingerprint, name, cell, word.value});
    }
    return column_mappings::remember(tx, {context.institution(), context.now, context.actor},
                                     words);
}

}  // namespace mingce
