#include "domain/students.h"

#include <algorithm>

namespace mingce {

std::uint32_t Students::add_source(SourceSheet source) {
    sources_.push_back(std::move(source));
    return static_cast<std::uint32_t>(sources_.size() - 1);
}

std::uint32_t Students::add_row(std::uint32_t source, std::uint64_t row_number) {
    rows_.push_back({row_number, source, 0});
    return static_cast<std::uint32_t>(rows_.size() - 1);
}

void Students::set(std::uint32_t row, Field field, std::string_view value) {
    values_.set(row, static_cast<std::size_t>(field), value);
}

void Students::set_changed(std::uint32_t row, Field field, std::string_view raw,
                           std::string_view clean, std::uint16_t rules) {
    const auto column = static_cast<std::size_t>(field);
    changes_.push_back({row, field, rules});
    if (raws_.at(row, column).empty()) raws_.set(row, column, raw);
    set(row, field, clean);
}

void Students::mark(std::uint32_t row, Field field, Mark mark) {
    marks_.push_back({row, field, mark});
}

void Students::keep_unmapped(std::uint32_t row, std::uint32_t column, std::string_view text) {
    // Two names of one code may stand in one column: the first is the cell's own.
    if (!text.empty() && unmapped(row, column).empty()) unmapped_.set(row, column, text);
}

void Students::cut(std::uint32_t rows, std::size_t sources) {
    const auto is_kept = [rows](const auto& each) { return each.row < rows; };
    // Rows ascend in both lists, so what goes is at their ends.
    while (!changes_.empty() && !is_kept(changes_.back())) changes_.pop_back();
    while (!marks_.empty() && !is_kept(marks_.back())) marks_.pop_back();
    if (rows < rows_.size()) rows_.erase(rows_.begin() + rows, rows_.end());
    for (TextTable* table : {&values_, &raws_, &unmapped_}) table->cut(rows);
    if (sources < sources_.size())
        sources_.erase(sources_.begin() + static_cast<std::ptrdiff_t>(sources), sources_.end());
}

void Students::settle() {
    for (TextTable* table : {&values_, &raws_, &unmapped_}) table->settle();
}

std::string_view Students::raw(std::uint32_t row, Field field) const {
    const std::string_view raw = raws_.at(row, static_cast<std::size_t>(field));
    return raw.empty() ? value(row, field) : raw;
}

bool Students::has_mark(std::uint32_t row, Field field, Mark mark) const {
    auto found = std::lower_bound(marks_.begin(), marks_.end(), row,
                                  [](const MarkedValue& m, std::uint32_t r) { return m.row < r; });
    for (; found != marks_.end() && found->row == row; ++found)
        if (found->field == field && found->mark == mark) return true;
    return false;
}

std::string source_place(const Students& students, std::uint32_t row) {
    return students.source_of(row).place() + ":" + std::to_string(students.row_number(row));
}

}  // namespace mingce
