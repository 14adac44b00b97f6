// What a check talks about beside its findings: files, counts that balance, causes, where to begin.
#pragma once

#include "cli/console.h"
#include "usecases/files/check_files.h"

namespace mingce {

/// Files by what became of them, provinces, columns not mapped, repairs, rows that balance,
/// findings by cause and by file. To console.talk.
void print_check_summary(const CheckReport& report, const Console& console);

}  // namespace mingce
