#include "usecases/students/edit_students.h"

#include <algorithm>

#include "store/audit_log.h"
#include "store/batches.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/access/seen_students.h"

namespace mingce {

namespace {

std::optional<Field> field_named(std::string_view name) {
    if (const auto field = field_of(name)) return field;
    const auto& fields = DataStandard::shipped().fields();
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [name](const FieldStandard& f) { return f.zh == name; });
    if (found == fields.end()) return std::nullopt;
    return found->field;
}

/// Who did what about a student: for the registry, and the student, who is not told what for.
Result<std::vector<AuditEntry>> acts_seen(Tx& tx, const Context& context, const Id& student) {
    const Caller& caller = context.caller;
    if (!caller.may(Permission::RevealRead)) return std::vector<AuditEntry>();
    std::vector<AuditEntry> acts = TRY(audit_log::of_subject(tx, student));
    if (!caller.is_at_the_machine() && caller.scope.kind == ScopeKind::Self)
        for (AuditEntry& act : acts) act.detail.clear();
    return acts;
}

}  // namespace

Result<TypedValues> parse_typed_values(const std::vector<std::string>& assignments) {
    TypedValues values;
    for (const std::string& assignment : assignments) {
        const std::size_t equals = assignment.find('=');
        const std::string name = assignment.substr(0, equals);
        const auto field = equals == std::string::npos ? std::nullopt : field_named(name);
        if (!field) return Error(problem::kStudentFieldUnknown, name);
        values[*field] = assignment.substr(equals + 1);
    }
    return values;
}

Result<EditOutcome> set_student(const Context& context, const SetStudent& request) {
    TRY(require(context, Permission::StudentEdit));
    return write_value(context.database(), [&](Tx& tx) -> Result<EditOutcome> {
        StudentEditor editor(tx, context, request.today);
        StudentEditor::Edit edit;
        edit.student = TRY(find_student(tx, context, request.who));
        edit.version = request.version;
        edit.values = request.values;
        edit.reason = request.reason;
        return editor.edit(edit);
    });
}

Result<EditOutcome> add_student(const Context& context, const AddStudent& request) {
    TRY(require(context, Permission::StudentAdd));
    return write_value(context.database(), [&](Tx& tx) -> Result<EditOutcome> {
        StudentEditor editor(tx, context, request.today);
        return editor.add(request.intake, request.values);
    });
}

Result<StudentHistory> student_history(const Context& context, const std::string& who) {
    TRY(require(context, Permission::StudentRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<StudentHistory> {
        StudentHistory history;
        Boxes boxes = context.boxes();
        history.record = TRY(students::load(tx, boxes, TRY(find_student(tx, context, who))));
        if (!history.record.batch.is_none())
            history.batch = TRY(batches::load(tx, history.record.batch)).number;
        if (history.record.state != RecordState::Erased) {
            history.events = TRY(students::events(tx, boxes, history.record.id));
            history.merges = TRY(merges_seen(tx, context, history.record.id));
        }
        history.acts = TRY(acts_seen(tx, context, history.record.id));
        show_values(context.caller, history.record.values);
        show_events(context.caller, history.events);
        return history;
    });
}

}  // namespace mingce
