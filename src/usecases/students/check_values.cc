#include "usecases/students/check_values.h"

#include "domain/code_tables.h"
#include "domain/organisation.h"
#include "domain/regions.h"
#include "domain/students.h"
#include "normalise/values.h"
#include "rules/checks.h"
#include "usecases/access/permitted.h"
#include "usecases/files/check_files.h"
#include "usecases/standards/standard_in_force.h"

namespace mingce {

namespace {

/// One student of values as typed, cleaned as an import cleans them.
Students student_of(const CheckValues& request, const SchoolStandard& school) {
    const ValueCleaner cleaner(school.fields(), school.codes(), Regions::shipped());
    Students students;
    students.add_source(record_sheet(request.kind));
    const std::uint32_t row = students.add_row(0, 1);
    std::string scratch;
    for (const auto& [field, typed] : request.values) {
        if (typed.empty()) continue;
        const Cell cell{typed, CellKind::Text};
        const CleanValue clean = cleaner.clean(field, cell, DateSystem::From1900, scratch);
        if (clean.changes == 0)
            students.set(row, field, clean.text);
        else
            students.set_changed(row, field, typed, clean.text, clean.changes);
        for (Mark mark : clean.marks) students.mark(row, field, mark);
    }
    return students;
}

/// What a rule says of a typed value alone: not how a file carried it, and of what is not there
/// only where the whole student is asked about.
std::vector<Finding> findings_on(const Students& students, const CheckValues& request,
                                 const SchoolStandard& school) {
    const Organisation organisation;
    const CheckContext check{school.fields(),    school.codes(),
                             Regions::shipped(), organisation,
                             request.today,      static_cast<std::int32_t>(request.year)};
    std::vector<Finding> findings = check_students(students, check);
    std::erase_if(findings, [](const Finding& finding) {
        return !finding.row || is_of_the_carrier(finding.rule->code) ||
               tells_of_absence(finding.rule->code);
    });
    if (request.is_whole)
        for (Finding& absent : find_absent(students, 0, school.fields()))
            findings.push_back(std::move(absent));
    school.judge(findings);
    return findings;
}

}  // namespace

Result<std::vector<ValueFinding>> check_values(const Context& context, const CheckValues& request) {
    TRY(require(context, Permission::CheckValues));
    const StandardInForce school = TRY(standard_in_force(context, request.today));
    const Students students = student_of(request, *school);
    std::vector<ValueFinding> found;
    for (const Finding& finding : findings_on(students, request, *school))
        found.push_back({finding.rule, finding.severity(), finding.field, finding.raw,
                         finding.proposal, finding.arg,
                         message_of(finding, students, Language::Chinese),
                         message_of(finding, students, Language::English)});
    return found;
}

}  // namespace mingce
