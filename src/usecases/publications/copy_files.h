// The file of one copy: the rows of a view in one form, with the copy's mark in sight, its number
// in the properties, and a password.
#pragma once

#include <optional>
#include <string>

#include "crypto/signing_identity.h"
#include "documents/typeface.h"
#include "usecases/publications/publication_rows.h"

namespace mingce {

/// What copies of one edition are made with; opened once for many of them.
struct CopyTools {
    std::unique_ptr<Typefaces> typefaces;     // none where no PDF is made
    std::optional<SigningIdentity> identity;  // the institution's; none where the folder names none
};
/// Errors: Unavailable (no fonts); those of SigningIdentity::open() and of reading its files.
Result<CopyTools> open_copy_tools(const Context& context, bool makes_pdf);

struct CopyToMake {
    const EditionRows& edition;
    const Publication& publication;
    std::string recipient;  // what it is called
    CopyForm form = CopyForm::Xlsx;
    std::int64_t number = 0;
    Id id;
};
struct CopyFile {
    std::string name, bytes, password;  // password "": 公示 is for everybody
    std::uint64_t rows = 0;
};
/// Errors: Unavailable; BadInput (publication.dbf_cannot_hold; columns that no page holds).
Result<CopyFile> make_copy_file(const Context& context, const CopyToMake& copy,
                                const CopyTools& tools);

/// 财务处 · 收费核对 · 2026-09-01 · 第 12 份: what a copy says of itself, everywhere.
std::string mark_of_copy(const CopyToMake& copy, Moment at);
/// "No. 12 0123…": as it stands in the file's properties.
std::string property_of_copy(std::int64_t number, const Id& id);

}  // namespace mingce
