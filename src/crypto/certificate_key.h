// The private keys behind certificates: the campus CA's and the server's.
#pragma once

#include <memory>
#include <string_view>

#include <openssl/evp.h>

#include "base/random.h"
#include "base/result.h"
#include "crypto/secret_file.h"

namespace mingce {

/// A key of the curve P-256, which every phone knows. What OpenSSL holds of it is wiped when it
/// goes.
class CertificateKey {
public:
    /// 32 random bytes, drawn anew until they lie below the curve's order.
    static CertificateKey make(Random& random);
    /// PEM, PKCS #8 or SEC 1, without a passphrase.
    /// Errors: BadInput (crypto.certificate_key_damaged), other kinds of keys too.
    static Result<CertificateKey> parse(std::string_view pem);
    /// Reads a file as read_secret_file does. Errors, with the file's name:
    /// crypto.certificate_key_missing, _unreadable, _exposed, _damaged.
    static Result<CertificateKey> read(const std::filesystem::path& path);

    /// PKCS #8, PEM, unencrypted, with mode 0400; another file is never replaced.
    /// Errors: crypto.certificate_key_exists, _unwritable.
    Status write(const std::filesystem::path& path) const;

    /// For the functions of crypto/certificate.h.
    EVP_PKEY* handle() const { return key_.get(); }

private:
    explicit CertificateKey(EVP_PKEY* key) : key_(key, EVP_PKEY_free) {}
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

}  // namespace mingce
