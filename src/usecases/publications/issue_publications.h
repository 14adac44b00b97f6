// Giving what was set out: issued at once or after those who must approve it, taken back, issued
// again under another link.
#pragma once

#include <string>
#include <vector>

#include "usecases/publications/publications.h"

namespace mingce {

/// All of them or none. Those that somebody must approve wait; the others are open from now on.
/// Errors: Conflict (publication.state); BadInput (publication.no_purpose, publication.no_until,
/// publication.no_view, publication.no_receiver), naming the recipient.
Result<std::vector<ShownPublication>> issue_publications(const Context& context,
                                                         const std::vector<std::int64_t>& numbers);

struct DecidePublication {
    std::int64_t number = 0;
    bool approves = false;
    std::string words;  // why; needed to refuse
};
/// Never one's own; each person once; only who may see all of it. The last approval needed opens
/// it. Errors: Forbidden (access.denied, publication.own); NotFound; Conflict (publication.state,
/// publication.decided_already); BadInput (publication.no_words).
Result<ShownPublication> decide_publication(const Context& context,
                                            const DecidePublication& request);

/// Its link opens nothing from then on, and the bytes of its copies go. Errors: Conflict
/// (publication.state); BadInput (publication.no_words).
Result<ShownPublication> revoke_publication(const Context& context, std::int64_t number,
                                            const std::string& words);
/// An open one, also where its link has expired, gets another link; a revoked one is a draft again.
/// Errors: as issue_publications(); publication.until_past.
struct ReissuePublication {
    std::int64_t number = 0;
    std::optional<Date> until;
};
Result<ShownPublication> reissue_publication(const Context& context,
                                             const ReissuePublication& request);

}  // namespace mingce
