#include "usecases/editions/review_deputies.h"

#include <algorithm>

#include "base/text.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/review_level_problems.h"

namespace mingce {

namespace {

DeputyState state_of_deputy(const Deputy& told, Date today) {
    if (told.ended_at) return DeputyState::Ended;
    if (told.until < today) return DeputyState::Past;
    return told.from > today ? DeputyState::Coming : DeputyState::InForce;
}

bool is_of_rule(const LevelRule& rule, Role role) {
    return std::ranges::find(rule.roles, role) != rule.roles.end();
}

/// A deputyship as it would be, before it is: who, at one level, under which rules.
struct Standing {
    const ReviewStaff& staff;
    const ReviewRules& rules;
    const Account &principal, &deputy;
    Date day;
};

bool principal_signs(const Standing& standing, ReviewLevel level, const ReviewPlace& place) {
    const LevelRule& rule = standing.rules.of(level);
    return (rule.people.empty() ||
            std::ranges::find(rule.people, standing.principal.login) != rule.people.end()) &&
           std::ranges::any_of(standing.staff.roles_of(standing.principal, place, standing.day),
                               [&rule](Role role) { return is_of_rule(rule, role); });
}
bool deputy_could(const Standing& standing, ReviewLevel level, const ReviewPlace& place) {
    return std::ranges::any_of(standing.staff.roles_of(standing.deputy, place, standing.day),
                               [level](Role role) { return may(role, permission_of(level)); });
}
/// Of departments: one at least that both may sign for.
bool both_reach_one(const Standing& standing, ReviewLevel level) {
    if (level != ReviewLevel::Department) return true;
    auto departments = standing.staff.departments_of(standing.principal, standing.day);
    for (std::string& department : standing.staff.departments_of(standing.deputy, standing.day))
        departments.push_back(std::move(department));
    return std::ranges::any_of(departments, [&](const std::string& department) {
        return principal_signs(standing, level, {department, {}}) &&
               deputy_could(standing, level, {department, {}});
    });
}

Status check_standing(const Standing& standing, ReviewLevel level) {
    const std::string where(key_of(level));
    if (!principal_signs(standing, level, {}))
        return Error(problem::kDeputyPrincipal, standing.principal.login + " " + where);
    if (!deputy_could(standing, level, {}) || !both_reach_one(standing, level))
        return Error(problem::kDeputyRole, standing.deputy.login + " " + where);
    return Done{};
}

Status check_days(const NameDeputy& request, Date today) {
    const std::int64_t days = days_since_epoch(request.until) - days_since_epoch(request.from) + 1;
    if (request.from >= today && days >= 1 && days <= kDeputyDaysMost) return Done{};
    return Error(problem::kDeputyDays, iso_text(request.from) + " – " + iso_text(request.until));
}

Status check_levels(std::vector<ReviewLevel> levels) {
    std::ranges::sort(levels);
    if (levels.empty() || std::ranges::adjacent_find(levels) != levels.end())
        return Error(problem::kDeputyLevels);
    return Done{};
}

Result<const Account*> person_of(const ReviewStaff& staff, const std::string& login) {
    const Account* const account = staff.find(login);
    if (account == nullptr) return Error(problem::kReviewNobodyKnown, one_line(login, 70));
    if (account->state != AccountState::Active) return Error(problem::kDeputyPeople, login);
    return account;
}

bool is_there_already(const KeptDeputy& kept, const NameDeputy& request) {
    const Deputy& told = kept.told;
    return !told.ended_at && told.principal == request.principal && told.deputy == request.deputy &&
           told.from <= request.until && request.from <= told.until &&
           std::ranges::any_of(request.levels,
                               [&told](ReviewLevel level) { return told.is_of(level); });
}

Result<KeptDeputy> checked_deputy(Tx& tx, const Context& context, const NameDeputy& request) {
    const Date today = day_of(context.now);
    if (request.principal == request.deputy) return Error(problem::kDeputyOneself);
    TRY(check_levels(request.levels));
    TRY(check_days(request, today));
    const ReviewStaff staff = TRY(ReviewStaff::load(tx, context));
    const Account* const principal = TRY(person_of(staff, request.principal));
    const Account* const deputy = TRY(person_of(staff, request.deputy));
    const ReviewRules rules = TRY(review_rules_in_force(tx, context, request.from));
    for (const ReviewLevel level : request.levels)
        TRY(check_standing({staff, rules, *principal, *deputy, request.from}, level));
    for (const KeptDeputy& kept : staff.deputies())
        if (is_there_already(kept, request))
            return Error(problem::kDeputyThere, std::to_string(kept.told.number));
    KeptDeputy kept;
    kept.told.number = staff.deputies().empty() ? 1 : staff.deputies().back().told.number + 1;
    kept.told.levels = request.levels;
    std::ranges::sort(kept.told.levels);
    kept.told.from = request.from;
    kept.told.until = request.until;
    kept.told.at = context.now;
    kept.told.actor = context.actor;
    kept.principal = principal->id;
    kept.deputy = deputy->id;
    kept.account = context.caller.account;
    return kept;
}

/// Deputyships as they stand on a day, newest first.
Result<std::vector<DeputyLine>> deputy_lines(Tx& tx, const Context& context) {
    const Date today = day_of(context.now);
    const ReviewStaff staff = TRY(ReviewStaff::load(tx, context));
    const ReviewRules rules = TRY(review_rules_in_force(tx, context, today));
    std::vector<DeputyLine> lines;
    lines.reserve(staff.deputies().size());
    for (const KeptDeputy& kept : staff.deputies()) {
        DeputyLine& line = lines.emplace_back();
        line.kept = kept;
        line.state = state_of_deputy(kept.told, today);
        const bool is_standing =
            line.state == DeputyState::InForce || line.state == DeputyState::Coming;
        line.may_end = is_standing && may_manage_reviews(context.caller);
        const Account* const principal = staff.find(kept.told.principal);
        const Account* const deputy = staff.find(kept.told.deputy);
        if (line.state != DeputyState::InForce || principal == nullptr || deputy == nullptr)
            continue;
        for (const ReviewLevel level : kept.told.levels)
            if (!check_standing({staff, rules, *principal, *deputy, today}, level).ok())
                line.idle_levels.push_back(level);
    }
    std::ranges::reverse(lines);
    return lines;
}

Result<DeputyLine> deputy_line(Tx& tx, const Context& context, std::int64_t number) {
    std::vector<DeputyLine> lines = TRY(deputy_lines(tx, context));
    const auto found = std::ranges::find(
        lines, number, [](const DeputyLine& line) { return line.kept.told.number; });
    if (found == lines.end()) return Error(problem::kDeputyUnknown, std::to_string(number));
    return std::move(*found);
}

/// "number=3 principal=… deputy=… levels=leader 2026-09-01 – 2026-09-10": accounts, no names.
std::string told_of(const KeptDeputy& kept) {
    std::string text = "number=" + std::to_string(kept.told.number) +
                       " principal=" + kept.principal.hex() + " deputy=" + kept.deputy.hex() +
                       " levels=";
    for (const ReviewLevel level : kept.told.levels)
        text.append(text.ends_with('=') ? "" : ",").append(key_of(level));
    return text + " from=" + iso_text(kept.told.from) + " until=" + iso_text(kept.told.until);
}

}  // namespace

Result<std::vector<DeputyLine>> list_review_deputies(const Context& context) {
    TRY(require(context, Permission::RosterRead));
    auto lines =
        TRY(read_value(context.database(), [&](Tx& tx) { return deputy_lines(tx, context); }));
    const Id& account = context.caller.account;
    if (!may_manage_reviews(context.caller))
        std::erase_if(lines, [&account](const DeputyLine& line) {
            return line.kept.principal != account && line.kept.deputy != account;
        });
    return lines;
}

Result<DeputyLine> name_review_deputy(const Context& context, const NameDeputy& request) {
    TRY(require_review_manage(context));
    const std::string reason = TRY(checked_review_reason(request.reason));
    return write_value(context.database(), [&](Tx& tx) -> Result<DeputyLine> {
        KeptDeputy kept = TRY(checked_deputy(tx, context, request));
        kept.told.reason = reason;
        TRY(review_levels::add_deputy(tx, context.institution(), kept));
        TRY(audit(tx, context, {"review.deputy", "review_deputy", {}, told_of(kept), ""}));
        return deputy_line(tx, context, kept.told.number);
    });
}

Result<DeputyLine> end_review_deputy(const Context& context, std::int64_t number) {
    TRY(require_review_manage(context));
    return write_value(context.database(), [&](Tx& tx) -> Result<DeputyLine> {
        const DeputyLine line = TRY(deputy_line(tx, context, number));
        if (!line.may_end || !TRY(review_levels::end_deputy(tx, context.institution(),
                                                            {number, context.now, context.actor})))
            return Error(problem::kDeputyOver, std::to_string(number));
        TRY(audit(tx, context, {"review.deputy_end", "review_deputy", {}, told_of(line.kept), ""}));
        return deputy_line(tx, context, number);
    });
}

}  // namespace mingce
