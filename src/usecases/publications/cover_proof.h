// The proof on a cover: that the act of publishing this edition stands in the audit, under a
// checkpoint the institution signed. Checked by anybody with the public key.
//
//   mingce-cover-proof 1
//   ‹number of the entry›
//   ‹the entry's canonical line›
//   ‹hash, base64›         any number of them, RFC 9162 2.1.3
//   ‹empty line›
//   ‹signed note: origin, size, root›
#pragma once

#include <string>
#include <string_view>

#include "crypto/checkpoint.h"
#include "domain/audit_entry.h"
#include "usecases/editions/edition_reading.h"

namespace mingce {

struct PublishingProof {
    std::uint64_t entry = 0;  // its number in the audit, from 0
    Checkpoint checkpoint;
    std::string text;  // the whole proof
};
/// Of the edition's publishing, against the first checkpoint that covers it: the same whenever it
/// is asked for. Numbers what the audit has waiting first. Errors: Conflict
/// (publication.not_published).
Result<PublishingProof> publishing_proof(const Context& context, const FoundEdition& found);

struct CheckedCover {
    std::uint64_t number = 0;
    AuditEntry entry;
    Checkpoint checkpoint;
};
inline constexpr std::string_view kCoverProofMark = "mingce-cover-proof 1\n";
/// Errors: publication.proof_malformed, publication.proof_false; those of CheckpointVerifier.
Result<CheckedCover> check_cover_proof(std::string_view text, std::string_view public_key);

}  // namespace mingce
