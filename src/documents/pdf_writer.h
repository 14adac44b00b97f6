// A roster as PDF: the printed pages of docs' mocks, byte for byte the same for the same roster.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "documents/sheet.h"
#include "documents/typeface.h"
#include "domain/roster.h"

namespace mingce {

/// A character that no face has; it is printed as its code, boxed.
struct UnprintableCharacter {
    std::size_t volume = 0, group = 0, row = 0, column = 0;
    char32_t character = 0;
    bool in_annex = false;  // then `group` is the part of the annex
};

struct PdfDocument {
    std::string bytes;
    std::uint64_t pages = 0;
    std::vector<UnprintableCharacter> unprintable;
};

/// Which volumes go into one file.
struct VolumeRange {
    std::size_t first = 0, count = 0;
};

/// What drawing needs from outside.
struct PdfTools {
    Typefaces& typefaces;
    Fingerprint fingerprint;
    std::string roster_hash;  // of canonical_text(roster)
    PageMarker marker = {};   // of a published roster; its definition leaves room for the marks
    const PaperDress* dress = nullptr;  // of a copy that wears something
};

/// Errors: BadInput (columns far too wide).
Status columns_can_stand(const Definition& definition);

/// Draws the volumes one after the other; each has its own page numbers. All dates inside are the
/// roster's. Errors: BadInput (columns far too wide; of a dress, as DressedPaper::open),
/// Unavailable (cairo failed).
Result<PdfDocument> make_pdf(const CompiledRoster& roster, VolumeRange volumes,
                             const PdfTools& tools);

}  // namespace mingce
