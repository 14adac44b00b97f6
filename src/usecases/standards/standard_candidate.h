// A change of the standard as it is asked for, checked, beside what holds on the day it takes
// effect: what previewing and making it have in common.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/standard_difference.h"
#include "usecases/record/record.h"

namespace mingce {

/// Whole terms: what of a field they leave out is none, not as it was.
struct AskedStandard {
    std::string key;
    StandardTerms terms;
    std::optional<Date> effective_from;  // nothing: today
};

/// Students who hold a value that an edition does not know.
struct UnknownValue {
    Field field = Field::Name;
    std::string value;
    std::int64_t students = 0;
    bool was_known = false;  // to the edition before
};

struct StandardCandidate {
    StandardChange change;          // without number, reason and who
    StandardInForce before, after;  // on the day it takes effect
    std::vector<StandardDifference> differences;
};

/// Errors: NotFound (standard.key_unknown); BadInput (standard.effective_past, standard.alias,
/// standard.width, standard.edition_…); Conflict (standard.alias_taken, standard.rule_fixed,
/// standard.table_fixed, standard.changes_nothing).
Result<StandardCandidate> candidate_of(Tx& tx, const Context& context, const AskedStandard& asked);

/// Of an intake, most students first; none where the change is of no code table, or of one where
/// other values are right too.
Result<std::vector<UnknownValue>> unknown_values(Tx& tx, const Intake& intake,
                                                 const StandardCandidate& candidate);

/// Whether a second person has to confirm it: a blocking rule would say less, or codes that
/// students hold would be known no more.
Result<bool> needs_second_person(Tx& tx, const StandardCandidate& candidate);

/// Who changes the standard works with every student. Outside transactions. Errors: Forbidden
/// (access.denied).
Status require_standard_write(const Context& context);

/// Trimmed. Errors: BadInput (standard.reason).
Result<std::string> checked_reason(const std::string& reason);

}  // namespace mingce
