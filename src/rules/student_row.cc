#include "rules/student_row.h"

#include <algorithm>

#include "rules/measures.h"

namespace mingce {

StudentRow::StudentRow(const Students& all, const CheckContext& with, std::uint32_t at,
                       std::span<const MarkedValue> marks_of_row)
    : students(all),
      context(with),
      row(at),
      kind(all.source_of(at).kind),
      marks(marks_of_row),
      id_number(all.value(at, Field::IdNumber)),
      document(read_document_number(id_number)),
      name(read_name_glyphs(all.value(at, Field::Name))),
      birth(parse_compact_date(all.value(at, Field::BirthDate))) {}

bool StudentRow::marked(Field field, Mark mark) const {
    return std::any_of(marks.begin(), marks.end(), [=](const MarkedValue& marked) {
        return marked.field == field && marked.mark == mark;
    });
}

bool StudentRow::document_is_sound() const {
    return document.has_birth && document.check_holds && document.birth &&
           is_student_age(*document.birth, context.today);
}

bool comes_from_abroad(const Students& students, std::uint32_t row) {
    using enum DocumentKind;
    if (students.source_of(row).kind == StudentKind::International) return true;
    if (!students.value(row, Field::Overseas).empty()) return true;
    const DocumentKind kind = read_document_number(students.value(row, Field::IdNumber)).kind;
    return kind == HmtResidence || kind == ForeignResidence2017 || kind == ForeignResidence2023 ||
           kind == HkMacauPermit || kind == TaiwanPermit || kind == Passport;
}

bool is_student_age(Date birth, Date today) {
    const std::int32_t age = age_on(birth, today);
    return age >= rule::kStudentAge.least && age <= rule::kStudentAge.most;
}

Finding finding_on(const Students& students, std::uint32_t row, Field field, const RuleText& rule) {
    Finding finding;
    finding.rule = &rule;
    finding.row = row;
    finding.field = field;
    finding.raw = students.raw(row, field);
    return finding;
}

}  // namespace mingce
