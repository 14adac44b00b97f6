// The recovery sheet as it is printed: the only way back when the key file is lost.
#pragma once

#include "cli/console.h"
#include "usecases/record/root_key.h"

namespace mingce {

/// To the data stream, to be printed and kept in the safe; one JSON line with --json.
void print_recovery_sheet(const RecoverySheet& sheet, const Console& console);

}  // namespace mingce
