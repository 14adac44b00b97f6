#include "usecases/students/undo_operation.h"

#include <algorithm>
#include <unordered_set>

#include "access/problems.h"
#include "access/sight.h"
#include "store/operation_problems.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/seen_students.h"
#include "usecases/students/finding_decision.h"
#include "usecases/students/list_operations.h"
#include "usecases/students/operation_writer.h"

namespace mingce {

namespace {

/// What the operation made of a student's fields, from before its first change to after its last.
struct StudentPart {
    Id student;
    std::vector<FieldChange> changes;
};

std::vector<StudentPart> by_student(const std::vector<StudentEvent>& events) {
    std::vector<StudentPart> parts;
    for (const StudentEvent& event : events) {
        if (parts.empty() || parts.back().student != event.student)
            parts.push_back({event.student, {}});
        std::vector<FieldChange>& changes = parts.back().changes;
        for (const FieldChange& change : event.changes) {
            const auto known = std::ranges::find(changes, change.field, &FieldChange::field);
            if (known == changes.end())
                changes.push_back(change);
            else
                known->after = change.after;
        }
    }
    return parts;
}

class TakingBack {
public:
    TakingBack(Tx& tx, const Context& context, const UndoOperation& request, Operation operation)
        : tx_(tx),
          context_(context),
          request_(request),
          operation_(std::move(operation)),
          editor_(tx, context, request.today) {}

    Result<UndoneOperation> run() {
        writer_.emplace(
            TRY(OperationWriter::begin(tx_, context_,
                                       {operation_.kind, operation_.intake, request_.reason,
                                        operation_.rule, operation_.department, operation_.id})));
        TRY(look_at_findings());
        for (const StudentPart& part :
             by_student(TRY(students::events_of_operation(tx_, editor_.boxes(), operation_.id))))
            TRY(put_back(part));
        for (LeftFinding& left : findings_) TRY(put_back(left));
        outcome_.operation = TRY(writer_->finish(tx_, context_));
        if (outcome_.operation) TRY(mark());
        const Operation& made = writer_->operation();
        outcome_.students = made.students;
        outcome_.cells = made.cells;
        outcome_.findings = made.findings;
        return std::move(outcome_);
    }

private:
    struct LeftFinding {
        StoredFinding finding;
        operations::FindingMove move;
    };

    bool is_assignment() const { return operation_.kind == OperationKind::Assign; }
    bool decides() const { return is_assignment() || operation_.kind == OperationKind::Waive; }

    void keep(const StudentRecord& record, std::optional<Field> field, const Id& finding,
              const Problem& why) {
        outcome_.kept.push_back({record.id,
                                 seen(context_.caller, Field::Name, record.values[Field::Name]),
                                 field, finding, &why});
    }

    /// Still as the operation left it: nobody decided otherwise, no judging changed it since.
    bool is_as_left(const LeftFinding& left) const {
        const StoredFinding& finding = left.finding;
        if (is_assignment())
            return finding.assigned_to == left.move.after &&
                   (finding.assigned_to.empty() || finding.assigned_in == operation_.id);
        return key_of(finding.state) == left.move.after && finding.decided_at == operation_.at;
    }

    /// Before anything is written: judging on the way would change them.
    Status look_at_findings() {
        for (operations::FindingMove& move : TRY(operations::moves(tx_, operation_.id))) {
            auto loaded = findings::load(tx_, editor_.boxes(), move.finding.hex());
            if (!loaded.ok()) {
                if (&loaded.error().problem() != &problem::kFindingUnknown) return loaded.error();
                if (decides())
                    outcome_.kept.push_back(
                        {{}, "", {}, move.finding, &problem::kOperationFindingGone});
                continue;
            }
            LeftFinding left{std::move(loaded).value(), std::move(move)};
            const StoredFinding& finding = left.finding;
            const bool is_within =
                finding.student.is_none()
                    ? context_.caller.scope.kind == ScopeKind::Institution
                    : TRY(students::is_within(tx_, context_.caller.scope, finding.student));
            if (!is_within) {
                outcome_.out_of_scope += decides() ? 1 : 0;
            } else if (is_as_left(left)) {
                findings_.push_back(std::move(left));
            } else if (decides()) {
                TRY(keep_finding(finding));
            }
        }
        return Done{};
    }

    Status keep_finding(const StoredFinding& finding) {
        StudentRecord record;
        if (!finding.student.is_none())
            record = TRY(students::load(tx_, editor_.boxes(), finding.student));
        keep(record, finding.field, finding.id, problem::kOperationChangedSince);
        return Done{};
    }

    const Problem* refusal_of(const StudentRecord& record, const FieldChange& change) const {
        if (record.state != RecordState::Live) return &problem::kStudentNotLive;
        if (record.is_frozen) return &problem::kStudentFrozen;
        if (record.values[change.field] != change.after) return &problem::kOperationChangedSince;
        if (!may_write(context_.caller, change.field)) return &problem::kFieldHidden;
        if (change.field == Field::StudentNo && !change.after.empty())
            return &problem::kStudentNumberGiven;
        return nullptr;
    }

