// What a PDF gets before it leaves the house: properties, a password, the institution's signature.
// All of it in one writing, as encryption afterwards would destroy the signature.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "crypto/signing_identity.h"

namespace mingce {

/// An entry of the document's information dictionary. The name is ASCII letters and digits, the
/// value UTF-8; a value in ASCII stands as it is in a file that is not encrypted.
struct PdfProperty {
    std::string name, value;
};

struct LockPdf {
    /// Printable ASCII, at most 127 characters; "": anybody opens it. Readers may print and read
    /// aloud, but neither change nor copy: the password of who may is thrown away.
    std::string password;
    std::vector<PdfProperty> properties;
    const PdfSigning* signing = nullptr;  // nullptr: not signed
};

/// `pdf` is one that this program laid out, with a page at least. Encryption is AES-256 (ISO
/// 32000-2, revision 6), the signature ETSI.CAdES.detached (PAdES, ETSI EN 319 142-1). Without a
/// password the same arguments give the same bytes, but for the nonce of a signature on a curve.
/// Errors: BadInput (crypto.lock_password), Unavailable (crypto.pdf_unusable with the reason).
Result<std::string> lock_pdf(std::string_view pdf, const LockPdf& how, Random& random);

}  // namespace mingce
