// Bech32 (BIP 173) without its length limit: how age writes keys, with a checksum that finds what
// was mistyped.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace mingce {

/// `prefix`, "1", the bytes by five bits, six letters of checksum; lower case throughout.
std::string bech32_of(std::string_view prefix, std::span<const std::uint8_t> bytes);

/// Reads text of this lower-case prefix that stands for exactly out.size() bytes, in lower or in
/// upper case throughout. False for anything else.
bool read_bech32(std::string_view text, std::string_view prefix, std::span<std::uint8_t> out);

}  // namespace mingce
