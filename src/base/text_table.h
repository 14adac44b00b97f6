// Texts by row and column of many rows, kept small: where 25 places of 12 bytes a row would be
// twice what the texts themselves take, packed ones are a byte or two each, and a text that repeats
// is kept once a block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mingce {

/// One column of a block of rows. Open to changes, or packed.
class TextBlock {
public:
    static constexpr std::size_t kRows = 1024;

    std::string_view at(std::size_t row) const {
        if (is_open()) return {text_.data() + places_[row].start, places_[row].length};
        const std::size_t entry = codes_.empty() ? row : codes_[row];
        if (width_ != kVarying) return {text_.data() + entry * width_, width_};
        const std::size_t start = entry == 0 ? 0 : end_of(entry - 1);
        return {text_.data() + start, end_of(entry) - start};
    }
    bool is_open() const { return !places_.empty(); }

    /// Opens the block where it is packed.
    void set(std::size_t row, std::string_view text);
    /// Empties the rows from this one on.
    void cut(std::size_t rows);
    void pack();

private:
    struct Place {
        std::size_t start = 0, length = 0;
    };
    static constexpr std::size_t kVarying = SIZE_MAX;

    std::size_t end_of(std::size_t entry) const {
        return near_ends_.empty() ? far_ends_[entry] : near_ends_[entry];
    }
    void open();
    /// Sees rows as entries by code; false where too many differ for that to be smaller.
    bool find_entries(std::vector<std::string_view>& entries);
    void keep(const std::vector<std::string_view>& entries);

    std::string text_;
    std::vector<Place> places_;             // open: of every row
    std::vector<std::uint8_t> codes_;       // which entry a row is; empty: each row is its own
    std::size_t width_ = 0;                 // of every entry, where they are of one width
    std::vector<std::uint16_t> near_ends_;  // else where they end: the shorter form where it does
    std::vector<std::size_t> far_ends_;
};

/// Rows and columns from 0; "" where nothing was set. Meant to be filled in the order of rows: when
/// a row of the next block is set, the block before is packed. Reading is safe in several threads.
/// A million rows of 25 columns of a roster take some 150 MB.
class TextTable {
public:
    /// A second set overwrites. Views of the column into this block, and of every column into the
    /// block that is packed, end; so `text` may be none of this table's.
    void set(std::uint32_t row, std::size_t column, std::string_view text);

    std::string_view at(std::uint32_t row, std::size_t column) const {
        if (column >= columns_.size()) return {};
        const Column& blocks = columns_[column];
        const std::size_t block = row / TextBlock::kRows;
        if (block >= blocks.size() || blocks[block] == nullptr) return {};
        return blocks[block]->at(row % TextBlock::kRows);
    }

    /// Forgets the rows from this one on.
    void cut(std::uint32_t rows);

    /// Packs what is open: the last block, and those where something was set afterwards. Ends views
    /// as set does; from then on they live as long as the table is left alone.
    void settle();

private:
    using Column = std::vector<std::unique_ptr<TextBlock>>;

    std::vector<Column> columns_;
    std::size_t filling_ = 0;  // the block of rows that is being filled
};

}  // namespace mingce
