#include "crypto/digest.h"

#include <algorithm>
#include <cstdlib>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>

#include "crypto/bytes_as_text.h"
#include "crypto/secret.h"

namespace mingce {

namespace {

// libcrypto refuses SHA-256 only when it is out of memory or installed without its algorithms: no
// state of ours is worth going on in.
void require(int one) {
    if (one != 1) std::abort();
}

// Fetched once: looking an algorithm up by name takes longer than hashing a line.
const EVP_MD* sha256_algorithm() {
    static const EVP_MD* const kAlgorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    require(kAlgorithm != nullptr);
    return kAlgorithm;
}

EVP_MAC* hmac_algorithm() {
    static EVP_MAC* const kAlgorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    require(kAlgorithm != nullptr);
    return kAlgorithm;
}

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    require(EVP_DigestInit_ex2(context_.get(), sha256_algorithm(), nullptr));
}

void Sha256::add(std::string_view bytes) {
    require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
}

Hash Sha256::finish() {
    Hash hash;
    require(EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr));
    require(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr));
    return hash;
}

std::string Sha256::hex() { return hex_of(finish()); }

Hash sha256(std::string_view bytes) {
    // Making a context costs as much as hashing some hundred bytes.
    static thread_local Sha256 digest;
    digest.add(bytes);
    return digest.finish();
}

HmacSha256::HmacSha256(std::span<const std::uint8_t> key)
    : context_(EVP_MAC_CTX_new(hmac_algorithm()), EVP_MAC_CTX_free) {
    char algorithm[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, algorithm, 0),
        OSSL_PARAM_construct_end()};
    // A key of no bytes is a key (HKDF's empty salt); a null pointer would mean "as before".
    static constexpr std::uint8_t kNothing = 0;
    const std::uint8_t* const bytes = key.empty() ? &kNothing : key.data();
    require(EVP_MAC_init(context_.get(), bytes, key.size(), parameters));
}

Hash HmacSha256::of(std::string_view text) {
    Hash hash;
    std::size_t length = 0;
    // Without a key it goes back to the state after the key's two blocks.
    require(EVP_MAC_init(context_.get(), nullptr, 0, nullptr));
    require(EVP_MAC_update(context_.get(), bytes_of(text).data(), text.size()));
    require(EVP_MAC_final(context_.get(), hash.data(), &length, hash.size()));
    return hash;
}

bool equal_in_constant_time(const Hash& a, const Hash& b) {
    return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

void hkdf_sha256(std::span<const std::uint8_t> key, std::string_view salt, std::string_view info,
                 std::span<std::uint8_t> out) {
    require(out.size() <= 255 * sizeof(Hash) ? 1 : 0);
    Hash pseudo_random = HmacSha256(bytes_of(salt)).of(view_of(key));
    HmacSha256 expand(pseudo_random);
    wipe(pseudo_random);
    Hash block{};
    std::string text;  // the last block, info, and which block it is
    for (std::uint8_t number = 1; !out.empty(); ++number) {
        text.append(info).push_back(static_cast<char>(number));
        block = expand.of(text);
        const std::size_t taken = std::min(out.size(), block.size());
        std::copy_n(block.begin(), taken, out.begin());
        out = out.subspan(taken);
        text.assign(view_of(block));
    }
    wipe(block);
    wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
}

}  // namespace mingce
