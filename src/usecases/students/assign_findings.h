// Handing findings to departments, and taking them back: who has the paper in front of them looks
// after it. What a finding says, and who sees it, stays as it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "usecases/students/finding_decision.h"

namespace mingce {

struct AssignFindings {
    FindingChoice choice;
    std::string department;      // "": of each finding the student's own
    std::string note;            // to those who look after them
    bool is_taken_back = false;  // from whichever department; then `department` is not asked for
};
struct AssignedFindings {
    std::optional<std::int64_t> operation;  // its number; nothing where nothing was to be done
    std::uint64_t assigned = 0;             // or taken back
    std::uint64_t unchanged = 0;            // that were there, or nobody's, already
    std::vector<RefusedFinding> refused;    // not open, or of a student of another department
};
/// One transaction. Errors: as chosen_findings; NotFound (finding.no_department).
Result<AssignedFindings> assign_findings(const Context& context, const AssignFindings& request);

}  // namespace mingce
