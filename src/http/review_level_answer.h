// Who reviews at which level and who stands in for whom, as messages.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/answers.h"
#include "http/members.h"
#include "usecases/editions/review_deputies.h"

namespace mingce::http {

inline constexpr Text kReviewLevelText = {"级", "level"};
inline constexpr Text kReviewRolesText = {"签署的角色", "roles that sign"};
inline constexpr Text kReviewPeopleText = {"指定的人员（登录名）；空为有此角色的任何人",
                                           "logins of people named; none: whoever has a role"};
inline constexpr Text kSignaturesText = {"几人签署；初审为每个院系几人",
                                         "how many sign; of the first level, each department"};
inline constexpr Text kReviewDaysText = {"期限（天）", "days to the deadline"};
inline constexpr Text kLastChangeText = {"看到的最后一次变更的编号；没有为 0",
                                         "number of the last change that was seen; 0 for none"};
inline constexpr Bounds kReviewLevelBounds = {.choices = words<ReviewLevel::Filing>};

struct LevelRuleMessage {
    std::string level;
    std::vector<std::string> roles, people;
    std::int64_t signatures = 0, days = 0;
    static constexpr std::string_view kName = "ReviewLevelRule";
    static constexpr auto members() {
        using L = LevelRuleMessage;
        return std::tuple{
            Member{"level", &L::level, kReviewLevelText, kReviewLevelBounds},
            Member{"roles", &L::roles, kReviewRolesText, Bounds{.items_max = 20}},
            Member{"people", &L::people, kReviewPeopleText, Bounds{.items_max = kReviewPeopleMost}},
            Member{"signatures", &L::signatures, kSignaturesText, Bounds{.most = kSignaturesMost}},
            Member{"days", &L::days, kReviewDaysText, Bounds{.most = kReviewDaysMost}}};
    }
};
struct WhoSignsAnswer {
    std::string login, name, instead_of;
    bool is_named = false, is_active = false, has_role = false, may_sign = false;
    static constexpr std::string_view kName = "ReviewLevelPerson";
    static constexpr auto members() {
        using P = WhoSignsAnswer;
        return std::tuple{
            Member{"login", &P::login, {"登录名", "login"}},
            Member{"name", &P::name, {"姓名；没有账号的为空", "name; \"\" without an account"}},
            Member{"is_named", &P::is_named, {"这一级指定的人", "named for the level"}},
            Member{"is_active", &P::is_active, {"账号可用", "has an active account"}},
            Member{"has_role", &P::has_role, {"有这一级的角色", "has one of the level's roles"}},
            Member{"may_sign", &P::may_sign, {"能签", "may sign"}},
            Member{"instead_of",
                   &P::instead_of,
                   {"代谁签（登录名）；自己签为空", "as whose deputy; \"\" for oneself"}}};
    }
};
struct WhoReviewsAnswer : LevelRuleMessage {
    std::vector<std::string> possible_roles;
    std::vector<WhoSignsAnswer> who;
    std::int64_t signers = 0;
    bool is_enough = false;
    // Another name in the document than what it adds to.
    // cppcheck-suppress duplInheritedMember
    static constexpr std::string_view kName = "ReviewLevel";
    static constexpr auto members() {
        using L = WhoReviewsAnswer;
        return std::tuple_cat(
            LevelRuleMessage::members(),
            std::tuple{Member{"possible_roles",
                              &L::possible_roles,
                              {"可以签这一级的角色", "roles that may sign there at all"}},
                       Member{"who", &L::who, {"有关的人", "the people concerned"}},
                       Member{"signers",
                              &L::signers,
                              {"能签的人数；本人和代理算一人",
                               "who can sign; a principal and deputies count as one"}},
                       Member{"is_enough", &L::is_enough, {"人数够了", "they are enough"}}});
    }
};
struct DepartmentSignersAnswer {
    std::string department;
    std::vector<std::string> signers;
    static constexpr std::string_view kName = "DepartmentSigners";
    static constexpr auto members() {
        using D = DepartmentSignersAnswer;
        return std::tuple{
            Member{"department", &D::department, {"院系", "department"}},
            Member{"signers",
                   &D::signers,
                   {"能签的人（登录名）", "logins of who can sign for it; none: nobody"}}};
    }
};
struct ReviewEffectAnswer {
    std::int64_t number = 0;
    std::string day;
    std::vector<WhoReviewsAnswer> levels;
    std::vector<DepartmentSignersAnswer> departments;
    static constexpr std::string_view kName = "ReviewEffect";
    static constexpr auto members() {
        using E = ReviewEffectAnswer;
        return std::tuple{
            Member{"number",
                   &E::number,
                   {"哪次变更；0 为出厂规定", "number of the change; 0: as shipped"}},
            Member{"day", &E::day, {"按哪一天看", "the day it is looked at"}},
            Member{"levels", &E::levels, {"四级", "the four levels"}},
            Member{"departments", &E::departments, {"各院系谁能签初审", "who signs for which"}}};
    }
};
struct ReviewCandidateAnswer {
    std::string login, name;
    std::vector<std::string> roles;
    static constexpr std::string_view kName = "ReviewCandidate";
    static constexpr auto members() {
        using C = ReviewCandidateAnswer;
        return std::tuple{Member{"login", &C::login, {"登录名", "login"}},
                          Member{"name", &C::name, {"姓名", "name"}},
                          Member{"roles", &C::roles, {"能签署的角色", "roles that may sign"}}};
    }
};
struct ReviewRulesLineAnswer {
    std::int64_t number = 0;
    std::string effective_from, at, actor, reason, state;
    std::vector<LevelRuleMessage> levels;
    static constexpr std::string_view kName = "ReviewRulesChange";
    static constexpr auto members() {
        using C = ReviewRulesLineAnswer;
        return std::tuple{
            Member{"number", &C::number, {"编号", "number"}},
            Member{"effective_from", &C::effective_from, {"从哪一天起生效", "the first day"}},
            Member{"at", &C::at, {"何时所改", "when it was made"}},
            Member{"actor", &C::actor, {"何人所改", "who made it"}},
            Member{"reason", &C::reason, kReasonText},
            Member{"state",
                   &C::state,
                   {"未到生效日、生效中、已被替代", "waits for its day, in force or replaced"},
                   Bounds{.choices = words<ReviewRulesState::Replaced>}},
            Member{"levels", &C::levels, {"四级", "the four levels"}}};
    }
};
struct ReviewRoleAnswer {
    std::string key, zh, en;
    static constexpr std::string_view kName = "ReviewRole";
    static constexpr auto members() {
        using R = ReviewRoleAnswer;
        return std::tuple{Member{"key", &R::key, {"角色", "role"}},
                          Member{"zh", &R::zh, {"中文名", "name in Chinese"}},
                          Member{"en", &R::en, {"英文名", "name in English"}}};
    }
};
struct ReviewLevelsAnswer {
    ReviewEffectAnswer now;
    std::vector<ReviewRoleAnswer> roles;
    std::vector<ReviewRulesLineAnswer> changes;
    std::vector<ReviewCandidateAnswer> candidates;
    std::int64_t last_change = 0;
    bool may_change = false;
    static constexpr std::string_view kName = "ReviewLevels";
    static constexpr auto members() {
        using L = ReviewLevelsAnswer;
        return std::tuple{
            Member{"now", &L::now, {"今天生效的", "in force today"}},
            Member{"roles", &L::roles, {"能签署的角色", "roles that may sign somewhere"}},
            Member{"changes", &L::changes, {"变更，新的在前", "changes, newest first"}},
            Member{"candidates",
                   &L::candidates,
                   {"可以指定的人；不能改的人看不到", "who could be named; for who may change"}},
            Member{"last_change", &L::last_change, kLastChangeText},
            Member{"may_change", &L::may_change, {"我可以改", "this caller may change them"}}};
    }
};

struct DeputyAnswer {
    std::int64_t number = 0;
    std::string principal, principal_name, deputy, deputy_name, from, until, reason, at, actor,
        state, ended_at, ended_by;
    std::vector<std::string> levels, idle_levels;
    bool may_end = false;
    static constexpr std::string_view kName = "ReviewDeputy";
    static constexpr auto members() {
        using D = DeputyAnswer;
        return std::tuple{
            Member{"number", &D::number, {"编号", "number"}},
            Member{"principal", &D::principal, {"本人（登录名）", "login of the principal"}},
            Member{"principal_name", &D::principal_name, {"本人姓名", "name of the principal"}},
            Member{"deputy", &D::deputy, {"代理人（登录名）", "login of the deputy"}},
            Member{"deputy_name", &D::deputy_name, {"代理人姓名", "name of the deputy"}},
            Member{"levels", &D::levels, {"代理哪几级", "levels"}},
            Member{"from", &D::from, {"第一天", "the first day"}},
            Member{"until", &D::until, {"最后一天", "the last day"}},
            Member{"reason", &D::reason, kReasonText},
            Member{"at", &D::at, {"何时设定", "when it was named"}},
            Member{"actor", &D::actor, {"何人设定", "who named it"}},
            Member{"state",
                   &D::state,
                   {"未开始、代理中、已到期、已终止", "coming, in force, past or ended"},
                   Bounds{.choices = words<DeputyState::Ended>}},
            Member{"ended_at", &D::ended_at, {"何时终止", "when it was ended"}},
            Member{"ended_by", &D::ended_by, {"何人终止", "who ended it"}},
            Member{"idle_levels",
                   &D::idle_levels,
                   {"在哪几级暂不起作用：本人或代理人已不能签",
                    "levels where it does nothing now: one of the two may not sign there"}},
            Member{"may_end", &D::may_end, {"我可以终止", "this caller may end it"}}};
    }
};

}  // namespace mingce::http
