// What people do with findings: list them, take the proposed value, waive with a reason, reopen.
#pragma once

#include <string>
#include <vector>

#include "store/findings.h"
#include "usecases/students/student_editor.h"

namespace mingce {

struct ListFindings {
    std::string intake;
    std::string state = "open";  // "" for any
    std::string rule, severity;
    Id after = {};         // the last of the page before; none: from the first
    std::size_t most = 0;  // 0: all
};
struct FindingLine {
    StoredFinding finding;
    std::string name, exam_number;  // of the student; "" where it is on a file
};
/// In the order they were made.
/// Errors: NotFound (intake.unknown), BadInput (finding.state_unknown).
Result<std::vector<FindingLine>> list_findings(const Context& context, const ListFindings& request);

/// Takes the proposal, or `value` where the person knows better; all open ones of a rule that have
/// a proposal when `rule` is named instead of an id.
struct FixFindings {
    std::string id;            // or
    std::string intake, rule;  // every one of a rule
    std::optional<std::string> value;
    Date today;
};
struct FixOutcome {
    std::uint64_t fixed = 0, without_proposal = 0;
    FindingCounts findings;
};
/// One transaction. Errors: NotFound; Conflict (finding.no_proposal; those of an edit).
Result<FixOutcome> fix_findings(const Context& context, const FixFindings& request);

/// Errors: NotFound; BadInput (finding.no_reason); Conflict (finding.state).
Status waive_finding(const Context& context, const std::string& id, const std::string& reason);
Status reopen_finding(const Context& context, const std::string& id, const std::string& reason);

/// Judges a whole intake again.
Result<FindingCounts> check_intake_again(const Context& context, const std::string& intake,
                                         Date today);

}  // namespace mingce
