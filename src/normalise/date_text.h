// Dates as people and spreadsheets write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace mingce {

/// 20050901, 2005-9-1, 2005/09/01, 2005.9.1, 2005年9月1日 (also with blanks: 2005 年 9 月 1 日),
/// each perhaps followed by a time of day. Year first always: what 09/01/2005 means nobody can
/// tell. nullopt where no day is named.
std::optional<Date> parse_written_date(std::string_view text);

/// A month without its day, as YYYYMM: 2005.9, 2005-09, 2005年9月, 200509. Nobody may add the day.
/// Years 1900 to 2099, so that five- and six-digit serials are not taken for months.
std::optional<std::string> parse_written_month(std::string_view text);

/// A spreadsheet's serial number, digits with perhaps a fraction: 45170, 45170.5.
std::optional<Date> parse_serial_date(std::string_view text, DateSystem system);

}  // namespace mingce
