#include "formats/csv_scanner.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace mingce {

namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kTooLong = static_cast<std::size_t>(-2);

#ifdef __SSE2__
std::uint64_t special_bits(const char* block, char delimiter) {
    const __m128i wanted[] = {_mm_set1_epi8(delimiter), _mm_set1_epi8('"'), _mm_set1_epi8('\n'),
                              _mm_set1_epi8('\r'), _mm_setzero_si128()};
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 4; ++i) {
        __m128i part;
        std::memcpy(&part, block + 16 * i, 16);
        __m128i hit = _mm_cmpeq_epi8(part, wanted[0]);
        for (unsigned k = 1; k < 5; ++k) hit = _mm_or_si128(hit, _mm_cmpeq_epi8(part, wanted[k]));
        bits |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(hit))} << (16 * i);
    }
    return bits;
}
#else
std::uint64_t special_bits(const char* block, char delimiter) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < kBlock; ++i) {
        const char c = block[i];
        const bool hit = c == delimiter || c == '"' || c == '\n' || c == '\r' || c == 0;
        bits |= std::uint64_t{hit} << i;
    }
    return bits;
}
#endif

}  // namespace

bool CsvScanner::load(std::size_t base) {
    if (base >= bytes_.size()) return false;
    base_ = base;
    loaded_ = true;
    if (bytes_.size() - base >= kBlock) {
        special_ = special_bits(bytes_.data() + base, delimiter_);
        return true;
    }
    // The tail is copied: the mapping may end at a page's end.
    char tail[kBlock] = {};
    std::memcpy(tail, bytes_.data() + base, bytes_.size() - base);
    special_ = special_bits(tail, delimiter_) & ((std::uint64_t{1} << (bytes_.size() - base)) - 1);
    return true;
}

inline std::size_t CsvScanner::next_special(std::size_t cell_start) {
    while (special_ == 0) {
        const std::size_t next = loaded_ ? base_ + kBlock : 0;
        if (next > cell_start && next - cell_start > limits_.cell_bytes_max + kBlock + 4)
            return kTooLong;
        if (!load(next)) return kNone;
    }
    const auto bit = static_cast<std::size_t>(std::countr_zero(special_));
    special_ &= special_ - 1;
    return base_ + bit;
}

inline void CsvScanner::begin_cell(RawCell& cell, std::size_t start) const {
    cell.start = start;
    cell.quoted = cell.has_zero = false;
    if (start >= bytes_.size()) return;
    const char first = bytes_[start];
    cell.quoted = first == '"' || (first == '=' && bytes_.substr(start, 2) == "=\"");
}

inline bool CsvScanner::row_has_ended(char c, std::size_t at, std::vector<RawCell>& cells,
                                      RawCell& cell) {
    // Member by member: a copy of the whole would wait for its just written flags.
    RawCell& kept = cells.emplace_back();
    kept.start = cell.start;
    kept.end = at;
    kept.quoted = cell.quoted;
    kept.has_zero = cell.has_zero;
    if (c == delimiter_) {
        begin_cell(cell, at + 1);
        return false;
    }
    position_ = at + 1;
    if (c == '\r' && position_ < bytes_.size() && bytes_[position_] == '\n') ++position_;
    return true;
}

ScanStop CsvScanner::finish(std::vector<RawCell>& cells, RawCell cell) {
    cell.end = bytes_.size();
    if (cell.end - cell.start > limits_.cell_bytes_max + 3) return ScanStop::CellTooLong;
    if (cells.empty() && cell.end == cell.start) return ScanStop::End;
    cells.push_back(cell);
    position_ = bytes_.size();
    return ScanStop::Row;
}

ScanStop CsvScanner::next_row(std::vector<RawCell>& cells) {
    cells.clear();
    RawCell cell;
    begin_cell(cell, position_);
    bool in_quotes = false;
    std::size_t skip_before = position_;  // specials already judged with the one before them
    while (true) {
        const std::size_t at = next_special(cell.start);
        if (at == kTooLong) return ScanStop::CellTooLong;
        if (at == kNone) break;
        if (at < skip_before) continue;
        if (at - cell.start > limits_.cell_bytes_max + 3) return ScanStop::CellTooLong;
        const char c = bytes_[at];
        if (c == 0) {
            cell.has_zero = true;
        } else if (c == '"') {
            if (!cell.quoted) continue;
            const bool opening = at == cell.start ||
                                 (at == cell.start + 1 && !in_quotes && bytes_[cell.start] == '=');
            if (opening) {
                in_quotes = true;
            } else if (in_quotes && at + 1 < bytes_.size() && bytes_[at + 1] == '"') {
                skip_before = at + 2;
            } else {
                in_quotes = false;
            }
        } else if (!in_quotes) {
            // Whether a CR at the window's end stands alone is known only with the next byte.
            if (c == '\r' && at + 1 == bytes_.size() && !is_last_) return ScanStop::Unfinished;
            if (cells.size() >= limits_.cells_max) return ScanStop::TooManyCells;
            if (row_has_ended(c, at, cells, cell)) return ScanStop::Row;
        }
    }
    if (!is_last_ || in_quotes) return ScanStop::Unfinished;
    return finish(cells, cell);
}

}  // namespace mingce
