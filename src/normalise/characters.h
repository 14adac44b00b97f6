// Characters that arrive in another shape than they are meant: known private-use leftovers of older
// code pages, the many dots of a minority name, full-width letters and digits.
#pragma once

#include <string>
#include <string_view>

namespace mingce {

/// The real character of a private-use code point that GBK, CP936 or an older GB18030 gave it; 0
/// where nobody knows it (school- or police-made characters are never mapped).
/// Source: GB18030-2022 mapping changes, CP936 FE50-FEA0 in code order.
char32_t real_character_of(char32_t private_use);

/// A dot people type between the parts of a name: U+00B7 and its look-alikes.
bool is_name_dot(char32_t code_point);

/// Takes no width and carries no meaning: zero-width blanks, soft hyphen, byte order mark.
bool is_invisible(char32_t code_point);

/// U+FF01-FF5E and U+3000 as ASCII; anything else as it is.
char32_t half_width(char32_t code_point);

}  // namespace mingce
