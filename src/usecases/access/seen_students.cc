#include "usecases/access/seen_students.h"

#include <algorithm>

#include "access/sight.h"
#include "base/text.h"

namespace mingce {

namespace {

/// A document number tells these: a rule that compares the two proposes what the number says.
bool is_told_by_the_number(Field field) {
    return field == Field::BirthDate || field == Field::Sex || field == Field::IdType;
}

void forget_quotes(FindingDetail& detail) {
    for (std::string* text :
         {&detail.raw, &detail.proposal, &detail.arg, &detail.message, &detail.reason})
        text->clear();
}

}  // namespace

StudentLine seen_line(const Caller& caller, StudentLine line) {
    if (caller.is_at_the_machine()) return line;
    const auto show = [&caller](Field field, std::string& value) {
        value = seen(caller, field, value);
    };
    show(Field::Name, line.name);
    show(Field::Sex, line.sex);
    show(Field::ExamNumber, line.exam_number);
    show(Field::StudentNo, line.student_no);
    show(Field::Department, line.department);
    show(Field::Major, line.major);
    show(Field::AdminClass, line.class_name);
    show(Field::EnrolmentStatus, line.status);
    return line;
}

void show_values(const Caller& caller, FieldValues& values) {
    if (caller.is_at_the_machine()) return;
    for (Field field : kAllFields) values[field] = seen(caller, field, values[field]);
}

void show_changes(const Caller& caller, std::vector<FieldChange>& changes) {
    if (caller.is_at_the_machine()) return;
    std::erase_if(changes, [&caller](const FieldChange& change) {
        return sight_of(caller, change.field) == Sight::Hidden;
    });
    for (FieldChange& change : changes) {
        change.before = seen(caller, change.field, change.before);
        change.after = seen(caller, change.field, change.after);
    }
}

void show_events(const Caller& caller, std::vector<StudentEvent>& events) {
    if (caller.is_at_the_machine()) return;
    for (StudentEvent& event : events) {
        const bool sees_all = std::ranges::all_of(
            event.changes,
            [&caller](const FieldChange& change) { return sees_whole(caller, change.field); });
        if (!sees_all) event.reason.clear();
        show_changes(caller, event.changes);
    }
}

bool show_finding(const Caller& caller, StoredFinding& finding) {
    if (caller.is_at_the_machine()) return true;
    // On a file, or the whole hand-over: for those who work on imports.
    if (finding.student.is_none()) return caller.may(Permission::ImportRead);
    FindingDetail& detail = finding.detail;
    if (!finding.field) {
        if (!caller.may(Permission::ImportRead)) forget_quotes(detail);
        return true;
    }
    const Field field = *finding.field;
    if (sight_of(caller, field) == Sight::Hidden) return false;
    if (!sees_whole(caller, field)) {
        const FindingDetail quoted = detail;
        forget_quotes(detail);
        detail.raw = seen(caller, field, quoted.raw);
        detail.proposal = seen(caller, field, quoted.proposal);
        // A count says nothing of anybody; more digits may be somebody's.
        if (all_digits(quoted.arg) && quoted.arg.size() <= 3) detail.arg = quoted.arg;
    } else if (is_told_by_the_number(field) && !sees_whole(caller, Field::IdNumber) &&
               !caller.may(Permission::StudentReveal)) {
        detail.proposal.clear();
        detail.arg.clear();
        detail.message.clear();
    }
    return true;
}

}  // namespace mingce
