#include "crypto/checkpoint.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>

#include <sodium.h>

#include "base/text.h"
#include "crypto/bytes_as_text.h"
#include "crypto/problems.h"

namespace mingce {

namespace {

constexpr std::size_t kSignaturesMax = 100;
constexpr std::uint8_t kEd25519 = 1;
constexpr std::string_view kSignatureMark = "\xE2\x80\x94 ";  // an em dash and a blank
constexpr std::size_t kIdBytes = 4;

using KeyId = std::array<std::uint8_t, kIdBytes>;
static_assert(std::tuple_size_v<NoteSignature> == crypto_sign_BYTES);

/// The first line of a text, which is taken off; nothing when no line ends there.
std::optional<std::string_view> take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

bool is_name(std::string_view name) {
    if (name.empty() || !is_valid_utf8(name)) return false;
    while (!name.empty()) {
        const char32_t c = next_code_point(name);
        if (c == '+' || c < 0x20 || is_blank(c)) return false;
    }
    return true;
}

KeyId key_id(std::string_view name, std::span<const std::uint8_t> key) {
    Sha256 digest;
    digest.add(name);
    digest.add("\n");
    digest.add(std::string_view("\x01", 1));
    digest.add(view_of(key));
    const Hash hash = digest.finish();
    KeyId id{};
    std::copy_n(hash.begin(), id.size(), id.begin());
    return id;
}

std::optional<std::uint64_t> read_size(std::string_view digits) {
    std::uint64_t size = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    const bool canonical = digits == "0" || !digits.starts_with('0');
    if (failed != std::errc{} || end != digits.data() + digits.size() || !canonical)
        return std::nullopt;
    return size;
}

/// What a signed note is made of: its text with the last line end, and the signature lines.
struct Note {
    std::string_view text, signatures;
};

std::optional<Note> split_note(std::string_view note, std::size_t bytes_max) {
    if (note.size() > bytes_max || !is_valid_utf8(note)) return std::nullopt;
    if (std::any_of(note.begin(), note.end(),
                    [](char c) { return c >= 0 && c < ' ' && c != '\n'; }))
        return std::nullopt;
    // The last empty line: an earlier one belongs to the text.
    const std::size_t end = note.rfind("\n\n");
    if (end == std::string_view::npos) return std::nullopt;
    const Note parts{note.substr(0, end + 1), note.substr(end + 2)};
    if (parts.signatures.empty() || !parts.signatures.ends_with('\n')) return std::nullopt;
    return parts;
}

struct SignatureLine {
    std::string_view name, base64;
};

std::optional<SignatureLine> parse_signature_line(std::string_view line) {
    if (!line.starts_with(kSignatureMark)) return std::nullopt;
    line.remove_prefix(kSignatureMark.size());
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    const SignatureLine parts{line.substr(0, blank), line.substr(blank + 1)};
    if (!is_name(parts.name) || parts.base64.empty()) return std::nullopt;
    return parts;
}

}  // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
    return checkpoint.origin + "\n" + std::to_string(checkpoint.head.size) + "\n" +
           base64_of(checkpoint.head.root) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
    const auto origin = take_line(text), size_digits = take_line(text), root = take_line(text);
    if (!origin || origin->empty() || !size_digits || !root || !is_valid_utf8(*origin))
        return Error(problem::kCheckpointMalformed);
    const auto size = read_size(*size_digits);
    Checkpoint checkpoint{std::string(*origin), {size.value_or(0), {}}};
    if (!size || !read_base64(*root, checkpoint.head.root))
        return Error(problem::kCheckpointMalformed);
    while (!text.empty()) {
        const auto extension = take_line(text);
        if (!extension || extension->empty()) return Error(problem::kCheckpointMalformed);
    }
    return checkpoint;
}

CheckpointVerifier::CheckpointVerifier(std::string name, const PublicKey& key)
    : name_(std::move(name)), key_(key), id_(key_id(name_, key_)) {}

