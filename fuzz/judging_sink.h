// What every door asks of a reader, whatever the bytes: text that is UTF-8, rows in order and
// totals that agree with the rows handed on.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/sheet.h"
#include "base/text.h"
#include "formats/reader.h"

namespace mingce::fuzzing {

inline Bytes bytes_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const std::byte*>(data), size};
}

/// Ends the program where a promise is broken: that is how a fuzzer learns of it.
inline void require(bool promise_holds) {
    if (!promise_holds) std::abort();
}

/// Writes down what it saw, for doors that compare two ways of reading. Workbooks may number rows
/// as they please; elsewhere the numbers rise.
class JudgingSink : public SheetSink {
public:
    enum class RowOrder : std::uint8_t { Rising, Free };
    explicit JudgingSink(RowOrder order = RowOrder::Rising) : order_(order) {}

    std::string transcript;

    Status begin_sheet(const SheetHead& head) override {
        require(!in_sheet_);
        in_sheet_ = true;
        rows_ = cells_ = last_ = 0;
        transcript += "[" + head.name + "]";
        for (const DeclaredColumn& column : head.declared) require(is_valid_utf8(column.name));
        return Done{};
    }
    Status row(const SourceRow& row) override {
        require(in_sheet_ && row.number != 0);
        require(order_ == RowOrder::Free || row.number > last_);
        last_ = row.number;
        ++rows_;
        transcript += std::to_string(row.number) + (row.hidden ? "h" : ":");
        for (const Cell& cell : row.cells) judge(cell);
        transcript += '\n';
        return Done{};
    }
    Status end_sheet(const SheetTotals& totals) override {
        require(in_sheet_ && totals.rows == rows_ && totals.cells == cells_);
        in_sheet_ = false;
        return Done{};
    }
    void note(const ReadNote& note) override {
        require(is_valid_utf8(note.detail) && is_valid_utf8(note.column));
    }

private:
    void judge(const Cell& cell) {
        require(is_valid_utf8(cell.text));
        require((cell.kind == CellKind::Empty) == cell.text.empty());
        cells_ += cell.kind == CellKind::Empty ? 0 : 1;
        transcript += static_cast<char>('0' + static_cast<int>(cell.kind));
        transcript += cell.formula ? "f" : "";
        transcript += cell.text;
        transcript += '|';
    }

    RowOrder order_;
    bool in_sheet_ = false;
    std::uint64_t rows_ = 0, cells_ = 0, last_ = 0;
};

}  // namespace mingce::fuzzing
