#include "usecases/editions/review_levels.h"

#include <algorithm>
#include <set>

#include "access/problems.h"
#include "base/text.h"
#include "store/majors.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/review_level_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kReviewReasonMost = 500;
constexpr std::int64_t kReviewDaysAhead = 366;

/// Of changes in the order of their numbers: the one effective last, of one day the later one.
const ReviewRulesChange* rules_change_of(const std::vector<ReviewRulesChange>& changes, Date day) {
    const ReviewRulesChange* found = nullptr;
    for (const ReviewRulesChange& change : changes)
        if (change.effective_from <= day &&
            (found == nullptr || found->effective_from <= change.effective_from))
            found = &change;
    return found;
}

Result<ReviewRules> rules_of(const ReviewRulesChange* change) {
    if (change == nullptr) return shipped_review_rules();
    ReviewRules rules = TRY(parse_review_rules(change->document));
    rules.number = change->number;
    return rules;
}

/// Who signs under these rules on a day.
class SignersOf {
public:
    SignersOf(const ReviewStaff& staff, const ReviewRules& rules, Date day)
        : staff_(staff), rules_(rules), day_(day) {}

    LevelPeople at(ReviewLevel level, const ReviewPlace& place) const {
        const std::vector<Deputy> deputies = staff_.deputies_at(place, day_);
        const LevelRule& rule = rules_.of(level);
        LevelPeople told;
        told.level = level;
        for (const std::string& login : rule.people)
            if (staff_.find(login) == nullptr)
                told.people.push_back({login, {}, true, {}, {}, {}, {}});
        std::set<std::string_view> signatures;
        for (const Account& account : staff_.people()) {
            LevelPerson person = person_at(account, level, place, deputies);
            if (!person.is_named && !person.may_sign && !is_waited_for(person, rule)) continue;
            told.people.push_back(std::move(person));
        }
        for (const LevelPerson& person : told.people)
            if (person.may_sign)
                signatures.insert(person.instead_of.empty() ? person.login : person.instead_of);
        std::ranges::stable_sort(told.people, std::greater(), &LevelPerson::is_named);
        told.signers = signatures.size();
        told.is_enough = told.signers >= rule.signatures;
        return told;
    }

    std::vector<LevelPeople> all(const ReviewPlace& place) const {
        std::vector<LevelPeople> levels;
        levels.reserve(kReviewLevelCount);
        for (const ReviewLevel level : kReviewLevels) levels.push_back(at(level, place));
        return levels;
    }

private:
    LevelPerson person_at(const Account& account, ReviewLevel level, const ReviewPlace& place,
                          const std::vector<Deputy>& deputies) const {
        const LevelRule& rule = rules_.of(level);
        LevelPerson person;
        person.login = account.login;
        person.name = account.name;
        person.is_named = std::ranges::find(rule.people, account.login) != rule.people.end();
        person.is_active = account.state == AccountState::Active;
        for (const Role role : staff_.roles_of(account, place, day_)) {
            if (std::ranges::find(rule.roles, role) != rule.roles.end()) person.has_role = true;
            const MaySign told = may_sign(rules_, deputies, level, {account.login, role}, day_);
            if (!told.may || (person.may_sign && person.instead_of.empty())) continue;
            person.may_sign = true;
            person.instead_of = told.instead_of;
        }
        return person;
    }
    /// Where nobody is named, whoever has the role is somebody of the level.
    static bool is_waited_for(const LevelPerson& person, const LevelRule& rule) {
        return rule.people.empty() && person.has_role;
    }

    const ReviewStaff& staff_;
    const ReviewRules& rules_;
    Date day_;
};

struct AskedSigners {
    const ReviewStaff& staff;
    const ReviewRules& rules;
    Date day;
    std::optional<std::int64_t> year;
};
Result<DepartmentSigners> signers_by_department(Tx& tx, const AskedSigners& asked) {
    DepartmentSigners signers;
    for (const HeldMajor& held : TRY(majors::held(tx)))
        if (!held.major.department.empty()) signers[held.major.department];
    for (const std::string& name : TRY(review_levels::departments(tx, asked.year))) signers[name];
    const SignersOf people(asked.staff, asked.rules, asked.day);
    for (auto& [department, logins] : signers)
        for (const LevelPerson& person :
             people.at(ReviewLevel::Department, {department, asked.year}).people)
            if (person.may_sign) logins.push_back(person.login);
    return signers;
}

Result<ReviewEffect> effect_of(Tx& tx, const Context& context, const ReviewRules& rules, Date day) {
    const ReviewStaff staff = TRY(ReviewStaff::load(tx, context));
    ReviewEffect effect{rules, day, SignersOf(staff, rules, day).all({}), {}};
    effect.departments = TRY(signers_by_department(tx, {staff, rules, day, {}}));
    const Scope& scope = context.caller.scope;
    std::erase_if(effect.departments, [&scope](const auto& department) {
        return scope.kind != ScopeKind::Institution &&
               std::ranges::none_of(scope.units, [&department](const ScopeUnit& unit) {
                   return unit.department == department.first;
               });
    });
    return effect;
}

