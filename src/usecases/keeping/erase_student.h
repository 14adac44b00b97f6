// The two ways the law ends a student's record: frozen, it is kept and nothing else; erased, the
// key is destroyed and with it every value.
#pragma once

#include <string>
#include <vector>

#include "usecases/record/record.h"

namespace mingce {

struct EndStudent {
    std::string who;    // id or its beginning, student or exam number
    std::string basis;  // the ground in law; audited, so it names nobody
};

/// Errors: NotFound (student.unknown), Conflict (student.ambiguous, student.not_live).
Result<Id> freeze_student(const Context& context, const EndStudent& request);

/// Destroys the key, every value and box, the search terms and the uploaded files the student came
/// in, also of rows merged into it; the row, its number of changes and the audit stay. Then takes
/// what was deleted from the disk. Backups hold the key until their files of keys are deleted.
/// Returns all rows erased, the student first.
/// Errors: as freeze_student; student.frozen.
Result<std::vector<Id>> erase_student(const Context& context, const EndStudent& request);

}  // namespace mingce
