// What somebody decided of two students who may be one, written with its reason and audited.
#pragma once

#include <string>

#include "store/match_pairs.h"
#include "usecases/record/record.h"

namespace mingce {

struct PairDecision {
    PairState state = PairState::Different;
    const std::string& reason;
};
/// The reason may name a person: it stands sealed beside the pair, the audit commits to it.
Status decide_pair(Tx& tx, const Context& context, MatchPair pair, const PairDecision& made);

}  // namespace mingce
