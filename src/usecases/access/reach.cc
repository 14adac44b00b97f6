#include "usecases/access/reach.h"

#include <algorithm>

#include "access/problems.h"
#include "access/sight.h"
#include "store/record_problems.h"
#include "store/students.h"

namespace mingce {

Result<Id> find_student(Tx& tx, const Context& context, std::string_view who) {
    const Caller& caller = context.caller;
    return students::find_within(
        tx,
        {caller.scope, sees_whole(caller, Field::StudentNo), sees_whole(caller, Field::ExamNumber)},
        who);
}

Status require_reach(Tx& tx, const Context& context, const Id& student) {
    if (TRY(students::is_within(tx, context.caller.scope, student))) return Done{};
    return Error(problem::kStudentUnknown);
}

Result<Intake> writable_intake(Tx& tx, const Context& context, std::string_view key) {
    Intake intake = TRY(intakes::load(tx, key));
    const Scope& scope = context.caller.scope;
    if (scope.until_hand_over && intake.is_handed_over())
        return Error(problem::kIntakeHandedOver, intake.key);
    if (!is_within(scope, intake)) return Error(problem::kIntakeUnknown, std::string(key));
    return intake;
}

bool is_within(const Scope& scope, const Intake& intake) {
    if (scope.until_hand_over && intake.is_handed_over()) return false;
    return scope.years.empty() || std::ranges::find(scope.years, intake.year) != scope.years.end();
}

}  // namespace mingce
