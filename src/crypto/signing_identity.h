// The institution's own certificate and key, with which it signs the PDFs it gives out: from the
// PKCS#12 file that a certificate authority hands to a school.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/evp.h>

#include "base/moment.h"
#include "base/result.h"
#include "crypto/certificate.h"

namespace mingce {

/// A certificate with its key: RSA of at least 2048 bits, or the curves P-256 and P-384. What
/// OpenSSL holds of the key is wiped when it goes.
class SigningIdentity {
public:
    /// Reads a PKCS#12 file and sees that it may sign at `now`. Errors: BadInput
    /// (crypto.identity_malformed, crypto.identity_outdated, crypto.identity_pair,
    /// crypto.identity_key_kind), Forbidden (crypto.identity_password, crypto.identity_usage),
    /// Conflict with the day (crypto.identity_expired, crypto.identity_not_yet_valid).
    static Result<SigningIdentity> open(std::string_view p12, std::string_view password,
                                        Moment now);

    std::string subject_name() const { return certificate_.subject_name(); }
    std::string issuer_name() const { return certificate_.issuer_name(); }
    std::string serial() const { return certificate_.serial(); }
    Moment valid_from() const { return certificate_.valid_from(); }
    Moment valid_until() const { return certificate_.valid_until(); }
    /// As PdfSignature::certificate_sha256 says it.
    std::string certificate_sha256() const { return certificate_.sha256_hex(); }
    std::string certificate_pem() const { return certificate_.pem(); }

    /// For crypto/cms_signature.h.
    const Certificate& certificate() const { return certificate_; }
    /// The certificates above it that the file held, in its order.
    const std::vector<Certificate>& chain() const { return chain_; }
    EVP_PKEY* key() const { return key_.get(); }

private:
    using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
    SigningIdentity(Certificate certificate, Key key, std::vector<Certificate> chain)
        : certificate_(std::move(certificate)), key_(std::move(key)), chain_(std::move(chain)) {}

    Certificate certificate_;
    Key key_;
    std::vector<Certificate> chain_;
};

/// Who signs a PDF and what the reader's signature panel says of it, in UTF-8; what is empty is
/// left out. `at` is the machine's word: no time stamp of somebody else vouches for it.
struct PdfSigning {
    const SigningIdentity& identity;
    std::string name, reason, location;
    Moment at;
};

}  // namespace mingce
