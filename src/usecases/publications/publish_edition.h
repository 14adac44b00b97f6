// Publishing: a filed edition's pages are drawn, marked and put on record, and printed from then
// on.
#pragma once

#include <string>

#include "usecases/editions/edition_papers.h"

namespace mingce {

struct PublishEdition {
    EditionName edition;
    std::string public_address;  // of this server; "" where nobody outside reaches it
};
struct PublishedEdition {
    std::uint64_t volumes = 0, pages = 0;
};
/// Every page of every volume gets its code, once and for all. Errors: Forbidden (access.denied,
/// edition.scope); NotFound; Conflict (edition.state, edition.changed_meanwhile); BadInput
/// (publication.address); Unavailable (no fonts).
Result<PublishedEdition> publish_edition(const Context& context, const PublishEdition& request);

struct AskPublishedPaper {
    EditionName edition;
    std::string department;  // its volume; "" of all volumes
    std::string public_address;
};
/// The marked pages, which are the same for whoever prints them. Audited. Errors: Forbidden
/// (access.denied, edition.scope); NotFound (review.department); Conflict
/// (publication.not_published); BadInput (publication.address); Unavailable (no fonts).
Result<Paper> published_paper(const Context& context, const AskPublishedPaper& request);

}  // namespace mingce