    Status put_back(const StudentPart& part) {
        if (!TRY(students::is_within(tx_, context_.caller.scope, part.student))) {
            outcome_.out_of_scope += part.changes.size();
            return Done{};
        }
        StudentRecord record = TRY(students::load(tx_, editor_.boxes(), part.student));
        StudentEditor::Edit edit;
        edit.student = record.id;
        edit.cause = ChangeCause::TakeBack;
        edit.reason = request_.reason;
        edit.action = "student.take_back";
        edit.is_clean = true;
        FieldValues values = record.values;
        for (const FieldChange& change : part.changes) {
            if (change.before == change.after) continue;
            if (const Problem* const why = refusal_of(record, change)) {
                keep(record, change.field, {}, *why);
                continue;
            }
            edit.values[change.field] = values[change.field] = change.before;
        }
        if (editor_.leaves_scope(values))
            for (Field field : {Field::Department, Field::AdminClass})
                if (edit.values.erase(field) != 0) keep(record, field, {}, problem::kLeavesScope);
        if (edit.values.empty()) return Done{};
        writer_->sign(edit);
        const EditOutcome edited = TRY(editor_.edit_read(std::move(record), edit));
        writer_->note_changes(edited.student, edited.changes);
        writer_->note_settled(editor_.take_settled());
        for (const FieldChange& change : edited.changes)
            put_back_.insert(edited.student.hex() + std::string(key_of(change.field)));
        outcome_.counts.opened += edited.findings.opened;
        outcome_.counts.gone += edited.findings.gone;
        return Done{};
    }

    /// Whether the value that the operation closed or fixed the finding by is gone again, or
    /// judging has just opened what was waived before the operation.
    bool comes_back(const StoredFinding& now, FindingState state) const {
        if (now.student.is_none()) return false;
        if (state == FindingState::Waived && now.state == FindingState::Open &&
            now.decided_at == context_.now)
            return true;
        const std::string student = now.student.hex();
        if (now.field) return put_back_.contains(student + std::string(key_of(*now.field)));
        return std::ranges::any_of(
            put_back_, [&](const std::string& cell) { return cell.starts_with(student); });
    }

    Status put_back(LeftFinding& left) {
        if (is_assignment()) return assign_back(left);
        const auto state = finding_state_of(left.move.before);
        if (!state) return Done{};
        StoredFinding finding = TRY(findings::load(tx_, editor_.boxes(), left.finding.id.hex()));
        if (!decides() && !comes_back(finding, *state)) return Done{};
        operations::FindingMove move{finding.id, left.move.after, left.move.before};
        if (decides())
            writer_->note_decision(finding, std::move(move));
        else if (finding.state != *state)
            writer_->note_settled({{finding.id, finding.state, *state}});
        if (finding.state == *state) return Done{};
        finding.state = *state;
        finding.decided_at = context_.now;
        finding.decided_by = context_.actor;
        TRY(findings::decide(tx_, editor_.boxes(), finding));
        if (!decides()) return Done{};
        return audit_decision(tx_, context_,
                              *state == FindingState::Waived ? "finding.waive" : "finding.reopen",
                              finding);
    }

    Status assign_back(LeftFinding& left) {
        StoredFinding& finding = left.finding;
        finding.assigned_to = left.move.before;
        finding.assigned_in = finding.assigned_to.empty() ? Id{} : writer_->id();
        TRY(findings::decide(tx_, editor_.boxes(), finding));
        writer_->note_decision(finding, {finding.id, left.move.after, left.move.before});
        return Done{};
    }

    /// It is undone. What it undid itself stands again, what that had undone is undone again, …
    Status mark() {
        TRY(operations::set_undone(tx_,
                                   {operation_.id, context_.now, context_.actor, writer_->id()}));
        Operation at = operation_;
        for (bool stands = true; !at.undoes.is_none(); stands = !stands) {
            const Operation target = TRY(operations::load(tx_, editor_.boxes(), at.undoes));
            TRY(operations::set_undone(tx_, {target.id, at.at, at.actor, stands ? Id{} : at.id}));
            at = target;
        }
        return Done{};
    }

    Tx& tx_;
    const Context& context_;
    const UndoOperation& request_;
    const Operation operation_;
    std::optional<OperationWriter> writer_;
    StudentEditor editor_;
    std::vector<LeftFinding> findings_;         // as the operation left them
    std::unordered_set<std::string> put_back_;  // student and field
    UndoneOperation outcome_;
};

}  // namespace

Result<UndoneOperation> undo_operation(const Context& context, const UndoOperation& request) {
    TRY(require(context, Permission::StudentEdit));
    std::optional<UndoneOperation> outcome;
    const Status done = context.database().write_alone([&](Tx& tx) -> Status {
        outcome.reset();
        Operation operation = TRY(operation_seen(tx, context, request.number));
        if (const Problem* const why = undo_refusal(context.caller, operation))
            return Error(*why, std::to_string(request.number));
        outcome = TRY(TakingBack(tx, context, request, std::move(operation)).run());
        return Done{};
    });
    if (!done.ok()) return done.error();
    return std::move(*outcome);
}

}  // namespace mingce
