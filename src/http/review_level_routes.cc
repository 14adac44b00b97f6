// Who reviews at which level: read, changed from a day on with its effect seen before, and who
// stands in for whom.
#include <algorithm>
#include <set>

#include "access/review_problems.h"
#include "http/review_level_answer.h"
#include "http/route.h"

namespace mingce::http {

namespace {

std::vector<std::string> keys_of_roles(const std::vector<Role>& roles) {
    std::vector<std::string> keys;
    keys.reserve(roles.size());
    for (const Role role : roles) keys.emplace_back(key_of(role));
    return keys;
}
std::vector<std::string> keys_of_levels(const std::vector<ReviewLevel>& levels) {
    std::vector<std::string> keys;
    keys.reserve(levels.size());
    for (const ReviewLevel level : levels) keys.emplace_back(key_of(level));
    return keys;
}

LevelRuleMessage rule_answer_of(ReviewLevel level, const LevelRule& rule) {
    return {std::string(key_of(level)), keys_of_roles(rule.roles), rule.people, rule.signatures,
            rule.days};
}

WhoReviewsAnswer level_answer_of(const LevelPeople& told, const LevelRule& rule) {
    WhoReviewsAnswer answer;
    static_cast<LevelRuleMessage&>(answer) = rule_answer_of(told.level, rule);
    for (const RoleText& role : all_roles())
        if (may(role.role, permission_of(told.level))) answer.possible_roles.emplace_back(role.key);
    answer.who.reserve(told.people.size());
    for (const LevelPerson& person : told.people)
        answer.who.push_back({person.login, person.name, person.instead_of, person.is_named,
                              person.is_active, person.has_role, person.may_sign});
    answer.signers = static_cast<std::int64_t>(told.signers);
    answer.is_enough = told.is_enough;
    return answer;
}

ReviewEffectAnswer effect_answer_of(const ReviewEffect& effect) {
    ReviewEffectAnswer answer;
    answer.number = effect.rules.number;
    answer.day = iso_text(effect.day);
    answer.levels.reserve(effect.levels.size());
    for (const LevelPeople& level : effect.levels)
        answer.levels.push_back(level_answer_of(level, effect.rules.of(level.level)));
    answer.departments.reserve(effect.departments.size());
    for (const auto& [department, signers] : effect.departments)
        answer.departments.push_back({department, signers});
    return answer;
}

ReviewRulesLineAnswer line_answer_of(const ReviewRulesLine& line) {
    const ReviewRulesChange& change = line.change;
    ReviewRulesLineAnswer answer{change.number,
                                 iso_text(change.effective_from),
                                 time_text(change.at),
                                 change.actor,
                                 change.reason,
                                 std::string(key_of(line.state)),
                                 {}};
    answer.levels.reserve(kReviewLevelCount);
    for (const ReviewLevel level : kReviewLevels)
        answer.levels.push_back(rule_answer_of(level, line.rules.of(level)));
    return answer;
}

Result<ReviewLevelsAnswer> show_levels_here(Call& call, const Nothing&) {
    const ReviewLevelsView view = TRY(show_review_levels(call.context));
    ReviewLevelsAnswer answer;
    answer.now = effect_answer_of(view.now);
    for (const RoleText& role : all_roles())
        if (std::ranges::any_of(kReviewLevels, [&role](ReviewLevel level) {
                return may(role.role, permission_of(level));
            }))
            answer.roles.push_back(
                {std::string(role.key), std::string(role.name.zh), std::string(role.name.en)});
    answer.last_change = view.last_change;
    answer.may_change = view.may_change;
    answer.changes.reserve(view.changes.size());
    for (const ReviewRulesLine& line : view.changes) answer.changes.push_back(line_answer_of(line));
    answer.candidates.reserve(view.candidates.size());
    for (const ReviewCandidate& one : view.candidates)
        answer.candidates.push_back({one.login, one.name, keys_of_roles(one.roles)});
    return answer;
}

// ── changing them ──

/// As it is told, but that its lists may be left out.
struct LevelRuleInput : LevelRuleMessage {
    // Another name in the document than what it is like.
    // cppcheck-suppress duplInheritedMember
    static constexpr std::string_view kName = "ReviewLevelRuleInput";
};
struct ReviewRulesInput {
    std::vector<LevelRuleInput> levels;
    std::optional<std::string> effective_from;
    std::int64_t last_change = 0;
    static constexpr std::string_view kName = "ReviewRulesInput";
    static constexpr auto members() {
        using R = ReviewRulesInput;
        return std::tuple{
            Member{"levels",
                   &R::levels,
                   {"四级，每级一次", "the four levels, each once"},
                   Bounds{.items_max = kReviewLevelCount}},
            Member{"effective_from",
                   &R::effective_from,
                   {"从哪一天起生效；缺省今天", "the first day it holds; today without"}},
            Member{"last_change", &R::last_change, kLastChangeText}};
    }
};
Result<ChangeReviewRules> asked_rules(const ReviewRulesInput& in) {
    ChangeReviewRules asked;
    std::set<ReviewLevel> given;
    for (const LevelRuleMessage& told : in.levels) {
        const auto level = parse_review_level(told.level);
        if (!level || !given.insert(*level).second)
            return Error(problem::kReviewValue, "levels = " + told.level);
        LevelRule& rule = asked.rules.of(*level);
        for (const std::string& key : told.roles) {
            const auto role = parse_role(key);
            if (!role) return Error(problem::kReviewValue, told.level + ".roles = " + key);
            rule.roles.push_back(*role);
        }
        rule.people = told.people;
        rule.signatures = static_cast<std::uint32_t>(told.signatures);
        rule.days = static_cast<std::uint32_t>(told.days);
    }
    if (given.size() != kReviewLevelCount) return Error(problem::kReviewValue, "levels");
    if (in.effective_from)
        asked.effective_from = TRY(day_of_text("effective_from", *in.effective_from));
    asked.last_change = in.last_change;
    return asked;
}
Result<ReviewEffectAnswer> preview_rules_here(Call& call, const ReviewRulesInput& in) {
    return effect_answer_of(TRY(preview_review_rules(call.context, TRY(asked_rules(in)))));
}

struct ChangeRulesInput : ReviewRulesInput {
    std::string reason;
    // Another name in the document than what it adds to.
    // cppcheck-suppress duplInheritedMember
    static constexpr std::string_view kName = "ChangeReviewRules";
    static constexpr auto members() {
        return std::tuple_cat(ReviewRulesInput::members(),
                              std::tuple{Member{"reason",
                                                &ChangeRulesInput::reason,
                                                {"理由，不写个人信息", "reason; names nobody"},
                                                kReasonBounds}});
    }
};
Result<ReviewEffectAnswer> change_rules_here(Call& call, const ChangeRulesInput& in) {
    ChangeReviewRules asked = TRY(asked_rules(in));
    asked.reason = in.reason;
    return effect_answer_of(TRY(change_review_rules(call.context, asked)));
}

// ── deputies ──

DeputyAnswer deputy_answer_of(const DeputyLine& line) {
    const Deputy& told = line.kept.told;
    DeputyAnswer answer;
    answer.number = told.number;
    answer.principal = told.principal;
    answer.principal_name = line.kept.principal_name;
    answer.deputy = told.deputy;
    answer.deputy_name = line.kept.deputy_name;
    answer.levels = keys_of_levels(told.levels);
    answer.from = iso_text(told.from);
    answer.until = iso_text(told.until);
    answer.reason = told.reason;
    answer.at = time_text(told.at);
    answer.actor = told.actor;
    answer.state = key_of(line.state);
    if (told.ended_at) answer.ended_at = time_text(*told.ended_at);
    answer.ended_by = told.ended_by;
    answer.idle_levels = keys_of_levels(line.idle_levels);
    answer.may_end = line.may_end;
    return answer;
}
struct DeputiesAnswer {
    std::vector<DeputyAnswer> items;
    static constexpr std::string_view kName = "ReviewDeputies";
    static constexpr auto members() {
        return std::tuple{
            Member{"items", &DeputiesAnswer::items, {"代理，新的在前", "newest first"}}};
    }
};
Result<DeputiesAnswer> list_deputies_here(Call& call, const Nothing&) {
    DeputiesAnswer answer;
    for (const DeputyLine& line : TRY(list_review_deputies(call.context)))
        answer.items.push_back(deputy_answer_of(line));
    return answer;
}

struct NameDeputyInput {
    std::string principal, deputy, from, until, reason;
    std::vector<std::string> levels;
    static constexpr std::string_view kName = "NameReviewDeputy";
    static constexpr auto members() {
        using N = NameDeputyInput;
        return std::tuple{
            Member{"principal", &N::principal, {"本人（登录名）", "login of the principal"}},
            Member{"deputy", &N::deputy, {"代理人（登录名）", "login of the deputy"}},
            Member{"levels",
                   &N::levels,
                   {"代理哪几级", "levels"},
                   Bounds{.items_max = kReviewLevelCount, .choices = words<ReviewLevel::Filing>}},
            Member{"from", &N::from, {"第一天，今天或以后", "the first day, today or later"}},
            Member{"until", &N::until, {"最后一天，至多 366 天", "the last of at most 366 days"}},
            Member{"reason", &N::reason, kReasonText, kReasonBounds}};
    }
};
Result<DeputyAnswer> name_deputy_here(Call& call, const NameDeputyInput& in) {
    NameDeputy request;
    request.principal = in.principal;
    request.deputy = in.deputy;
    for (const std::string& key : in.levels)
        if (const auto level = parse_review_level(key)) request.levels.push_back(*level);
    request.from = TRY(day_of_text("from", in.from));
    request.until = TRY(day_of_text("until", in.until));
    request.reason = in.reason;
    return deputy_answer_of(TRY(name_review_deputy(call.context, request)));
}

struct ByDeputyNumber {
    std::int64_t number = 0;
    static constexpr std::string_view kName = "ReviewDeputyNumber";
    static constexpr auto members() {
        return std::tuple{
            Member{"number", &ByDeputyNumber::number, {"代理的编号", "number of the deputyship"}}};
    }
};
Result<DeputyAnswer> end_deputy_here(Call& call, const ByDeputyNumber& in) {
    return deputy_answer_of(TRY(end_review_deputy(call.context, in.number)));
}

constexpr std::string_view kReviewLevelTag = "review";
const Route kReviewLevelRoutes[] = {
    route<show_levels_here>({Method::Get,
                             "/api/v1/review/levels",
                             "showReviewLevels",
                             kReviewLevelTag,
                             {"审核流程：各级谁签、几人、几天，谁现在能签",
                              "Who signs at each level, how many, until when; who can today"},
                             needs(Permission::RosterRead),
                             kSlowRoute}),
    route<preview_rules_here>(
        {Method::Post,
         "/api/v1/review/levels/preview",
         "previewReviewLevels",
         kReviewLevelTag,
         {"改后谁能签，不保存", "Who could sign after a change; nothing is kept"},
         needs(Permission::ReviewManage),
         kSlowRoute}),
    route<change_rules_here>({Method::Post,
                              "/api/v1/review/levels",
                              "changeReviewLevels",
                              kReviewLevelTag,
                              {"改审核流程", "Change who signs at each level"},
                              needs(Permission::ReviewManage),
                              kSlowRoute | kCreates}),
    route<list_deputies_here>({Method::Get,
                               "/api/v1/review/deputies",
                               "listReviewDeputies",
                               kReviewLevelTag,
                               {"代理；不管流程的人只看与自己有关的",
                                "Who stands in for whom; who does not manage it, their own"},
                               needs(Permission::RosterRead)}),
    route<name_deputy_here>({Method::Post,
                             "/api/v1/review/deputies",
                             "nameReviewDeputy",
                             kReviewLevelTag,
                             {"设定代理", "Let somebody stand in for another"},
                             needs(Permission::ReviewManage),
                             kCreates}),
    route<end_deputy_here>({Method::Post,
                            "/api/v1/review/deputies/{number}/ending",
                            "endReviewDeputy",
                            kReviewLevelTag,
                            {"终止代理", "End a deputyship"},
                            needs(Permission::ReviewManage)}),
};

}  // namespace

std::span<const Route> review_level_routes() { return kReviewLevelRoutes; }

}  // namespace mingce::http
