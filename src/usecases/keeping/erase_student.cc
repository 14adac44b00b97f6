#include "usecases/keeping/erase_student.h"

#include "store/erasures.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"

namespace mingce {

namespace {

Result<StudentRecord> live_student(Tx& tx, const Context& context, const std::string& who) {
    Boxes boxes = context.boxes();
    StudentRecord student = TRY(students::load(tx, boxes, TRY(find_student(tx, context, who))));
    if (student.state != RecordState::Live) return Error(problem::kStudentNotLive);
    return student;
}

}  // namespace

Result<Id> freeze_student(const Context& context, const EndStudent& request) {
    TRY(require(context, Permission::StudentFreeze));
    return write_value(context.database(), [&](Tx& tx) -> Result<Id> {
        const StudentRecord student = TRY(live_student(tx, context, request.who));
        TRY(students::freeze(tx, student.id, context.now, request.basis));
        TRY(audit(tx, context,
                  {"student.freeze", "student", student.id, "basis=" + request.basis, ""}));
        return student.id;
    });
}

Result<std::vector<Id>> erase_student(const Context& context, const EndStudent& request) {
    TRY(require(context, Permission::StudentErase));
    std::vector<Id> erased;
    TRY(context.database().write([&](Tx& tx) -> Status {
        const StudentRecord student = TRY(live_student(tx, context, request.who));
        if (student.is_frozen) return Error(problem::kStudentFrozen);
        erased = TRY(erasures::erase(tx, {student.id, context.now, context.actor, request.basis}));
        for (const Id& id : erased)
            TRY(audit(tx, context, {"student.erase", "student", id, "basis=" + request.basis, ""}));
        return Done{};
    }));
    TRY(erasures::forget_deleted(context.database()));
    return erased;
}

}  // namespace mingce
