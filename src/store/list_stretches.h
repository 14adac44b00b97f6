// The orders lists are offered in, as the columns of their indexes.
#pragma once

#include <span>
#include <string_view>

#include "domain/list_order.h"

namespace mingce::student_lists {

/// One stretch of a list: which students, and the columns it is ordered by, each of an index and
/// never NULL there: rows that compare as unknown would be lost between two pages.
struct Stretch {
    std::string_view where, columns;
    std::string_view columns_in_department;  // where `department` is the same for all
    bool newest_first = false;
};

/// Most lists are one stretch; by source, those entered by hand follow those of batches.
inline std::span<const Stretch> stretches_of(ListOrder order) {
    static constexpr Stretch kNumber[] = {{"", "student_no", "student_no"}};
    static constexpr Stretch kName[] = {{"", "name_key", "name_key"}};
    static constexpr Stretch kClass[] = {
        {"", "department, major, class, name_key", "major, class, name_key"}};
    static constexpr Stretch kChange[] = {{"", "updated_at", "updated_at", true}};
    static constexpr Stretch kSource[] = {
        {" AND s.batch IS NOT NULL", "batch, source_row", "batch, source_row"},
        {" AND s.batch IS NULL", "source_row", "source_row"}};
    switch (order) {
        case ListOrder::StudentNumber: return kNumber;
        case ListOrder::Name: return kName;
        case ListOrder::Class: return kClass;
        case ListOrder::Change: return kChange;
        case ListOrder::Source: return kSource;
    }
    return kNumber;
}

}  // namespace mingce::student_lists
