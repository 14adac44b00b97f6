#include "normalise/table.h"

#include <algorithm>

#include "base/text.h"

namespace mingce {

static std::string upper_ascii(std::string_view text) {
    std::string upper(text);
    std::transform(upper.begin(), upper.end(), upper.begin(), to_upper);
    return upper;
}

void Table::declare(std::vector<DeclaredColumn> columns) {
    columns_ = std::move(columns);
    column_of_.clear();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        columns_[i].name = upper_ascii(trim_blanks(columns_[i].name));
        column_of_.emplace(columns_[i].name, i);
    }
}

void Table::add_row(std::uint64_t number, std::span<const Cell> cells) {
    numbers_.push_back(number);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        Cell kept = i < cells.size() ? cells[i] : Cell{};
        kept.text = arena_->keep(kept.text);
        cells_.push_back(kept);
    }
}

std::optional<std::size_t> Table::column(std::string_view name) const {
    const auto found = column_of_.find(std::string(name));
    if (found == column_of_.end()) return std::nullopt;
    return found->second;
}

std::string_view Table::text(std::size_t row, std::optional<std::size_t> column) const {
    return column ? trim_blanks(cell(row, *column).text) : std::string_view{};
}

std::uint64_t Table::noted(NoteKind kind) const {
    std::uint64_t count = 0;
    for (const ReadNote& note : notes_)
        if (note.kind == kind) count += note.count;
    return count;
}

Status TableSink::begin_sheet(const SheetHead& head) {
    if (++sheets_ == 1) table_.declare(head.declared);
    return Done{};
}

Status TableSink::row(const SourceRow& row) {
    if (sheets_ == 1) table_.add_row(row.number, row.cells);
    return Done{};
}

Status TableSink::end_sheet(const SheetTotals&) { return Done{}; }

std::string_view plain_code(std::string_view code) {
    code = trim_blanks(code);
    const std::size_t dot = code.find('.');
    if (dot == std::string_view::npos || dot == 0 || !all_digits(code.substr(0, dot))) return code;
    const std::string_view fraction = code.substr(dot + 1);
    return fraction.find_first_not_of('0') == std::string_view::npos ? code.substr(0, dot) : code;
}

std::string_view code_without_zeros(std::string_view code) {
    code = plain_code(code);
    while (code.size() > 1 && code[0] == '0') code.remove_prefix(1);
    return code;
}

}  // namespace mingce
