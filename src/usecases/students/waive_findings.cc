#include "usecases/students/waive_findings.h"

#include "store/operation_problems.h"
#include "store/record_problems.h"
#include "usecases/access/permitted.h"
#include "usecases/students/operation_writer.h"

namespace mingce {

namespace {

const Problem* refusal_to_waive(const StoredFinding& finding) {
    if (finding.state != FindingState::Open) return &problem::kFindingState;
    return may_be_waived(finding.rule) ? nullptr : &problem::kFindingNeverWaived;
}

Status waive_one(Tx& tx, const Context& context, StoredFinding finding, OperationWriter& writer) {
    finding.state = FindingState::Waived;
    finding.decided_at = context.now;
    finding.decided_by = context.actor;
    finding.detail.reason = writer.operation().reason;
    Boxes boxes = context.boxes();
    TRY(findings::decide(tx, boxes, finding));
    writer.note_decision(finding, {finding.id, std::string(key_of(FindingState::Open)),
                                   std::string(key_of(FindingState::Waived))});
    return audit_decision(tx, context, "finding.waive", finding);
}

}  // namespace

Result<WaivedFindings> waive_findings(const Context& context, const WaiveFindings& request) {
    TRY(require(context, Permission::FindingWaive));
    if (request.reason.empty()) return Error(problem::kFindingNoReason);
    if (!request.choice.rule.empty() && !may_be_waived(request.choice.rule))
        return Error(problem::kFindingNeverWaived, request.choice.rule);
    return write_value(context.database(), [&](Tx& tx) -> Result<WaivedFindings> {
        WaivedFindings outcome;
        ChosenFindings chosen = TRY(chosen_findings(tx, context, request.choice));
        OperationWriter writer = TRY(OperationWriter::begin(
            tx, context,
            {OperationKind::Waive, chosen.intake, request.reason, request.choice.rule}));
        for (StoredFinding& finding : chosen.findings) {
            if (const Problem* const problem = refusal_to_waive(finding)) {
                outcome.refused.push_back({finding.id, problem});
                continue;
            }
            TRY(waive_one(tx, context, std::move(finding), writer));
            ++outcome.waived;
        }
        outcome.operation = TRY(writer.finish(tx, context));
        return outcome;
    });
}

Result<std::int64_t> waive_finding(const Context& context, const std::string& id,
                                   const std::string& reason) {
    TRY(require(context, Permission::FindingWaive));
    if (reason.empty()) return Error(problem::kFindingNoReason);
    return write_value(context.database(), [&](Tx& tx) -> Result<std::int64_t> {
        StoredFinding finding = TRY(finding_seen(tx, context, id));
        if (const Problem* const problem = refusal_to_waive(finding))
            return Error(*problem, finding.rule);
        OperationWriter writer = TRY(OperationWriter::begin(
            tx, context, {OperationKind::Waive, finding.intake, reason, finding.rule}));
        TRY(waive_one(tx, context, std::move(finding), writer));
        TRY(writer.finish(tx, context));
        return writer.number();
    });
}

}  // namespace mingce
