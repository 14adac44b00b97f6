#include "usecases/publications/verify_file.h"

#include <algorithm>

#include "crypto/pdf_signature.h"
#include "usecases/publications/cover_proof.h"
#include "usecases/publications/publication_problems.h"
#include "usecases/record/output_file.h"

namespace mingce {

std::string_view key_of(FileVerdict verdict) {
    static constexpr std::string_view kVerdicts[] = {"copy", "signed", "cover"};
    return kVerdicts[static_cast<std::size_t>(verdict)];
}

Result<VerifiedFile> verify_file(std::string_view bytes, const PageList* list,
                                 std::string_view public_key) {
    VerifiedFile verified;
    verified.sha256 = sha256_hex(bytes);
    if (bytes.starts_with(kCoverProofMark)) {
        const CheckedCover cover = TRY(check_cover_proof(bytes, public_key));
        verified.verdict = FileVerdict::Cover;
        verified.entry = cover.entry.action + " " + cover.entry.detail;
        return verified;
    }
    if (list == nullptr) return Error(problem::kIssuedFileUnknown, verified.sha256);
    const auto listed = std::ranges::find(list->files, verified.sha256, &ListedFile::sha256);
    if (listed != list->files.end()) {
        verified.copy = listed->number;
        return verified;
    }
    if (!bytes.starts_with("%PDF-")) return Error(problem::kIssuedFileUnknown, verified.sha256);
    const PdfSignature signature = TRY(check_pdf_signature(bytes));
    if (list->certificate_sha256.empty() ||
        signature.certificate_sha256 != list->certificate_sha256)
        return Error(problem::kSignedByOther, signature.signer);
    verified.verdict = FileVerdict::Signed;
    verified.signer = signature.signer;
    return verified;
}

}  // namespace mingce
