// A scope as a condition of a query: whatever returns students, or things of students, ends in one,
// so that what lies outside is not there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "access/scope.h"
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

/// How many values a list of `count` is written with.
std::size_t bucket_of(std::size_t count);

}  // namespace mingce
