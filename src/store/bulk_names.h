// Names of tables and columns for the one statement that is put together: a bulk insert's.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/database.h"

namespace mingce {

/// The name itself. Anything but lower-case letters, digits and '_' is a bug and throws.
std::string plain_name(std::string_view name);
/// The columns' names with ", " between them.
std::string plain_names(std::span<const BulkColumn> columns);

}  // namespace mingce
