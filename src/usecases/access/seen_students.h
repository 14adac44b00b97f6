// What leaves a use case, as the caller sees it: values now and before, cells as they came, what a
// finding quotes. At the machine nothing is taken away here: its commands mask what they print.
#pragma once

#include <vector>

#include "domain/student_record.h"
#include "store/findings.h"
#include "store/student_lists.h"
#include "usecases/record/record.h"

namespace mingce {

StudentLine seen_line(const Caller& caller, StudentLine line);
void show_values(const Caller& caller, FieldValues& values);
/// Changes of hidden fields are left out. A reason may quote what was changed: it is told to those
/// who see all of that whole.
void show_changes(const Caller& caller, std::vector<FieldChange>& changes);
void show_events(const Caller& caller, std::vector<StudentEvent>& events);
/// Whether the caller may know of the finding at all; then its quotes are masked. One that quotes
/// another field than its own is shown to those who see both whole.
bool show_finding(const Caller& caller, StoredFinding& finding);

}  // namespace mingce
