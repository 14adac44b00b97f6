// Joins the files of a hand-over: organisation and class list with students.
#pragma once

#include <vector>

#include "normalise/values.h"
#include "usecases/files/hand_over.h"
#include "usecases/files/hand_over_sheets.h"

namespace mingce {

/// Adds the majors of an organisation sheet; rows of totals are left out, a department is carried
/// down over merged cells.
void add_organisation(const SideSheet& sheet, Organisation& organisation);

/// Fills department, level, duration and codes that a student's source left blank, by national
/// code, school code or name.
void join_organisation(HandOver& hand_over, const ValueCleaner& cleaner);

/// Sets class and student number by exam number, document number or ticket number.
void join_classes(HandOver& hand_over, const std::vector<SideSheet>& sheets,
                  const ValueCleaner& cleaner);

}  // namespace mingce
