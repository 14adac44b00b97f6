// What a stranger is told of a printed page: whose it is, which of how many, how many rows, whether
// another edition has taken its place. Nothing about a person: the rows are compared with the paper
// by who may see them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/page_proof.h"
#include "store/published_pages.h"
#include "usecases/editions/edition_reading.h"

namespace mingce {

struct VerifiedPage {
    std::string institution, roster;  // 江城明远大学; 新生入学花名册
    std::string roster_en;
    Intake intake;
    std::int64_t edition = 0;
    std::string filing_no;
    std::optional<Date> filed_on;
    Moment as_of;
    PublishedPage page;
    bool is_signed = false;             // asked by its QR code, whose signature is the school's
    std::optional<std::int64_t> newer;  // edition that was filed since
};
struct AskPage {
    std::string code;  // as typed; or
    std::string mark;  // what the QR code says
};
/// Asks no permission, and tells nothing that is not printed on the page. Errors: BadInput
/// (publication.nothing_asked; those of read_page_code() and parse_qr_text()); Forbidden
/// (crypto.mark_forged); NotFound (publication.page_unknown); Conflict (publication.page_moved).
Result<VerifiedPage> verify_page(const Context& context, const AskPage& request);

/// The public key that marks, lists and checkpoints are signed with, as signed-note tools take it.
Result<std::string> public_key_text(const Context& context);

/// The edition of an intake that has taken another one's place; nothing: it stands.
std::optional<std::int64_t> filed_after(const std::vector<Edition>& editions,
                                        const Edition& edition);

/// Whether a text is what a QR code says and no code that was typed.
bool is_mark(std::string_view text);
/// Whether a mark stands on the page it was made for. Errors: publication.page_moved.
Status is_of_page(const PageProof& proof, std::string_view intake, std::int64_t edition,
                  const PublishedPage& page);

}  // namespace mingce
