// Codes by which somebody sets their first password: 120 random bits in letters that are read out
// and typed without doubt, once.
#pragma once

#include <string>
#include <string_view>

#include "base/random.h"

namespace mingce {

/// Six groups of four of A-Z 2-7: ABCD-EFGH-…
std::string make_activation_code(Random& random);
/// SHA-256 of the code; case, blanks and dashes make no difference.
std::string hash_of_code(std::string_view code);

}  // namespace mingce
