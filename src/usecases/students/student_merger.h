// Two students made one, and taken apart again, inside a transaction. Both keep their row: what the
// other one held stays with it and is read through the kept one.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/match_pairs.h"
#include "store/student_columns.h"
#include "usecases/students/student_checks.h"

namespace mingce {

struct MergeOutcome {
    StudentRecord kept, gone;              // with their values after it
    std::vector<FieldChange> filled;       // blanks of the kept one
    std::vector<FieldChange> lost;         // `before` is kept, `after` became a finding
    std::vector<FieldChange> picked = {};  // `after` stands, as a person picked it
};

/// Whose value of a field is taken where both have one.
using MergePicks = std::map<Field, Id>;

/// Of two that are one person: the one that came first is kept.
bool is_elder(const StudentRecord& one, const StudentRecord& other);

struct SplitOutcome {
    StudentRecord kept, back;           // with their values after it
    std::vector<FieldChange> returned;  // as before the merge
    std::vector<FieldChange> standing;  // changed since: `after` the merge's value, kept as it is
};

class StudentMerger {
public:
    /// `today` is the day the rules are asked for again.
    StudentMerger(Tx& tx, const Context& context, Date today);

    /// The elder is kept: it came first, and what refers to it is older. Its values win, blanks are
    /// filled, and every value that loses is a finding, but for what a person picked. Errors:
    /// NotFound; Conflict (match.one_student, match.across_intakes, student.not_live,
    /// student.frozen, student.changed_meanwhile; student.number_given where another student number
    /// is picked).
    Result<MergeOutcome> merge(const Id& one, const Id& other, const std::string& reason,
                               const MergePicks& picks = {});

    /// Takes a standing merge back; the pair is two people from then on. Errors: Conflict
    /// (student.not_live where the kept one was merged itself, student.frozen).
    Result<SplitOutcome> split(StudentMerge merge, const std::string& reason);

private:
    struct Step {
        const StudentRecord& record;
        FieldValues values;
        ChangeCause cause;
        const std::string& reason;
    };
    Result<std::vector<FieldChange>> write(const Step& step);
    /// What the rules say of a student now: a double may be none any more, or one again.
    Status judge(const StudentRecord& record, const std::vector<FieldChange>& changes);
    Status write_findings(const MergeOutcome& outcome);
    Status close_findings(const StudentMerge& merge);
    Status mark_different(const StudentMerge& merge, const Id& intake, const std::string& reason);
    Status audit_both(std::string_view action, const StudentRecord& kept,
                      const StudentRecord& other, const std::string& detail);

    Tx& tx_;
    const Context& context_;
    Boxes boxes_;
    StudentSealer sealer_;
    StudentChecks checks_;
    Date today_;
};

}  // namespace mingce
