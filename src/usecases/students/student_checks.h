// Judging students of the record again after somebody changed one: what the rules no longer say is
// gone, what they newly say is open, what was waived stays waived as long as the value does.
#pragma once

#include <vector>

#include "base/date.h"
#include "domain/finding.h"
#include "domain/organisation.h"
#include "domain/students.h"
#include "store/findings.h"
#include "store/student_columns.h"
#include "usecases/record/record.h"

namespace mingce {

struct FindingCounts {
    std::uint64_t opened = 0, gone = 0;
};

/// The sheet that values of the record stand in, as the rules see them: a column for each field.
SourceSheet record_sheet(StudentKind kind);

class StudentChecks {
public:
    /// `organisation` is what majors are checked against.
    StudentChecks(Tx& tx, const Context& context, Boxes& boxes, StudentSealer& sealer);

    struct Judge {
        const StudentRecord& record;  // with its new values
        const Intake& intake;
        const std::vector<FieldChange>& changes;
        Date today;
    };
    /// Judges the student, and with it those who share a number with it now or did before.
    Result<FindingCounts> judge(const Judge& judge);

    /// Judges every student of an intake again: for rules that compare students, and after a new
    /// edition of the rules.
    Result<FindingCounts> judge_intake(const Intake& intake, Date today);

private:
    Result<std::vector<StudentRecord>> neighbours(const Judge& judge);
    std::vector<Finding> findings_on(const std::vector<StudentRecord>& records,
                                     const Intake& intake, Date today);
    struct Reconcile {
        const StudentRecord& record;
        const Intake& intake;
        std::vector<Finding> found;
        const std::vector<FieldChange>& changes;
        bool only_comparing = false;
    };
    Status reconcile(const Reconcile& reconcile, FindingCounts& counts);
    static bool was_told_of_the_sheet(const Finding& finding, const Reconcile& reconcile);
    Status settle(StoredFinding& stored, const Reconcile& reconcile, FindingCounts& counts);

    Tx& tx_;
    const Context& context_;
    Boxes& boxes_;
    StudentSealer& sealer_;
    std::optional<Organisation> organisation_;
    Students judged_;  // of the last findings_on: what messages are worded from
};

}  // namespace mingce
