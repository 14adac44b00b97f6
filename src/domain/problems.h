// Refusals of the data standard and the code tables, for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kStandardNotToml{
    "standard.not_toml",
    Kind::BadInput,
    {"数据标准不是有效的 TOML", "the data standard is not valid TOML"},
    {"改正所指的行", "correct the line named"}};
inline constexpr Problem kStandardKey{
    "standard.key",
    Kind::BadInput,
    {"数据标准里有不认识的项", "the data standard has an item that is not known"},
    {"删去或改正该项；可用的项见随程序附带的数据标准",
     "remove or correct it; the shipped data standard shows what there is"}};
inline constexpr Problem kStandardValue{
    "standard.value",
    Kind::BadInput,
    {"数据标准里有一项的值不合规定", "an item of the data standard has a value that cannot be"},
    {"对照随程序附带的数据标准改正", "correct it after the shipped data standard"}};
inline constexpr Problem kStandardFieldUnknown{
    "standard.field_unknown",
    Kind::BadInput,
    {"数据标准里有不存在的字段", "the data standard describes a field that does not exist"},
    {"检查字段的 key", "check the key of the field"}};
inline constexpr Problem kStandardFieldTwice{
    "standard.field_twice",
    Kind::BadInput,
    {"数据标准里同一字段出现了两次", "the data standard describes a field twice"},
    {"保留其中一个", "keep one of the two"}};
inline constexpr Problem kStandardFieldMissing{
    "standard.field_missing",
    Kind::BadInput,
    {"数据标准里缺少字段", "the data standard lacks a field"},
    {"为该字段补上一节 [[field]]", "add a [[field]] section for it"}};
inline constexpr Problem kCodesNotToml{
    "codes.not_toml",
    Kind::BadInput,
    {"代码表不是有效的 TOML", "the code table is not valid TOML"},
    {"改正所指的行", "correct the line named"}};
inline constexpr Problem kCodesKey{
    "codes.key",
    Kind::BadInput,
    {"代码表里有不认识的项", "the code table has an item that is not known"},
    {"删去或改正该项；可用的项见随程序附带的代码表",
     "remove or correct it; the shipped code tables show what there is"}};
inline constexpr Problem kCodesValue{
    "codes.value",
    Kind::BadInput,
    {"代码表里有一项的值不合规定", "an item of the code table has a value that cannot be"},
    {"对照随程序附带的代码表改正", "correct it after a shipped code table"}};
inline constexpr Problem kCodesTwice{
    "codes.twice",
    Kind::BadInput,
    {"代码表里同一代码、名称或别名指向两个条目",
     "a code, name or alias of the code table stands for two entries"},
    {"保留其中一个", "keep one of the two"}};

inline constexpr std::array kDomainProblems = {
    &kStandardNotToml,    &kStandardKey,          &kStandardValue, &kStandardFieldUnknown,
    &kStandardFieldTwice, &kStandardFieldMissing, &kCodesNotToml,  &kCodesKey,
    &kCodesValue,         &kCodesTwice,
};

}  // namespace mingce::problem
