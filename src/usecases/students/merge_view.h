// Who was merged with a student, whichever way round, for those who look at either of them.
#pragma once

#include <string>
#include <vector>

#include "store/boxes.h"
#include "store/match_pairs.h"
#include "usecases/record/record.h"

namespace mingce {

struct MergeView {
    StudentMerge merge;
    bool lives_on = false;          // the other one was kept: the student lives on in it
    Id other;                       // whom it was merged with, and what people know of that one
    std::string name, exam_number;  // as they are now

    bool stands() const { return merge.split_at.milliseconds == 0; }
    /// Whether it stood at the end of that moment.
    bool stood(Moment moment) const {
        return merge.at <= moment && (stands() || merge.split_at > moment);
    }
};
/// Those that were taken back too, oldest first.
Result<std::vector<MergeView>> merges_of(Tx& tx, Boxes& boxes, const Id& student);
/// Of these, whose other one the caller may see, as the caller sees it.
Result<std::vector<MergeView>> merges_seen(Tx& tx, const Context& context, const Id& student);

}  // namespace mingce
