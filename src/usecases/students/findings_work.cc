#include "usecases/students/findings_work.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "access/problems.h"
#include "access/sight.h"
#include "store/operations.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/access/seen_students.h"
#include "usecases/students/finding_decision.h"

namespace mingce {

namespace {

Result<findings::Selection> selection_of(Tx& tx, const ListFindings& request) {
    findings::Selection selection;
    selection.intake = TRY(intakes::load(tx, request.intake)).id;
    selection.rule = request.rule;
    selection.severity = request.severity;
    selection.after = request.after;
    selection.most = request.most;
    if (!request.assigned_to.empty()) {
        using enum findings::Assignment::Kind;
        const std::string& to = request.assigned_to;
        selection.assignment = findings::Assignment{to == kAssignedToAny    ? Anybody
                                                    : to == kAssignedToNone ? Nobody
                                                                            : To,
                                                    {to}};
    }
    if (request.state.empty()) return selection;
    selection.state = finding_state_of(request.state);
    if (!selection.state) return Error(problem::kFindingStateUnknown, request.state);
    return selection;
}

/// What a caller is given before the rest: what was handed to the departments they work for.
findings::Assignment own_assignments(const Caller& caller) {
    findings::Assignment own;
    const bool looks_after =
        caller.role == Role::DepartmentSecretary || caller.role == Role::Counsellor;
    if (caller.is_at_the_machine() || !looks_after) return own;
    for (const ScopeUnit& unit : caller.scope.units)
        if (std::ranges::find(own.departments, unit.department) == own.departments.end())
            own.departments.push_back(unit.department);
    return own;
}

/// The selection in the parts it is told in: the caller's own first, each in its own order.
std::vector<findings::Selection> parts_of(const Context& context,
                                          const findings::Selection& selection, bool is_past_own) {
    findings::Assignment own = own_assignments(context.caller);
    if (selection.assignment || own.departments.empty()) return {selection};
    std::vector<findings::Selection> parts;
    if (!is_past_own) {
        parts.push_back(selection);
        parts.back().assignment = own;
    }
    parts.push_back(selection);
    own.kind = findings::Assignment::Kind::NotTo;
    parts.back().assignment = std::move(own);
    if (!is_past_own) parts.back().after = {};
    return parts;
}

/// Of a finding's student, as the caller sees them.
Status name_students(Tx& tx, const Context& context, std::vector<FindingLine>& lines) {
    Boxes boxes = context.boxes();
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
    return Done{};
}

Status tell_who_handed_over(Tx& tx, Boxes& boxes, std::vector<FindingLine>& lines) {
    std::unordered_map<Id, HandedOver> known;
    for (FindingLine& line : lines) {
        const Id& in = line.finding.assigned_in;
        if (in.is_none()) continue;
        auto handed = known.find(in);
        if (handed == known.end()) {
            Operation operation = TRY(operations::load(tx, boxes, in));
            // One that took a taking back back was given its words by the first of them.
            while (!operation.undoes.is_none())
                operation = TRY(operations::load(tx, boxes, operation.undoes));
            handed = known.emplace(in, HandedOver{operation.actor, operation.reason, operation.at})
                         .first;
        }
        line.handed = handed->second;
    }
    return Done{};
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
        std::vector<findings::Selection> parts = parts_of(context, selection, request.is_past_own);
        for (std::size_t part = 0; part < parts.size(); ++part) {
            const bool is_own = parts.size() == 2 && part == 0;
            std::size_t read = 0;
            const auto take = [&](StoredFinding& finding) -> Status {
                ++read;
                parts[part].after = finding.id;
                const bool is_wanted = request.most == 0 || lines.size() < request.most;
                if (is_wanted && show_finding(context.caller, finding))
                    lines.push_back({std::move(finding), "", "", is_own});
                return Done{};
            };
            // Some that were read are nothing for this caller: then there is room for more.
            do {
                read = 0;
                TRY(findings::each(tx, boxes, parts[part], take));
            } while (read != 0 && read == request.most && lines.size() < request.most);
            if (request.most != 0 && lines.size() == request.most) break;
        }
        TRY(name_students(tx, context, lines));
        TRY(tell_who_handed_over(tx, boxes, lines));
        return lines;
    });
}

Result<std::vector<FindingCause>> find_causes(const Context& context, const ListFindings& request) {
    TRY(require(context, Permission::FindingRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<FindingCause>> {
        findings::Selection selection = TRY(selection_of(tx, request));
        selection.scope = context.caller.scope;
        Boxes boxes = context.boxes();
        const std::vector<std::string> own = own_assignments(context.caller).departments;
        std::map<std::string, FindingCause> causes;
        std::map<std::string, std::unordered_set<Id>> students;
        TRY(findings::each(tx, boxes, selection, [&](StoredFinding& finding) -> Status {
            if (!show_finding(context.caller, finding)) return Done{};
            FindingCause& cause = causes[finding.rule];
            cause.rule = finding.rule;
            cause.severity = finding.severity;
            ++cause.count;
            cause.with_proposal += finding.detail.proposal.empty() ? 0 : 1;
            cause.assigned += finding.assigned_to.empty() ? 0 : 1;
            cause.assigned_to_own += std::ranges::count(own, finding.assigned_to) != 0 ? 1 : 0;
            if (!finding.student.is_none()) students[finding.rule].insert(finding.student);
            return Done{};
        }));
        std::vector<FindingCause> list;
        for (auto& [rule, cause] : causes) {
            cause.students = students[rule].size();
            list.push_back(std::move(cause));
        }
        return list;
    });
}

Status reopen_finding(const Context& context, const std::string& id, const std::string& reason) {
    TRY(require(context, Permission::FindingWaive));
    if (reason.empty()) return Error(problem::kFindingNoReason);
    return context.database().write([&](Tx& tx) -> Status {
        Boxes boxes = context.boxes();
        StoredFinding finding = TRY(finding_seen(tx, context, id));
        if (finding.state != FindingState::Waived && finding.state != FindingState::Fixed)
            return Error(problem::kFindingState);
        finding.state = FindingState::Open;
        finding.decided_at = context.now;
        finding.decided_by = context.actor;
        finding.detail.reason = reason;
        TRY(findings::decide(tx, boxes, finding));
        return audit_decision(tx, context, "finding.reopen", finding);
    });
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
