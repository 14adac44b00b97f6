// A roster as a workbook: one sheet per volume, every value text, ready to print. Where anybody
// stands in an annex, a last sheet 附表 has them all, with their state as its first column.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "documents/plain_table.h"

namespace mingce {

/// Writes the workbook to `path`, replacing what is there. Every cell is a string and none can
/// become a formula. All dates inside are the roster's; the same roster gives the same bytes.
/// Errors: Unavailable (path cannot be written, or does not read back whole); BadInput (more rows
/// or a longer text than a worksheet holds).
Status write_xlsx(const CompiledRoster& roster, VolumeRange volumes,
                  const std::filesystem::path& path);

}  // namespace mingce
