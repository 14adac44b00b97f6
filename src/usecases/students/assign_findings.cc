#include "usecases/students/assign_findings.h"

#include "store/operation_problems.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/students/operation_writer.h"

namespace mingce {

namespace {

class Assigner {
public:
    Assigner(Tx& tx, const Context& context, const AssignFindings& request)
        : tx_(tx),
          context_(context),
          request_(request),
          boxes_(context.record.ring(), context.random) {}

    Result<AssignedFindings> run() {
        ChosenFindings chosen = TRY(chosen_findings(tx_, context_, request_.choice));
        if (!request_.is_taken_back && !request_.department.empty() &&
            !TRY(students::has_department(tx_, chosen.intake, request_.department)))
            return Error(problem::kFindingNoDepartment, request_.department);
        const bool is_own = !request_.is_taken_back && request_.department.empty();
        std::string department = is_own ? std::string(kOwnDepartment) : request_.department;
        OperationWriter writer =
            TRY(OperationWriter::begin(tx_, context_,
                                       {OperationKind::Assign, chosen.intake, request_.note,
                                        request_.choice.rule, std::move(department)}));
        for (StoredFinding& finding : chosen.findings) TRY(hand_over(finding, writer));
        outcome_.operation = TRY(writer.finish(tx_, context_));
        return std::move(outcome_);
    }

private:
    /// The department it goes to, or why it goes nowhere.
    struct Where {
        std::string department;
        const Problem* refusal = nullptr;
    };
    Result<Where> where_to(const StoredFinding& finding) {
        if (request_.is_taken_back) return Where{};
        if (finding.state != FindingState::Open) return Where{"", &problem::kFindingState};
        std::string own;
        if (!finding.student.is_none())
            own = TRY(students::load(tx_, boxes_, finding.student)).values[Field::Department];
        if (own.empty()) return Where{"", &problem::kFindingHasNoDepartment};
        if (!request_.department.empty() && request_.department != own)
            return Where{"", &problem::kFindingOtherDepartment};
        return Where{std::move(own), nullptr};
    }

    Status hand_over(StoredFinding& finding, OperationWriter& writer) {
        Where where = TRY(where_to(finding));
        if (where.refusal != nullptr) {
            outcome_.refused.push_back({finding.id, where.refusal});
            return Done{};
        }
        if (finding.assigned_to == where.department) {
            ++outcome_.unchanged;
            return Done{};
        }
        writer.note_decision(finding, {finding.id, finding.assigned_to, where.department});
        finding.assigned_to = std::move(where.department);
        finding.assigned_in = finding.assigned_to.empty() ? Id{} : writer.id();
        ++outcome_.assigned;
        return findings::decide(tx_, boxes_, finding);
    }

    Tx& tx_;
    const Context& context_;
    const AssignFindings& request_;
    Boxes boxes_;
    AssignedFindings outcome_;
};

}  // namespace

Result<AssignedFindings> assign_findings(const Context& context, const AssignFindings& request) {
    TRY(require(context, Permission::FindingAssign));
    return write_value(context.database(),
                       [&](Tx& tx) { return Assigner(tx, context, request).run(); });
}

}  // namespace mingce
