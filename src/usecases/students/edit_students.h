// One student at a time: entering, changing, and the history of both.
#pragma once

#include <string>
#include <vector>

#include "usecases/students/merge_view.h"
#include "usecases/students/student_editor.h"

namespace mingce {

/// "phone=13800000000", "手机号码=…": a field by its key or its Chinese name. Errors: BadInput
/// (student.field_unknown), with what stands before '='.
Result<TypedValues> parse_typed_values(const std::vector<std::string>& assignments);

struct SetStudent {
    std::string who;
    std::optional<std::int64_t> version;
    TypedValues values;
    std::string reason;
    Date today;
};
/// Errors: as StudentEditor::edit.
Result<EditOutcome> set_student(const Context& context, const SetStudent& request);

struct AddStudent {
    std::string intake;
    TypedValues values;
    Date today;
};
/// Errors: as StudentEditor::add.
Result<EditOutcome> add_student(const Context& context, const AddStudent& request);

/// Everything that happened to a student, oldest first: where it came from, changes, audited acts.
struct StudentHistory {
    StudentRecord record;
    std::optional<std::int64_t> batch;
    std::vector<StudentEvent> events;
    std::vector<MergeView> merges;  // those taken back too
    std::vector<AuditEntry> acts;   // looks and decisions too
};
Result<StudentHistory> student_history(const Context& context, const std::string& who);

}  // namespace mingce
