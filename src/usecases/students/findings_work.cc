#include "usecases/students/findings_work.h"

#include <unordered_map>

#include "access/problems.h"
#include "access/sight.h"
#include "crypto/bytes_as_text.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/access/seen_students.h"

namespace mingce {

namespace {

Result<findings::Selection> selection_of(Tx& tx, const ListFindings& request) {
    findings::Selection selection;
    selection.intake = TRY(intakes::load(tx, request.intake)).id;
    selection.rule = request.rule;
    selection.severity = request.severity;
    selection.after = request.after;
    selection.most = request.most;
    if (request.state.empty()) return selection;
    selection.state = finding_state_of(request.state);
    if (!selection.state) return Error(problem::kFindingStateUnknown, request.state);
    return selection;
}

/// The finding as it is stored, for whoever may know of it; for others there is none.
Result<StoredFinding> finding_seen(Tx& tx, const Context& context, std::string_view id) {
    Boxes boxes = context.boxes();
    const Scope& scope = context.caller.scope;
    StoredFinding finding = TRY(findings::load(tx, boxes, id));
    const bool is_there = finding.student.is_none()
                              ? scope.kind == ScopeKind::Institution &&
                                    is_within(scope, TRY(intakes::load(tx, finding.intake)))
                              : TRY(students::is_within(tx, scope, finding.student));
    StoredFinding shown_one = finding;
    if (!is_there || !show_finding(context.caller, shown_one))
        return Error(problem::kFindingUnknown, std::string(id));
    return finding;
}

class Fixer {
public:
    Fixer(Tx& tx, const Context& context, const FixFindings& request)
        : tx_(tx), context_(context), request_(request), editor_(tx, context, request.today) {}

    Result<FixOutcome> fix() {
        Boxes boxes = context_.boxes();
        if (!request_.id.empty()) {
            const StoredFinding finding = TRY(finding_seen(tx_, context_, request_.id));
            if (finding.state != FindingState::Open) return Error(problem::kFindingState);
            if (!can_fix(finding)) return Error(problem::kFindingNoProposal);
            TRY(fix_one(finding, boxes));
            return outcome_;
        }
        findings::Selection selection;
        selection.intake = TRY(intakes::load(tx_, request_.intake)).id;
        selection.rule = request_.rule;
        selection.scope = context_.caller.scope;
        selection.state = FindingState::Open;
        std::vector<StoredFinding> open;
        TRY(findings::each(tx_, boxes, selection, [&](StoredFinding& finding) -> Status {
            open.push_back(std::move(finding));
            return Done{};
        }));
        for (const StoredFinding& finding : open) {
            if (can_fix(finding))
                TRY(fix_one(finding, boxes));
            else
                ++outcome_.without_proposal;
        }
        return outcome_;
    }

private:
    bool can_fix(const StoredFinding& finding) const {
        if (finding.field && !may_write(context_.caller, *finding.field)) return false;
        return !finding.student.is_none() && finding.field &&
               (request_.value || !finding.detail.proposal.empty());
    }

    Status fix_one(StoredFinding finding, Boxes& boxes) {
        StudentEditor::Edit edit;
        edit.student = finding.student;
        edit.values[*finding.field] = request_.value.value_or(finding.detail.proposal);
        edit.cause = ChangeCause::Fix;
        edit.reason = finding.rule;
        edit.action = "finding.fix";
        edit.finding = finding.id;
        const EditOutcome edited = TRY(editor_.edit(edit));
        outcome_.findings.opened += edited.findings.opened;
        outcome_.findings.gone += edited.findings.gone;
        ++outcome_.fixed;
        // Judging again may have found it gone: a person fixed it, and that is what is kept.
        finding.state = FindingState::Fixed;
        finding.decided_at = context_.now;
        finding.decided_by = context_.actor;
        return findings::decide(tx_, boxes, finding);
    }

