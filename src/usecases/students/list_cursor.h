// Where a page of a list ended, as a word for the next request: the values it was ordered by then,
// so that who is edited between two pages moves nobody. Sealed: the values may be names.
#pragma once

#include <string>
#include <string_view>

#include "store/student_lists.h"
#include "usecases/record/record.h"

namespace mingce {

/// Which list a cursor belongs to: it is good for nothing else, nor for anybody else.
struct ListOfCursor {
    Id intake;
    ListOrder order = ListOrder::StudentNumber;
};

std::string cursor_of(const Context& context, const ListOfCursor& list,
                      const student_lists::Anchor& anchor);
/// Errors: BadInput (student.cursor).
Result<student_lists::Anchor> anchor_of_cursor(const Context& context, const ListOfCursor& list,
                                               std::string_view cursor);

}  // namespace mingce
