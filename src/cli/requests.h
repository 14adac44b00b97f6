// What command lines ask for, as the use cases take it.
#pragma once

#include "base/date.h"
#include "base/result.h"
#include "cli/commands.h"
#include "usecases/files/hand_over.h"

namespace mingce {

/// 2026-09-01 or 20260901; "" is today in Beijing. Errors: Misuse (cli.date).
Result<Date> date_of(const std::string& text);
/// Errors: Misuse (cli.kind); those of the column map.
Result<ReadHandOver> hand_over_of(const Arguments& arguments);

}  // namespace mingce
