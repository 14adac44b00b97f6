// One page of a list, within the caller's scope and by the caller's sight: what a grid scrolls
// through and a search box shows.
#pragma once

#include <string>
#include <vector>

#include "store/student_lists.h"
#include "usecases/students/student_editor.h"

namespace mingce {

constexpr std::uint32_t kPageRowsMax = 500;

struct PageOfStudents {
    std::string intake;       // key; of a search perhaps "": all
    std::string search = {};  // as ListStudents; a search has one page
    ListOrder order = ListOrder::StudentNumber;
    std::string department = {};  // "" for all of the scope
    TypedValues values = {};      // fields that must have these, "" for none
    std::string cursor = {};      // of the page before; "" for the first
    std::uint32_t size = 50;      // at most kPageRowsMax
};
struct StudentPage {
    std::vector<StudentLine> lines;  // as the caller sees them; "" where a field is hidden
    bool is_cut = false;             // more follow
    std::string next = {};           // cursor of the next page; "" where there is none
};
/// Errors: Forbidden (access.denied; access.field_hidden for an order or a filter by what the
/// caller does not see whole); NotFound (intake.unknown); BadInput (student.field_sealed;
/// student.cursor).
Result<StudentPage> page_of_students(const Context& context, const PageOfStudents& request);

/// Filters as the store takes them, values cleaned. Errors: BadInput (student.field_sealed);
/// Forbidden (access.field_hidden) for a field that the caller does not see whole.
Result<std::vector<student_lists::FieldFilter>> filters_of(const Context& context,
                                                           const TypedValues& values);

/// How many live students of an intake the caller's scope holds.
Result<std::int64_t> count_students(const Context& context, const std::string& intake);

}  // namespace mingce
