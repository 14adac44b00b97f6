// One student as the rules see it: the document number read once, the marks at hand.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rules/checks.h"
#include "rules/document_number.h"

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
    std::optional<Date> birth;  // of the birth date field

    StudentRow(const Students& all, const CheckContext& with, std::uint32_t at,
               std::span<const MarkedValue> marks_of_row);

    std::string_view value(Field field) const { return students.value(row, field); }
    bool marked(Field field, Mark mark) const;
    /// A document of this kind whose check holds and whose birth date is a day in the past.
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

/// Age outside 14-60 for a roster of students.
bool is_student_age(Date birth, Date today);

/// A mainland mobile (11 digits), a landline with or without area code and extension, or several
/// of them; with `foreign`, also any 6 to 15 digits with an optional +.
bool is_phone(std::string_view text, bool foreign);
bool is_mainland_mobile(std::string_view text);

/// A finding on one cell, with the raw text as it stood in the source.
Finding finding_on(const Students& students, std::uint32_t row, Field field, const RuleText& rule);

void check_values(const StudentRow& row, std::vector<Finding>& findings);
void check_files_of(const Students& students, const CheckContext& context,
                    std::vector<Finding>& findings);
void check_intake(const Students& students, const CheckContext& context,
                  std::vector<Finding>& findings);
void check_organisation(const Students& students, const CheckContext& context,
                        std::vector<Finding>& findings);

}  // namespace mingce
