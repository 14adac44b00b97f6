// Refusals of those who change the standard of a school, for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kChangesNothing{
    "standard.changes_nothing",
    Kind::Conflict,
    {"与届时生效的标准没有差别", "it says what holds on that day anyway"},
    {"先改动内容；要恢复原样请撤回原来的变更",
     "change something; to go back, withdraw the earlier change"}};
inline constexpr Problem kEffectivePast{"standard.effective_past",
                                        Kind::BadInput,
                                        {"生效日期早于今天", "it would take effect before today"},
                                        {"填今天或以后的日期", "give today or a later day"}};
inline constexpr Problem kChangeReason{
    "standard.reason",
    Kind::BadInput,
    {"没有写理由，或理由太长", "there is no reason, or too long a one"},
    {"写明理由，至多 500 字，不写个人信息",
     "give one of at most 500 characters that names nobody"}};
inline constexpr Problem kChangeUnknown{"standard.change_unknown",
                                        Kind::NotFound,
                                        {"没有这个编号的变更", "there is no change of this number"},
                                        {"在变更历史中查看编号", "see the history of changes"}};
inline constexpr Problem kChangeState{
    "standard.change_state",
    Kind::Conflict,
    {"这项变更已确认、已撤回，或不需要确认",
     "the change was confirmed or withdrawn already, or needs no confirmation"},
    {"刷新后再看", "look again"}};
inline constexpr Problem kChangeSecondPerson{
    "standard.second_person",
    Kind::Forbidden,
    {"须由另一人确认", "somebody else has to confirm it"},
    {"请另一位有“修改数据标准”权限的同事确认",
     "ask a colleague who may change the data standard as well"}};
inline constexpr Problem kEditionColumns{
    "standard.edition_columns",
    Kind::BadInput,
    {"文件中没有代码和名称两列", "the file has no columns of codes and names"},
    {"表头写“代码”和“名称”，每行一个代码", "head them 代码 and 名称, with one code a row"}};

inline constexpr std::array kStandardUseProblems = {
    &kChangesNothing, &kEffectivePast,      &kChangeReason,   &kChangeUnknown,
    &kChangeState,    &kChangeSecondPerson, &kEditionColumns,
};

}  // namespace mingce::problem
