// Whether a file is the school's: a copy as it was issued, a PDF the school signed, or the proof of
// a cover. Asks no record and no network.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "usecases/publications/page_list.h"

namespace mingce {

enum class FileVerdict : std::uint8_t {
    Copy,    // one of the list, byte for byte
    Signed,  // a PDF with the school's signature over all of it
    Cover,   // the proof of a cover, whose act is in the signed audit
};
std::string_view key_of(FileVerdict verdict);

struct VerifiedFile {
    FileVerdict verdict = FileVerdict::Copy;
    std::string sha256;
    std::int64_t copy = 0;      // of Copy: its number
    std::string signer, entry;  // of Signed; of Cover: what the audit's entry says
};
inline constexpr std::size_t kVerifiedFileBytesMax = std::size_t{512} << 20;
/// `list`: none where the file is a cover's proof. Errors: publication.file_unknown,
/// publication.signed_by_other; those of check_pdf_signature() and check_cover_proof().
Result<VerifiedFile> verify_file(std::string_view bytes, const PageList* list,
                                 std::string_view public_key);

}  // namespace mingce