    Tx& tx_;
    const Context& context_;
    const FixFindings& request_;
    StudentEditor editor_;
    FixOutcome outcome_;
};

struct Decision {
    std::string_view id, reason, action;
    FindingState to;
};

/// The reason may name a person: it stands sealed beside the finding, the audit commits to it.
Status audit_decision(Tx& tx, const Context& context, std::string_view action,
                      const StoredFinding& finding) {
    std::string detail = "rule=" + finding.rule, commitment;
    if (!finding.student.is_none()) {
        Boxes boxes = context.boxes();
        StudentSealer sealer(boxes);
        const OpenStudentKey key = TRY(students::load_key(tx, boxes, finding.student));
        commitment = view_of(sealer.commitment(key, decision_text(finding)));
        detail += " student=" + finding.student.hex();
    }
    return audit(tx, context,
                 {action, "finding", finding.id, std::move(detail), std::move(commitment)});
}

Status decide_finding(const Context& context, const Decision& decision) {
    if (decision.reason.empty()) return Error(problem::kFindingNoReason);
    return context.database().write([&](Tx& tx) -> Status {
        Boxes boxes = context.boxes();
        StoredFinding finding = TRY(finding_seen(tx, context, decision.id));
        const bool may =
            decision.to == FindingState::Waived
                ? finding.state == FindingState::Open
                : finding.state == FindingState::Waived || finding.state == FindingState::Fixed;
        if (!may) return Error(problem::kFindingState);
        finding.state = decision.to;
        finding.decided_at = context.now;
        finding.decided_by = context.actor;
        finding.detail.reason = decision.reason;
        TRY(findings::decide(tx, boxes, finding));
        return audit_decision(tx, context, decision.action, finding);
    });
}

}  // namespace

Result<std::vector<FindingLine>> list_findings(const Context& context,
                                               const ListFindings& request) {
    TRY(require(context, Permission::FindingRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<FindingLine>> {
        findings::Selection selection = TRY(selection_of(tx, request));
        selection.scope = context.caller.scope;
        Boxes boxes = context.boxes();
        std::vector<FindingLine> lines;
        std::size_t read = 0;
        const auto take = [&](StoredFinding& finding) -> Status {
            ++read;
            selection.after = finding.id;
            const bool is_wanted = request.most == 0 || lines.size() < request.most;
            if (is_wanted && show_finding(context.caller, finding))
                lines.push_back({std::move(finding), "", ""});
            return Done{};
        };
        // Some that were read are nothing for this caller: then there is room for more.
        do {
            read = 0;
            TRY(findings::each(tx, boxes, selection, take));
        } while (read != 0 && read == request.most && lines.size() < request.most);
        std::unordered_map<Id, StudentRecord> known;
        for (FindingLine& line : lines) {
            if (line.finding.student.is_none()) continue;
            auto student = known.find(line.finding.student);
            if (student == known.end())
                student = known
                              .emplace(line.finding.student,
                                       TRY(students::load(tx, boxes, line.finding.student)))
                              .first;
            const FieldValues& values = student->second.values;
            line.name = seen(context.caller, Field::Name, values[Field::Name]);
            line.exam_number = seen(context.caller, Field::ExamNumber, values[Field::ExamNumber]);
        }
        return lines;
    });
}

Result<FixOutcome> fix_findings(const Context& context, const FixFindings& request) {
    TRY(require(context, Permission::FindingFix));
    return write_value(context.database(), [&](Tx& tx) -> Result<FixOutcome> {
        return Fixer(tx, context, request).fix();
    });
}

Status waive_finding(const Context& context, const std::string& id, const std::string& reason) {
    TRY(require(context, Permission::FindingWaive));
    return decide_finding(context, {id, reason, "finding.waive", FindingState::Waived});
}

Status reopen_finding(const Context& context, const std::string& id, const std::string& reason) {
    TRY(require(context, Permission::FindingWaive));
    return decide_finding(context, {id, reason, "finding.reopen", FindingState::Open});
}

Result<FindingCounts> check_intake_again(const Context& context, const std::string& intake_key,
                                         Date today) {
    TRY(require(context, Permission::FindingFix));
    // Findings compare students with each other: only who works with all of them judges all.
    if (context.caller.scope.kind != ScopeKind::Institution)
        return Error(problem::kAccessDenied, "finding.fix");
    return write_value(context.database(), [&](Tx& tx) -> Result<FindingCounts> {
        const Intake intake = TRY(writable_intake(tx, context, intake_key));
        Boxes boxes = context.boxes();
        StudentSealer sealer(boxes);
        StudentChecks checks(tx, context, boxes, sealer);
        const FindingCounts counts = TRY(checks.judge_intake(intake, today));
        TRY(audit(
            tx, context,
            {"finding.check", "intake", intake.id,
             "opened=" + std::to_string(counts.opened) + " gone=" + std::to_string(counts.gone),
             ""}));
        return counts;
    });
}

}  // namespace mingce
