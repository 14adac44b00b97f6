// Taking the values that findings propose: one, or all of a rule after a look at what each becomes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "usecases/students/finding_decision.h"
#include "usecases/students/student_editor.h"

namespace mingce {

/// Takes the proposal, or `value` where the person knows better; all open ones of a rule that have
/// a proposal when `rule` is named instead of an id.
struct FixFindings {
    std::string id;            // or
    std::string intake, rule;  // every one of a rule
    std::optional<std::string> value;
    Date today;
    std::vector<std::string> only = {}, except = {};  // of a rule's: ids, whole
    bool preview = false;                             // tells what would be done and writes nothing
    std::optional<std::uint64_t> expected = {};       // how many the preview told of
};

/// A cell as it is and as it would be, as the caller sees both; "" where it is hidden.
struct FixPreview {
    Id finding, student;
    std::string name;
    Field field = Field::Name;
    std::string before, after;
};
constexpr std::size_t kFixPreviewsShown = 500;

struct FixOutcome {
    std::uint64_t count = 0;  // that have a value to take: fixed, or in a preview to be fixed
    std::uint64_t fixed = 0, without_proposal = 0;
    FindingCounts findings;
    std::optional<std::int64_t> operation;  // its number; nothing where nothing was fixed
    std::vector<FixPreview> previews;       // the first kFixPreviewsShown
    std::vector<RefusedFinding> refused;    // of several: students that may not be changed
};
/// One transaction. Errors: NotFound; Conflict (finding.no_proposal; those of an edit;
/// finding.other_count where there are not as many as expected).
Result<FixOutcome> fix_findings(const Context& context, const FixFindings& request);

}  // namespace mingce
