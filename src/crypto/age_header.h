// The head of an age file: the file's key, wrapped for each recipient, and what seals them
// together.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "crypto/age_keys.h"
#include "crypto/digest.h"
#include "crypto/secret.h"

namespace mingce {

using AgeFileKey = SecretBytes<16>;

constexpr std::string_view kAgeVersionLine = "age-encryption.org/v1\n";
constexpr std::size_t kAgeHeaderBytesMax = 65536;

/// The file key wrapped for one recipient.
struct AgeStanza {
    std::array<std::uint8_t, 32> share{};  // X25519 of the ephemeral key
    std::array<std::uint8_t, 32> body{};   // the wrapped key and its tag
};

/// A header as read, not yet known to be genuine.
struct AgeHeader {
    std::vector<AgeStanza> stanzas;  // those of X25519; other kinds are passed over
    std::string signed_text;         // up to and including "---"
    Hash mac{};
};

/// The whole header. Precondition: recipients as AgeRecipient makes them.
std::string make_age_header(std::span<const AgeRecipient> recipients, const AgeFileKey& file_key,
                            Random& random);

/// Bytes of the header that `bytes` begin with; 0 while its end is not among them.
std::size_t age_header_size(std::string_view bytes);

/// Errors: crypto.age_not_age, crypto.age_header_damaged.
Result<AgeHeader> parse_age_header(std::string_view header);

/// The file key, once the header is known to be whole. Errors: crypto.age_identity_wrong,
/// crypto.age_header_damaged.
Result<AgeFileKey> unwrap_file_key(const AgeHeader& header, const AgeIdentity& identity);

}  // namespace mingce
