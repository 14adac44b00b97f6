// The signature container of a signed PDF: CMS (RFC 5652), detached, with the attributes of CAdES
// (ETSI EN 319 122-1) that PAdES asks for. Its time stands in the PDF, not here (ISO 32000-2,
// 12.8.3.4.2).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/moment.h"
#include "base/result.h"
#include "crypto/certificate.h"
#include "crypto/signing_identity.h"

namespace mingce {

/// DER, over the pieces one after the other, by SHA-256. RSA signs the same bytes alike; the nonce
/// of a curve's signature is OpenSSL's own.
std::string sign_detached(const SigningIdentity& identity,
                          std::span<const std::string_view> pieces);

struct CmsSigner {
    Certificate certificate;
    std::optional<Moment> signed_at;  // where the container says so; ours do not
};
/// Checks a container that may be followed by zeros, as it stands in a PDF: one signer, whose
/// certificate is within, and who signed these pieces. Whether that certificate is to be trusted is
/// the caller's to judge. Errors: crypto.pdf_altered, crypto.pdf_signature_malformed.
Result<CmsSigner> verify_detached(std::string_view der, std::span<const std::string_view> pieces);

}  // namespace mingce
