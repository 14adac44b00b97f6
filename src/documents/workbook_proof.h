// A written workbook, read back before it takes its place. libxlsxwriter does not look whether its
// temporary files were written, and would put a workbook with a hole where the disk failed once.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "documents/plain_table.h"

namespace mingce {

/// Is every part of the workbook at `path` whole XML, and does every sheet hold as many rows, and
/// every row as many filled cells, as the roster says? A piece that is missing is longer than a
/// cell, so that counting finds it; texts are not compared.
/// Errors: Unavailable, with the part or the sheet and row that are not whole.
Status prove_workbook(const CompiledRoster& roster, VolumeRange volumes,
                      const std::filesystem::path& path);

}  // namespace mingce
