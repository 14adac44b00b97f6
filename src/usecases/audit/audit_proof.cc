#include "usecases/audit/audit_proof.h"

#include <charconv>

#include "base/canonical_line.h"
#include "base/text.h"
#include "crypto/bytes_as_text.h"
#include "store/audit_log.h"
#include "store/record_problems.h"
#include "usecases/access/permitted.h"
#include "usecases/audit/audit_problems.h"

namespace mingce {

namespace {

constexpr std::string_view kMark = "mingce-audit-proof", kInclusion = "inclusion",
                           kConsistency = "consistency";
// A path has one hash a level, and a proof of consistency one more.
constexpr std::size_t kHashesMax = 65;

using Parts = std::vector<std::string>;

/// The lines of a proof; nothing where one is not canonical or the last has no end.
std::optional<std::vector<Parts>> split_lines(std::string_view text) {
    std::vector<Parts> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        auto parts = parse_canonical_line(text.substr(0, end));
        if (!parts) return std::nullopt;
        lines.push_back(std::move(*parts));
        text.remove_prefix(end + 1);
    }
    return lines;
}

/// What every proof is made of, before anything of it is believed.
struct ProofText {
    bool is_of_entry = false;
    std::string public_key;
    Parts subject;  // the line of the entry or of the earlier note
    std::string note;
    std::vector<Hash> hashes;
};

std::optional<ProofText> read_proof(std::string_view text) {
    constexpr std::size_t kLinesBesideHashes = 4, kEntryParts = 10;
    if (text.size() > kProofBytesMax || !is_valid_utf8(text)) return std::nullopt;
    auto lines = split_lines(text);
    if (!lines || lines->size() < kLinesBesideHashes ||
        lines->size() > kLinesBesideHashes + kHashesMax)
        return std::nullopt;
    const Parts &head = (*lines)[0], &note = (*lines)[2];
    if (head.size() != 4 || head[0] != kMark || head[1] != "1") return std::nullopt;
    if (note.size() != 2 || note[0] != "checkpoint" || lines->back() != Parts{"end"})
        return std::nullopt;
    ProofText proof{head[2] == kInclusion, head[3], std::move((*lines)[1]), note[1], {}};
    const std::string_view mark = proof.is_of_entry ? "entry" : "earlier";
    if (!proof.is_of_entry && head[2] != kConsistency) return std::nullopt;
    if (proof.subject[0] != mark || proof.subject.size() != (proof.is_of_entry ? kEntryParts : 2))
        return std::nullopt;
    for (std::size_t i = kLinesBesideHashes - 1; i + 1 < lines->size(); ++i) {
        const Parts& line = (*lines)[i];
        if (line.size() != 2 || line[0] != "hash" ||
            !read_hex(line[1], proof.hashes.emplace_back()))
            return std::nullopt;
    }
    return proof;
}

std::string finish(std::string text, std::string_view note, std::span<const Hash> hashes) {
    append_canonical_line(text, {"checkpoint", note});
    for (const Hash& hash : hashes) append_canonical_line(text, {"hash", hex_of(hash)});
    append_canonical_line(text, {"end"});
    return text;
}

std::optional<std::uint64_t> number_in(std::string_view digits) {
    std::uint64_t number = 0;
    const auto [end, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failed != std::errc{} || std::to_string(number) != digits) return std::nullopt;
    return number;
}

Result<Checkpoint> open_note(const CheckpointVerifier& key, std::string_view note) {
    Checkpoint checkpoint = TRY(key.open(note));
    if (checkpoint.origin != key.name()) return Error(problem::kAuditOtherOrigin);
    return checkpoint;
}

Result<std::uint64_t> find_entry(Tx& tx, std::string_view who) {
    if (const auto id = Id::parse(who)) {
        const auto number = TRY(audit_log::number_of(tx, *id));
        if (number) return *number;
    } else if (const auto number = number_in(who)) {
        return *number;
    }
    return Error(problem::kAuditEntryUnknown, std::string(who));
}

/// One entry by its number, and no further.
Result<AuditEntry> load_entry(Tx& tx, std::uint64_t number) {
    const auto entry = TRY(audit_log::numbered(tx, number));
    if (!entry) return Error(problem::kAuditEntryUnknown, std::to_string(number));
    return entry->entry;
}

Result<std::string> inclusion_text(Tx& tx, const CheckpointVerifier& key, std::string_view who) {
    const std::uint64_t number = TRY(find_entry(tx, who));
    const AuditEntry entry = TRY(load_entry(tx, number));
    const auto newest = TRY(audit_log::last_checkpoint(tx));
    const std::vector<Hash> leaves = TRY(audit_log::leaves(tx));
    if (!newest || number >= leaves.size() || newest->size != leaves.size())
        return Error(problem::kAuditDamaged);
    std::string text;
    append_canonical_line(text, {kMark, "1", kInclusion, key.text()});
    text += "entry\t" + std::to_string(number) + "\t" +
            canonical_text(entry).substr(kAuditLineStart.size());
    return finish(std::move(text), newest->note, inclusion_proof(leaves, number));
}

Result<std::string> consistency_text(Tx& tx, const CheckpointVerifier& key,
                                     std::string_view earlier_note) {
    const Checkpoint earlier = TRY(open_note(key, earlier_note));
    const auto newest = TRY(audit_log::last_checkpoint(tx));
    const std::vector<Hash> leaves = TRY(audit_log::leaves(tx));
    if (!newest || newest->size != leaves.size()) return Error(problem::kAuditDamaged);
    const std::uint64_t size = earlier.head.size;
    if (size == 0 || size > leaves.size() ||
        tree_head(std::span(leaves).first(size)) != earlier.head)
        return Error(problem::kNoteDiffers, std::to_string(size));
    std::string text;
    append_canonical_line(text, {kMark, "1", kConsistency, key.text()});
    append_canonical_line(text, {"earlier", earlier_note});
    return finish(std::move(text), newest->note, consistency_proof(leaves, size));
}

/// Numbers what waits, so that the newest checkpoint covers all.
Result<CheckpointVerifier> settled_key(const Context& context) {
    TRY(context.record.settle_audit(context.now));
    return TRY(context.record.ring().signer(context.record.origin())).verifier();
}

Status check_entry(const ProofText& proof, CheckedProof& checked) {
    const auto number = number_in(proof.subject[1]);
    std::string leaf(kAuditLineStart);
    for (std::size_t i = 2; i < proof.subject.size(); ++i) {
        append_canonical_part(leaf, proof.subject[i]);
        leaf += i + 1 < proof.subject.size() ? '\t' : '\n';
    }
    checked.entry = parse_audit_text(leaf);
    if (!number || !checked.entry) return Error(problem::kProofMalformed);
    checked.number = *number;
    if (!inclusion_holds(leaf_hash(leaf), *number, checked.checkpoint.head, proof.hashes))
        return Error(problem::kProofFalse);
    return Done{};
}

}  // namespace

