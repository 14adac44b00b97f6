// Cuts delimited bytes into rows of raw cells, 64 bytes at a look.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace mingce {

/// A cell's bytes as they stand, quotes included.
struct RawCell {
    std::size_t start = 0, end = 0;
    bool quoted = false;    // begins with " or ="
    bool has_zero = false;  // a NUL byte stands in it
};

enum class ScanStop : std::uint8_t { Row, End, Unfinished, CellTooLong, TooManyCells };

/// One window of bytes; a caller that has only part of the file appends and scans anew from
/// position() when Unfinished.
class CsvScanner {
public:
    struct Limits {
        std::size_t cell_bytes_max, cells_max;
    };
    CsvScanner(std::string_view bytes, char delimiter, Limits limits, bool is_last)
        : bytes_(bytes), delimiter_(delimiter), limits_(limits), is_last_(is_last) {}

    /// The next row into `cells`. Unfinished: the window ended inside a row (or, when it is the
    /// last window, inside quotes). CellTooLong: cells holds those before the one too long.
    ScanStop next_row(std::vector<RawCell>& cells);
    std::size_t position() const { return position_; }  // where the next row begins

private:
    std::size_t next_special(std::size_t cell_start);
    bool load(std::size_t base);
    void begin_cell(RawCell& cell, std::size_t start) const;
    bool row_has_ended(char c, std::size_t at, std::vector<RawCell>& cells, RawCell& cell);
    ScanStop finish(std::vector<RawCell>& cells, RawCell cell);

    std::string_view bytes_;
    char delimiter_;
    Limits limits_;
    bool is_last_;
    std::size_t position_ = 0;
    std::size_t base_ = 0;       // start of the loaded 64 bytes
    std::uint64_t special_ = 0;  // bits still to be visited in them
    bool loaded_ = false;
};

}  // namespace mingce