Result<CheckpointVerifier> CheckpointVerifier::parse(std::string_view text) {
    const std::size_t first = text.find('+');
    const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) return Error(problem::kVerifierMalformed);
    const std::string_view name = text.substr(0, first);
    KeyId id{};
    std::array<std::uint8_t, 1 + crypto_sign_PUBLICKEYBYTES> typed_key{};
    if (!is_name(name) || !read_hex(text.substr(first + 1, second - first - 1), id) ||
        !read_base64(text.substr(second + 1), typed_key) || typed_key[0] != kEd25519)
        return Error(problem::kVerifierMalformed);
    PublicKey key{};
    std::copy(typed_key.begin() + 1, typed_key.end(), key.begin());
    CheckpointVerifier verifier(std::string(name), key);
    if (verifier.id_ != id) return Error(problem::kVerifierMalformed);
    return verifier;
}

std::string CheckpointVerifier::text() const {
    std::array<std::uint8_t, 1 + crypto_sign_PUBLICKEYBYTES> typed_key{kEd25519};
    std::copy(key_.begin(), key_.end(), typed_key.begin() + 1);
    return name_ + "+" + hex_of(id_) + "+" + base64_of(typed_key);
}

Result<Checkpoint> CheckpointVerifier::open(std::string_view note) const {
    return parse_checkpoint(TRY(open_note(note, kCheckpointBytesMax)));
}

Result<std::string_view> CheckpointVerifier::open_note(std::string_view note,
                                                       std::size_t bytes_max) const {
    const auto parts = split_note(note, bytes_max);
    if (!parts) return Error(problem::kCheckpointMalformed);
    std::string_view left = parts->signatures;
    bool signed_by_us = false;
    for (std::size_t count = 0; !left.empty(); ++count) {
        const auto line = take_line(left);
        const auto signature = line ? parse_signature_line(*line) : std::nullopt;
        if (!signature || count >= kSignaturesMax) return Error(problem::kCheckpointMalformed);
        std::array<std::uint8_t, kIdBytes + std::tuple_size_v<NoteSignature>> bytes{};
        // Another length, as another key id, is another signer's kind of key.
        if (signature->name != name_ || !read_base64(signature->base64, bytes)) continue;
        if (!std::equal(id_.begin(), id_.end(), bytes.begin())) continue;
        if (crypto_sign_verify_detached(bytes.data() + kIdBytes, bytes_of(parts->text).data(),
                                        parts->text.size(), key_.data()) != 0)
            return Error(problem::kCheckpointForged);
        signed_by_us = true;
    }
    if (!signed_by_us) return Error(problem::kCheckpointUnsigned);
    return parts->text;
}

bool CheckpointVerifier::has_signed(std::string_view text, const NoteSignature& signature) const {
    return crypto_sign_verify_detached(signature.data(), bytes_of(text).data(), text.size(),
                                       key_.data()) == 0;
}

CheckpointSigner::CheckpointSigner(CheckpointVerifier verifier, SecretKey seed)
    : verifier_(std::move(verifier)), seed_(std::move(seed)) {}

Result<CheckpointSigner> CheckpointSigner::make(std::string name, const SecretKey& seed) {
    if (!is_name(name)) return Error(problem::kVerifierMalformed);
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> key{};
    SecretBytes<crypto_sign_SECRETKEYBYTES> secret;
    crypto_sign_seed_keypair(key.data(), secret.room().data(), seed.bytes().data());
    return CheckpointSigner({std::move(name), key}, seed.copy());
}

std::string CheckpointSigner::sign(const Checkpoint& checkpoint) const {
    return sign_note(checkpoint_text(checkpoint));
}

std::string CheckpointSigner::sign_note(std::string_view text) const {
    const NoteSignature signature = signature_of(text);
    std::array<std::uint8_t, kIdBytes + std::tuple_size_v<NoteSignature>> bytes{};
    std::copy(verifier_.id_.begin(), verifier_.id_.end(), bytes.begin());
    std::copy(signature.begin(), signature.end(), bytes.begin() + kIdBytes);
    return std::string(text) + "\n" + std::string(kSignatureMark) + verifier_.name_ + " " +
           base64_of(bytes) + "\n";
}

NoteSignature CheckpointSigner::signature_of(std::string_view text) const {
    CheckpointVerifier::PublicKey key{};
    SecretBytes<crypto_sign_SECRETKEYBYTES> secret;
    crypto_sign_seed_keypair(key.data(), secret.room().data(), seed_.bytes().data());
    NoteSignature signature{};
    crypto_sign_detached(signature.data(), nullptr, bytes_of(text).data(), text.size(),
                         secret.bytes().data());
    return signature;
}

}  // namespace mingce
