// SHA-256 and what is built on it: names for bytes, keyed commitments, blind indexes, derived keys.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <openssl/evp.h>

namespace mingce {

using Hash = std::array<std::uint8_t, 32>;

/// SHA-256 of bytes that come in pieces. After finish() or hex() it begins again with nothing.
class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    Hash finish();
    /// finish(), as 64 hexadecimal digits.
    std::string hex();

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

Hash sha256(std::string_view bytes);

/// HMAC-SHA256 (RFC 2104), keyed once and used often: keying costs as much as many texts. One per
/// thread.
class HmacSha256 {
public:
    /// A key of any length; 32 random bytes are meant. The key is wiped with the object.
    explicit HmacSha256(std::span<const std::uint8_t> key);
    Hash of(std::string_view text);

private:
    std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context_;
};

/// Equal or not, in a time that does not tell where they differ.
bool equal_in_constant_time(const Hash& a, const Hash& b);

/// HKDF-SHA256 (RFC 5869): out.size() bytes (at most 255 × 32) from a secret of good entropy. Two
/// infos give keys that say nothing about each other; the salt may be empty.
void hkdf_sha256(std::span<const std::uint8_t> key, std::string_view salt, std::string_view info,
                 std::span<std::uint8_t> out);

}  // namespace mingce
