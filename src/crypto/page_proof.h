// What a page of a filed roster says of itself in its QR code, signed: enough to see without a
// network that the school printed it, and nothing about a person.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/checkpoint.h"

namespace mingce {

struct PageProof {
    std::string intake;  // its key
    std::int64_t edition = 0, revision = 0;
    std::uint64_t volume = 0, page = 0, pages = 0;  // from 1; pages of the volume
    std::string code;                               // crypto/page_code.h
    bool operator==(const PageProof&) const = default;
};
struct SignedPageProof {
    PageProof proof;
    NoteSignature signature{};
};

/// What is hashed for a page's code: the same rows in another edition, or another place, are
/// another page. `content` is the hash of the page's own text, in hexadecimal.
std::string page_identity(std::string_view origin, const PageProof& proof,
                          std::string_view content);
/// The bytes that are signed.
std::string proof_text(std::string_view origin, const PageProof& proof);

/// `ADDRESS#1/2026-UG/1/2/5/12/46/JGM5…/signature`: which edition and revision, volume, page of how
/// many, code, and the signature in base 32, which the fragment of an address may hold. The address
/// (https://roster.school.edu.cn/verify, "" for none) is made capital: QR codes hold capitals in
/// less room. 200 bytes at most, where the address has 48 at most and the intake's key 9.
std::string qr_text(std::string_view address, const SignedPageProof& page);
/// Reads that text, with its address or without. Errors: crypto.mark_malformed; those of
/// read_page_code().
Result<SignedPageProof> parse_qr_text(std::string_view text);
/// What that text says, signed by the record's key. Errors: as parse_qr_text(); crypto.mark_forged.
Result<PageProof> open_qr_text(std::string_view text, std::string_view origin,
                               const CheckpointVerifier& verifier);

}  // namespace mingce
