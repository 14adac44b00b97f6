// The frames one works in: a year and a kind of student.
#pragma once

#include <string>
#include <vector>

#include "usecases/record/record.h"

namespace mingce {

struct IntakeCount {
    Intake intake;
    std::int64_t students = 0;
};

/// Errors: BadInput (intake.key), Conflict (intake.exists).
Result<Intake> add_intake(const Context& context, const std::string& key);
Result<std::vector<IntakeCount>> list_intakes(const Context& context);

}  // namespace mingce
