// Telephone numbers as people write them: which text can be dialled.
#pragma once

#include <string_view>

namespace mingce {

/// Eleven digits that begin with 13 to 19.
bool is_mainland_mobile(std::string_view text);

/// A mainland mobile, a landline with or without area code and extension, a 400 or 800 number, or
/// several of them; with `foreign`, also any 6 to 17 digits with an optional +.
/// Source: the numbering plan of the public telephone network (电信网编号计划).
bool is_phone(std::string_view text, bool foreign);

/// "00000000", "13333333333" is none: seven digits or more, all the same.
bool is_one_digit_repeated(std::string_view text);

}  // namespace mingce
