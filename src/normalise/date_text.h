// Dates as people and spreadsheets write them.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"

namespace mingce {

/// 20050901, 2005-9-1, 2005/09/01, 2005.9.1, 2005年9月1日, each perhaps followed by a time of day.
/// Year first always: what 09/01/2005 means nobody can tell. nullopt where no day is named.
std::optional<Date> parse_written_date(std::string_view text);

/// A spreadsheet's serial number, digits with perhaps a fraction: 45170, 45170.5.
std::optional<Date> parse_serial_date(std::string_view text, DateSystem system);

}  // namespace mingce
