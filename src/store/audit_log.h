// The audit in the database: entries written with what they tell of, numbered afterwards by one
// sequencer, signed as checkpoints (DESIGN 4.8).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "crypto/checkpoint.h"
#include "crypto/tree.h"
#include "domain/audit_entry.h"
#include "store/database.h"

namespace mingce::audit_log {

/// Writes the entry in the transaction of what it tells of; it has no number yet.
Status record(Tx& tx, const AuditEntry& entry);

/// Many at once, in bulk.
Status record_all(Tx& tx, std::span<const AuditEntry> entries);

/// Numbers what waits, in the order of ids, and signs the tree's new head. Returns the entries
/// numbered; nothing waits, nothing is written. Stands first in its transaction, so that of two at
/// once the second sees what the first did.
struct Sequencing {
    const CheckpointSigner& signer;
    std::string origin;
    Moment now;
};
Result<std::uint64_t> number_waiting(Tx& tx, const Sequencing& sequencing);

struct StoredCheckpoint {
    std::uint64_t size = 0;
    Moment at;
    std::string note;
};
Result<std::optional<StoredCheckpoint>> last_checkpoint(Tx& tx);
Result<std::vector<StoredCheckpoint>> checkpoints(Tx& tx);

/// A numbered entry and the leaf hash that stands beside it.
struct NumberedEntry {
    std::uint64_t number = 0;  // from 0
    AuditEntry entry;
    Hash hash{};
};
/// In the order of their numbers, from `first` on.
Status each_numbered(Tx& tx, std::uint64_t first,
                     const std::function<Status(const NumberedEntry&)>& each);
Result<std::optional<NumberedEntry>> numbered(Tx& tx, std::uint64_t number);

/// A checkpoint with the tree it was made of, as stored.
struct CheckpointRow {
    StoredCheckpoint checkpoint;
    std::string frontier;
};
/// The whole audit as it grew: every entry, and each checkpoint after the last entry it covers, or
/// at the end where there is no such entry. Reads some thousand rows at a time; neither call may
/// use the transaction.
struct Growth {
    std::function<Status(const NumberedEntry&)> entry;
    std::function<Status(const CheckpointRow&)> checkpoint;
};
Status each_in_order(Tx& tx, const Growth& growth);

/// Entries that are neither numbered nor waiting, or both, or numbered below 0: none, unless
/// somebody wrote past the program. At most `count`.
Result<std::vector<Id>> out_of_order(Tx& tx, std::uint64_t count);

/// An entry as a list shows it; no number while it waits.
struct ListedEntry {
    std::optional<std::uint64_t> number;
    AuditEntry entry;
};
struct Selection {
    Id subject_from, subject_to;  // inclusive; none: of any subject or of none
    Moment since;
    std::string action;  // "": any
};
/// By number, those that wait last.
Status each_listed(Tx& tx, const Selection& selection,
                   const std::function<Status(const ListedEntry&)>& each);
/// A page of what was done, the latest first.
struct Search {
    std::string actor, action;             // "": any
    std::vector<std::string> but_actions;  // none of these
    Id subject_from, subject_to;           // as above
    Moment from, until;                    // both included; until none: open
    Id before;                             // those made before this one; none: from the latest
    std::size_t most = 50;
};
Result<std::vector<ListedEntry>> search(Tx& tx, const Search& search);
/// The number of an entry, by its id; none while it waits or when there is no such entry.
Result<std::optional<std::uint64_t>> number_of(Tx& tx, const Id& entry);

/// Entries without a number, by id.
Result<std::vector<AuditEntry>> waiting(Tx& tx);
/// Leaf hashes by number.
Result<std::vector<Hash>> leaves(Tx& tx);

/// Of one subject, oldest first, numbered or not.
Result<std::vector<AuditEntry>> of_subject(Tx& tx, const Id& subject);

struct Totals {
    std::uint64_t entries = 0, numbered = 0, waiting = 0;
};
Result<Totals> totals(Tx& tx);

}  // namespace mingce::audit_log
