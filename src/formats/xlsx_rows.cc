#include "formats/xlsx_rows.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "formats/xlsx_problems.h"

namespace mingce {

std::optional<CellType> cell_type_of(std::string_view name) {
    if (name.empty() || name == "n") return CellType::Number;
    if (name == "s") return CellType::Shared;
    if (name == "str") return CellType::FormulaText;
    if (name == "b") return CellType::Boolean;
    if (name == "e") return CellType::Error;
    if (name == "inlineStr") return CellType::Inline;
    if (name == "d") return CellType::IsoDate;
    return std::nullopt;
}

const Problem* make_cell(const SheetContext& context, CellType type, std::uint32_t style,
                         std::string_view value, Cell& cell) {
    cell.text = value;
    switch (type) {
        case CellType::Number:
            cell.kind = context.is_date(style) ? CellKind::Date : CellKind::Number;
            break;
        case CellType::Shared: {
            value = trim_blanks(value);
            std::size_t index = 0;
            const auto parsed = std::from_chars(value.data(), value.data() + value.size(), index);
            if (value.empty()) break;
            if (parsed.ec != std::errc() || parsed.ptr != value.data() + value.size() ||
                index >= context.strings.size()) {
                return &problem::kXlsxSharedString;
            }
            cell.text = context.strings[index];
            cell.kind = CellKind::Text;
            break;
        }
        case CellType::Boolean:
            cell.kind = CellKind::Boolean;
            if (value == "1" || value == "true") cell.text = "TRUE";
            if (value == "0" || value == "false") cell.text = "FALSE";
            break;
        case CellType::Error: cell.kind = CellKind::Error; break;
        case CellType::FormulaText:
        case CellType::Inline:
        case CellType::IsoDate: cell.kind = CellKind::Text; break;
    }
    if (cell.text.empty()) cell.kind = CellKind::Empty;
    return nullptr;
}

void SheetRows::begin(std::uint64_t number, bool hidden) {
    for (std::uint32_t column : touched_) cells_[column] = {};
    touched_.clear();
    text_.clear();
    number_ = number != 0 ? number : last_number_ + 1;
    hidden_ = hidden;
    iso_in_row_ = repeated_in_row_ = 0;
}

/// Tallies the row's cells; returns how many columns it fills.
std::size_t SheetRows::count_cells() {
    std::size_t width = 0;
    for (std::uint32_t column : touched_) {
        const Cell& cell = cells_[column];
        if (cell.formula) formulas_.add(number_, column);
        if (cell.kind == CellKind::Empty) continue;
        ++totals_.cells;
        text_bytes_ += cell.text.size();
        width = std::max<std::size_t>(width, column + 1);
    }
    if (iso_in_row_ != 0) iso_dates_.add(number_, iso_column_, iso_in_row_);
    if (repeated_in_row_ != 0) repeated_.add(number_, repeated_column_, repeated_in_row_);
    columns_used_ = std::max(columns_used_, width);
    return width;
}

Error SheetRows::too_much(const Problem& problem) const {
    const std::uint64_t most = &problem == &problem::kSheetTooManyCells
                                   ? context_.limits.cells_max
                                   : context_.limits.sheet_text_bytes_max;
    return Error(problem, "> " + grouped(most)).at({{}, context_.head.name, number_, {}});
}

Status SheetRows::end() {
    const std::uint64_t most = context_.limits.rows_max;
    if (totals_.rows >= most || number_ > most) {
        return Error(problem::kSheetTooManyRows, "> " + grouped(most))
            .at({{}, context_.head.name, number_, {}});
    }
    last_number_ = number_;
    ++totals_.rows;
    if (hidden_) hidden_rows_.add(number_, 0);
    const std::size_t width = count_cells();
    area_ += width;
    if (area_ > context_.limits.cells_max) return too_much(problem::kSheetTooManyCells);
    if (text_bytes_ > context_.limits.sheet_text_bytes_max)
        return too_much(problem::kSheetTextBytes);
    return context_.sink.row({number_, hidden_, {cells_.data(), width}});
}

void SheetRows::note(NoteKind kind, const Tally& tally, bool with_column) {
    if (tally.count == 0) return;
    context_.sink.note({kind, context_.head.name, tally.row,
                        with_column ? column_letters(tally.column) : "", tally.count, ""});
}

void SheetRows::finish() {
    note(NoteKind::HiddenRows, hidden_rows_, false);
    note(NoteKind::FormulaCells, formulas_, true);
    note(NoteKind::DateCellsInText, iso_dates_, true);
    note(NoteKind::RepeatedCells, repeated_, true);
}

}  // namespace mingce
