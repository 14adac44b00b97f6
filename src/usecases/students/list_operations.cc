#include "usecases/students/list_operations.h"

#include <unordered_map>

#include "access/problems.h"
#include "access/sight.h"
#include "store/operation_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/seen_students.h"

namespace mingce {

namespace {

bool sees_operations_of_others(const Caller& caller) {
    return caller.is_at_the_machine() || caller.role == Role::Registry;
}

operations::Selection seen_by(const Caller& caller) {
    operations::Selection selection;
    selection.of_anybody = sees_operations_of_others(caller);
    selection.account = caller.account;
    selection.scope = caller.scope;
    return selection;
}

Permission permission_of(OperationKind kind) {
    switch (kind) {
        case OperationKind::Edit: return Permission::StudentEdit;
        case OperationKind::Fix: return Permission::FindingFix;
        case OperationKind::Waive: return Permission::FindingWaive;
        case OperationKind::Assign: return Permission::FindingAssign;
    }
    return Permission::StudentEdit;
}

/// A reason may quote what was changed: for those who see all of that whole.
void show_reason(const Caller& caller, Operation& operation) {
    if (caller.is_at_the_machine() || operation.account == caller.account) return;
    for (Field field : operation.fields)
        if (!sees_whole(caller, field)) operation.reason.clear();
}

Result<OperationView> view_of_operation(Tx& tx, const Context& context, Operation operation) {
    OperationView view;
    view.intake = TRY(intakes::load(tx, operation.intake)).key;
    view.why_not = undo_refusal(context.caller, operation);
    show_reason(context.caller, operation);
    view.operation = std::move(operation);
    return view;
}

}  // namespace

const Problem* undo_refusal(const Caller& caller, const Operation& operation) {
    if (operation.is_undone()) return &problem::kOperationUndone;
    if (!caller.may(permission_of(operation.kind))) return &problem::kAccessDenied;
    const bool is_own = operation.account == caller.account;
    if (!is_own && !sees_operations_of_others(caller)) return &problem::kOperationNotYours;
    return nullptr;
}

Result<Operation> operation_seen(Tx& tx, const Context& context, std::int64_t number) {
    operations::Selection selection = seen_by(context.caller);
    selection.number = number;
    Boxes boxes = context.boxes();
    std::vector<Operation> found = TRY(operations::list(tx, boxes, selection));
    if (number <= 0 || found.empty())
        return Error(problem::kOperationUnknown, std::to_string(number));
    return std::move(found.front());
}

Result<std::vector<OperationView>> list_operations(const Context& context,
                                                   const ListOperations& request) {
    TRY(require(context, Permission::StudentEdit));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<OperationView>> {
        operations::Selection selection = seen_by(context.caller);
        if (!request.intake.empty()) selection.intake = TRY(intakes::load(tx, request.intake)).id;
        selection.before = request.after;
        selection.most = request.most;
        Boxes boxes = context.boxes();
        std::vector<OperationView> views;
        for (Operation& operation : TRY(operations::list(tx, boxes, selection)))
            views.push_back(TRY(view_of_operation(tx, context, std::move(operation))));
        return views;
    });
}

Result<OperationDetail> show_operation(const Context& context, std::int64_t number) {
    TRY(require(context, Permission::StudentEdit));
    return read_value(context.database(), [&](Tx& tx) -> Result<OperationDetail> {
        OperationDetail detail;
        Operation operation = TRY(operation_seen(tx, context, number));
        Boxes boxes = context.boxes();
        std::unordered_map<Id, std::optional<std::string>> names;  // nothing: out of scope
        for (StudentEvent& event : TRY(students::events_of_operation(tx, boxes, operation.id))) {
            const auto [name, is_new] = names.try_emplace(event.student);
            if (is_new && TRY(students::is_within(tx, context.caller.scope, event.student)))
                name->second =
                    seen(context.caller, Field::Name,
                         TRY(students::load(tx, boxes, event.student)).values[Field::Name]);
            if (!name->second) continue;
            show_changes(context.caller, event.changes);
            for (FieldChange& change : event.changes) {
                detail.is_cut = detail.cells.size() == kOperationCellsShown;
                if (detail.is_cut) break;
                detail.cells.push_back({event.student, *name->second, std::move(change)});
            }
            if (detail.is_cut) break;
        }
        detail.view = TRY(view_of_operation(tx, context, std::move(operation)));
        return detail;
    });
}

}  // namespace mingce
