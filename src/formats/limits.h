// What a file from outside may cost. Every limit has a name here and is said in the refusal.
#pragma once

#include <cstdint>

namespace mingce {

struct ReadLimits {
    std::uint64_t file_bytes_max = std::uint64_t{4} << 30;
    std::uint64_t inflated_bytes_max = std::uint64_t{1} << 30;  // per archive entry and per archive
    std::uint64_t inflation_ratio_max = 200;                    // inflated : stored, past 1 MiB
    std::uint64_t archive_entries_max = 10'000;
    std::uint64_t rows_max = 2'000'000;  // per sheet
    std::uint64_t columns_max = 16'384;
    std::uint64_t cell_bytes_max = std::uint64_t{1} << 20;
    std::uint64_t sheets_max = 1'000;
};

}  // namespace mingce
