// Boxes for what nobody may read from the database file: a value sealed to its row and its key, so
// that one moved to another row does not open.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <openssl/evp.h>

#include "base/id.h"
#include "base/random.h"
#include "base/result.h"

namespace mingce {

/// What a box is bound to.
struct BoxPlace {
    std::string_view table;  // or table and column, when a row has several boxes
    Id row;
    Id key;
    std::uint32_t schema_version = 0;
};
/// The place as bytes: 1 (the form), schema version in 4 bytes big-endian, row id, key id, and the
/// table to the end. Two places have never the same bytes.
std::string associated(const BoxPlace& place);

/// Bytes a box is longer than what is in it: algorithm 1, nonce 12, tag 16.
constexpr std::size_t kBoxOverhead = 29;

/// Seals and opens boxes of one key at a time. A box is one byte that names the algorithm (1 =
/// AES-256-GCM, NIST SP 800-38D), a random nonce of 12 bytes, the ciphertext, and a tag of 16.
/// Random nonces bound a key to 2^32 boxes; the keys of this program belong to one student, one
/// batch or one year. One per thread.
class Sealer {
public:
    explicit Sealer(std::span<const std::uint8_t, 32> key);
    /// Changes the key; much cheaper than another Sealer.
    void use(std::span<const std::uint8_t, 32> key);

    std::string seal(std::string_view plain, std::string_view associated, Random& random);
    /// Appends to `out` instead, for rows sealed by the hundred thousand.
    void seal_into(std::string& out, std::string_view plain, std::string_view associated,
                   Random& random);
    /// Errors: crypto.box_damaged — altered, cut, of another key or another place. Nothing of the
    /// content is handed out then.
    Result<std::string> open(std::string_view box, std::string_view associated);

private:
    std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context_;
};

}  // namespace mingce
