// Signed heads of the audit's tree, as anybody's tools read them: a C2SP tlog-checkpoint inside a
// C2SP signed note, Ed25519. The same key signs what the school publishes: lists of pages as notes,
// and each page's mark.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/secret.h"
#include "crypto/tree.h"

namespace mingce {

struct Checkpoint {
    std::string origin;  // which log: one line, not empty
    TreeHead head;
    bool operator==(const Checkpoint&) const = default;
};

/// The text that is signed: origin, size in decimal, root in base64, one line each.
std::string checkpoint_text(const Checkpoint& checkpoint);
/// Reads that text; further lines, which the format allows, are passed over.
/// Errors: crypto.checkpoint_malformed.
Result<Checkpoint> parse_checkpoint(std::string_view text);

using NoteSignature = std::array<std::uint8_t, 64>;  // Ed25519
inline constexpr std::size_t kCheckpointBytesMax = std::size_t{64} << 10;

/// Knows one public key, by name.
class CheckpointVerifier {
public:
    /// From `name+keyid+base64(0x01 ‖ public key)`, as signed-note tools exchange it.
    /// Errors: crypto.verifier_malformed.
    static Result<CheckpointVerifier> parse(std::string_view text);
    std::string text() const;
    const std::string& name() const { return name_; }

    /// The checkpoint of a note that this key signed. Lines of other signers are passed over.
    /// Limits: 64 KiB, 100 signatures.
    /// Errors: crypto.checkpoint_malformed; crypto.checkpoint_unsigned — no line of this key;
    /// crypto.checkpoint_forged — a line in this key's name that it did not make.
    Result<Checkpoint> open(std::string_view note) const;
    /// The text of a note that this key signed. Limits and errors: as open(), but for the size.
    Result<std::string_view> open_note(std::string_view note, std::size_t bytes_max) const;
    /// Whether this key made the signature of these bytes.
    bool has_signed(std::string_view text, const NoteSignature& signature) const;

private:
    friend class CheckpointSigner;
    using PublicKey = std::array<std::uint8_t, 32>;
    CheckpointVerifier(std::string name, const PublicKey& key);

    std::string name_;
    PublicKey key_;
    std::array<std::uint8_t, 4> id_;
};

/// Signs checkpoints with the Ed25519 key of a seed.
class CheckpointSigner {
public:
    /// The name is not empty and has neither blanks nor '+'; a host name is usual.
    /// Errors: crypto.verifier_malformed.
    static Result<CheckpointSigner> make(std::string name, const SecretKey& seed);
    const CheckpointVerifier& verifier() const { return verifier_; }
    /// The note: text, empty line, one signature line. The same checkpoint gives the same bytes.
    std::string sign(const Checkpoint& checkpoint) const;
    /// Of any text that ends its last line and has no control character but line ends.
    std::string sign_note(std::string_view text) const;
    /// Of bytes that no note begins with: say first what they are.
    NoteSignature signature_of(std::string_view text) const;

private:
    CheckpointSigner(CheckpointVerifier verifier, SecretKey seed);

    CheckpointVerifier verifier_;
    SecretKey seed_;
};

}  // namespace mingce
