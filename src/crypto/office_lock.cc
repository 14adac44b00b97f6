#include "crypto/office_lock.h"

#include <array>
#include <initializer_list>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/owned.h"
#include "base/text.h"
#include "crypto/bytes_as_text.h"
#include "crypto/lock_problems.h"
#include "crypto/office_container.h"
#include "crypto/openssl_objects.h"
#include "crypto/secret.h"

namespace mingce {

namespace {

constexpr std::size_t kSaltBytes = 16, kAesBlock = 16, kAesKeyBytes = 32, kSha512Bytes = 64;
constexpr std::size_t kSegmentBytes = 4096, kSizePrefixBytes = 8;
constexpr std::uint32_t kSpins = 100'000;
constexpr std::size_t kOfficePasswordMax = 127;  // Excel's dialogue takes twice as many units

using Salt = std::array<std::uint8_t, kSaltBytes>;
using PackageKey = SecretBytes<kAesKeyBytes>;
using LongSecret = SecretBytes<kSha512Bytes>;

/// What the same hash is told apart by (MS-OFFCRYPTO 2.3.4.11 to 2.3.4.14).
constexpr std::string_view kForVerifier = "\xfe\xa7\xd2\x76\x3b\x4b\x9e\x79";
constexpr std::string_view kForVerifierHash = "\xd7\xaa\x0f\x6d\x30\x61\x34\x4e";
constexpr std::string_view kForPackageKey = "\x14\x6e\x0b\xe7\xab\xac\xd0\xd6";
constexpr std::string_view kForHmacKey = "\x5f\xb2\xad\x01\x0c\xb9\xe1\xf6";
constexpr std::string_view kForHmacValue = "\xa0\x67\x7f\x02\xb2\x2c\x84\x33";

/// Fetched once: 100,000 rounds would look it up each time.
class Sha512 {
public:
    void take(std::initializer_list<std::string_view> pieces, std::span<std::uint8_t> digest) {
        required(EVP_DigestInit_ex2(context_.get(), algorithm_.get(), nullptr));
        for (const std::string_view piece : pieces)
            required(EVP_DigestUpdate(context_.get(), piece.data(), piece.size()));
        required(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr));
    }
    LongSecret of(std::initializer_list<std::string_view> pieces) {
        LongSecret digest;
        take(pieces, digest.room());
        return digest;
    }

private:
    Owned<EVP_MD, EVP_MD_free> algorithm_{required(EVP_MD_fetch(nullptr, "SHA512", nullptr))};
    Owned<EVP_MD_CTX, EVP_MD_CTX_free> context_{required(EVP_MD_CTX_new())};
};

/// AES-256-CBC of whole blocks under one key.
class Cbc {
public:
    explicit Cbc(std::span<const std::uint8_t, kAesKeyBytes> key) {
        required(
            EVP_EncryptInit_ex2(context_.get(), EVP_aes_256_cbc(), key.data(), nullptr, nullptr));
    }
    void encrypt(std::span<const std::uint8_t> iv, std::span<std::uint8_t> in_place) {
        required(EVP_EncryptInit_ex2(context_.get(), nullptr, nullptr, iv.data(), nullptr));
        required(EVP_CIPHER_CTX_set_padding(context_.get(), 0));
        int size = 0;
        required(EVP_EncryptUpdate(context_.get(), in_place.data(), &size, in_place.data(),
                                   static_cast<int>(in_place.size())));
    }
    std::string encrypted(std::span<const std::uint8_t> iv, std::span<const std::uint8_t> bytes) {
        std::string out(view_of(bytes));
        encrypt(iv, {reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
        return out;
    }

private:
    Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context_{required(EVP_CIPHER_CTX_new())};
};

template <std::size_t N>
std::array<std::uint8_t, N> low_bytes_first(std::uint64_t number) {
    std::array<std::uint8_t, N> bytes{};
    for (std::uint8_t& byte : bytes) {
        byte = static_cast<std::uint8_t>(number & 0xFF);
        number >>= 8;
    }
    return bytes;
}

Salt random_salt(Random& random) {
    Salt salt{};
    random.fill(salt);
    return salt;
}

std::span<std::uint8_t> room_of(std::string& bytes) {
    return {reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()};
}

/// The caller wipes it.
std::string utf16_password(std::string_view password) {
    std::string wide;
    wide.reserve(4 * password.size());  // no copy of a part stays behind
    const auto add = [&](char32_t unit) {
        wide += static_cast<char>(unit & 0xFF);
        wide += static_cast<char>(unit >> 8);
    };
    while (!password.empty()) {
        const char32_t code_point = next_code_point(password);
        if (code_point < 0x10000) {
            add(code_point);
        } else {
            add(0xD800 + ((code_point - 0x10000) >> 10));
            add(0xDC00 + ((code_point - 0x10000) & 0x3FF));
        }
    }
    return wide;
}

LongSecret spun(Sha512& sha, std::string_view password, const Salt& salt) {
    std::string wide = utf16_password(password);
    LongSecret hash = sha.of({view_of(salt), wide});
    wipe(room_of(wide));
    for (std::uint32_t round = 0; round < kSpins; ++round)
        sha.take({view_of(low_bytes_first<4>(round)), view_of(hash.bytes())}, hash.room());
    return hash;
}

/// The key that one thing in EncryptionInfo is locked with.
Cbc cbc_for(Sha512& sha, const LongSecret& hash, std::string_view purpose) {
    const LongSecret key = sha.of({view_of(hash.bytes()), purpose});
    return Cbc(key.bytes().first<kAesKeyBytes>());
}

/// What the package itself is encrypted with.
struct PackageLock {
    Cbc cbc;
    Salt salt;
};

/// Its size, then segments of 4096 bytes, each from an IV of its own; the last is filled with 0.
std::string encrypted_package(Sha512& sha, PackageLock& lock, std::string_view package) {
    const std::size_t padded = (package.size() + kAesBlock - 1) / kAesBlock * kAesBlock;
    std::string stream;
    stream.reserve(kSizePrefixBytes + padded);
    stream += view_of(low_bytes_first<kSizePrefixBytes>(package.size()));
    stream += package;
    stream.resize(kSizePrefixBytes + padded, '\0');
    LongSecret iv;
    auto rest = room_of(stream).subspan(kSizePrefixBytes);
    for (std::uint32_t segment = 0; !rest.empty(); ++segment) {
        const std::size_t size = std::min(rest.size(), kSegmentBytes);
        sha.take({view_of(lock.salt), view_of(low_bytes_first<4>(segment))}, iv.room());
        lock.cbc.encrypt(iv.bytes().first<kAesBlock>(), rest.first(size));
        rest = rest.subspan(size);
    }
    return stream;
}

constexpr std::string_view kAlgorithms =
    R"(saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" )"
    R"(cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512")";

/// ` name="base64"`
std::string attribute(std::string_view name, std::string_view bytes) {
    return " " + std::string(name) + "=\"" + base64_of(bytes_of(bytes)) + "\"";
}

/// What shows that no byte was changed: a key, and the HMAC of the whole stream under it.
std::string data_integrity(Sha512& sha, PackageLock& lock, std::string_view stream,
                           Random& random) {
    const LongSecret key = LongSecret::make(random);
    std::array<std::uint8_t, kSha512Bytes> mac{};
    required(HMAC(EVP_sha512(), key.bytes().data(), static_cast<int>(key.bytes().size()),
                  bytes_of(stream).data(), stream.size(), mac.data(), nullptr));
    const auto locked = [&](std::string_view purpose, std::span<const std::uint8_t> bytes) {
        const LongSecret iv = sha.of({view_of(lock.salt), purpose});
        return lock.cbc.encrypted(iv.bytes().first<kAesBlock>(), bytes);
    };
    return "<dataIntegrity" + attribute("encryptedHmacKey", locked(kForHmacKey, key.bytes())) +
           attribute("encryptedHmacValue", locked(kForHmacValue, mac)) + "/>";
}

/// The package's key under the password, and what shows that a password is the right one.
std::string password_encryptor(Sha512& sha, std::string_view password, const PackageKey& key,
                               Random& random) {
    const Salt salt = random_salt(random);
    const LongSecret hash = spun(sha, password, salt);
    const auto verifier = SecretBytes<kSaltBytes>::make(random);
    const LongSecret verifier_hash = sha.of({view_of(verifier.bytes())});
    const auto locked = [&](std::string_view purpose, std::span<const std::uint8_t> bytes) {
        return cbc_for(sha, hash, purpose).encrypted(salt, bytes);
    };
    return R"(<p:encryptedKey spinCount=")" + std::to_string(kSpins) + "\" " +
           std::string(kAlgorithms) + attribute("saltValue", view_of(salt)) +
           attribute("encryptedVerifierHashInput", locked(kForVerifier, verifier.bytes())) +
           attribute("encryptedVerifierHashValue",
                     locked(kForVerifierHash, verifier_hash.bytes())) +
           attribute("encryptedKeyValue", locked(kForPackageKey, key.bytes())) + "/>";
}

