// Where a sheet's header stands: not always in the first row, not always in one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/sheet.h"
#include "normalise/header_words.h"

namespace mingce {

/// The first rows of a sheet, copied: enough to find the header and to judge columns by content.
struct SampleRow {
    std::uint64_t number = 0;
    std::vector<std::string> cells;
    std::vector<CellKind> kinds;
};

/// Without blanks at the ends; "" past the row's last cell.
std::string_view cell_of(const SampleRow& row, std::size_t column);

/// Where the header stands. `first` and `last` index the sample rows; absent: no header.
struct HeaderPlace {
    bool found = false;
    std::size_t first = 0, last = 0;
    std::vector<std::string> texts;  // one per column, joined over the header's rows
};

/// Looks for the row, or pair of rows, whose cells are names of fields.
HeaderPlace find_header(const std::vector<SampleRow>& rows, const HeaderWords& words);

}  // namespace mingce
