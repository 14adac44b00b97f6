// Refusals of who reviews at which level, and of those who may not sign there.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kReviewNotToml{
    "review.not_toml",
    Kind::BadInput,
    {"审核流程不是正确的 TOML", "the rules of the review are no TOML"},
    {"按 data/review.toml 的样子改正", "correct it after the manner of data/review.toml"}};
inline constexpr Problem kReviewItem{
    "review.item",
    Kind::BadInput,
    {"审核流程里没有这一项", "the rules of the review have no such item"},
    {"每一级只有 roles、people、signatures、days",
     "a level has roles, people, signatures and days alone"}};
inline constexpr Problem kReviewValue{
    "review.value",
    Kind::BadInput,
    {"审核流程的这一项不对", "this of the rules of the review cannot be"},
    {"四级都要写；角色用角色键，人员用登录名，人数和天数用整数",
     "give all four levels: keys of roles, logins of people, whole numbers of signatures and "
     "days"}};
inline constexpr Problem kReviewNoRole{
    "review.no_role",
    Kind::BadInput,
    {"这一级没有角色，或同一角色写了两次", "the level has no role, or one of them twice"},
    {"至少选一个角色", "choose one role at least"}};
inline constexpr Problem kReviewRoleLevel{
    "review.role_level",
    Kind::BadInput,
    {"这个角色没有这一级的审核权限", "this role may not sign at this level"},
    {"选有此权限的角色", "choose a role that may"}};
inline constexpr Problem kReviewPerson{
    "review.person",
    Kind::BadInput,
    {"指定的人员不是登录名、写了两次，或超过 50 人",
     "a person named is no login, is there twice, or is one of more than 50"},
    {"从账号中选人，每人一次", "choose among the accounts, each once"}};
inline constexpr Problem kReviewSignatures{
    "review.signatures",
    Kind::BadInput,
    {"这一级的签署人数不在 1 至 5 之间", "the level asks for no signature, or for more than 5"},
    {"填 1 至 5", "give 1 to 5"}};
inline constexpr Problem kReviewMoreThanNamed{
    "review.more_than_named",
    Kind::BadInput,
    {"要求的签署人数多于指定的人员", "it asks for more signatures than people are named"},
    {"减少人数，或再指定人员", "ask for fewer, or name more people"}};
inline constexpr Problem kReviewFilingOnce{
    "review.filing_once",
    Kind::BadInput,
    {"备案由一人一次完成", "filing is one person's act, done once"},
    {"备案的签署人数填 1；要多人把关请放在前面几级",
     "give 1 there; more people sign at the levels before it"}};
inline constexpr Problem kReviewDays{
    "review.days",
    Kind::BadInput,
    {"这一级的期限不在 1 至 90 天之间", "the level's deadline is not within 1 to 90 days"},
    {"填 1 至 90", "give 1 to 90"}};
inline constexpr Problem kReviewOneAlone{
    "review.one_alone",
    Kind::BadInput,
    {"审批和备案都只有同一个人能办", "one person alone would approve and file"},
    {"审批或备案再指定一人", "name somebody else for one of them"}};

inline constexpr Problem kSignRole{
    "review.role",
    Kind::Forbidden,
    {"您现在的角色不在这一级签署", "the role you work under does not sign at this level"},
    {"换用签署这一级的角色，或请有此角色的人签署",
     "change to a role that signs there, or let somebody who has one"}};
inline constexpr Problem kSignNotNamed{
    "review.not_named",
    Kind::Forbidden,
    {"这一级指定了签署人，您不在其中", "people are named for this level, and you are none of them"},
    {"请指定的人签署，或请学籍科设定代理",
     "let one of them sign, or ask the registry for a deputyship"}};
inline constexpr Problem kSignDeputyEarly{
    "review.deputy_early",
    Kind::Forbidden,
    {"您的代理还没有开始", "you stand in for somebody from a later day on"},
    {"到那一天再签，或请本人签署", "sign from that day on, or let that person sign"}};
inline constexpr Problem kSignDeputyPast{
    "review.deputy_past",
    Kind::Forbidden,
    {"您的代理已经到期", "you stood in for somebody until a day that has passed"},
    {"请本人签署，或请学籍科重新设定代理",
     "let that person sign, or ask the registry for another deputyship"}};
inline constexpr Problem kSignDeputyEnded{
    "review.deputy_ended",
    Kind::Forbidden,
    {"您的代理已被终止", "your deputyship was ended"},
    {"请本人签署，或请学籍科重新设定代理",
     "let that person sign, or ask the registry for another deputyship"}};
inline constexpr Problem kSignPrincipalLeft{
    "review.principal_left",
    Kind::Forbidden,
    {"您所代理的人自己已不能在这一级签署",
     "whom you stand in for may not sign at this level any more"},
    {"请学籍科改设审核流程", "ask the registry to change who signs"}};

inline constexpr Problem kReviewDamaged{
    "review.damaged",
    Kind::Unavailable,
    {"库中的审核流程或代理损坏", "what the record holds of who reviews is damaged"},
    {"从备份恢复", "restore a backup"}};

inline constexpr std::array kReviewProblems = {
    &kReviewNotToml,     &kReviewItem,      &kReviewValue,      &kReviewNoRole,
    &kReviewRoleLevel,   &kReviewPerson,    &kReviewSignatures, &kReviewMoreThanNamed,
    &kReviewFilingOnce,  &kReviewDays,      &kReviewOneAlone,   &kSignRole,
    &kSignNotNamed,      &kSignDeputyEarly, &kSignDeputyPast,   &kSignDeputyEnded,
    &kSignPrincipalLeft, &kReviewDamaged};

}  // namespace mingce::problem
