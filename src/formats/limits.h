// What a file from outside may cost. Every limit has a name here and is said in the refusal.
#pragma once

#include <cstdint>

namespace mingce {

struct ReadLimits {
    std::uint64_t file_bytes_max = std::uint64_t{4} << 30;
    std::uint64_t inflated_bytes_max = std::uint64_t{1} << 30;  // per archive entry
    std::uint64_t archive_bytes_max = std::uint64_t{1} << 30;   // inflated, of all its entries
    std::uint64_t inflation_ratio_max = 200;                    // inflated : stored, past 1 MiB
    std::uint64_t archive_entries_max = 10'000;
    std::uint64_t entry_name_bytes_max = 4096;
    std::uint64_t rows_max = 2'000'000;  // per sheet
    std::uint64_t columns_max = 16'384;
    std::uint64_t cell_bytes_max = std::uint64_t{1} << 20;
    std::uint64_t sheets_max = 1'000;
    // A small file may mean much: a cell in the last column of every row, one long text named by
    // every cell.
    std::uint64_t cells_max = 200'000'000;                        // per sheet, empty ones included
    std::uint64_t sheet_text_bytes_max = std::uint64_t{1} << 30;  // of all cells together
    std::uint64_t shared_strings_max = 16'000'000;
    std::uint64_t shared_text_bytes_max = std::uint64_t{128} << 20;
    std::uint64_t styles_max = 1'000'000;
    std::uint64_t sheet_extras_max = 2'000'000;  // columns, merged ranges and all beside the rows
};

}  // namespace mingce
