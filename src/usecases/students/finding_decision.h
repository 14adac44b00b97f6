// Findings that somebody is about to decide on: chosen as far as the caller may know of them, and
// the decision told to the audit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/findings.h"
#include "usecases/record/record.h"

namespace mingce {

/// By their ids, or every open one of a rule in an intake.
struct FindingChoice {
    std::vector<std::string> ids;
    std::string intake, rule;
};
constexpr std::size_t kFindingsChosenMax = 5'000;

/// The finding as it is stored, for whoever may know of it. Errors: NotFound (finding.unknown).
Result<StoredFinding> finding_seen(Tx& tx, const Context& context, std::string_view id);

/// Of one intake, and each once; those chosen by id in any state, in the order of the ids. Errors:
/// NotFound (finding.unknown, intake.unknown); BadInput (finding.choice, finding.intakes).
struct ChosenFindings {
    Id intake;
    std::vector<StoredFinding> findings;
};
Result<ChosenFindings> chosen_findings(Tx& tx, const Context& context, const FindingChoice& choice);

/// A finding of several that was left as it is.
struct RefusedFinding {
    Id finding;
    const Problem* problem = nullptr;
};

/// The reason may name a person: it stands sealed beside the finding, the audit commits to it.
Status audit_decision(Tx& tx, const Context& context, std::string_view action,
                      const StoredFinding& finding);

/// Whether a reason lifts what the rule blames; true for rules this program does not know.
bool may_be_waived(std::string_view rule);

}  // namespace mingce
