#include "base/text_table.h"

#include <algorithm>
#include <array>
#include <functional>

namespace mingce {

namespace {

/// The different texts of a block, numbered as they are met; up to 256 of them.
class Dictionary {
public:
    explicit Dictionary(std::vector<std::string_view>& entries) : entries_(entries) {}

    static constexpr std::size_t kNone = SIZE_MAX;
    /// kNone where there would be too many.
    std::size_t code_of(std::string_view text) {
        std::size_t slot = std::hash<std::string_view>()(text) % kSlots;
        for (; slots_[slot] != 0; slot = (slot + 1) % kSlots)
            if (entries_[slots_[slot] - 1U] == text) return slots_[slot] - 1U;
        if (entries_.size() == kEntriesMax) return kNone;
        entries_.push_back(text);
        slots_[slot] = static_cast<std::uint16_t>(entries_.size());
        return entries_.size() - 1;
    }

private:
    static constexpr std::size_t kSlots = 1024, kEntriesMax = 256;

    std::vector<std::string_view>& entries_;
    std::array<std::uint16_t, kSlots> slots_{};  // number of an entry, from 1
};

std::size_t bytes_of_entries(const std::vector<std::string_view>& entries) {
    std::size_t bytes = 0;
    bool is_even = true;
    for (const std::string_view entry : entries) {
        bytes += entry.size();
        is_even = is_even && entry.size() == entries.front().size();
    }
    return bytes + (is_even ? 0 : entries.size() * sizeof(std::uint16_t));
}

}  // namespace

void TextBlock::open() {
    if (is_open()) return;
    std::vector<Place> places(kRows);
    std::string text;
    if (width_ != 0)
        for (std::size_t row = 0; row < kRows; ++row) {
            const std::string_view own = at(row);
            places[row] = {text.size(), own.size()};
            text += own;
        }
    *this = TextBlock();
    places_ = std::move(places);
    text_ = std::move(text);
}

void TextBlock::set(std::size_t row, std::string_view text) {
    open();
    places_[row] = {text_.size(), text.size()};
    text_ += text;
}

void TextBlock::cut(std::size_t rows) {
    open();
    std::fill(places_.begin() + static_cast<std::ptrdiff_t>(rows), places_.end(), Place{});
}

bool TextBlock::find_entries(std::vector<std::string_view>& entries) {
    std::vector<std::string_view> texts(kRows);
    for (std::size_t row = 0; row < kRows; ++row) texts[row] = at(row);
    Dictionary dictionary(entries);
    std::vector<std::uint8_t> codes(kRows);
    for (std::size_t row = 0; row < kRows; ++row) {
        const std::size_t code = dictionary.code_of(texts[row]);
        if (code == Dictionary::kNone || (row % 256 == 255 && entries.size() > row / 2)) {
            entries = std::move(texts);
            return false;
        }
        codes[row] = static_cast<std::uint8_t>(code);
    }
    if (bytes_of_entries(entries) + kRows >= bytes_of_entries(texts)) {
        entries = std::move(texts);
        return false;
    }
    codes_ = std::move(codes);
    return true;
}

void TextBlock::keep(const std::vector<std::string_view>& entries) {
    std::string text;
    std::size_t bytes = 0;
    for (const std::string_view entry : entries) bytes += entry.size();
    text.reserve(bytes);
    const std::size_t width = entries.front().size();
    const bool is_even = std::all_of(entries.begin(), entries.end(),
                                     [width](auto entry) { return entry.size() == width; });
    width_ = is_even ? width : kVarying;
    const bool is_near = bytes <= UINT16_MAX;
    if (!is_even && is_near) near_ends_.reserve(entries.size());
    if (!is_even && !is_near) far_ends_.reserve(entries.size());
    for (const std::string_view entry : entries) {
        text += entry;
        if (is_even) continue;
        if (is_near)
            near_ends_.push_back(static_cast<std::uint16_t>(text.size()));
        else
            far_ends_.push_back(text.size());
    }
    text_.swap(text);  // a move of a short one would keep the room of the open block
}

void TextBlock::pack() {
    if (!is_open()) return;
    std::vector<std::string_view> entries;
    find_entries(entries);
    keep(entries);
    places_ = std::vector<Place>();
}

void TextTable::set(std::uint32_t row, std::size_t column, std::string_view text) {
    const std::size_t block = row / TextBlock::kRows;
    if (block > filling_) {
        for (Column& blocks : columns_)
            if (filling_ < blocks.size() && blocks[filling_] != nullptr) blocks[filling_]->pack();
        filling_ = block;
    }
    if (column >= columns_.size()) columns_.resize(column + 1);
    Column& blocks = columns_[column];
    if (block >= blocks.size()) blocks.resize(block + 1);
    if (blocks[block] == nullptr) blocks[block] = std::make_unique<TextBlock>();
    blocks[block]->set(row % TextBlock::kRows, text);
}

void TextTable::cut(std::uint32_t rows) {
    const std::size_t last = rows / TextBlock::kRows;
    for (Column& blocks : columns_) {
        if (last < blocks.size() && blocks[last] != nullptr)
            blocks[last]->cut(rows % TextBlock::kRows);
        if (last + 1 < blocks.size()) blocks.resize(last + 1);
    }
    filling_ = std::min(filling_, last);
}

void TextTable::settle() {
    for (Column& blocks : columns_)
        for (const auto& block : blocks)
            if (block != nullptr) block->pack();
}

}  // namespace mingce
