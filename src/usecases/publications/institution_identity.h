// The institution's own certificate and seal, as the folder names them.
#pragma once

#include <optional>

#include "crypto/pdf_lock.h"
#include "crypto/signing_identity.h"
#include "documents/paper_dress.h"
#include "usecases/record/record.h"

namespace mingce {

/// Nothing where the folder names none. Errors: publication.identity_missing; those of reading the
/// password's file; those of SigningIdentity::open(): wrong password, expired, not for signing.
Result<std::optional<SigningIdentity>> open_institution_identity(const Context& context);

/// The PDF of a roster, locked as `lock` says and, where there is an identity, signed with it.
/// Errors: as lock_pdf().
Result<std::string> locked_and_signed(const Context& context, std::string_view pdf, LockPdf lock,
                                      const std::optional<SigningIdentity>& identity);

/// How the institution's seal looks: the folder's picture, or one drawn with its name. Errors:
/// publication.seal_missing.
Result<SealFace> institution_seal(const Context& context);

}  // namespace mingce
