#include "domain/students.h"

#include <algorithm>

namespace mingce {

std::uint32_t Students::add_source(SourceSheet source) {
    sources_.push_back(std::move(source));
    return static_cast<std::uint32_t>(sources_.size() - 1);
}

std::uint32_t Students::add_row(std::uint32_t source, std::uint64_t row_number) {
    rows_.push_back({source, row_number, 0});
    return static_cast<std::uint32_t>(rows_.size() - 1);
}

void Students::set(std::uint32_t row, Field field, std::string_view value) {
    Blocks& blocks = values_[static_cast<std::size_t>(field)];
    const std::size_t block = row / kBlockRows;
    if (block >= blocks.size()) blocks.resize(block + 1);
    if (blocks[block] == nullptr)
        blocks[block] = std::make_unique<Blocks::value_type::element_type>();
    const std::string_view kept = arena_.keep(value);
    (*blocks[block])[row % kBlockRows] = {kept.data(), static_cast<std::uint32_t>(kept.size())};
}

void Students::set_changed(std::uint32_t row, Field field, std::string_view raw,
                           std::string_view clean, std::uint16_t rules) {
    changes_.push_back({row, field, rules, arena_.keep(raw)});
    set(row, field, clean);
}

void Students::mark(std::uint32_t row, Field field, Mark mark) {
    marks_.push_back({row, field, mark});
}

void Students::keep_unmapped(std::uint32_t row, std::uint32_t column, std::string_view text) {
    if (!text.empty()) unmapped_.push_back({row, column, arena_.keep(text)});
}

void Students::cut(std::uint32_t rows, std::size_t sources) {
    const auto is_kept = [rows](const auto& each) { return each.row < rows; };
    // Rows ascend in all three lists, so what goes is at their ends.
    while (!changes_.empty() && !is_kept(changes_.back())) changes_.pop_back();
    while (!marks_.empty() && !is_kept(marks_.back())) marks_.pop_back();
    while (!unmapped_.empty() && !is_kept(unmapped_.back())) unmapped_.pop_back();
    if (rows < rows_.size()) rows_.erase(rows_.begin() + rows, rows_.end());
    const std::size_t last = rows / kBlockRows;
    for (Blocks& blocks : values_) {
        if (last < blocks.size() && blocks[last] != nullptr)
            std::fill(blocks[last]->begin() + rows % kBlockRows, blocks[last]->end(), Ref{});
        if (last + 1 < blocks.size()) blocks.resize(last + 1);
    }
    if (sources < sources_.size())
        sources_.erase(sources_.begin() + static_cast<std::ptrdiff_t>(sources), sources_.end());
}

std::string_view Students::raw(std::uint32_t row, Field field) const {
    auto change = std::lower_bound(changes_.begin(), changes_.end(), row,
                                   [](const Change& c, std::uint32_t r) { return c.row < r; });
    for (; change != changes_.end() && change->row == row; ++change)
        if (change->field == field) return change->raw;
    return value(row, field);
}

std::string_view Students::unmapped(std::uint32_t row, std::uint32_t column) const {
    auto cell = std::lower_bound(unmapped_.begin(), unmapped_.end(), row,
                                 [](const Unmapped& u, std::uint32_t r) { return u.row < r; });
    for (; cell != unmapped_.end() && cell->row == row; ++cell)
        if (cell->column == column) return cell->text;
    return {};
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
