// What stands on a roster besides students, as far as a request and its students tell.
#pragma once

#include "domain/roster.h"
#include "usecases/rosters/compile_roster.h"

namespace mingce {

/// `language` is the paper's.
RosterMeta roster_meta(const CompileRoster& request, const HandOver& hand_over, Language language);

}  // namespace mingce
