// Changing one student inside a transaction: clean, write, judge again, audit. Every way to a value
// (by hand, by a finding's proposal, later by the student) goes through here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "usecases/students/student_checks.h"

namespace mingce {

/// Values as typed, by field; "" takes the value away.
using TypedValues = std::map<Field, std::string>;

/// A value as the record would keep it: cleaned like an import's.
std::string cleaned_value(const SchoolStandard& standard, Field field, const std::string& typed);

struct EditOutcome {
    Id student;
    std::int64_t version = 0;
    std::vector<FieldChange> changes;  // empty: it was so already, nothing was written
    FindingCounts findings;
};

class StudentEditor {
public:
    StudentEditor(Tx& tx, const Context& context, Date today);

    struct Edit {
        Id student;
        std::optional<std::int64_t> version;  // the one the editor saw
        TypedValues values;
        ChangeCause cause = ChangeCause::Person;
        std::string reason;
        std::string_view action = "student.set";
        Id finding;         // that is fixed by it; none where somebody just changes the student
        Id operation = {};  // that it is part of; none: an act of its own
        std::int64_t operation_no = 0;  // likewise
        bool is_clean = false;          // values of the record itself: written as they are
    };
    /// Errors: NotFound; Forbidden (access.field_hidden, access.leaves_scope); Conflict
    /// (student.changed_meanwhile, student.frozen, student.not_live,
    /// student.number_given where a student number would be changed).
    Result<EditOutcome> edit(const Edit& edit);
    /// The same of a student that the caller reaches and that was read in this transaction; the
    /// outcome's changes are whole, not yet as the caller sees them.
    Result<EditOutcome> edit_read(StudentRecord record, const Edit& edit);

    /// Whether a student of these values would lie outside the caller's units.
    bool leaves_scope(const FieldValues& values) const;
    /// Findings that judging closed or opened again since this was asked last.
    std::vector<SettledFinding> take_settled() { return checks_.take_settled(); }
    /// As the record would keep it, by the standard of the day.
    Result<std::string> cleaned(Field field, const std::string& typed);
    Boxes& boxes() { return boxes_; }
    StudentSealer& sealer() { return sealer_; }

    /// Enters a student by hand. Errors: NotFound (intake.unknown); BadInput (student.no_name);
    /// Conflict (student.there_already) where a number is that of a student of the intake.
    Result<EditOutcome> add(const std::string& intake, const TypedValues& values);

private:
    /// What the caller may write, and that the student stays in the caller's scope.
    Status guard(const TypedValues& typed, const FieldValues& values) const;
    Status audit_edit(const EditOutcome& outcome, const Edit& edit, const FieldValues& values);
    Status refuse_double(const Intake& intake, const FieldValues& values);

    Tx& tx_;
    const Context& context_;
    Date today_;
    Boxes boxes_;
    StudentSealer sealer_;
    StudentChecks checks_;
};

}  // namespace mingce
