#include "usecases/students/fix_findings.h"

#include <set>

#include "access/problems.h"
#include "access/sight.h"
#include "store/operation_problems.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/seen_students.h"
#include "usecases/students/operation_writer.h"

namespace mingce {

namespace {

class Fixer {
public:
    Fixer(Tx& tx, const Context& context, const FixFindings& request)
        : tx_(tx), context_(context), request_(request), editor_(tx, context, request.today) {}

    Result<FixOutcome> fix() {
        const std::vector<StoredFinding> findings = TRY(to_be_fixed());
        outcome_.count = findings.size();
        if (request_.expected && *request_.expected != outcome_.count)
            return Error(problem::kFindingOtherCount, std::to_string(*request_.expected) + " → " +
                                                          std::to_string(outcome_.count));
        if (request_.preview) {
            for (std::size_t i = 0; i < findings.size() && i < kFixPreviewsShown; ++i)
                TRY(show(findings[i]));
            return std::move(outcome_);
        }
        if (findings.empty()) return std::move(outcome_);
        OperationWriter writer = TRY(OperationWriter::begin(
            tx_, context_,
            {OperationKind::Fix, findings.front().intake, "", findings.front().rule}));
        for (const StoredFinding& finding : findings) TRY(fix_one(finding, writer));
        outcome_.operation = TRY(writer.finish(tx_, context_));
        return std::move(outcome_);
    }

private:
    Result<std::vector<StoredFinding>> to_be_fixed() {
        std::vector<StoredFinding> findings;
        if (!request_.id.empty()) {
            StoredFinding finding = TRY(finding_seen(tx_, context_, request_.id));
            if (finding.state != FindingState::Open) return Error(problem::kFindingState);
            if (!can_fix(finding)) return Error(problem::kFindingNoProposal);
            findings.push_back(std::move(finding));
            return findings;
        }
        for (StoredFinding& finding : TRY(open_of_rule())) {
            if (!can_fix(finding)) {
                ++outcome_.without_proposal;
            } else if (const Problem* const problem = TRY(refusal_of(finding))) {
                outcome_.refused.push_back({finding.id, problem});
            } else {
                findings.push_back(std::move(finding));
            }
        }
        return findings;
    }

    Result<std::vector<StoredFinding>> open_of_rule() {
        findings::Selection selection;
        selection.intake = TRY(intakes::load(tx_, request_.intake)).id;
        selection.rule = request_.rule;
        selection.scope = context_.caller.scope;
        selection.state = FindingState::Open;
        const std::set<std::string> only(request_.only.begin(), request_.only.end());
        const std::set<std::string> except(request_.except.begin(), request_.except.end());
        std::vector<StoredFinding> open;
        TRY(findings::each(tx_, editor_.boxes(), selection, [&](StoredFinding& finding) -> Status {
            const std::string id = finding.id.hex();
            if ((only.empty() || only.contains(id)) && !except.contains(id))
                open.push_back(std::move(finding));
            return Done{};
        }));
        return open;
    }

    bool can_fix(const StoredFinding& finding) const {
        if (finding.field && !may_write(context_.caller, *finding.field)) return false;
        return !finding.student.is_none() && finding.field &&
               (request_.value || !finding.detail.proposal.empty());
    }

    Result<std::string> value_of(const StoredFinding& finding) {
        return editor_.cleaned(*finding.field, request_.value.value_or(finding.detail.proposal));
    }

    /// Of several, one that may not be changed leaves the others to be fixed.
    Result<const Problem*> refusal_of(const StoredFinding& finding) {
        StudentRecord record = TRY(students::load(tx_, editor_.boxes(), finding.student));
        const Field field = *finding.field;
        const Problem* problem = nullptr;
        if (record.state != RecordState::Live) problem = &problem::kStudentNotLive;
        if (record.is_frozen) problem = &problem::kStudentFrozen;
        if (field == Field::StudentNo && !record.values[field].empty())
            problem = &problem::kStudentNumberGiven;
        record.values[field] = TRY(value_of(finding));
        if (editor_.leaves_scope(record.values)) problem = &problem::kLeavesScope;
        return problem;
    }

    Status show(const StoredFinding& finding) {
        const Caller& caller = context_.caller;
        const StudentRecord record = TRY(students::load(tx_, editor_.boxes(), finding.student));
        StoredFinding shown_one = finding;
        const bool is_shown = show_finding(caller, shown_one);
        FixPreview preview;
        preview.finding = finding.id;
        preview.student = finding.student;
        preview.name = seen(caller, Field::Name, record.values[Field::Name]);
        preview.field = *finding.field;
        preview.before = seen(caller, preview.field, record.values[preview.field]);
        // A proposal that is hidden where findings are listed is hidden here.
        if (is_shown && (request_.value || !shown_one.detail.proposal.empty()))
            preview.after = seen(caller, preview.field, TRY(value_of(finding)));
        outcome_.previews.push_back(std::move(preview));
        return Done{};
    }

    Status fix_one(StoredFinding finding, OperationWriter& writer) {
        StudentEditor::Edit edit;
        edit.student = finding.student;
        edit.values[*finding.field] = request_.value.value_or(finding.detail.proposal);
        edit.cause = ChangeCause::Fix;
        edit.reason = finding.rule;
        edit.action = "finding.fix";
        edit.finding = finding.id;
        writer.sign(edit);
        StudentRecord record = TRY(students::load(tx_, editor_.boxes(), finding.student));
        const EditOutcome edited = TRY(editor_.edit_read(std::move(record), edit));
        outcome_.findings.opened += edited.findings.opened;
        outcome_.findings.gone += edited.findings.gone;
        ++outcome_.fixed;
        writer.note_changes(edited.student, edited.changes);
        writer.note_settled(editor_.take_settled());
        writer.note_decision(finding, {finding.id, std::string(key_of(FindingState::Open)),
                                       std::string(key_of(FindingState::Fixed))});
        // Judging again may have found it gone: a person fixed it, and that is what is kept.
        finding.state = FindingState::Fixed;
        finding.decided_at = context_.now;
        finding.decided_by = context_.actor;
        return findings::decide(tx_, editor_.boxes(), finding);
    }

    Tx& tx_;
    const Context& context_;
    const FixFindings& request_;
    StudentEditor editor_;
    FixOutcome outcome_;
};

}  // namespace

Result<FixOutcome> fix_findings(const Context& context, const FixFindings& request) {
    TRY(require(context, Permission::FindingFix));
    const auto work = [&](Tx& tx) { return Fixer(tx, context, request).fix(); };
    if (request.preview) return read_value(context.database(), work);
    return write_value(context.database(), work);
}

}  // namespace mingce
