// The students of an intake as an import is compared with them, each with its key.
#pragma once

#include <vector>

#include "domain/comparison.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

struct ReadStudents {
    ExistingStudents existing;
    std::vector<OpenStudentKey> keys;  // by index of `existing`
};

/// Live ones, and what merged ones were known by. A value that the kept one has of a merged one
/// counts as set by a person where a person had set it there.
Result<ReadStudents> read_existing_students(Tx& tx, Boxes& boxes, const Id& intake);

}  // namespace mingce