/// What is asked for as it would be kept; without a reason. Errors: as preview_review_rules().
Result<ReviewRulesChange> candidate_rules(Tx& tx, const Context& context,
                                          const ChangeReviewRules& asked) {
    TRY(check_review_rules(asked.rules));
    const Date today = day_of(context.now);
    const auto changes = TRY(review_levels::all_rules(tx, context.institution()));
    ReviewRulesChange change;
    change.number = changes.empty() ? 1 : changes.back().number + 1;
    change.effective_from = asked.effective_from.value_or(today);
    const std::int64_t ahead = days_since_epoch(change.effective_from) - days_since_epoch(today);
    if (ahead < 0 || ahead > kReviewDaysAhead)
        return Error(problem::kReviewEffective, iso_text(change.effective_from));
    if (asked.last_change != change.number - 1) return Error(problem::kReviewOvertaken);
    const ReviewRules before = TRY(rules_of(rules_change_of(changes, change.effective_from)));
    if (before.levels == asked.rules.levels) return Error(problem::kReviewSame);
    for (const LevelRule& rule : asked.rules.levels)
        for (const std::string& login : rule.people) {
            const auto account = TRY(accounts::find_by_login(tx, login));
            if (!account || account->kind != AccountKind::Person)
                return Error(problem::kReviewNobodyKnown, login);
        }
    change.document = toml_of(asked.rules);
    return change;
}

std::vector<ReviewCandidate> candidates_of(const ReviewStaff& staff, Date day) {
    std::vector<ReviewCandidate> candidates;
    for (const Account& account : staff.people()) {
        ReviewCandidate candidate{account.login, account.name, staff.roles_of(account, {}, day)};
        std::erase_if(candidate.roles, [](Role role) {
            return std::ranges::none_of(kReviewLevels, [role](ReviewLevel level) {
                return may(role, permission_of(level));
            });
        });
        if (!candidate.roles.empty()) candidates.push_back(std::move(candidate));
    }
    return candidates;
}

ReviewRulesState state_of_rules(const ReviewRulesChange& change, std::int64_t in_force,
                                Date today) {
    if (change.number == in_force) return ReviewRulesState::InForce;
    return change.effective_from > today ? ReviewRulesState::Coming : ReviewRulesState::Replaced;
}

}  // namespace

Result<ReviewRules> review_rules_in_force(Tx& tx, const Context& context, Date day) {
    return rules_of(rules_change_of(TRY(review_levels::all_rules(tx, context.institution())), day));
}

Result<std::vector<Deputy>> review_deputies(Tx& tx, const Context& context,
                                            const ReviewPlace& place) {
    return TRY(ReviewStaff::load(tx, context)).deputies_at(place, day_of(context.now));
}

Result<std::vector<LevelPeople>> level_people(Tx& tx, const Context& context, Date day,
                                              const ReviewPlace& place) {
    const ReviewRules rules = TRY(review_rules_in_force(tx, context, day));
    const ReviewStaff staff = TRY(ReviewStaff::load(tx, context));
    return SignersOf(staff, rules, day).all(place);
}

Result<DepartmentSigners> department_signers(Tx& tx, const Context& context, Date day,
                                             std::optional<std::int64_t> year) {
    const ReviewRules rules = TRY(review_rules_in_force(tx, context, day));
    const ReviewStaff staff = TRY(ReviewStaff::load(tx, context));
    return signers_by_department(tx, {staff, rules, day, year});
}

Result<ReviewLevelsView> show_review_levels(const Context& context) {
    TRY(require(context, Permission::RosterRead));
    const Date today = day_of(context.now);
    return read_value(context.database(), [&](Tx& tx) -> Result<ReviewLevelsView> {
        const auto changes = TRY(review_levels::all_rules(tx, context.institution()));
        const ReviewRulesChange* const now = rules_change_of(changes, today);
        ReviewLevelsView view;
        view.now = TRY(effect_of(tx, context, TRY(rules_of(now)), today));
        view.may_change = may_manage_reviews(context.caller);
        view.changes.reserve(changes.size());
        for (const ReviewRulesChange& change : changes)
            view.changes.push_back({change, TRY(rules_of(&change)),
                                    state_of_rules(change, view.now.rules.number, today)});
        if (view.may_change)
            view.candidates = candidates_of(TRY(ReviewStaff::load(tx, context)), today);
        if (!changes.empty()) view.last_change = changes.back().number;
        std::ranges::reverse(view.changes);
        return view;
    });
}

Result<ReviewEffect> preview_review_rules(const Context& context, const ChangeReviewRules& asked) {
    TRY(require_review_manage(context));
    return read_value(context.database(), [&](Tx& tx) -> Result<ReviewEffect> {
        const ReviewRulesChange change = TRY(candidate_rules(tx, context, asked));
        return effect_of(tx, context, asked.rules, change.effective_from);
    });
}

Result<ReviewEffect> change_review_rules(const Context& context, const ChangeReviewRules& asked) {
    TRY(require_review_manage(context));
    const std::string reason = TRY(checked_review_reason(asked.reason));
    return write_value(context.database(), [&](Tx& tx) -> Result<ReviewEffect> {
        ReviewRulesChange change = TRY(candidate_rules(tx, context, asked));
        change.reason = reason;
        change.at = context.now;
        change.actor = context.actor;
        change.account = context.caller.account;
        TRY(review_levels::add_rules(tx, context.institution(), change));
        TRY(audit(
            tx, context,
            {"review.change",
             "review_rules",
             {},
             "number=" + std::to_string(change.number) + " from=" + iso_text(change.effective_from),
             ""}));
        ReviewRules rules = asked.rules;
        rules.number = change.number;
        return effect_of(tx, context, rules, change.effective_from);
    });
}

bool may_manage_reviews(const Caller& caller) {
    return caller.may(Permission::ReviewManage) && caller.scope.covers(Scope::whole());
}

Status require_review_manage(const Context& context) {
    TRY(require(context, Permission::ReviewManage));
    if (may_manage_reviews(context.caller)) return Done{};
    return Error(problem::kAccessDenied, std::string(key_of(Permission::ReviewManage)));
}

Result<std::string> checked_review_reason(const std::string& reason) {
    std::string text(trim_blanks(reason));
    if (text.empty() || code_point_count(text) > kReviewReasonMost || !is_valid_utf8(text))
        return Error(problem::kReviewReason);
    return text;
}

}  // namespace mingce
