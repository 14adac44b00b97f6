#include "normalise/sheet_normaliser.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "normalise/mapping.h"
#include "normalise/values.h"

namespace mingce {

namespace {

// Rows kept until the header is known and columns can be judged by content.
constexpr std::size_t kSampleRows = 40;

// Codes repeat down a column: the same raw text is looked up once.
struct CachedCode {
    std::string clean;
    ChangeSet changes = 0;
    bool unknown = false;
};

// A line of totals under the list: its first text says so, and nobody is called that.
bool is_totals_text(std::string_view text) {
    constexpr std::string_view kWords[] = {"合计", "总计",   "小计",  "共计",
                                           "总数", "制表人", "填表人"};
    return std::any_of(std::begin(kWords), std::end(kWords),
                       [text](std::string_view word) { return text.starts_with(word); });
}

bool is_blank_row(const SourceRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(),
                       [](const Cell& cell) { return trim_blanks(cell.text).empty(); });
}

}  // namespace

struct SheetNormaliser::State {
    State(const NormaliseContext& given, std::string name, Students& into)
        : context(given),
          words(given.standard),
          cleaner(given.standard, given.codes, given.regions),
          file(std::move(name)),
          students(into) {}

    const NormaliseContext& context;
    HeaderWords words;
    ValueCleaner cleaner;
    std::string file;
    Students& students;

    SheetHead head;
    std::vector<SampleRow> samples;
    std::vector<std::vector<std::uint8_t>> sample_flags;  // formula, half, full per cell
    bool streaming = false;
    std::vector<std::string> headers;
    std::vector<std::optional<Field>> field_of_column;
    const SheetMapping* mapping = nullptr;  // what a person decided for these headers
    std::vector<std::unordered_map<std::string, CachedCode>> codes;  // per column
    std::uint32_t source = 0;
    std::string scratch;
    std::vector<ReadNote> early_notes;

    SheetReport report;

    void start(const std::vector<SampleRow>& data_rows);
    void take(const SourceRow& row);
    bool repeats_header(const SourceRow& row) const;
    bool is_totals(const SourceRow& row) const;
    void set_value(std::uint32_t row, std::size_t column, const Cell& cell);
    const std::string* chosen_value(std::size_t column, std::string_view text) const;
    const CachedCode& coded(std::size_t column, Field field, const Cell& cell);
    void flush();
};

namespace {

std::string column_name(const SheetHead& head, const std::string& sheet, std::size_t column) {
    if (column < head.declared.size()) return head.declared[column].name;
    return sheet.empty() ? std::to_string(column + 1) : column_letters(column);
}

StudentKind guess_kind(const std::vector<ColumnMatch>& columns) {
    const auto has = [&columns](Field field) {
        return std::any_of(columns.begin(), columns.end(),
                           [field](const ColumnMatch& match) { return match.field == field; });
    };
    if (has(Field::Supervisor)) return StudentKind::Postgraduate;
    for (const ColumnMatch& match : columns) {
        const std::string key = header_key(match.header);
        if (key.find("考生编号") != std::string::npos || key.find("研究方向") != std::string::npos)
            return StudentKind::Postgraduate;
        if (key.find("护照") != std::string::npos || key.find("passport") != std::string::npos)
            return StudentKind::International;
    }
    return has(Field::Nationality) ? StudentKind::International : StudentKind::Undergraduate;
}

}  // namespace

void SheetNormaliser::State::start(const std::vector<SampleRow>& data_rows) {
    streaming = true;
    report.columns = match_columns(headers, data_rows, words, context);
    for (ColumnMatch& match : report.columns)
        match.name = column_name(head, head.name, match.column);
    report.fingerprint = sheet_fingerprint(headers);
    const auto said = context.sheets.find(report.fingerprint);
    mapping = said == context.sheets.end() ? nullptr : &said->second;
    if (mapping != nullptr) apply_mapping(report.columns, *mapping);
    report.kind = context.kind.value_or(guess_kind(report.columns));
    field_of_column.assign(headers.size(), std::nullopt);
    codes.resize(headers.size());
    SourceSheet sheet;
    sheet.file = file;
    sheet.sheet = head.name;
    sheet.kind = report.kind;
    sheet.headers = headers;
    bool names_someone = false;
    for (ColumnMatch& match : report.columns) {
        sheet.column_names.push_back(match.name);
        if (!match.field) continue;
        field_of_column[match.column] = match.field;
        sheet.column_of[static_cast<std::size_t>(*match.field)] =
            static_cast<std::int32_t>(match.column);
        for (Field field : {Field::Name, Field::NameEnglish, Field::IdNumber, Field::ExamNumber,
                            Field::StudentNo})
            names_someone = names_someone || *match.field == field;
    }
    report.is_student_sheet = names_someone;
    if (names_someone) source = students.add_source(std::move(sheet));
}

