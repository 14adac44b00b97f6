// Looking at one student: every value and where it comes from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/student_record.h"
#include "store/batches.h"
#include "usecases/record/record.h"
#include "usecases/students/merge_view.h"
#include "usecases/students/student_photo.h"

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
    std::vector<MergeView> merges;  // that stand
    std::vector<SourceRowRecord> rows;
    std::vector<FieldView> fields;      // those that have a value
    std::optional<std::int64_t> batch;  // number
    std::string imported_by;            // who wrote that batch
    std::optional<PhotoView> photo;
};

struct ShowStudent {
    std::string who;              // id or its beginning, student or exam number
    std::optional<Moment> as_of;  // the values at the end of that moment; now without
    std::string break_glass;      // why sealed values are shown whole; "" masks them
};
/// A look at sealed values is audited. Errors: NotFound (student.unknown; student.not_yet where it
/// came later than `as_of`), Conflict (student.ambiguous).
Result<StudentView> show_student(const Context& context, const ShowStudent& request);

}  // namespace mingce
