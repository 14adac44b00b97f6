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

inline constexpr Problem kFieldHidden = {
    "access.field_hidden",
    Kind::Forbidden,
    {"您现在的角色看不到这一项的原值，因此不能按它查找、排序、导出，也不能改它",
     "the role you work under does not see this field whole: it may neither be written nor be"
     " searched, ordered, filtered or exported by"},
    {"请换用有此权限的角色，或请学籍科办理", "change to a role that may, or ask the registry"}};
inline constexpr Problem kLeavesScope = {
    "access.leaves_scope",
    Kind::Forbidden,
    {"这样改，学生就不在您的范围内了", "this would take the student out of your scope"},
    {"转院系、转班请学籍科办理", "ask the registry to move a student elsewhere"}};

inline constexpr const Problem* kAccessProblems[] = {&kAccessDenied, &kFieldHidden, &kLeavesScope};

}  // namespace mingce::problem
