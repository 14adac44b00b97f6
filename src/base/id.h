// Ids of everything the record keeps: 128 bits, ordered by the time they were made (docs/adr/0004).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "base/moment.h"
#include "base/random.h"

namespace mingce {

/// 48 bits of milliseconds, then 80 random bits. The default one is "none".
struct Id {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Id&) const = default;
    bool is_none() const { return *this == Id{}; }

    /// A new one. Ids of the same millisecond are in no order.
    static Id make(Moment now, Random& random);
    /// The nth of many made at once, ordered by n (below 2^24): 56 bits stay random.
    static Id make_nth(Moment now, std::uint32_t n, Random& random);
    /// Exactly 32 hexadecimal digits.
    static std::optional<Id> parse(std::string_view hex);
    /// Exactly 16 bytes, as a database holds it.
    static std::optional<Id> from_bytes(std::string_view bytes);

    std::string hex() const;
    std::string_view view() const {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
};

}  // namespace mingce

/// For hash maps; the random half is hash enough.
template <>
struct std::hash<mingce::Id> {
    std::size_t operator()(const mingce::Id& id) const noexcept {
        std::size_t half = 0;
        std::memcpy(&half, id.bytes.data() + 8, sizeof half);
        return half;
    }
};