/// Version 4.4, agile, and the XML that says how (MS-OFFCRYPTO 2.3.4.10).
std::string encryption_information(const Salt& salt, std::string_view integrity,
                                   std::string_view encryptor) {
    constexpr std::string_view kVersion("\x04\0\x04\0\x40\0\0\0", 8);
    return std::string(kVersion) +
           "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
           R"(<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" )"
           R"(xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password" )"
           R"(xmlns:c="http://schemas.microsoft.com/office/2006/keyEncryptor/certificate">)"
           "<keyData " +
           std::string(kAlgorithms) + attribute("saltValue", view_of(salt)) + "/>" +
           std::string(integrity) +
           R"(<keyEncryptors><keyEncryptor )"
           R"(uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password">)" +
           std::string(encryptor) + "</keyEncryptor></keyEncryptors></encryption>";
}

}  // namespace

Result<std::string> lock_office_package(std::string_view package, std::string_view password,
                                        Random& random) {
    if (password.empty() || !is_valid_utf8(password) ||
        code_point_count(password) > kOfficePasswordMax)
        return Error(problem::kLockPassword);
    Sha512 sha;
    const PackageKey key = PackageKey::make(random);
    PackageLock lock{Cbc(key.bytes()), random_salt(random)};
    const std::string stream = encrypted_package(sha, lock, package);
    const std::string integrity = data_integrity(sha, lock, stream, random);
    const std::string encryptor = password_encryptor(sha, password, key, random);
    return office_container(encryption_information(lock.salt, integrity, encryptor), stream);
}

}  // namespace mingce
