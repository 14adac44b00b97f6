// Proofs that fit on a page: that an entry is in the audit, that a later audit begins with an
// earlier one. Checked by anybody with the public key, without the record.
//
// A text of canonical lines (base/canonical_line.h), UTF-8, of one of two kinds:
//
//   mingce-audit-proof  1  inclusion  public-key      mingce-audit-proof  1  consistency public-key
//   entry  number  id  at … commitment                earlier  note
//   checkpoint  note                                  checkpoint  note
//   hash  64 digits      (any number of them)         hash  64 digits     (any number of them)
//   end                                               end
//
// `entry` has the parts of an export's entry line without the leaf hash
// (usecases/audit/audit_export.h); the hashes are those of RFC 9162, 2.1.3 and 2.1.4, in their
// order.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/checkpoint.h"
#include "domain/audit_entry.h"
#include "usecases/record/record.h"

namespace mingce {

/// An entry by number or by id, against the newest checkpoint; what waits is numbered first.
/// Hashes every leaf. Errors: NotFound (audit.entry_unknown); the database's.
Result<std::string> prove_entry(const Context& context, std::string_view who);

/// That the record's audit begins with that of an earlier note.
/// Errors: those of CheckpointVerifier::open; Conflict (audit.note_differs).
Result<std::string> prove_consistency(const Context& context, std::string_view note);

struct CheckedProof {
    std::uint64_t number = 0;         // of the entry
    std::optional<AuditEntry> entry;  // of a proof of inclusion
    std::optional<TreeHead> earlier;  // of a proof of consistency
    Checkpoint checkpoint;
    std::string public_key;
    bool is_key_of_file = false;  // nobody but the proof itself vouches for the key
};

inline constexpr std::size_t kProofBytesMax = std::size_t{1} << 18;

/// Holds, or is refused. Limits: kProofBytesMax, 65 hashes: no path is longer.
/// Errors: BadInput (audit.proof_malformed, audit.proof_false, audit.other_origin; those of
/// CheckpointVerifier).
Result<CheckedProof> check_proof(std::string_view text,
                                 const std::optional<std::string>& public_key);

}  // namespace mingce
