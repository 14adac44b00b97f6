// The code that a printed page is asked about by: 16 characters that a person can type, 15 of the
// page's hash and one that checks them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/digest.h"

namespace mingce {

inline constexpr std::size_t kPageCodeLength = 16;

/// 75 bits of the hash and the check, in digits and capital letters without I, L, O and U: two
/// pages among a million share a code with a chance of 10⁻¹¹.
std::string page_code(const Hash& page);
/// In groups of four, as it is printed: "JGM5-HTJ5-263Q-RN9Z".
std::string printed_page_code(std::string_view code);

/// The code in what somebody typed: blanks and hyphens are passed over, letters are made capital, O
/// is read as 0, I and L as 1. Any one wrong character is found, and any two that changed places.
/// Errors: crypto.code_length (how many characters there are), crypto.code_character (which one is
/// in no code), crypto.code_check.
Result<std::string> read_page_code(std::string_view typed);

}  // namespace mingce
