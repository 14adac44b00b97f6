// The signed list of an edition's pages: with it and the school's public key a page is checked
// where there is no network, and nothing about a person is in it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/published_pages.h"
#include "usecases/editions/edition_reading.h"

namespace mingce {

/// A line a page: volume, page, pages, code, first row, rows, men, women, unit.
std::string page_lines(std::span<const PublishedPage> pages);

/// A file that was issued of the edition, by its number.
struct ListedFile {
    std::int64_t number = 0;
    std::string form, sha256;
};

/// What a list says.
struct PageList {
    std::string origin, institution,
        roster;          // which record, which school, 2026级本科 新生入学花名册
    std::string intake;  // its key
    std::int64_t edition = 0, revision = 0;
    std::string filing_no, filed_on;
    std::vector<PublishedPage> pages;
    std::string certificate_sha256;  // of the institution's certificate; "" where it signs no PDF
    std::vector<ListedFile> files;   // issued before the list was
};
inline constexpr std::size_t kPageListBytesMax = std::size_t{16} << 20;

/// A signed note: head lines, page_lines(), an empty line, then "certificate SHA-256" and a line
/// "file NUMBER FORM SHA-256" for each copy that was issued. Needs RosterRead and the whole intake.
/// Audited. Errors: Forbidden; NotFound; Conflict (publication.not_published).
Result<std::string> signed_page_list(const Context& context, const EditionName& edition);
/// What was signed. Errors: crypto.verifier_malformed; those of CheckpointVerifier::open_note();
/// publication.list_malformed.
Result<PageList> open_page_list(std::string_view note, std::string_view public_key);

/// What a code, or what a QR code says, is on a list. Errors: those of read_page_code() and
/// parse_qr_text(); crypto.mark_forged; publication.page_unknown, publication.page_moved.
Result<PublishedPage> page_on_list(const PageList& list, std::string_view public_key,
                                   std::string_view code_or_mark);

}  // namespace mingce
