#include "http/student_filters.h"

namespace mingce::http {

Result<AskedStudents> asked_students(const StudentsInput& in) {
    AskedStudents asked{in.intake, in.search.value_or("")};
    asked.rule = in.rule.value_or("");
    asked.severity = in.severity.value_or("");
    if (asked.severity == "any") {
        asked.severity.clear();
        asked.has_finding = true;
    }
    for (const StudentFilterInput& filter : in.filters)
        asked.filters.push_back({TRY(field_of_text(filter.field)),
                                 filter_op_of(filter.op).value_or(FilterOp::Is), filter.values});
    return asked;
}

}  // namespace mingce::http
