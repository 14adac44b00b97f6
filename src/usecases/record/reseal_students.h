// Students sealed anew: for when a year's key may have been seen, or a term of the school's asks
// for it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "usecases/record/record.h"

namespace mingce {

struct ResealProgress {
    std::uint64_t done = 0, total = 0;
};
struct ResealStudents {
    std::string intake;  // "": all years, and new blind indexes; else the year of this intake
    std::function<void(const ResealProgress&)> progress;  // may be empty
};
struct ResealedStudents {
    std::uint64_t students = 0;
    bool resumed = false;  // an earlier, unfinished one was ended instead of a new one begun
};
/// Gives each student a new key under a new year's key and seals everything of it again, some
/// hundred students a transaction; reads go on meanwhile. Killed at any point, the next call goes
/// on where it was. At the end the old keys are destroyed. Audited.
/// Errors: NotFound (intake.unknown); those of opening boxes; the database's.
Result<ResealedStudents> reseal_students(const Context& context, const ResealStudents& request);

}  // namespace mingce
