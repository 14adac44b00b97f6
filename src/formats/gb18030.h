// What the table readers need of GB18030 beyond whole texts: where a field cut a character.
#pragma once

#include <cstddef>
#include <string_view>

namespace mingce {

/// Bytes at the end of `bytes` that begin a GB18030 character and do not finish it: 0 to 3.
std::size_t gb18030_partial_tail(std::string_view bytes);

/// How a text would read as two-byte Chinese. `pairs` counts well-formed non-ASCII characters,
/// `bad` bytes that begin none, `common` those in the GB 2312 rows of level 1 and 2 hanzi.
struct Gb18030Fit {
    std::size_t pairs = 0, common = 0, bad = 0;
};
Gb18030Fit gb18030_fit(std::string_view bytes);

}  // namespace mingce
