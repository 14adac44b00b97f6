// Pages and searches of students: unsealed columns alone, by the orders lists are offered in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/scope.h"
#include "base/id.h"
#include "base/result.h"
#include "domain/field.h"
#include "domain/list_order.h"
#include "store/database.h"

namespace mingce {

/// What a list shows of one student.
struct StudentLine {
    Id id;
    std::string name, sex, exam_number, student_no, department, major, class_name, status;
};

namespace student_lists {

/// A field that is not sealed, and the value it must have; "" is having none.
struct FieldFilter {
    Field field = Field::Department;
    std::string value;
};

/// Each order has an index that ends in the id, so that a page is read from where the last one
/// ended. A scope of one department is read as `department` is.
/// Where a page ended: the values it was ordered by as they were then.
struct Anchor {
    Id id;
    std::string student_no, name_key, department, major, class_name;
    std::int64_t updated_at = 0;
    Id batch;  // none: entered by hand
    std::int64_t source_row = 0;
};
/// Of a student now. Errors: NotFound (student.unknown).
Result<Anchor> anchor_at(Tx& tx, const Id& student);

struct Page {
    Id intake;
    ListOrder order = ListOrder::StudentNumber;
    std::string department;  // "" for all
    std::uint32_t size = 50;
    Id after;  // the last student of the page before, in one transaction; none for the first
    std::vector<FieldFilter> filters = {};  // all of them; by other fields than the order's, slower
    Scope scope = Scope::whole();           // nobody else's
    std::optional<Anchor> anchor = std::nullopt;  // before `after`: where the page before ended
};
Result<std::vector<StudentLine>> page(Tx& tx, const Page& page);

/// By any part of a name, or the beginning of pinyin initials, a student or an exam number; live
/// students of all intakes, or of one. At most `limit`: who asks for one more than is shown can say
/// that there are more.
struct Search {
    std::string text;
    Id intake;  // none: all
    std::uint32_t limit = 50;
    std::vector<FieldFilter> filters = {};
    Scope scope = Scope::whole();
    bool by_name = true, by_student_number = true, by_exam_number = true;
};
Result<std::vector<StudentLine>> search(Tx& tx, const Search& search);

}  // namespace student_lists

}  // namespace mingce
