#include "usecases/publications/cover_proof.h"

#include <charconv>

#include "crypto/bytes_as_text.h"
#include "store/audit_log.h"
#include "usecases/publications/publication_problems.h"

namespace mingce {

namespace {

/// The last time this edition was published, with its number.
Result<audit_log::NumberedEntry> entry_of(Tx& tx, const FoundEdition& found) {
    audit_log::Selection selection;
    selection.subject_from = selection.subject_to = found.edition.id;
    selection.action = "edition.publish";
    std::optional<std::uint64_t> number;
    TRY(audit_log::each_listed(tx, selection, [&](const audit_log::ListedEntry& entry) -> Status {
        if (entry.number) number = entry.number;
        return Done{};
    }));
    if (!number) return Error(problem::kNotPublished, told_of(found.edition.state));
    auto numbered = TRY(audit_log::numbered(tx, *number));
    if (!numbered) return Error(problem::kNotPublished, told_of(found.edition.state));
    return std::move(*numbered);
}

Result<PublishingProof> prove(Tx& tx, const FoundEdition& found,
                              const CheckpointVerifier& verifier) {
    const audit_log::NumberedEntry entry = TRY(entry_of(tx, found));
    const std::vector<Hash> leaves = TRY(audit_log::leaves(tx));
    for (const audit_log::StoredCheckpoint& stored : TRY(audit_log::checkpoints(tx))) {
        if (stored.size <= entry.number || stored.size > leaves.size()) continue;
        PublishingProof proof;
        proof.entry = entry.number;
        proof.checkpoint = TRY(verifier.open(stored.note));
        proof.text = std::string(kCoverProofMark) + std::to_string(entry.number) + "\n" +
                     canonical_text(entry.entry);
        for (const Hash& hash : inclusion_proof(std::span(leaves).first(stored.size), entry.number))
            proof.text += base64_of(hash) + "\n";
        proof.text += "\n" + stored.note;
        return proof;
    }
    return Error(problem::kNotPublished, told_of(found.edition.state));
}

/// The first line of a text, which is taken off.
std::string_view take_proof_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

}  // namespace

Result<PublishingProof> publishing_proof(const Context& context, const FoundEdition& found) {
    TRY(context.record.settle_audit(context.now));
    const CheckpointSigner signer = TRY(context.record.ring().signer(context.record.origin()));
    return read_value(context.database(),
                      [&](Tx& tx) { return prove(tx, found, signer.verifier()); });
}

Result<CheckedCover> check_cover_proof(std::string_view text, std::string_view public_key) {
    constexpr std::size_t kProofMost = 1 << 16, kHashesMost = 65;
    const CheckpointVerifier verifier = TRY(CheckpointVerifier::parse(public_key));
    if (!text.starts_with(kCoverProofMark) || text.size() > kProofMost)
        return Error(problem::kProofOfCoverMalformed);
    text.remove_prefix(kCoverProofMark.size());
    CheckedCover checked;
    const std::string_view number = take_proof_line(text);
    const auto [end, failed] =
        std::from_chars(number.data(), number.data() + number.size(), checked.number);
    const std::string line = std::string(take_proof_line(text)) + "\n";
    auto entry = parse_audit_text(line);
    if (failed != std::errc() || end != number.data() + number.size() || !entry)
        return Error(problem::kProofOfCoverMalformed);
    std::vector<Hash> hashes;
    for (std::string_view hash = take_proof_line(text); !hash.empty();
         hash = take_proof_line(text)) {
        if (hashes.size() == kHashesMost || !read_base64(hash, hashes.emplace_back()))
            return Error(problem::kProofOfCoverMalformed);
    }
    checked.checkpoint = TRY(verifier.open(text));
    checked.entry = std::move(*entry);
    if (!inclusion_holds(leaf_hash(line), checked.number, checked.checkpoint.head, hashes))
        return Error(problem::kProofOfCoverFalse);
    return checked;
}

}  // namespace mingce
