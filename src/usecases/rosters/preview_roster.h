// A roster looked at while its definition is worked on: one volume of it, compiled from the record
// and laid out by what prints it. Of the others only the names are read, so that the first page is
// there at once whatever the intake holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "documents/page_preview.h"
#include "usecases/record/record.h"
#include "usecases/rosters/definitions.h"

namespace mingce {

struct PreviewRoster {
    std::string intake;
    // A version of a definition, or one that was not saved yet.
    AskedDefinition asked;
    std::optional<Definition> unsaved;
    // Which of the volumes: a department, "" for students without one; nothing: the first.
    std::optional<std::string> department;
    bool is_whole = false;  // all departments: takes as long as compiling does
    Date as_of;             // printed; students are as they are now
};

struct PreviewPage {
    PageKind kind = PageKind::Rows;
    std::string group;  // whose rows they are; "" of other pages
    std::size_t rows = 0;
};

struct RosterPreview {
    std::vector<std::string> volumes;       // departments, in the roster's order
    std::optional<std::string> department;  // the one laid out; nothing: all of them
    bool is_part = false;  // the roster is one volume, and this a department's part of it
    std::uint64_t rows_in = 0, rows_listed = 0, rows_annexed = 0, rows_filtered = 0;
    std::vector<PreviewPage> pages;
    VolumeSurvey survey;  // empty, as the pages, where nobody of the department stands on it
    std::string lacks;    // what an official edition would want of the definition
    double width = 0, block = 0;  // mm: the columns together, and what the paper has for them
};

/// Errors: Forbidden; NotFound (intake.unknown, roster.definition_unknown); BadInput (the
/// definition; roster.no_department); Unavailable (fonts).
Result<RosterPreview> preview_roster(const Context& context, const PreviewRoster& request);

struct PreviewPicture {
    std::size_t page = 1;
    std::uint32_t pixels_wide = 900;
};
struct PreviewedPage {
    std::string png;
    std::size_t page = 1, pages = 0;
};
/// A page of it, or its last one where it has fewer; students on it count as read. Errors: as
/// preview_roster; BadInput (roster.empty).
Result<PreviewedPage> preview_page(const Context& context, const PreviewRoster& request,
                                   const PreviewPicture& picture);

/// The same as a PDF, whole. Errors: as preview_page.
Result<std::string> preview_pdf(const Context& context, const PreviewRoster& request);

}  // namespace mingce
