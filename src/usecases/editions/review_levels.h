// Who reviews at which level of this school, today and from a day on; changing it, with its effect
// shown before; and who can sign where, so that an approver who left is seen before an edition
// waits for them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/review_rules.h"
#include "usecases/editions/review_staff.h"
#include "usecases/record/record.h"

namespace mingce {

/// Those in force on a day: of the school's changes, or as shipped. Asks no permission.
Result<ReviewRules> review_rules_in_force(Tx& tx, const Context& context, Date day);
/// For may_sign(), of the place that is signed: whoever may not act for it has no deputy there.
/// Asks no permission.
Result<std::vector<Deputy>> review_deputies(Tx& tx, const Context& context,
                                            const ReviewPlace& place = {});

/// Somebody who signs at a level, would if an account or a role were not missing, or stands in.
struct LevelPerson {
    std::string login, name;  // no name: no such account
    bool is_named = false;    // by the school's rules
    bool is_active = false;
    bool has_role = false;   // one of the level's, in force
    bool may_sign = false;   // on that day
    std::string instead_of;  // the principal's login, of who signs as a deputy alone
};
struct LevelPeople {
    ReviewLevel level = ReviewLevel::Department;
    std::vector<LevelPerson> people;  // those named first, then by login
    std::size_t signers = 0;          // a principal and their deputies count as one
    bool is_enough = false;           // as many as the level asks for
};
/// Of the whole school, or of one department and year: every level, in their order. Asks no
/// permission.
Result<std::vector<LevelPeople>> level_people(Tx& tx, const Context& context, Date day,
                                              const ReviewPlace& place = {});
/// By department, of those that majors and living students (of the year, where one is given) name:
/// the logins of those who can sign for it. A department that nobody can sign for stands there with
/// none. Asks no permission.
using DepartmentSigners = std::map<std::string, std::vector<std::string>>;
Result<DepartmentSigners> department_signers(Tx& tx, const Context& context, Date day,
                                             std::optional<std::int64_t> year = {});

enum class ReviewRulesState : std::uint8_t { Coming, InForce, Replaced };
constexpr std::string_view key_of(ReviewRulesState state) {
    switch (state) {
        case ReviewRulesState::Coming: return "coming";
        case ReviewRulesState::InForce: return "in_force";
        case ReviewRulesState::Replaced: return "replaced";
    }
    return "";
}
struct ReviewRulesLine {
    ReviewRulesChange change;
    ReviewRules rules;
    ReviewRulesState state = ReviewRulesState::Replaced;
};
/// What rules mean for the people there are.
struct ReviewEffect {
    ReviewRules rules;
    Date day;  // on which it was looked at
    std::vector<LevelPeople> levels;
    DepartmentSigners departments;  // of the caller's scope
};
/// Somebody who holds a role that may sign at some level, wherever.
struct ReviewCandidate {
    std::string login, name;
    std::vector<Role> roles;  // those alone
};
struct ReviewLevelsView {
    ReviewEffect now;
    std::vector<ReviewCandidate> candidates;  // by login; for who may change alone
    std::vector<ReviewRulesLine> changes;     // newest first
    std::int64_t last_change = 0;             // what a change is made on
    bool may_change = false;
};
/// Needs RosterRead. Errors: Forbidden (access.denied).
Result<ReviewLevelsView> show_review_levels(const Context& context);

struct ChangeReviewRules {
    ReviewRules rules;
    std::optional<Date> effective_from;  // nothing: today
    std::int64_t last_change = 0;        // as it was seen
    std::string reason;                  // at most 500 characters; of making it
};
/// Nothing is kept. Who does not have the role or an active account on that day is told, not
/// refused: a grant may yet come. Needs ReviewManage of the whole school. Errors: Forbidden
/// (access.denied); BadInput (those of check_review_rules(), review.effective,
/// review.person_unknown); Conflict (review.same, review.overtaken).
Result<ReviewEffect> preview_review_rules(const Context& context, const ChangeReviewRules& asked);
/// The same, kept and audited as review.change. Errors: those, and BadInput (review.reason).
Result<ReviewEffect> change_review_rules(const Context& context, const ChangeReviewRules& asked);

/// Who says who reviews works for the whole school. Outside transactions. Errors: Forbidden
/// (access.denied).
Status require_review_manage(const Context& context);
bool may_manage_reviews(const Caller& caller);
/// Trimmed. Errors: BadInput (review.reason).
Result<std::string> checked_review_reason(const std::string& reason);

}  // namespace mingce
