#include "usecases/students/pair_decision.h"

#include "crypto/bytes_as_text.h"
#include "store/students.h"

namespace mingce {

Status decide_pair(Tx& tx, const Context& context, MatchPair pair, const PairDecision& made) {
    pair.state = made.state;
    pair.reason = made.reason;
    pair.decided_at = context.now;
    pair.decided_by = context.actor;
    Boxes boxes = context.boxes();
    StudentSealer sealer(boxes);
    const OpenStudentKey key = TRY(students::load_key(tx, boxes, pair.one));
    TRY(match_pairs::decide(tx, boxes, key, pair));
    const Hash commitment = sealer.commitment(key, decision_text(pair));
    return audit(
        tx, context,
        {made.state == PairState::Same ? "match.same" : "match.different", "match", pair.id,
         "one=" + pair.one.hex() + " other=" + pair.other.hex(), std::string(view_of(commitment))});
}

}  // namespace mingce
