// A filed edition as its published pages: the roster as it is printed, and the mark of each page.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "documents/paper_dress.h"
#include "documents/pdf_writer.h"
#include "store/published_pages.h"
#include "usecases/editions/edition_reading.h"

namespace mingce {

/// A filed edition with everybody in it, ready to be drawn.
struct PublishedRoster {
    FoundEdition found;
    OpenRevision revision;
    std::unique_ptr<RestoredRoster> restored;
};
/// Whole, whoever asks: pages of one volume are those of the whole roster. Asks no permission.
/// Errors: NotFound; Conflict (publication.not_published before it is filed).
Result<PublishedRoster> read_published_roster(Tx& tx, const Context& context,
                                              const EditionName& name);

/// Draws volumes with their marks. `address`: where pages are asked about (48 characters at most),
/// "" for none. Pages are told of to `pages`, where it is given. Errors: those of make_pdf();
/// Unavailable (no fonts); publication.address.
struct DrawPublished {
    VolumeRange volumes;
    std::string address;
    std::vector<PublishedPage>* pages = nullptr;
    const PaperDress* dress = nullptr;  // of a numbered copy; no page's code knows of it
};
Result<PdfDocument> draw_published(const Context& context, const PublishedRoster& roster,
                                   const DrawPublished& request);

/// Published, and what becomes of that later.
bool is_published(EditionState state);

/// "https://roster.school.edu.cn/verify" of the server's public address. Errors:
/// publication.address.
Result<std::string> verify_address(std::string_view public_address);

}  // namespace mingce