bool SheetNormaliser::State::repeats_header(const SourceRow& row) const {
    if (report.header_rows.empty()) return false;
    std::size_t same = 0, filled = 0;
    for (std::size_t i = 0; i < row.cells.size() && i < headers.size(); ++i) {
        const std::string_view text = trim_blanks(row.cells[i].text);
        if (text.empty()) continue;
        ++filled;
        if (text == headers[i]) ++same;
    }
    return same >= 2 && same * 2 > filled;
}

bool SheetNormaliser::State::is_totals(const SourceRow& row) const {
    std::size_t filled = 0;
    bool totals = false;
    for (const Cell& cell : row.cells) {
        const std::string_view text = trim_blanks(cell.text);
        if (text.empty()) continue;
        if (filled++ == 0) totals = is_totals_text(text);
    }
    return totals && filled * 2 <= headers.size() + 1;
}

const CachedCode& SheetNormaliser::State::coded(std::size_t column, Field field, const Cell& cell) {
    auto& cache = codes[column];
    const auto [entry, is_new] = cache.try_emplace(std::string(cell.text));
    if (!is_new) return entry->second;
    Cell plain{cell.text, cell.kind, false, false, false};
    const std::string* const chosen = chosen_value(column, cell.text);
    if (chosen != nullptr) plain = {*chosen, CellKind::Text, false, false, false};
    const CleanValue value = cleaner.clean(field, plain, head.date_system, scratch);
    const ChangeSet by_choice = chosen == nullptr ? 0 : change_bit(ChangeCode::ChosenValue);
    entry->second = {
        std::string(value.text), static_cast<ChangeSet>(value.changes | by_choice),
        std::find(value.marks.begin(), value.marks.end(), Mark::UnknownCode) != value.marks.end()};
    return entry->second;
}

const std::string* SheetNormaliser::State::chosen_value(std::size_t column,
                                                        std::string_view text) const {
    if (mapping == nullptr) return nullptr;
    const auto cells = mapping->cells.find(report.columns[column].name);
    if (cells == mapping->cells.end()) return nullptr;
    const auto word = cells->second.find(std::string(trim_blanks(text)));
    return word == cells->second.end() ? nullptr : &word->second.value;
}

void SheetNormaliser::State::set_value(std::uint32_t row, std::size_t column, const Cell& cell) {
    const Field field = *field_of_column[column];
    const bool plain =
        !cell.formula && !cell.half_character && !cell.fills_field && cell.kind != CellKind::Error;
    if (plain && context.standard.of(field).type == FieldType::Code) {
        const CachedCode& code = coded(column, field, cell);
        if (code.unknown) students.mark(row, field, Mark::UnknownCode);
        if (code.changes != 0)
            students.set_changed(row, field, cell.text, code.clean, code.changes);
        else
            students.set(row, field, code.clean);
        return;
    }
    const CleanValue value = cleaner.clean(field, cell, head.date_system, scratch);
    for (Mark mark : value.marks) students.mark(row, field, mark);
    if (value.changes != 0)
        students.set_changed(row, field, cell.text, value.text, value.changes);
    else
        students.set(row, field, value.text);
}

