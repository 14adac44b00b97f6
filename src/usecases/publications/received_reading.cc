#include "usecases/publications/received_reading.h"

#include <algorithm>

#include "usecases/publications/publication_problems.h"
#include "usecases/publications/publication_rows.h"
#include "usecases/publications/terms_of_use.h"

namespace mingce {

Result<FoundPublication> publication_of_link(Tx& tx, const Context& context,
                                             const std::string& link) {
    Boxes boxes = context.boxes();
    auto publication = TRY(publications::of_link(tx, boxes, link));
    if (!publication) return Error(problem::kLinkUnknown);
    FoundPublication found = TRY(found_of(tx, context, std::move(*publication)));
    if (!is_receiver(context.caller, found.publication.recipient, found.intake))
        return Error(problem::kLinkUnknown);
    if (found.publication.link != link) return Error(problem::kLinkRevoked);
    return found;
}

Status link_is_good(const FoundPublication& found, Moment now) {
    if (found.publication.state != PublicationState::Open) return Error(problem::kLinkRevoked);
    if (found.publication.is_expired(now))
        return Error(problem::kLinkExpired, iso_text(day_of(found.publication.link_until)));
    return Done{};
}

Status may_take(Tx& tx, const Context& context, const FoundPublication& found) {
    TRY(link_is_good(found, context.now));
    const std::string terms = terms_sha256();
    for (const TermsAcceptance& acceptance :
         TRY(publications::acceptances(tx, found.publication.id)))
        if (acceptance.account == context.caller.account && acceptance.terms == terms)
            return Done{};
    return Error(problem::kTermsFirst);
}

Result<std::optional<LastTaken>> last_taken(Tx& tx, const Context& context,
                                            const FoundPublication& found, const Id& account) {
    Boxes boxes = context.boxes();
    std::optional<LastTaken> last;
    for (const Edition& edition : TRY(editions::list(tx, boxes, found.intake.id)))
        for (const Publication& publication :
             TRY(publications::of_edition(tx, boxes, edition.id))) {
            if (!(publication.recipient == found.publication.recipient)) continue;
            for (PublicationCopy& copy :
                 TRY(publication_copies::of_publication(tx, boxes, publication.id))) {
                const bool is_theirs =
                    copy.is_claimed() && (account.is_none() || copy.account == account);
                if (is_theirs && (!last || last->copy.claimed_at < copy.claimed_at))
                    last = LastTaken{std::move(copy), publication};
            }
        }
    return last;
}

Result<DifferenceSince> difference_since(Tx& tx, const Context& context,
                                         const FoundPublication& found, const Id& account) {
    DifferenceSince since;
    const std::vector<ViewColumn>& view = found.publication.contents.view;
    const Recipient& recipient = found.publication.recipient;
    since.view = view;
    const auto last = TRY(last_taken(tx, context, found, account));
    if (!last) return since;
    since.last = last->copy;
    const EditionRows before = TRY(
        read_edition_rows(tx, context, last->publication.edition, &recipient, last->copy.revision));
    since.edition = before.edition.number;
    if (before.edition.id == found.edition.id && last->copy.revision == found.edition.revision)
        return since;  // the same rows
    const EditionRows now = TRY(read_edition_rows(tx, context, found.edition.id, &recipient));
    since.difference = difference_in_view(rows_in_view(before, recipient, view),
                                          rows_in_view(now, recipient, view));
    return since;
}

}  // namespace mingce
