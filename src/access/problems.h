// Refusals of permissions.
#pragma once

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kAccessDenied = {
    "access.denied",
    Kind::Forbidden,
    {"您现在的角色不能做这件事", "the role you work under may not do this"},
    {"请换用有此权限的角色，或请安全管理员授权",
     "change to a role that may, or ask a security administrator for it"}};

inline constexpr const Problem* kAccessProblems[] = {&kAccessDenied};

}  // namespace mingce::problem