void SheetNormaliser::State::take(const SourceRow& row) {
    if (is_blank_row(row)) {
        ++report.blank_rows;
        return;
    }
    if (repeats_header(row) || is_totals(row)) {
        ++report.header_or_title_rows;
        return;
    }
    ++(report.is_student_sheet ? report.accepted_rows : report.other_rows);
    const std::size_t width = std::min(row.cells.size(), headers.size());
    const std::uint32_t student =
        report.is_student_sheet ? students.add_row(source, row.number) : 0;
    for (std::size_t i = 0; i < width; ++i) {
        const Cell& cell = row.cells[i];
        if (cell.text.empty()) continue;
        ++report.columns[i].filled;
        if (!report.is_student_sheet) continue;
        if (field_of_column[i])
            set_value(student, i, cell);
        else
            students.keep_unmapped(student, static_cast<std::uint32_t>(i), cell.text);
    }
    // Cells past the last header belong to no column anyone named; they are kept all the same.
    for (std::size_t i = width; i < row.cells.size() && report.is_student_sheet; ++i)
        students.keep_unmapped(student, static_cast<std::uint32_t>(i), row.cells[i].text);
}

// Finds the header among the samples, then sends them the way every later row goes.
void SheetNormaliser::State::flush() {
    if (streaming) return;
    std::size_t first_data = 0;
    if (head.declared.empty()) {
        const HeaderPlace place = find_header(samples, words);
        if (place.found) {
            headers = place.texts;
            first_data = place.last + 1;
            for (std::size_t i = place.first; i <= place.last; ++i)
                report.header_rows.push_back(samples[i].number);
        } else {
            for (const SampleRow& row : samples)
                headers.resize(std::max(headers.size(), row.cells.size()));
        }
    } else {
        for (const DeclaredColumn& column : head.declared) headers.push_back(column.name);
    }
    const auto begin = samples.begin() + static_cast<std::ptrdiff_t>(first_data);
    start(std::vector<SampleRow>(begin, samples.end()));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        std::vector<Cell> cells(samples[i].cells.size());
        bool blank = true;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const std::uint8_t flags = sample_flags[i][c];
            cells[c] = {samples[i].cells[c], samples[i].kinds[c], (flags & 1) != 0,
                        (flags & 2) != 0, (flags & 4) != 0};
            blank = blank && trim_blanks(cells[c].text).empty();
        }
        if (i >= first_data)
            take({samples[i].number, false, cells});
        else
            ++(blank ? report.blank_rows : report.header_or_title_rows);
    }
    samples.clear();
    sample_flags.clear();
}

SheetNormaliser::SheetNormaliser(const NormaliseContext& context, std::string file,
                                 Students& students)
    : state_(std::make_unique<State>(context, std::move(file), students)) {}

SheetNormaliser::~SheetNormaliser() = default;

Status SheetNormaliser::begin_sheet(const SheetHead& head) {
    State& state = *state_;
    state.head = head;
    state.samples.clear();
    state.sample_flags.clear();
    state.streaming = false;
    state.headers.clear();
    state.codes.clear();
    state.report = {};
    state.report.file = state.file;
    state.report.sheet = head.name;
    state.report.notes = std::move(state.early_notes);
    state.early_notes.clear();
    return Done{};
}

Status SheetNormaliser::row(const SourceRow& row) {
    State& state = *state_;
    ++state.report.rows;
    if (state.streaming) {
        state.take(row);
        return Done{};
    }
    SampleRow sample;
    sample.number = row.number;
    std::vector<std::uint8_t> flags;
    for (const Cell& cell : row.cells) {
        sample.cells.emplace_back(cell.text);
        sample.kinds.push_back(cell.kind);
        flags.push_back(static_cast<std::uint8_t>(
            (cell.formula ? 1 : 0) | (cell.half_character ? 2 : 0) | (cell.fills_field ? 4 : 0)));
    }
    state.samples.push_back(std::move(sample));
    state.sample_flags.push_back(std::move(flags));
    if (state.samples.size() >= kSampleRows) state.flush();
    return Done{};
}

Status SheetNormaliser::end_sheet(const SheetTotals&) {
    state_->flush();
    reports_.push_back(std::move(state_->report));
    state_->report = {};
    return Done{};
}

// Some notes come before their sheet and some after it.
void SheetNormaliser::note(const ReadNote& note) {
    if (!state_->report.file.empty())
        state_->report.notes.push_back(note);
    else if (!reports_.empty() && (note.sheet.empty() || reports_.back().sheet == note.sheet))
        reports_.back().notes.push_back(note);
    else
        state_->early_notes.push_back(note);
}

}  // namespace mingce
