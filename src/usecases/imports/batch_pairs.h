// Who of an import may be somebody who is there already: looked for beside the writing, as it needs
// the values alone.
#pragma once

#include <future>
#include <vector>

#include "domain/person_match.h"
#include "store/match_pairs.h"
#include "usecases/imports/import_batch.h"

namespace mingce {

/// Compares new students with each other and with those of the record, in a thread of its own. The
/// report's students may not change until pairs() returned.
class PairSearch {
public:
    explicit PairSearch(const ImportReport& report);

    /// Waits for the search. `student_of_row` says who the new rows became.
    std::vector<MatchPair> pairs(const Context& context, const std::vector<Id>& student_of_row);

private:
    const ImportReport& report_;
    std::vector<std::uint32_t> fresh_rows_;
    std::future<Candidates> candidates_;  // last: ended before what it reads goes
};

}  // namespace mingce
