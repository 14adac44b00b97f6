// `mingce roster compile` and `compare`: from the command line to the use case, and its report
// back.
#pragma once

#include "base/date.h"
#include "cli/commands.h"
#include "usecases/files/hand_over.h"

namespace mingce {

int compile_roster_command(const Arguments& arguments, const ReadHandOver& hand_over, Date as_of,
                           const Console& console);

int compare_roster_command(const Arguments& arguments, const ReadHandOver& hand_over, Date today,
                           const Console& console);

}  // namespace mingce
