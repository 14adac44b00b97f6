// Judging the record again by another standard than before: after a change was made, confirmed or
// withdrawn, and on the day that one made earlier takes effect.
#pragma once

#include "usecases/record/record.h"
#include "usecases/students/student_checks.h"

namespace mingce {

struct JudgedAgain {
    bool is_another = false;  // than the record was judged by last; else nothing was done
    FindingCounts findings;
    std::size_t intakes = 0, jobs = 0;  // judged at once; left to jobs, which somebody must wake
};
/// Students judged within the transaction, some tenths of a second; the other intakes are jobs'.
constexpr std::int64_t kJudgedAtOnceMost = 2'000;

/// In the transaction of what changed the standard. The record remembers by which changes it was
/// judged, so that nothing is judged twice and nothing is forgotten by a process that dies.
Result<JudgedAgain> judge_by_standard(Tx& tx, const Context& context);

/// A day's work of a server: what takes effect today, and what a server that was off has missed.
Result<JudgedAgain> judge_by_standard(const Context& context);

}  // namespace mingce
