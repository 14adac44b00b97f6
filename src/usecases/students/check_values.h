// The rules, run on values as somebody types them: findings at once, nothing kept and nothing
// compared with the record (a comparison would tell who is in it).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/finding.h"
#include "usecases/students/student_editor.h"

namespace mingce {

struct CheckValues {
    StudentKind kind = StudentKind::Undergraduate;
    std::int64_t year = 0;  // of the intake
    TypedValues values;     // as typed
    Date today;
    bool is_whole = false;  // a whole student: what is required and not there is told too
};
/// What a rule says of one value.
struct ValueFinding {
    const RuleText* rule = nullptr;
    Severity severity = Severity::Note;
    std::optional<Field> field;
    std::string raw, proposal, arg;
    std::string zh, en;  // the sentence
};
/// Errors: Forbidden (access.denied).
Result<std::vector<ValueFinding>> check_values(const Context& context, const CheckValues& request);

}  // namespace mingce
