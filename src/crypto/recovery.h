// The root key on paper: a code that people can read out and type, and that says which of its lines
// is wrong.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/key_file.h"

namespace mingce {

constexpr std::size_t kRecoveryLines = 6;

/// Six lines of three groups of five letters, "7K3MQ-V0D2E-8RXYA". The 32 letters are the digits
/// and the capitals without I, L, O and U. The last letter of a line is its check: it finds any one
/// wrong letter, any two letters of the line exchanged, and a line at another's place, always. The
/// code holds the id, the key and 30 bits of a checksum over both.
std::array<std::string, kRecoveryLines> recovery_code(const RootKey& root);

/// Reads a code as typed: lower case, blanks, hyphens and full-width letters do not matter; O is
/// read as 0, I and L as 1, U as V. Six lines, all in one, or the whole sheet that they stand on.
/// Errors: crypto.recovery_line with the number of the first wrong line as its row;
/// crypto.recovery_length; crypto.recovery_checksum.
Result<RootKey> parse_recovery_code(std::string_view typed);

}  // namespace mingce
