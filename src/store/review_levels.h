// Who reviews at which level and who stands in for whom, as a school said it: kept for good.
#pragma once

#include <string>
#include <vector>

#include "access/review_rules.h"
#include "base/id.h"
#include "store/database.h"

namespace mingce {

/// Rules as they were said, in force from their day until later ones are.
struct ReviewRulesChange {
    std::int64_t number = 0;  // of the institution, from 1
    Date effective_from;
    std::string document;  // toml_of() the rules
    std::string reason;
    Moment at;
    std::string actor;
    Id account;  // none: at the machine
};

/// A deputyship with its accounts; its principal's roles are not the store's to know.
struct KeptDeputy {
    Deputy told;
    Id principal, deputy;
    std::string principal_name, deputy_name;
    Id account;  // whose word it is; none: at the machine
};

namespace review_levels {

/// In the order of their numbers.
Result<std::vector<ReviewRulesChange>> all_rules(Tx& tx, const Id& institution);
/// Precondition: its number is the next one.
Status add_rules(Tx& tx, const Id& institution, const ReviewRulesChange& change);

/// In the order of their numbers. Errors: Unavailable (review.damaged).
Result<std::vector<KeptDeputy>> all_deputies(Tx& tx, const Id& institution);
/// Precondition: its number is the next one.
Status add_deputy(Tx& tx, const Id& institution, const KeptDeputy& deputy);
/// Whether it had not ended.
struct DeputyEnding {
    std::int64_t number = 0;
    Moment at;
    std::string_view by;
};
Result<bool> end_deputy(Tx& tx, const Id& institution, const DeputyEnding& ending);

/// Of living students, of every intake or those of a year; in the order of their names.
Result<std::vector<std::string>> departments(Tx& tx, std::optional<std::int64_t> year);

}  // namespace review_levels

}  // namespace mingce
