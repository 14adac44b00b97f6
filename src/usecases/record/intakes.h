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
/// With the live students that the caller's scope holds.
Result<std::vector<IntakeCount>> list_intakes(const Context& context);

/// From then on admissions see none of its students and import none into it. Errors: Forbidden
/// (access.denied); NotFound (intake.unknown); Conflict (intake.handed_over).
Result<Intake> hand_over_intake(const Context& context, const std::string& key);
struct TakeBackHandOver {
    std::string intake;  // key
    std::string reason;  // audited: names nobody
};
/// By the registry alone. Errors: Forbidden (access.denied); NotFound (intake.unknown); Conflict
/// (intake.not_handed_over); BadInput (intake.take_back_why).
Result<Intake> take_back_hand_over(const Context& context, const TakeBackHandOver& request);

}  // namespace mingce
