// Revisions in the database: what was sealed, in pieces, under the record's key. Added, never
// altered; the fingerprint is checked whenever a head is read, a piece's digest with the piece.
#pragma once

#include <string>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/revision.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

struct SealedRevision {
    Id id, edition;
    std::int64_t number = 0;  // of the edition, from 1
    std::int64_t definition_version = 0;
    Moment as_of, sealed_at;
    std::string actor;
    Id account;  // none: at the machine
    std::int64_t listed = 0, annexed = 0;
    std::string sha256;  // 32 bytes: the fingerprint
};

namespace revisions {

/// Pieces as they lie in the database; made outside the transaction, as they take a while.
struct PackedRevision {
    std::string head;
    std::vector<std::string> pieces;  // the findings are the last
    std::vector<Id> ids;              // of the pieces
};
PackedRevision pack(Boxes& boxes, const Id& revision, const RevisionTexts& texts,
                    std::vector<Id> ids);
Status add(Tx& tx, const SealedRevision& revision, const PackedRevision& packed);

/// Of an edition, in order.
Result<std::vector<SealedRevision>> list(Tx& tx, const Id& edition);
/// Errors: NotFound (revision.unknown).
Result<SealedRevision> load(Tx& tx, const Id& edition, std::int64_t number);

/// Errors: revision.damaged, also where the text is not what the fingerprint is of.
Result<RevisionHead> head(Tx& tx, Boxes& boxes, const SealedRevision& revision);
Result<RevisionRows> part(Tx& tx, Boxes& boxes, const SealedRevision& revision,
                          const RevisionHead& head, std::size_t part);
Result<std::vector<RevisionFinding>> findings(Tx& tx, Boxes& boxes, const SealedRevision& revision,
                                              const RevisionHead& head);

}  // namespace revisions

}  // namespace mingce
