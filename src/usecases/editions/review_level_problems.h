// Refusals of those who say who reviews at which level, and for whom.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kReviewReason{
    "review.reason",
    Kind::BadInput,
    {"没有写理由，或理由超过 500 字", "the reason is missing, or longer than 500 characters"},
    {"写明理由，不写个人信息", "give one that names nobody"}};
inline constexpr Problem kReviewEffective{
    "review.effective",
    Kind::BadInput,
    {"生效日期早于今天，或在一年以后", "it would take effect before today, or after a year"},
    {"填今天起一年以内的日期", "give a day from today to a year from now"}};
inline constexpr Problem kReviewSame{
    "review.same",
    Kind::Conflict,
    {"与届时生效的审核流程没有差别", "it says what holds on that day anyway"},
    {"先改动内容", "change something first"}};
inline constexpr Problem kReviewOvertaken{
    "review.overtaken",
    Kind::Conflict,
    {"您打开之后，别人改过审核流程", "somebody changed who reviews after you opened it"},
    {"刷新后再改", "look at it again, then change it"}};
inline constexpr Problem kReviewNobodyKnown{
    "review.person_unknown",
    Kind::BadInput,
    {"指定的人员没有账号", "a person named has no account"},
    {"核对登录名，或先建立账号", "check the login, or have the account made first"}};
inline constexpr Problem kDeputyOneself{"review.deputy_oneself",
                                        Kind::BadInput,
                                        {"代理人就是本人", "nobody stands in for themselves"},
                                        {"换一个人", "choose somebody else"}};
inline constexpr Problem kDeputyPeople{
    "review.deputy_people",
    Kind::Conflict,
    {"本人或代理人没有可用的个人账号",
     "one of the two has no active account, or it is a program's"},
    {"先启用账号，或换一个人", "have the account made active, or choose somebody else"}};
inline constexpr Problem kDeputyLevels{
    "review.deputy_levels",
    Kind::BadInput,
    {"没有选代理哪几级，或同一级写了两次", "no level is chosen, or one of them twice"},
    {"至少选一级", "choose one level at least"}};
inline constexpr Problem kDeputyDays{
    "review.deputy_days",
    Kind::BadInput,
    {"代理的起止日期不对", "the days of the deputyship cannot be"},
    {"止于今天或以后，不早于开始日，至多 366 天",
     "let it end today or later, not before it begins, and last 366 days at most"}};
inline constexpr Problem kDeputyRole{
    "review.deputy_role",
    Kind::Conflict,
    {"代理人没有可以签署这一级的角色", "the deputy has no role that may sign at this level"},
    {"代理不扩大任何人的权限；先请安全管理员授予角色，或换一个人",
     "standing in widens nobody's permission: have the role granted first, or choose somebody"
     " else"}};
inline constexpr Problem kDeputyPrincipal{
    "review.deputy_principal",
    Kind::Conflict,
    {"被代理的人自己不在这一级签署", "whom they would stand in for does not sign at this level"},
    {"核对人员和级别", "check the person and the level"}};
inline constexpr Problem kDeputyThere{
    "review.deputy_there",
    Kind::Conflict,
    {"这两人在这几天已有同级的代理",
     "the two have a deputyship at this level in these days already"},
    {"先终止原来的代理，或改日期", "end that one first, or choose other days"}};
inline constexpr Problem kDeputyUnknown{
    "review.deputy_unknown",
    Kind::NotFound,
    {"没有这个编号的代理", "there is no deputyship of this number"},
    {"在代理列表中查看编号", "see the list of deputyships"}};
inline constexpr Problem kDeputyOver{
    "review.deputy_over",
    Kind::Conflict,
    {"这项代理已到期或已终止", "this deputyship is past or was ended already"},
    {"不必再做什么", "nothing is to be done"}};

inline constexpr std::array kReviewLevelProblems = {
    &kReviewReason,    &kReviewEffective, &kReviewSame,    &kReviewOvertaken, &kReviewNobodyKnown,
    &kDeputyOneself,   &kDeputyPeople,    &kDeputyLevels,  &kDeputyDays,      &kDeputyRole,
    &kDeputyPrincipal, &kDeputyThere,     &kDeputyUnknown, &kDeputyOver};

}  // namespace mingce::problem
