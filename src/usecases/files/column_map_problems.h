// Refusals of the column map file, for people.
#pragma once

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kColumnMapNotToml{
    "column_map.not_toml",
    Kind::BadInput,
    {"列对应文件不是有效的 TOML", "the column map is not valid TOML"},
    {"每行写成 \"表头\" = \"字段键\"", "write each line as \"header\" = \"field_key\""}};
inline constexpr Problem kColumnMapField{
    "column_map.field",
    Kind::BadInput,
    {"列对应文件写了不存在的字段", "the column map names a field that does not exist"},
    {"字段键见 docs/fields.md；不导入的列写 \"-\"",
     "see docs/fields.md for the keys; write \"-\" to leave a column out"}};

inline constexpr const Problem* kColumnMapProblems[] = {&kColumnMapNotToml, &kColumnMapField};

}  // namespace mingce::problem
