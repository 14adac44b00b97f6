// Looking at students: one whole, with where each value comes from; or a list.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/student_record.h"
#include "store/batches.h"
#include "store/student_lists.h"
#include "usecases/record.h"

namespace mingce {

/// One value and where it comes from.
struct FieldView {
    Field field = Field::Name;
    std::string value;  // masked, unless sealed values were asked for
    bool is_sealed = false;
    const StudentEvent* event = nullptr;  // null: the row the student was created from
    std::string place;                    // that row's cell, as a person would point at it
    std::string raw;                      // what stood there where it differs, masked likewise
};

struct StudentView {
    StudentRecord record;  // values as of the moment asked for, not masked
    std::string intake;
    std::vector<StudentEvent> events;
    std::vector<SourceRowRecord> rows;
    std::vector<FieldView> fields;      // those that have a value
    std::optional<std::int64_t> batch;  // number
};

struct ShowStudent {
    std::string who;              // id or its beginning, student or exam number
    std::optional<Moment> as_of;  // the values at the end of that moment; now without
    std::string break_glass;      // why sealed values are shown whole; "" masks them
};
/// A look at sealed values is audited. Errors: NotFound (student.unknown; student.not_yet where it
/// came later than `as_of`), Conflict (student.ambiguous).
Result<StudentView> show_student(const Context& context, const ShowStudent& request);

struct ListStudents {
    std::string intake;
    std::string
        search;  // part of a name, pinyin initials, or the beginning of a number; "" for all
};
struct StudentList {
    std::vector<StudentLine> lines;
    bool is_cut = false;  // a search found more than these 1,000
};
/// All of an intake by student number, those without one first; or what a search finds. Unsealed
/// values alone.
Result<StudentList> list_students(const Context& context, const ListStudents& request);

}  // namespace mingce
