// Why signing in through the school's CAS did not come to a name.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kCasUrl{
    "cas.url",
    Kind::BadInput,
    {"CAS 的地址写法不对", "the CAS server's URL is not as it should be"},
    {"写成 https://cas.school.edu.cn/cas，不带参数和口令；http:// 只可用于本机",
     "write https://cas.school.edu.cn/cas without parameters or passwords; http:// only for this "
     "machine"}};
inline constexpr Problem kCasUnreachable{
    "cas.unreachable",
    Kind::Unavailable,
    {"统一身份认证没有答复", "the school's sign-in service does not answer"},
    {"稍后再试，或用口令登录；管理员核对 mingce.toml 里的 [cas] 和网络",
     "try again later, or sign in by password; administrators check [cas] in mingce.toml and the "
     "network"}};
inline constexpr Problem kCasRefused{
    "cas.refused",
    Kind::Forbidden,
    {"统一身份认证不认可这次登录", "the school's sign-in service does not vouch for this sign-in"},
    {"重新登录；一张票据只能用一次，几秒内有效",
     "sign in again; a ticket is good once and for seconds"}};
inline constexpr Problem kCasMalformed{
    "cas.malformed",
    Kind::Unavailable,
    {"统一身份认证的答复读不懂", "the school's sign-in service answered something else"},
    {"管理员核对 mingce.toml 里的 [cas] url 是否指向 CAS 3.0 服务",
     "administrators check that [cas] url in mingce.toml names a CAS 3.0 server"}};
inline constexpr Problem kCasAttributeMissing{
    "cas.attribute_missing",
    Kind::Unavailable,
    {"统一身份认证没有给出对应账号的那一个属性值",
     "the school's sign-in service did not give the one value that names the account"},
    {"管理员核对 [cas] attribute，并请 CAS 管理员向本系统放行这个属性",
     "administrators check [cas] attribute, and ask for its release to this service"}};

inline constexpr std::array kCasProblems = {&kCasUrl, &kCasUnreachable, &kCasRefused,
                                            &kCasMalformed, &kCasAttributeMissing};

}  // namespace mingce::problem
