#include "http/roster_comparison.h"

#include <algorithm>

namespace mingce::http {

namespace {

std::int64_t signed_count(std::uint64_t number) { return static_cast<std::int64_t>(number); }

NamedStudentAnswer named_answer(const NamedStudent& student) {
    return {student.name,  student.exam_number, student.student_no, student.department,
            student.major, student.class_name,  student.status};
}

std::vector<NamedStudentAnswer> named_answers(const std::vector<NamedStudent>& students) {
    std::vector<NamedStudentAnswer> answers;
    const std::size_t count = std::min(students.size(), kComparedShown);
    answers.reserve(count);
    for (std::size_t i = 0; i < count; ++i) answers.push_back(named_answer(students[i]));
    return answers;
}

ComparedRowAnswer row_answer(const ComparedFileRow& row) {
    ComparedRowAnswer answer;
    answer.outcome = key_of(row.fate);
    answer.file = row.file;
    answer.sheet = row.sheet;
    answer.row = signed_count(row.row);
    answer.name = row.name;
    answer.exam_number = row.exam_number;
    answer.student_no = row.student_no;
    answer.annexed = row.annex_state;
    answer.first_row = signed_count(row.first_row);
    answer.cells.reserve(row.cells.size());
    for (const ComparedCell& cell : row.cells)
        answer.cells.push_back(
            {std::string(key_of(cell.field)), cell.column, cell.header, cell.file, cell.record});
    answer.candidates = named_answers(row.candidates);
    return answer;
}

std::vector<std::string> field_keys(const std::vector<Field>& fields) {
    std::vector<std::string> keys;
    keys.reserve(fields.size());
    for (Field field : fields) keys.emplace_back(key_of(field));
    return keys;
}

}  // namespace

RosterComparisonAnswer comparison_answer(const FileComparison& report) {
    const FileComparisonCounts& counts = report.counts;
    RosterComparisonAnswer answer;
    answer.agrees = report.agrees();
    answer.rows_in = signed_count(counts.rows_in);
    answer.same = signed_count(counts.same);
    answer.differs = signed_count(counts.differs);
    answer.only_in_file = signed_count(counts.only_in_file);
    answer.two_people = signed_count(counts.two_people);
    answer.repeated = signed_count(counts.repeated);
    answer.no_number = signed_count(counts.no_number);
    answer.set_aside = signed_count(counts.set_aside);
    answer.unread = signed_count(counts.unread);
    answer.students = signed_count(counts.students);
    answer.matched = signed_count(counts.matched);
    answer.absent_count = signed_count(counts.absent);
    answer.annexed = signed_count(counts.annexed);
    answer.matched_annexed = signed_count(counts.matched_annexed);
    answer.absent_annexed_count = signed_count(counts.absent_annexed);
    answer.compared = field_keys(report.compared);
    answer.not_seen = field_keys(report.not_seen);
    answer.unmapped = report.unmapped;
    const std::size_t rows = std::min(report.rows.size(), kComparedShown);
    answer.rows.reserve(rows);
    for (std::size_t i = 0; i < rows; ++i) answer.rows.push_back(row_answer(report.rows[i]));
    answer.absent = named_answers(report.absent);
    answer.absent_annexed = named_answers(report.absent_annexed);
    return answer;
}

}  // namespace mingce::http
