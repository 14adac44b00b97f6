// Refusals of roster definitions, for people.
#pragma once

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kDefinitionNotToml{
    "definition.not_toml",
    Kind::BadInput,
    {"花名册定义不是有效的 TOML", "the roster definition is not valid TOML"},
    {"对照随程序附带的定义改正", "correct it after one of the shipped definitions"}};
inline constexpr Problem kDefinitionKey{
    "definition.key",
    Kind::BadInput,
    {"花名册定义里有不认识的项", "the roster definition has an item that is not known"},
    {"删去或改正该项；可用的项见随程序附带的定义",
     "remove or correct it; the shipped definitions show what there is"}};
inline constexpr Problem kDefinitionField{
    "definition.field",
    Kind::BadInput,
    {"花名册定义写了不存在的字段", "the roster definition names a field that does not exist"},
    {"字段键见 docs/fields.md", "see docs/fields.md for the keys"}};
inline constexpr Problem kDefinitionValue{
    "definition.value",
    Kind::BadInput,
    {"花名册定义里有一项的值不能用", "the roster definition has a value that cannot be used"},
    {"对照随程序附带的定义改正", "correct it after one of the shipped definitions"}};
inline constexpr Problem kDefinitionColumns{
    "definition.columns",
    Kind::BadInput,
    {"花名册定义没有列", "the roster definition has no columns"},
    {"至少写一个 [[columns]]", "write at least one [[columns]]"}};
inline constexpr Problem kDefinitionPublic{
    "definition.public",
    Kind::BadInput,
    {"公示名单不能印出这个字段，或没有遮盖它",
     "a public list may not show this field, or not unmasked"},
    {"公示只列姓氏、考生号首尾各四位和班级等公开信息",
     "show the surname, the ends of the exam number, and public facts such as the class"}};

inline constexpr Problem kDefinitionLastFour{
    "definition.last_four",
    Kind::BadInput,
    {"证件号后四位不能与出生日期或县区同列，合起来会泄露整个号码",
     "the last four of a document number may not stand beside a birth date or a county: together "
     "they give the number away"},
    {"去掉其中一列，或把号码改为 mask = \"number\"（前三后二），出生日期改为 mask = \"year\"",
     "drop one of the two, or show the number by mask = \"number\" or the date by mask = "
     "\"year\""}};

inline constexpr Problem kDefinitionNotOfficial{
    "definition.not_official",
    Kind::BadInput,
    {"这条编制规则编不成正式花名册", "an official roster cannot be made by this definition"},
    {"正式花名册用 kind = \"roster\"，先按学院分组（group 以 \"department\" 开头），附表含 "
     "deferred、"
     "declined、revoked",
     "an official roster has kind = \"roster\", is grouped by \"department\" first, and has an "
     "annex "
     "of deferred, declined and revoked"}};

inline constexpr const Problem* kDefinitionProblems[] = {
    &kDefinitionNotToml, &kDefinitionKey,    &kDefinitionField,    &kDefinitionValue,
    &kDefinitionColumns, &kDefinitionPublic, &kDefinitionLastFour, &kDefinitionNotOfficial};

}  // namespace mingce::problem
