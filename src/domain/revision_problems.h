// Refusals of sealed revisions, for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kRevisionDamaged{
    "revision.damaged",
    Kind::Unavailable,
    {"封存的花名册内容读不出来", "what was sealed of the roster cannot be read"},
    {"从备份恢复后核对指纹；不要修改数据库",
     "restore a backup and compare the fingerprint; do not touch the database"}};
inline constexpr Problem kRevisionField{
    "revision.field",
    Kind::Unavailable,
    {"封存的花名册用到本程序没有的字段", "the sealed roster has a field this program has not"},
    {"用编制它的那一版程序打开", "open it with the program it was sealed with"}};

inline constexpr std::array kRevisionProblems = {&kRevisionDamaged, &kRevisionField};

}  // namespace mingce::problem
