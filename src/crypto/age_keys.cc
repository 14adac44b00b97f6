#include "crypto/age_keys.h"

#include <algorithm>

#include <sodium.h>

#include "base/text.h"
#include "crypto/bech32.h"
#include "crypto/problems.h"

namespace mingce {

namespace {

constexpr std::string_view kRecipientPrefix = "age", kIdentityPrefix = "age-secret-key-";

}  // namespace

Result<AgeRecipient> AgeRecipient::parse(std::string_view text) {
    std::array<std::uint8_t, crypto_scalarmult_BYTES> key{}, ignored{};
    // age writes recipients in lower case only; a point of small order would share no secret.
    const SecretBytes<crypto_scalarmult_SCALARBYTES> any;
    if (text.starts_with('A') || !read_bech32(text, kRecipientPrefix, key) ||
        crypto_scalarmult(ignored.data(), any.bytes().data(), key.data()) != 0)
        return Error(problem::kAgeRecipientMalformed);
    return AgeRecipient(key);
}

std::string AgeRecipient::text() const { return bech32_of(kRecipientPrefix, bytes_); }

Result<AgeIdentity> AgeIdentity::parse(std::string_view text) {
    SecretKey secret;
    if (text.starts_with('a') || !read_bech32(text, kIdentityPrefix, secret.room()))
        return Error(problem::kAgeIdentityMalformed);
    return AgeIdentity(std::move(secret));
}

std::string AgeIdentity::text() const {
    std::string text = bech32_of(kIdentityPrefix, secret_.bytes());
    std::transform(text.begin(), text.end(), text.begin(), to_upper);
    return text;
}

AgeRecipient AgeIdentity::recipient() const {
    std::array<std::uint8_t, crypto_scalarmult_BYTES> key{};
    crypto_scalarmult_base(key.data(), secret_.bytes().data());
    return AgeRecipient(key);
}

}  // namespace mingce
