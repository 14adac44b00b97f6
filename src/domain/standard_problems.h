// Refusals of changes to the standard of a school, for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kChangeKind{
    "standard.change_kind",
    Kind::BadInput,
    {"没有说清要改什么", "it is not said what is to be changed"},
    {"kind 为 field、rule 或 code_table，并给出同名的一项内容",
     "give kind field, rule or code_table, and the contents of that name alone"}};
inline constexpr Problem kChangeKey{
    "standard.key_unknown",
    Kind::NotFound,
    {"没有这个字段、规则或代码表", "there is no such field, rule or code table"},
    {"从数据标准页的列表中选择", "choose one of the lists of the data standard"}};
inline constexpr Problem kFieldFixed{
    "standard.field_fixed",
    Kind::BadInput,
    {"字段的键、名称、类型、级别和是否加密不能修改",
     "a field's key, names, type, class and sealing cannot be changed"},
    {"只能改别名、必填和宽度", "change its aliases, where it is required, or its width"}};
inline constexpr Problem kFieldAlias{
    "standard.alias",
    Kind::BadInput,
    {"别名为空、重复、太长或含控制字符",
     "an alias is empty, there twice, too long or holds a control character"},
    {"每个字段至多 50 个别名，每个至多 60 字", "give at most 50 of at most 60 characters each"}};
inline constexpr Problem kFieldAliasTaken{
    "standard.alias_taken",
    Kind::Conflict,
    {"这个表头已经属于另一字段", "this header is another field's already"},
    {"换一个别名，或先从另一字段去掉",
     "choose another one, or take it from the other field first"}};
inline constexpr Problem kFieldWidth{
    "standard.width",
    Kind::BadInput,
    {"宽度不合规定", "the width cannot be"},
    {"填 0（不限）至 4000 的整数", "give a whole number from 0 (no limit) to 4000"}};
inline constexpr Problem kRuleFixed{
    "standard.rule_fixed",
    Kind::Conflict,
    {"此规则不可豁免，不能关闭，也不能降低程度",
     "this rule is never waived: it can be neither switched off nor lowered"},
    {"请修正数据；规则保持原样", "correct the data; the rule stays as it is"}};
inline constexpr Problem kTableFixed{
    "standard.table_fixed",
    Kind::Conflict,
    {"此代码表与学籍状态的流程绑定，不能更换",
     "this code table belongs to the life of an enrolment and cannot be replaced"},
    {"流程见学籍状态页", "see the page of statuses for what it says"}};
inline constexpr Problem kEditionHead{
    "standard.edition_head",
    Kind::BadInput,
    {"新版本没有写明标准或版本，或太长",
     "the edition does not name its standard or itself, or at "
     "too great a length"},
    {"填写标准（如 GB/T 3304）和版本（如 2026），各至多 100 字",
     "give both, such as GB/T 3304 and 2026, of at most 100 characters"}};
inline constexpr Problem kEditionSize{
    "standard.edition_size",
    Kind::BadInput,
    {"新版本没有代码，或代码太多", "the edition has no codes, or too many"},
    {"给出 1 至 10,000 个代码", "give 1 to 10,000 codes"}};
inline constexpr Problem kEditionCode{
    "standard.edition_code",
    Kind::BadInput,
    {"有一行的代码为空、太长或含控制字符",
     "a row's code is empty, too long or holds a control character"},
    {"补上代码，至多 40 字", "give a code of at most 40 characters"}};
inline constexpr Problem kEditionName{
    "standard.edition_name",
    Kind::BadInput,
    {"有一行的名称或别名为空、太长或含控制字符",
     "a row's name or alias is empty, too long or holds a control character"},
    {"补上名称，至多 200 字", "give a name of at most 200 characters"}};
inline constexpr Problem kEditionDays{"standard.edition_days",
                                      Kind::BadInput,
                                      {"有一行的止日早于起日", "a row ends before it begins"},
                                      {"改正该行的有效期", "correct the days it is valid"}};
inline constexpr Problem kEditionCodeTwice{
    "standard.edition_code_twice",
    Kind::BadInput,
    {"同一代码在同一时期出现了两次", "a code is there twice at the same time"},
    {"保留其中一行，或用有效期分开",
     "keep one of the rows, or part them by the days they are valid"}};
inline constexpr Problem kEditionNameTwice{
    "standard.edition_name_twice",
    Kind::BadInput,
    {"同一名称或别名在同一时期指向两行", "a name or alias stands for two rows at the same time"},
    {"保留其中一个，或用有效期分开", "keep one of them, or part them by the days they are valid"}};

inline constexpr std::array kStandardChangeProblems = {
    &kChangeKind,  &kChangeKey,   &kFieldFixed,  &kFieldAlias,       &kFieldAliasTaken,
    &kFieldWidth,  &kRuleFixed,   &kTableFixed,  &kEditionHead,      &kEditionSize,
    &kEditionCode, &kEditionName, &kEditionDays, &kEditionCodeTwice, &kEditionNameTwice,
};

}  // namespace mingce::problem
