// A sealed revision as the pages it is printed on.
#pragma once

#include <string>

#include "usecases/editions/edition_reading.h"

namespace mingce {

struct AskPaper {
    EditionName edition;
    std::int64_t revision = 0;  // 0: that stands
    std::string department;     // its part alone; "" of everybody
};
struct Paper {
    std::string bytes;  // PDF
    std::string name;   // of the file
    std::uint64_t pages = 0;
};
/// The definition of a revision as it is printed: nobody is sent a whole number because a
/// definition forgot its mask. Errors: those of parse_definition().
Result<Definition> definition_to_print(const RevisionHead& head);

/// What is sealed, masked as its definition says; a C4 field that it does not mask is masked all
/// the same. The same bytes whenever it is asked for. Audited. Errors: Forbidden (access.denied,
/// edition.scope); NotFound (review.department, revision.unknown); Conflict (edition.state);
/// Unavailable (no fonts).
Result<Paper> revision_paper(const Context& context, const AskPaper& request);

}  // namespace mingce
