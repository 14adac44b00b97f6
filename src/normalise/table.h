// One table of a province's hand-over in memory: small enough to be joined, and gone once its
// students stand in Students.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "base/sheet.h"

namespace mingce {

/// Rows of cells under declared columns. Column names are upper case; cells are as stored.
class Table {
public:
    /// `name` is the table's ("T_TDD", upper case), `file` what a person calls it.
    Table(std::string name, std::string file) : name_(std::move(name)), file_(std::move(file)) {}

    void declare(std::vector<DeclaredColumn> columns);
    /// Keeps copies of the cells. Absent trailing cells are empty.
    void add_row(std::uint64_t number, std::span<const Cell> cells);
    void add_note(const ReadNote& note) { notes_.push_back(note); }

    const std::string& name() const { return name_; }
    const std::string& file() const { return file_; }
    std::size_t size() const { return numbers_.size(); }
    bool empty() const { return numbers_.empty(); }
    const std::vector<DeclaredColumn>& columns() const { return columns_; }
    std::optional<std::size_t> column(std::string_view name) const;
    const Cell& cell(std::size_t row, std::size_t column) const {
        return cells_[row * columns_.size() + column];
    }
    /// Without blanks at the ends; "" where the table has no such column.
    std::string_view text(std::size_t row, std::optional<std::size_t> column) const;
    std::uint64_t number(std::size_t row) const { return numbers_[row]; }
    const std::vector<ReadNote>& notes() const { return notes_; }
    /// The sum of the counts of every note of this kind.
    std::uint64_t noted(NoteKind kind) const;

private:
    std::string name_, file_;
    std::vector<DeclaredColumn> columns_;
    std::unordered_map<std::string, std::size_t> column_of_;
    std::unique_ptr<Arena> arena_ = std::make_unique<Arena>();
    std::vector<Cell> cells_;
    std::vector<std::uint64_t> numbers_;
    std::vector<ReadNote> notes_;
};

/// Feeds a Table from a reader. Only the first sheet is taken; a DBF has no other.
class TableSink : public SheetSink {
public:
    explicit TableSink(Table& table) : table_(table) {}
    Status begin_sheet(const SheetHead& head) override;
    Status row(const SourceRow& row) override;
    Status end_sheet(const SheetTotals& totals) override;
    void note(const ReadNote& note) override { table_.add_note(note); }

private:
    Table& table_;
    std::size_t sheets_ = 0;
};

/// A code as it is compared: without blanks at the ends and without the ".0" of a number.
std::string_view plain_code(std::string_view code);
/// The same without its leading zeros too, for codes that lost them on the way.
std::string_view code_without_zeros(std::string_view code);

}  // namespace mingce
