// A scope as a condition of a query: whatever returns students, or things of students, ends in one,
// so that what lies outside is not there.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/scope.h"
#include "domain/field.h"
#include "store/database.h"

namespace mingce {

/// " AND …" on a student's row, "" where the scope is whole. `student` is the row's name in the
/// query, "s"; units, years and the student join `params` and must live as long. Lists of values
/// are filled up to a power of two by their last one, so that few statements stay prepared.
std::string scope_condition(const Scope& scope, std::string_view student,
                            std::vector<Param>& params);

/// The same of an intake's own row, by years and hand-over: for batches and counts.
std::string intake_condition(const Scope& scope, std::string_view intake,
                             std::vector<Param>& params);

/// " AND …" that keeps away rows whose column names one of these fields; a row without a field
/// stays. "" where there are none.
std::string fields_left_out(std::string_view column, const std::vector<Field>& fields,
                            std::vector<Param>& params);

/// "$3,$4,…" for a list of at least one student, filled up likewise.
std::string student_list(std::span<const Id> students, std::vector<Param>& params);

/// How many values a list of `count` is written with.
std::size_t bucket_of(std::size_t count);

}  // namespace mingce
