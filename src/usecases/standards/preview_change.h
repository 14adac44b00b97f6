// What a change of the standard would alter, and for whom, before it holds. Nothing is written.
#pragma once

#include <string>
#include <vector>

#include "usecases/standards/standard_candidate.h"

namespace mingce {

/// Findings of a rule that the change is about: open now, and after it. A severity that changes
/// leaves the numbers as they are.
struct RuleEffect {
    std::string rule;
    std::uint64_t open_now = 0, open_then = 0;
};
struct IntakeEffect {
    Intake intake;
    std::int64_t students = 0;
    bool is_counted = true;  // false: beyond kPreviewedMost, the findings were not counted
    std::vector<RuleEffect> rules;
    std::vector<UnknownValue> values;  // most students first, at most kValuesShown
    std::size_t values_left_out = 0;
};
/// Students whose findings a preview counts: some seconds. The newest intakes first.
constexpr std::int64_t kPreviewedMost = 100'000;
constexpr std::size_t kValuesShown = 50;

struct StandardPreview {
    Date effective_from;
    std::vector<StandardDifference> differences;
    std::vector<IntakeEffect> effects;  // the newest intake first
    bool needs_second = false;
};
/// Errors: Forbidden (access.denied); those of candidate_of().
Result<StandardPreview> preview_change(const Context& context, const AskedStandard& asked);

}  // namespace mingce
