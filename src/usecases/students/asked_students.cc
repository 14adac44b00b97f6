#include "usecases/students/asked_students.h"

#include <algorithm>

#include "access/problems.h"
#include "access/sight.h"
#include "domain/enrolment.h"
#include "domain/student_record.h"
#include "store/record_problems.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/standards/standard_in_force.h"
#include "usecases/students/query_problems.h"
#include "usecases/students/student_editor.h"

namespace mingce {

namespace {

bool has_fitting_values(const ValueFilter& filter) {
    switch (filter.op) {
        case FilterOp::Is:
        case FilterOp::IsNot:
        case FilterOp::Contains: return filter.values.size() == 1;
        case FilterOp::OneOf: return !filter.values.empty();
        case FilterOp::Empty:
        case FilterOp::NotEmpty: return filter.values.empty();
    }
    return false;
}

Status require_filter(const Caller& caller, const ValueFilter& filter) {
    const FieldStandard& standard = DataStandard::shipped().of(filter.field);
    if (!has_fitting_values(filter)) return Error(problem::kFilterValues, standard.zh);
    if (filter.field == Field::Photo) {
        // Whether there is one is told of each student; what is on it, to nobody here.
        if (filter.op != FilterOp::Empty && filter.op != FilterOp::NotEmpty)
            return Error(problem::kFilterValues, standard.zh);
        return require(caller, Permission::StudentRead);
    }
    if (standard.sealed) return Error(problem::kStudentFieldSealed, standard.zh);
    if (!may_filter_by(caller, filter.field)) return Error(problem::kFieldHidden, standard.zh);
    return Done{};
}

/// The states whose key or name is, or holds, what was typed.
std::vector<std::string> state_keys(const ValueFilter& filter) {
    std::vector<std::string> keys;
    for (const std::string& typed : filter.values) {
        if (filter.op == FilterOp::Contains) {
            for (const EnrolmentStateText& state : enrolment_states())
                if (state.name.zh.find(typed) != std::string_view::npos)
                    keys.emplace_back(state.key);
            continue;
        }
        const auto state = parse_enrolment_state(typed);
        keys.push_back(state ? std::string(text_of(*state).key) : typed);
    }
    return keys;
}

ValueFilter as_kept(ValueFilter filter, const SchoolStandard& standard) {
    if (filter.field == Field::EnrolmentStatus) {
        filter.values = state_keys(filter);
        if (filter.op == FilterOp::Contains) filter.op = FilterOp::OneOf;
        return filter;
    }
    if (filter.op == FilterOp::Contains) return filter;
    for (std::string& value : filter.values) value = cleaned_value(standard, filter.field, value);
    return filter;
}

}  // namespace

Status require_asking(const Context& context, const AskedStudents& asked) {
    TRY(require(context, Permission::StudentList));
    if (!asked.rule.empty() || !asked.severity.empty() || asked.has_finding)
        TRY(require(context, Permission::FindingRead));
    for (const ValueFilter& filter : asked.filters) TRY(require_filter(context.caller, filter));
    return Done{};
}

Result<StudentSelection> selection_of(Tx& tx, const Context& context, const AskedStudents& asked) {
    const Caller& caller = context.caller;
    const Intake intake = TRY(intakes::load(tx, asked.intake));
    StudentSelection selection{intake.id, scope_within(caller.scope, intake)};
    if (!asked.filters.empty()) {
        const auto standard = TRY(standard_in_force(tx, context, day_of(context.now)));
        for (const ValueFilter& filter : asked.filters)
            selection.filters.push_back(as_kept(filter, *standard));
    }
    if (!asked.search.empty())
        selection.search = {asked.search, sees_whole(caller, Field::Name),
                            sees_whole(caller, Field::StudentNo),
                            sees_whole(caller, Field::ExamNumber)};
    if (!asked.rule.empty() || !asked.severity.empty() || asked.has_finding)
        selection.finding = {asked.rule, asked.severity, hidden_fields(caller)};
    return selection;
}

std::vector<Field> hidden_fields(const Caller& caller) {
    std::vector<Field> fields;
    if (caller.is_at_the_machine()) return fields;
    for (const Field field : kAllFields)
        if (sight_of(caller, field) == Sight::Hidden) fields.push_back(field);
    return fields;
}

Scope scope_within(const Scope& scope, const Intake& intake) {
    if (!is_within(scope, intake)) return {};
    Scope within = scope;
    within.years.clear();
    within.until_hand_over = false;
    return within;
}

std::string status_name_of(std::string_view key) {
    const auto state = parse_enrolment_state(key);
    return std::string(state ? text_of(*state).name.zh : key);
}

}  // namespace mingce
