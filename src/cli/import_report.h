// What an import says: rows that balance, what it would change field by field, and what is open.
#pragma once

#include "cli/console.h"
#include "usecases/imports/import_batch.h"

namespace mingce {

/// Differences to console.data, one a line; counts to console.talk. Sealed values are masked.
void print_import(const ImportReport& report, const Console& console);

}  // namespace mingce
