#include "base/id.h"

#include <cstring>

namespace mingce {

namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Id Id::make(Moment now, Random& random) {
    Id id;
    const auto milliseconds = static_cast<std::uint64_t>(now.milliseconds);
    for (std::size_t i = 0; i < 6; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(milliseconds >> (8 * (5 - i)));
    random.fill(std::span(id.bytes).subspan(6));
    return id;
}

Id Id::make_nth(Moment now, std::uint32_t n, Random& random) {
    Id id = make(now, random);
    for (std::size_t i = 0; i < 3; ++i)
        id.bytes[6 + i] = static_cast<std::uint8_t>(n >> (8 * (2 - i)));
    return id;
}

std::optional<Id> Id::parse(std::string_view hex) {
    Id id;
    if (hex.size() != 2 * id.bytes.size()) return std::nullopt;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        const int high = hex_value(hex[2 * i]), low = hex_value(hex[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return id;
}

std::optional<Id> Id::from_bytes(std::string_view bytes) {
    Id id;
    if (bytes.size() != id.bytes.size()) return std::nullopt;
    std::memcpy(id.bytes.data(), bytes.data(), bytes.size());
    return id;
}

std::string Id::hex() const {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (std::uint8_t byte : bytes) {
        text.push_back(kDigits[byte >> 4]);
        text.push_back(kDigits[byte & 15]);
    }
    return text;
}

}  // namespace mingce
