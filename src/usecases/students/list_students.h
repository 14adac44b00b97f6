// Lists of students: in an order, by what they have, or by what somebody searches for.
#pragma once

#include <string>
#include <vector>

#include "store/student_lists.h"
#include "usecases/record/record.h"
#include "usecases/students/student_editor.h"

namespace mingce {

struct ListStudents {
    std::string intake;  // key; "" for all, by their keys
    std::string
        search;  // part of a name, pinyin initials, or the beginning of a number; "" for all
    ListOrder order = ListOrder::StudentNumber;  // of each intake; a search has its own
    TypedValues values = {};                     // fields that must have these, "" for none
    std::uint32_t limit = 0;                     // 0: all; of a search at most 1,000
};
struct StudentList {
    std::vector<StudentLine> lines;
    bool is_cut = false;  // there are more than the limit
};
/// Unsealed values alone; those without the order's value come first. Errors: NotFound
/// (intake.unknown); BadInput (student.field_sealed) for a filter by such a field.
Result<StudentList> list_students(const Context& context, const ListStudents& request);

}  // namespace mingce
