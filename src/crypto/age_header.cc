#include "crypto/age_header.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include <sodium.h>

#include "crypto/bytes_as_text.h"
#include "crypto/problems.h"

namespace mingce {

namespace {

constexpr std::string_view kStanzaMark = "-> ", kX25519 = "X25519", kEndMark = "---";
constexpr std::string_view kWrapInfo = "age-encryption.org/v1/X25519";
constexpr std::size_t kBodyColumns = 64;  // every line of a body but its last has so many
constexpr std::uint8_t kZeroNonce[crypto_aead_chacha20poly1305_IETF_NPUBBYTES] = {};

using Key = std::span<const std::uint8_t, 32>;

// The key that wraps the file key: of what both sides can compute. Nothing when the point of the
// other side shares no secret.
std::optional<SecretBytes<32>> wrapping_key(Key secret, Key point, const std::string& salt) {
    SecretBytes<32> shared, key;
    if (crypto_scalarmult(shared.room().data(), secret.data(), point.data()) != 0)
        return std::nullopt;
    hkdf_sha256(shared.bytes(), salt, kWrapInfo, key.room());
    return key;
}

std::string salt_of(Key share, Key recipient) {
    std::string salt(view_of(share));
    salt.append(view_of(recipient));
    return salt;
}

Hash mac_of(std::string_view signed_text, const AgeFileKey& file_key) {
    SecretBytes<32> key;
    hkdf_sha256(file_key.bytes(), "", "header", key.room());
    return HmacSha256(key.bytes()).of(signed_text);
}

AgeStanza wrap(const AgeRecipient& recipient, const AgeFileKey& file_key, Random& random) {
    const auto ephemeral = SecretBytes<32>::make(random);
    AgeStanza stanza;
    crypto_scalarmult_base(stanza.share.data(), ephemeral.bytes().data());
    const auto key = wrapping_key(ephemeral.bytes(), recipient.bytes(),
                                  salt_of(stanza.share, recipient.bytes()));
    if (!key) std::abort();  // AgeRecipient lets no such point through
    crypto_aead_chacha20poly1305_ietf_encrypt(stanza.body.data(), nullptr, file_key.bytes().data(),
                                              file_key.bytes().size(), nullptr, 0, nullptr,
                                              kZeroNonce, key->bytes().data());
    return stanza;
}

std::optional<AgeFileKey> unwrap(const AgeStanza& stanza, const AgeIdentity& identity, Key own) {
    const auto key = wrapping_key(identity.bytes(), stanza.share, salt_of(stanza.share, own));
    AgeFileKey file_key;
    if (!key || crypto_aead_chacha20poly1305_ietf_decrypt(
                    file_key.room().data(), nullptr, nullptr, stanza.body.data(),
                    stanza.body.size(), nullptr, 0, kZeroNonce, key->bytes().data()) != 0)
        return std::nullopt;
    return file_key;
}

std::string_view next_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

// Words of visible ASCII with single blanks between; none at all when it is anything else.
std::vector<std::string_view> arguments_of(std::string_view line) {
    std::vector<std::string_view> words;
    while (true) {
        const std::string_view word = line.substr(0, line.find(' '));
        const auto is_visible = [](char c) { return c > ' ' && c < 0x7F; };
        if (word.empty() || !std::all_of(word.begin(), word.end(), is_visible)) return {};
        words.push_back(word);
        if (word.size() == line.size()) return words;
        line.remove_prefix(word.size() + 1);
    }
}

// A body of any length, its lines joined; nothing when it does not end in a short line, or is not
// the one spelling of its bytes.
std::optional<std::string> read_body(std::string_view& rest) {
    std::string joined;
    std::string_view line;
    do {
        if (rest.empty()) return std::nullopt;
        line = next_line(rest);
        if (line.size() > kBodyColumns) return std::nullopt;
        joined.append(line);
    } while (line.size() == kBodyColumns);
    std::vector<std::uint8_t> bytes(joined.size() * 3 / 4);
    if (!read_base64(joined, bytes, Padding::Unpadded)) return std::nullopt;
    return joined;
}

bool read_stanza(std::string_view& rest, std::vector<AgeStanza>& stanzas) {
    const auto words = arguments_of(next_line(rest).substr(kStanzaMark.size()));
    const auto body = read_body(rest);
    if (words.empty() || !body) return false;
    if (words.front() != kX25519) return true;
    AgeStanza stanza;
    if (words.size() != 2 || !read_base64(words[1], stanza.share, Padding::Unpadded) ||
        !read_base64(*body, stanza.body, Padding::Unpadded))
        return false;
    stanzas.push_back(stanza);
    return true;
}

}  // namespace

std::string make_age_header(std::span<const AgeRecipient> recipients, const AgeFileKey& file_key,
                            Random& random) {
    std::string header(kAgeVersionLine);
    for (const AgeRecipient& recipient : recipients) {
        const AgeStanza stanza = wrap(recipient, file_key, random);
        header.append(kStanzaMark).append(kX25519).append(" ");
        header.append(base64_of(stanza.share, Padding::Unpadded)).append("\n");
        header.append(base64_of(stanza.body, Padding::Unpadded)).append("\n");
    }
    header.append(kEndMark);
    const Hash mac = mac_of(header, file_key);
    header.append(" ").append(base64_of(mac, Padding::Unpadded)).append("\n");
    return header;
}

std::size_t age_header_size(std::string_view bytes) {
    const std::size_t mark = bytes.find("\n---");
    if (mark == std::string_view::npos) return 0;
    const std::size_t end = bytes.find('\n', mark + 1);
    return end == std::string_view::npos ? 0 : end + 1;
}

Result<AgeHeader> parse_age_header(std::string_view header) {
    if (!header.starts_with(kAgeVersionLine)) return Error(problem::kAgeNotAge);
    if (header.size() > kAgeHeaderBytesMax || !header.ends_with('\n'))
        return Error(problem::kAgeHeaderDamaged);
    AgeHeader parsed;
    std::string_view rest = header.substr(kAgeVersionLine.size());
    while (rest.starts_with(kStanzaMark))
        if (!read_stanza(rest, parsed.stanzas)) return Error(problem::kAgeHeaderDamaged);
    parsed.signed_text = header.substr(0, header.size() - rest.size() + kEndMark.size());
    const std::string_view line = next_line(rest);
    if (!line.starts_with(kEndMark) || !line.substr(kEndMark.size()).starts_with(' ') ||
        !read_base64(line.substr(kEndMark.size() + 1), parsed.mac, Padding::Unpadded) ||
        !rest.empty())
        return Error(problem::kAgeHeaderDamaged);
    return parsed;
}

Result<AgeFileKey> unwrap_file_key(const AgeHeader& header, const AgeIdentity& identity) {
    const AgeRecipient own = identity.recipient();
    for (const AgeStanza& stanza : header.stanzas) {
        auto file_key = unwrap(stanza, identity, own.bytes());
        if (!file_key) continue;
        if (!equal_in_constant_time(mac_of(header.signed_text, *file_key), header.mac))
            return Error(problem::kAgeHeaderDamaged);
        return std::move(*file_key);
    }
    return Error(problem::kAgeIdentityWrong);
}

}  // namespace mingce
