// Checks the signature of a PDF without a network and without trusting whoever sent it. Reads only
// what a signature needs: where it stands and which bytes it covers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/moment.h"
#include "base/result.h"

namespace mingce {

/// A signature that holds over the whole file. Anybody can make one with a certificate of their
/// own: the caller compares the certificate with one it knows.
struct PdfSignature {
    std::string signer;               // the certificate's common name, fit for a sentence
    std::string certificate_sha256;   // hex, of its DER form
    std::optional<Moment> signed_at;  // as the signer says; nullopt where it cannot be read (an
                                      // encrypted file keeps it under its password)
};

/// The last signature of the file, which must cover every byte but its own. Takes any bytes.
/// Errors: BadInput (crypto.pdf_unsigned, crypto.pdf_signature_malformed), Forbidden
/// (crypto.pdf_altered: bytes were changed, added or cut).
Result<PdfSignature> check_pdf_signature(std::string_view pdf);

}  // namespace mingce
