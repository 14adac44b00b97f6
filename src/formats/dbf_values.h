// Single DBF values that are not plain text: numbers, days and moments kept as bytes.
#pragma once

#include <string>
#include <string_view>

namespace mingce {

/// An optional sign, digits, at most one point, an optional exponent: what may stand in an N.
bool is_dbf_number(std::string_view text);

/// I, +, B, O, Y, T and @ as text; `type` as in the field, `is_dbase_7` for its reversed bytes.
/// Empty where the bytes mean "no value" or are too few.
std::string dbf_binary_text(std::string_view bytes, char type, bool is_dbase_7);

}  // namespace mingce
