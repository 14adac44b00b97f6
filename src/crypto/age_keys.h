// The keys of an age file (age-encryption.org/v1, X25519): whom a backup is written for, and who
// can read it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/secret.h"

namespace mingce {

/// A public key: whoever has its identity can read.
class AgeRecipient {
public:
    /// age1… in Bech32, of a point that can share a secret.
    /// Errors: crypto.age_recipient_malformed.
    static Result<AgeRecipient> parse(std::string_view text);
    std::string text() const;
    std::span<const std::uint8_t, 32> bytes() const { return bytes_; }

private:
    friend class AgeIdentity;
    explicit AgeRecipient(const std::array<std::uint8_t, 32>& bytes) : bytes_(bytes) {}
    std::array<std::uint8_t, 32> bytes_;
};

/// A secret key.
class AgeIdentity {
public:
    /// Any 32 secret bytes will do.
    explicit AgeIdentity(SecretKey secret) : secret_(std::move(secret)) {}
    /// AGE-SECRET-KEY-1… in Bech32. Errors: crypto.age_identity_malformed.
    static Result<AgeIdentity> parse(std::string_view text);
    std::string text() const;
    AgeRecipient recipient() const;
    std::span<const std::uint8_t, 32> bytes() const { return secret_.bytes(); }

private:
    SecretKey secret_;
};

}  // namespace mingce
