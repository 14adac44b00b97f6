// Why a province set as a whole is refused.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kPlacementTableMissing = {
    "province_set.no_placement_table",
    Kind::BadInput,
    {"省招生数据中没有投档单 T_TDD.DBF，无法得到录取名单",
     "the province set holds no placement table T_TDD.DBF, so nobody is known to be admitted"},
    {"向招生办索取该省完整的数据库文件", "ask admissions for the province's complete set"}};
inline constexpr Problem kPlacementTableEmpty = {
    "province_set.placement_table_empty",
    Kind::BadInput,
    {"投档单 T_TDD 中没有任何记录", "the placement table T_TDD holds no record"},
    {"确认该省数据已导出，或删去该文件夹",
     "make sure that the province's data were exported, or take the folder away"}};
inline constexpr Problem kPlacementColumnMissing = {
    "province_set.no_key_column",
    Kind::BadInput,
    {"投档单 T_TDD 缺少必需的列", "the placement table T_TDD lacks a column it cannot do without"},
    {"请招生办重新导出该文件", "ask admissions to export the file again"}};
inline constexpr Problem kTableTwice = {
    "province_set.table_twice",
    Kind::BadInput,
    {"同一文件夹内有两个相同的数据表，无法判断以哪个为准",
     "the folder holds the same table twice, and nothing says which one counts"},
    {"只保留一个后重新读取", "keep one of them and read again"}};

inline constexpr std::array kProvinceProblems = {&kPlacementTableMissing, &kPlacementTableEmpty,
                                                 &kPlacementColumnMissing, &kTableTwice};

}  // namespace mingce::problem
