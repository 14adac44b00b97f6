#include "usecases/imports/batch_findings.h"

#include <algorithm>
#include <iterator>

#include "usecases/imports/import_rules.h"

namespace mingce {

namespace {

class Maker {
public:
    Maker(const Context& context, const ImportReport& report)
        : context_(context), report_(report) {}

    StoredFinding make(const Finding& finding, const std::vector<Id>& student_of_row) {
        const Students& students = report_.check.hand_over.students;
        StoredFinding stored;
        stored.id = Id::make_nth(context_.now, made_++, context_.random);
        stored.intake = report_.batch.intake;
        stored.batch = report_.batch.id;
        if (finding.row) stored.student = student_of_row[*finding.row];
        if (finding.student >= 0)
            stored.student = report_.existing[static_cast<std::size_t>(finding.student)].id;
        stored.rule = finding.rule->code;
        stored.severity = key_of(finding.severity());
        stored.field = finding.field;
        stored.created_at = context_.now;
        const FindingPlace place = place_of(finding, students);
        stored.detail.raw = finding.raw;
        stored.detail.proposal = finding.proposal;
        stored.detail.arg = finding.arg;
        stored.detail.file = place.file;
        stored.detail.sheet = place.sheet;
        stored.detail.column = place.column;
        stored.detail.row = place.row;
        stored.detail.message = message_of(finding, students, Language::Chinese);
        return stored;
    }

private:
    const Context& context_;
    const ImportReport& report_;
    std::uint32_t made_ = 0;
};

/// What comparing a row with the record has to say.
std::vector<Finding> findings_of_row(const ComparedRow& row) {
    std::vector<Finding> findings;
    for (const FieldChange& kept : row.kept()) {
        const bool is_number = kept.field == Field::StudentNo;
        Finding& finding = findings.emplace_back();
        finding.rule = is_number ? &import_rule::kNumberGiven : &import_rule::kPersonsWordStands;
        finding.field = kept.field;
        finding.raw = kept.after;
        finding.proposal = is_number ? "" : kept.after;
    }
    if (!row.candidates().empty()) findings.emplace_back().rule = &import_rule::kNumbersDisagree;
    for (Finding& finding : findings) finding.row = row.row;
    return findings;
}

}  // namespace

std::vector<Finding> findings_of_batch(const ImportReport& report) {
    std::vector<bool> is_of_batch(report.check.hand_over.students.size());
    for (const ComparedRow& row : report.rows) is_of_batch[row.row] = true;
    std::vector<Finding> findings;
    findings.reserve(report.check.findings.size());
    for (const Finding& finding : report.check.findings)
        if (!finding.row || is_of_batch[*finding.row]) findings.push_back(finding);
    for (const ComparedRow& row : report.rows) {
        std::vector<Finding> of_row = findings_of_row(row);
        report.check.school().judge(of_row);
        std::ranges::move(of_row, std::back_inserter(findings));
    }
    return findings;
}

std::vector<StoredFinding> findings_of(const Context& context, const ImportReport& report,
                                       const std::vector<Id>& student_of_row) {
    Maker maker(context, report);
    std::vector<StoredFinding> findings;
    const std::vector<Finding> told = findings_of_batch(report);
    findings.reserve(told.size());
    for (const Finding& finding : told) findings.push_back(maker.make(finding, student_of_row));
    return findings;
}

}  // namespace mingce
