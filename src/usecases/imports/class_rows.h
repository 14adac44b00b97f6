// Class lists that come after the students: their rows compared with the record, where no student
// of the hand-over is meant.
#pragma once

#include <vector>

#include "domain/comparison.h"
#include "usecases/files/check_files.h"

namespace mingce {

/// loose = found + held.
struct ClassRowCounts {
    std::uint64_t found = 0, held = 0;
};

/// Finds whom a loose row means by exam, document and ticket number, exactly; every number it gives
/// must be that person's or nobody's. Found rows become rows of the hand-over's students and are
/// compared: class and student number alone, a number that was given stands. The others stay held,
/// with their finding. The hand-over's counts are adjusted.
ClassRowCounts join_class_rows(CheckReport& check, const ExistingStudents& existing,
                               StudentKind kind, std::vector<ComparedRow>& rows);

}  // namespace mingce
