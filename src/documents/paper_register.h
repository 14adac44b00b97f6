// The register (领用登记表) of numbered paper copies: who took each, brought it back, or watched it
// destroyed, with room for their signatures.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "documents/pdf_writer.h"
#include "documents/typeface.h"

namespace mingce {

struct RegisteredCopy {
    std::int64_t number = 0, copy = 0;  // of the institution; of its volume
    std::string volume;
    // Who, and on which day, as it was recorded; "" where nobody did yet.
    std::string handed_out, returned, destroyed;
};
struct PaperRegister {
    std::string institution, title, filing_no;
    std::vector<RegisteredCopy> copies;
    Date made_on;
    Language language = Language::Chinese;
};

/// A4, as many pages as it takes; rows high enough to sign in. Errors: Unavailable (cairo failed).
Result<PdfDocument> make_paper_register(const PaperRegister& paper, Typefaces& typefaces);

}  // namespace mingce
