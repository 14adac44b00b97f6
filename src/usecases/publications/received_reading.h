// What the acts of a receiver have in common: their link, and whether it still opens anything.
#pragma once

#include "usecases/publications/publications.h"
#include "usecases/publications/received.h"

namespace mingce {

/// The publication of a link that the caller receives. Errors: publication.link_unknown,
/// publication.link_revoked where another link took its place.
Result<FoundPublication> publication_of_link(Tx& tx, const Context& context,
                                             const std::string& link);
/// That it may be taken now: open, in time, and the caller accepted the terms in force.
Status may_take(Tx& tx, const Context& context, const FoundPublication& found);
/// That its link is good; says nothing of the terms.
Status link_is_good(const FoundPublication& found, Moment now);

/// The last copy of this recipient before now, in any edition of the intake; by one account, or by
/// anybody where it is none.
struct LastTaken {
    PublicationCopy copy;
    Publication publication;
};
Result<std::optional<LastTaken>> last_taken(Tx& tx, const Context& context,
                                            const FoundPublication& found, const Id& account);
/// Both sides in the present view.
Result<DifferenceSince> difference_since(Tx& tx, const Context& context,
                                         const FoundPublication& found, const Id& account);

}  // namespace mingce
