// Findings of an import as the record keeps them.
#pragma once

#include <vector>

#include "store/findings.h"
#include "usecases/imports/import_batch.h"

namespace mingce {

/// What is told of a batch: of its files, and of rows that are its intake's; not of students of
/// another kind, who stand in the same files.
std::vector<Finding> findings_of_batch(const ImportReport& report);

/// Those of reading and checking, and what comparing with the record found, on the students that
/// the rows became. Notes on a whole file name no student.
std::vector<StoredFinding> findings_of(const Context& context, const ImportReport& report,
                                       const std::vector<Id>& student_of_row);

}  // namespace mingce
