// How the columns of a DBF are named and measured, for rosters and for lists.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mingce {

/// In upper case, at most 10 bytes, and one that no other column has.
std::string dbf_name(std::string_view wanted, std::set<std::string>& taken);
/// The bytes a column needs, 1 to 254: its values in GBK, or a guess where GBK has no form.
std::uint8_t dbf_width(const std::vector<std::vector<std::string_view>>& rows, std::size_t column);

}  // namespace mingce
