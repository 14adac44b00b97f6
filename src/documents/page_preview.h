// A volume looked at before it is printed: which pages it has, what did not fit its column, and any
// page as a picture, drawn by what draws the PDF.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "documents/page_plan.h"
#include "documents/pdf_writer.h"

namespace mingce {

/// A page's kind by its key, in the order of the enumeration.
inline constexpr std::string_view kPageKindKeys[] = {"cover", "contents", "statistics",
                                                     "rows",  "public",   "annex"};
constexpr std::string_view key_of(PageKind kind) {
    return kPageKindKeys[static_cast<std::size_t>(kind)];
}

enum class FitKind : std::uint8_t {
    Shrunk,   // on one line, smaller than the others
    Broken,   // on several lines
    NoGlyph,  // a character that no face has: its code is printed
};
constexpr std::string_view key_of(FitKind kind) {
    switch (kind) {
        case FitKind::Shrunk: return "shrunk";
        case FitKind::Broken: return "broken";
        case FitKind::NoGlyph: return "no_glyph";
    }
    return "";
}

/// Which cell, and what became of it; never its value.
struct FitNotice {
    FitKind kind = FitKind::Shrunk;
    std::size_t page = 0;      // from 1
    std::uint32_t serial = 0;  // the number printed in the row
    std::size_t column = 0;    // of the definition
    double points = 0;
    std::size_t lines = 1;
    char32_t character = 0;  // of NoGlyph
};

/// A column over the whole volume.
struct ColumnFit {
    std::uint64_t shrunk = 0, broken = 0, without_glyph = 0;
    double printed = 0;  // mm it has on paper
    double wanted = 0;   // width of the definition that would shrink nothing; 0: it need not change
};

struct VolumeSurvey {
    VolumePlan plan;
    std::vector<FitNotice> notices;  // by page and row, kNoticesMost at most
    std::uint64_t notices_in_all = 0;
    std::vector<ColumnFit> columns;  // by column of the definition
};
constexpr std::size_t kNoticesMost = 200;

/// Errors: BadInput (columns far too wide).
Result<VolumeSurvey> survey_volume(const CompiledRoster& roster, std::size_t volume,
                                   Typefaces& typefaces);

struct PagePicture {
    std::size_t volume = 0, page = 0;  // page: from 0
    std::uint32_t pixels_wide = 0;
};
struct DrawnPage {
    std::string png;
    std::size_t page = 0, pages = 0;  // page: from 0, of the volume
    std::size_t rows = 0;             // students on it
};
/// The page, or the volume's last one where it has fewer, in the tools' dress but without marks.
/// Errors: as survey_volume and DressedPaper::open; Unavailable.
Result<DrawnPage> draw_picture(const CompiledRoster& roster, const PagePicture& picture,
                               const PdfTools& tools);

}  // namespace mingce