Result<std::string> prove_entry(const Context& context, std::string_view who) {
    TRY(require(context, Permission::AuditVerify));
    const CheckpointVerifier key = TRY(settled_key(context));
    return read_value(context.database(), [&](Tx& tx) { return inclusion_text(tx, key, who); });
}

Result<std::string> prove_consistency(const Context& context, std::string_view note) {
    TRY(require(context, Permission::AuditVerify));
    const CheckpointVerifier key = TRY(settled_key(context));
    return read_value(context.database(), [&](Tx& tx) { return consistency_text(tx, key, note); });
}

Result<CheckedProof> check_proof(std::string_view text,
                                 const std::optional<std::string>& public_key) {
    const auto proof = read_proof(text);
    if (!proof) return Error(problem::kProofMalformed);
    const CheckpointVerifier key =
        TRY(CheckpointVerifier::parse(public_key ? *public_key : proof->public_key));
    CheckedProof checked;
    checked.public_key = key.text();
    checked.is_key_of_file = !public_key;
    checked.checkpoint = TRY(open_note(key, proof->note));
    if (proof->is_of_entry) {
        TRY(check_entry(*proof, checked));
        return checked;
    }
    checked.earlier = TRY(open_note(key, proof->subject[1])).head;
    if (!consistency_holds(*checked.earlier, checked.checkpoint.head, proof->hashes))
        return Error(problem::kProofFalse);
    return checked;
}

}  // namespace mingce
