// Leaving findings as they are, for a reason: what a rule blames is right all the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "usecases/students/finding_decision.h"

namespace mingce {

struct WaiveFindings {
    FindingChoice choice;
    std::string reason;
};
struct WaivedFindings {
    std::optional<std::int64_t> operation;  // its number; nothing where nothing was waived
    std::uint64_t waived = 0;
    std::vector<RefusedFinding> refused;  // not open, or of a rule that is never waived
};
/// One transaction. Errors: BadInput (finding.no_reason; as chosen_findings); NotFound; Conflict
/// (finding.never_waived where the rule chosen is one).
Result<WaivedFindings> waive_findings(const Context& context, const WaiveFindings& request);

/// One, by id or its beginning; the operation's number. Errors: NotFound; BadInput
/// (finding.no_reason); Conflict (finding.state, finding.never_waived).
Result<std::int64_t> waive_finding(const Context& context, const std::string& id,
                                   const std::string& reason);

}  // namespace mingce
