// What a grid with a scrollbar asks of a selection: the ids at any place of an order, how many
// there are, the values of a column. Whole rows are read by their ids afterwards.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "domain/list_order.h"
#include "store/student_selection.h"

namespace mingce::student_queries {

/// Which places of a list are wanted, from 0.
struct Window {
    std::uint64_t offset = 0;
    std::uint32_t limit = 0;
    bool wants_total = true;
};
struct Block {
    std::vector<Id> ids;                // in their order
    std::optional<std::int64_t> total;  // of the whole selection, where it is wanted
};
struct OfferedOrder {
    ListOrder order = ListOrder::StudentNumber;
    bool is_reversed = false;
};
/// Near the start of an order, of everybody, some milliseconds; else one look at each student of
/// the intake.
Result<Block> in_order(Tx& tx, const StudentSelection& selection, const OfferedOrder& order,
                       const Window& window);

/// Every student of the selection, in no order, with the value of a field that is not sealed; of
/// the enrolment status its key.
Status each_value(Tx& tx, const StudentSelection& selection, Field field,
                  const std::function<void(const Id&, std::string_view value)>& each);

Result<std::int64_t> count(Tx& tx, const StudentSelection& selection);

/// Living students of an intake and a scope by numbers as people paste them.
struct Numbers {
    Id intake;
    const Scope& scope;
    std::span<const std::string> numbers;
    bool by_student_number = true, by_exam_number = true;
};
struct NumberFound {
    std::string number;
    Id student;
};
Result<std::vector<NumberFound>> by_numbers(Tx& tx, const Numbers& numbers);

/// The row of the file that each came from; who was entered by hand has none.
Result<std::unordered_map<Id, std::int64_t>> sheet_rows(Tx& tx, std::span<const Id> students);

}  // namespace mingce::student_queries
