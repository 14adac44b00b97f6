// The files of a compiled roster: one by its extension, or a folder with one per volume.
#pragma once

#include "documents/typeface.h"
#include "domain/roster.h"
#include "usecases/rosters/compile_roster.h"

namespace mingce {

/// Writes what `request` asks for and adds files, pages and notices to `report`.
/// Errors: Misuse (no known extension), Unavailable (unwritable, no fonts), BadInput.
Status write_roster_files(const CompileRoster& request, const CompiledRoster& roster,
                          CompileReport& report);

}  // namespace mingce
