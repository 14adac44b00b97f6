#include "usecases/publications/verify_page.h"

#include <algorithm>

#include "base/text.h"
#include "crypto/page_code.h"
#include "store/intakes.h"
#include "usecases/publications/publication_problems.h"

namespace mingce {

namespace {

Result<VerifiedPage> tell(Tx& tx, const Context& context, const published_pages::Found& found) {
    Boxes boxes = context.boxes();
    VerifiedPage told;
    told.page = found.page;
    told.intake = TRY(intakes::load(tx, found.intake));
    const std::vector<Edition> editions = TRY(editions::list(tx, boxes, found.intake));
    const auto edition = std::ranges::find(editions, found.edition, &Edition::id);
    if (edition == editions.end()) return Error(problem::kPageUnknown);
    told.edition = edition->number;
    told.filing_no = edition->filing_no;
    told.filed_on = edition->filed_on;
    told.newer = filed_after(editions, *edition);
    const OpenRevision revision = TRY(open_revision(tx, boxes, *edition, found.page.revision));
    told.institution = revision.head.institution;
    told.as_of = revision.head.as_of;
    const Definition definition =
        TRY(parse_definition(revision.head.definition_key, revision.head.document));
    told.roster = definition.title;
    told.roster_en = definition.title_en.empty() ? definition.title : definition.title_en;
    return told;
}

}  // namespace

Result<VerifiedPage> verify_page(const Context& context, const AskPage& request) {
    if (request.code.empty() == request.mark.empty()) return Error(problem::kPageNothing);
    std::optional<PageProof> mark;
    std::string code;
    if (request.mark.empty()) {
        code = TRY(read_page_code(request.code));
    } else {
        const std::string origin = context.record.origin();
        const CheckpointSigner signer = TRY(context.record.ring().signer(origin));
        mark = TRY(open_qr_text(request.mark, origin, signer.verifier()));
        code = mark->code;
    }
    VerifiedPage told = TRY(read_value(context.database(), [&](Tx& tx) -> Result<VerifiedPage> {
        const auto found = TRY(published_pages::find(tx, code));
        if (!found) return Error(problem::kPageUnknown, printed_page_code(code));
        return tell(tx, context, *found);
    }));
    if (mark) TRY(is_of_page(*mark, told.intake.key, told.edition, told.page));
    told.is_signed = mark.has_value();
    return told;
}

Result<std::string> public_key_text(const Context& context) {
    const CheckpointSigner signer = TRY(context.record.ring().signer(context.record.origin()));
    return signer.verifier().text();
}

std::optional<std::int64_t> filed_after(const std::vector<Edition>& editions,
                                        const Edition& edition) {
    std::optional<std::int64_t> newest;
    for (const Edition& other : editions)
        if (other.number > edition.number && !other.filing_no.empty())
            newest = std::max(newest.value_or(0), other.number);
    return newest;
}

bool is_mark(std::string_view text) { return text.find('/') != std::string_view::npos; }

Status is_of_page(const PageProof& proof, std::string_view intake, std::int64_t edition,
                  const PublishedPage& page) {
    const bool is_same = proof.intake == intake && proof.edition == edition &&
                         proof.revision == page.revision &&
                         static_cast<std::int64_t>(proof.volume) == page.volume &&
                         static_cast<std::int64_t>(proof.page) == page.page &&
                         static_cast<std::int64_t>(proof.pages) == page.pages;
    if (!is_same) return Error(problem::kPageMoved, printed_page_code(proof.code));
    return Done{};
}

}  // namespace mingce
