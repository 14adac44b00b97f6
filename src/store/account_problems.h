// Refusals of accounts and what they are granted.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kAccountUnknown{
    "account.unknown",
    Kind::NotFound,
    {"没有这个账号", "there is no such account"},
    {"用 mingce account list 查看登录名", "see the logins by mingce account list"}};
inline constexpr Problem kLoginTaken{"account.login_taken",
                                     Kind::Conflict,
                                     {"登录名已有人使用", "the login is somebody's already"},
                                     {"换一个登录名", "choose another login"}};
inline constexpr Problem kCasNameTaken{
    "account.cas_taken",
    Kind::Conflict,
    {"统一身份认证的用户名已属于另一个账号", "the CAS name belongs to another account already"},
    {"核对是不是同一个人", "see whether it is the same person"}};
inline constexpr Problem kGrantUnknown{
    "grant.unknown",
    Kind::NotFound,
    {"没有这项授权", "there is no such grant"},
    {"用 mingce account grants 查看编号", "see its id by mingce account grants"}};
inline constexpr Problem kGrantDamaged{
    "grant.damaged",
    Kind::Unavailable,
    {"库中的一项授权读不出来", "a grant of the record cannot be read"},
    {"从备份恢复，或结束这项授权后重新授予",
     "restore a backup, or end the grant and give it anew"}};

inline constexpr std::array kAccountStoreProblems = {&kAccountUnknown, &kLoginTaken, &kCasNameTaken,
                                                     &kGrantUnknown, &kGrantDamaged};

}  // namespace mingce::problem
