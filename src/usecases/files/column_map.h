// The file of --map: which header is which field, decided by a person once and for all.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/result.h"

namespace mingce {

/// Reads a TOML table of `"header" = "field_key"`; "-" leaves a column unmapped.
/// Errors: NotFound; BadInput — not TOML, or a field key that does not exist, which is named.
Result<std::map<std::string, std::string>> read_column_map(const std::filesystem::path& path);

}  // namespace mingce
