// Bytes written as letters, strictly: what is read back has one spelling only, so that no two texts
// stand for the same key, hash or signature.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace mingce {

/// The same bytes, as the other of the two types they travel in.
inline std::string_view view_of(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Lower-case hexadecimal, two digits a byte.
std::string hex_of(std::span<const std::uint8_t> bytes);
/// Reads exactly 2 × out.size() hexadecimal digits of either case; false for anything else.
bool read_hex(std::string_view text, std::span<std::uint8_t> out);

/// Whether the last group is filled up with '='; age does without.
enum class Padding : std::uint8_t { Padded, Unpadded };

/// Base64 of the standard alphabet (RFC 4648, 4), without line breaks.
std::string base64_of(std::span<const std::uint8_t> bytes, Padding padding = Padding::Padded);
/// Reads base64 that stands for exactly out.size() bytes. False for blanks, a wrong padding, bits
/// left over that are not 0 (RFC 4648, 3.5), or another size. Takes the same time for any letters.
bool read_base64(std::string_view text, std::span<std::uint8_t> out,
                 Padding padding = Padding::Padded);

}  // namespace mingce
