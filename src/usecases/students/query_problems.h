// Why a list cannot be asked for so.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kFilterValues = {
    "student.filter_values",
    Kind::BadInput,
    {"筛选条件的取值个数不对", "a filter has too few or too many values"},
    {"is、is_not、contains 各一个值，one_of 至少一个，empty、not_empty 没有值；照片只能按有无筛选",
     "is, is_not and contains take one value, one_of one or more, empty and not_empty none; a photo"
     " is there or not"}};
inline constexpr Problem kOrderUnknown = {
    "student.order_unknown",
    Kind::BadInput,
    {"没有这种次序", "there is no such order"},
    {"可用 number、name、class、change、source，或一个字段的键",
     "take number, name, class, change, source, or the key of a field"}};

inline constexpr std::array kQueryProblems = {&kFilterValues, &kOrderUnknown};

}  // namespace mingce::problem
