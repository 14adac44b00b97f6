// Which rows hold a text, by its hash alone: 12 bytes a row where a map of texts takes a hundred.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace mingce {

/// Filled, then sorted, then asked. Different texts may share a hash: whoever asks compares.
class TextIndex {
public:
    void reserve(std::size_t rows) { entries_.reserve(rows); }
    /// `row` ascends from call to call.
    void add(std::string_view text, std::uint32_t row) { entries_.push_back({hash_of(text), row}); }
    /// Ends the filling.
    void sort() {
        std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
            return a.hash != b.hash ? a.hash < b.hash : a.row < b.row;
        });
    }

    /// Calls `each` with the rows of the text's hash, ascending.
    template <class Each>
    void find(std::string_view text, const Each& each) const {
        const std::uint64_t hash = hash_of(text);
        for (auto entry = std::lower_bound(
                 entries_.begin(), entries_.end(), hash,
                 [](const Entry&e, std::uint64_t wanted) { return e.hash < wanted; });
             entry != entries_.end() && entry->hash == hash; ++entry)
            each(entry->row);
    }

    /// Calls `each` with the rows, ascending, of every text that two rows or more hold, as
    /// `text_of` gives it for a row.
    template <class TextOf, class Each>
    void each_repeated(const TextOf& text_of, const Each& each) const {
        std::vector<std::uint32_t> rows;
        for (std::size_t begin = 0, end = 0; begin < entries_.size(); begin = end) {
            while (end < entries_.size() && entries_[end].hash == entries_[begin].hash) ++end;
            if (end - begin == 1) continue;
            rows.clear();
            for (std::size_t i = begin; i < end; ++i) rows.push_back(entries_[i].row);
            for (auto from = rows.begin(); from != rows.end();) {
                const std::string_view text = text_of(*from);
                const auto to = std::stable_partition(
                    from, rows.end(), [&](std::uint32_t row) { return text_of(row) == text; });
                if (to - from > 1) each(std::span<const std::uint32_t>(from, to));
                from = to;
            }
        }
    }

private:
    struct Entry {
        std::uint64_t hash;
        std::uint32_t row;
    } __attribute__((packed));

    static std::uint64_t hash_of(std::string_view text) {
        return std::hash<std::string_view>()(text);
    }

    std::vector<Entry> entries_;
};

}  // namespace mingce
