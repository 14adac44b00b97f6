// 备案表: what was filed, by whom at each step, and by what anybody can see later that nothing
// moved.
#pragma once

#include "usecases/editions/edition_papers.h"

namespace mingce {

struct AskFilingPaper {
    EditionName edition;
    Language language = Language::Chinese;
};
/// Of a filed edition. Its checkpoint is the first that covers the filing, so that the same sheet
/// comes whenever it is asked for. Audited. Errors: Forbidden (access.denied, edition.scope);
/// NotFound; Conflict (edition.state: it is not filed); Unavailable (no fonts).
Result<Paper> filing_paper(const Context& context, const AskFilingPaper& request);

}  // namespace mingce
