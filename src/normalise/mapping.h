// Which column is which field, and why.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/regions.h"
#include "normalise/header_words.h"
#include "normalise/sheet_normaliser.h"

namespace mingce {

/// The first rows of a sheet, copied: enough to find the header and to judge columns by content.
struct SampleRow {
    std::uint64_t number = 0;
    std::vector<std::string> cells;
    std::vector<CellKind> kinds;
};

/// Where the header stands. `first` and `last` index the sample rows; absent: no header.
struct HeaderPlace {
    bool found = false;
    std::size_t first = 0, last = 0;
    std::vector<std::string> texts;  // one per column, joined over the header's rows
};

/// Looks for the row, or pair of rows, whose cells are names of fields.
HeaderPlace find_header(const std::vector<SampleRow>& rows, const HeaderWords& words);

/// Matches by forced map, then header, then alias, then content. No field is given twice: the first
/// column keeps it and the later one is left unmapped, saying so. `rows` are data rows.
std::vector<ColumnMatch> match_columns(const std::vector<std::string>& headers,
                                       const std::vector<SampleRow>& rows, const HeaderWords& words,
                                       const NormaliseContext& context);

}  // namespace mingce
