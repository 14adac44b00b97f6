// One student as the rules see it: document number and name read once, the marks at hand.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rules/checks.h"
#include "rules/document_number.h"
#include "rules/name_glyphs.h"

namespace mingce {

/// Views into Students, good while it lives. Made for each row in turn; allocates nothing.
struct StudentRow {
    const Students& students;
    const CheckContext& context;
    std::uint32_t row;
    StudentKind kind;
    std::span<const MarkedValue> marks;  // this row's
    std::string_view id_number;
    DocumentNumber document;
    NameGlyphs name;
    std::optional<Date> birth;  // of the birth date field

    StudentRow(const Students& all, const CheckContext& with, std::uint32_t at,
               std::span<const MarkedValue> marks_of_row);

    std::string_view value(Field field) const { return students.value(row, field); }
    bool marked(Field field, Mark mark) const;
    /// Its check holds and its birth date is a student's: fit to judge the other cells by.
    bool document_is_sound() const;
};

/// A rule on one student. `holds` is named after the requirement; the row says the rest.
struct StudentRule {
    const RuleText* text;
    Field field;
    bool (*holds)(const StudentRow&);
    std::string (*propose)(const StudentRow&) = nullptr;  // where the right value is determined
    std::string (*measure)(const StudentRow&) = nullptr;  // fills {arg}
};

std::span<const StudentRule> student_rules();  // documents, dates, exam numbers, phones
std::span<const StudentRule> glyph_rules();    // characters of names and texts

/// From outside the mainland, by the kind of student, the file's own words or the document.
bool comes_from_abroad(const Students& students, std::uint32_t row);

/// By rule::kStudentAge.
bool is_student_age(Date birth, Date today);

/// A finding on one cell, with the raw text as it stood in the source.
Finding finding_on(const Students& students, std::uint32_t row, Field field, const RuleText& rule);

/// Names of a code table and dates are the standard's own; CD-001 and DT-002 judge the others.
bool is_held_to_its_width(const FieldStandard& field);

void check_values(const StudentRow& row, std::vector<Finding>& findings);
void check_files_of(const Students& students, const CheckContext& context,
                    std::vector<Finding>& findings);
void check_intake(const Students& students, const CheckContext& context,
                  std::vector<Finding>& findings);
void check_organisation(const Students& students, const CheckContext& context,
                        std::vector<Finding>& findings);

}  // namespace mingce
