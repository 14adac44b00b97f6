// Standing in for somebody at some levels from one day to another: named, listed, ended. It widens
// nobody's permission: a deputy signs with a role of their own.
#pragma once

#include <string>
#include <vector>

#include "usecases/editions/review_levels.h"

namespace mingce {

enum class DeputyState : std::uint8_t { Coming, InForce, Past, Ended };
constexpr std::string_view key_of(DeputyState state) {
    switch (state) {
        case DeputyState::Coming: return "coming";
        case DeputyState::InForce: return "in_force";
        case DeputyState::Past: return "past";
        case DeputyState::Ended: return "ended";
    }
    return "";
}
struct DeputyLine {
    KeptDeputy kept;
    DeputyState state = DeputyState::Past;
    bool may_end = false;  // by this caller
    /// Levels at which it does nothing today, though it holds: the deputy or the principal may not
    /// sign there any more.
    std::vector<ReviewLevel> idle_levels;
};
/// All of the school, newest first; who does not manage reviews sees those they are part of.
/// Needs RosterRead. Errors: Forbidden (access.denied).
Result<std::vector<DeputyLine>> list_review_deputies(const Context& context);

constexpr std::int64_t kDeputyDaysMost = 366;
struct NameDeputy {
    std::string principal, deputy;  // logins
    std::vector<ReviewLevel> levels;
    Date from, until;  // both included
    std::string reason;
};
/// Audited as review.deputy. Needs ReviewManage of the whole school. Errors: Forbidden
/// (access.denied); BadInput (review.reason, review.deputy_oneself, review.deputy_levels,
/// review.deputy_days, review.person_unknown); Conflict (review.deputy_people, review.deputy_role,
/// review.deputy_principal, review.deputy_there).
Result<DeputyLine> name_review_deputy(const Context& context, const NameDeputy& request);

/// Audited as review.deputy_end; what was signed stays signed. Needs ReviewManage of the whole
/// school. Errors: Forbidden (access.denied); NotFound (review.deputy_unknown); Conflict
/// (review.deputy_over).
Result<DeputyLine> end_review_deputy(const Context& context, std::int64_t number);

}  // namespace mingce
