#include "usecases/students/finding_decision.h"

#include <algorithm>
#include <set>

#include "crypto/bytes_as_text.h"
#include "store/operation_problems.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/reach.h"
#include "usecases/access/seen_students.h"
#include "usecases/problem_table.h"

namespace mingce {

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

Result<ChosenFindings> chosen_findings(Tx& tx, const Context& context,
                                       const FindingChoice& choice) {
    const bool by_rule = !choice.intake.empty() && !choice.rule.empty();
    const bool by_both = by_rule && !choice.ids.empty();
    if (by_both || (!by_rule && choice.ids.empty())) return Error(problem::kFindingChoice);
    ChosenFindings chosen;
    std::set<Id> known;
    for (const std::string& id : choice.ids) {
        StoredFinding finding = TRY(finding_seen(tx, context, id));
        if (!known.insert(finding.id).second) continue;
        if (!chosen.findings.empty() && finding.intake != chosen.intake)
            return Error(problem::kFindingIntakes);
        chosen.intake = finding.intake;
        chosen.findings.push_back(std::move(finding));
    }
    if (!by_rule) return chosen;
    findings::Selection selection;
    selection.intake = chosen.intake = TRY(intakes::load(tx, choice.intake)).id;
    selection.rule = choice.rule;
    selection.scope = context.caller.scope;
    selection.state = FindingState::Open;
    Boxes boxes = context.boxes();
    TRY(findings::each(tx, boxes, selection, [&](StoredFinding& finding) -> Status {
        StoredFinding shown_one = finding;
        if (show_finding(context.caller, shown_one)) chosen.findings.push_back(std::move(finding));
        return Done{};
    }));
    return chosen;
}

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

bool may_be_waived(std::string_view rule) {
    const std::vector<const RuleText*> rules = rules_of_rooms();
    return std::ranges::none_of(rules, [rule](const RuleText* text) {
        return text->code == rule && text->is_never_waived;
    });
}

}  // namespace mingce
