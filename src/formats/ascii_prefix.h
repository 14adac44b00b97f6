// How far a text is ASCII, eight bytes at a time: what both its decoders and its readers ask first.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace mingce {

/// Bytes at the front of `text` that are ASCII.
inline std::size_t ascii_prefix(std::string_view text) {
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, 8);
        const std::uint64_t high = word & 0x8080808080808080U;
        if (high != 0) return i + static_cast<std::size_t>(std::countr_zero(high)) / 8;
    }
    while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
    return i;
}

}  // namespace mingce
