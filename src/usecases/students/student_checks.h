// Judging students of the record again after somebody changed one: what the rules no longer say is
// gone, what they newly say is open, what was waived stays waived as long as the value does.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
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

/// What judging made of a finding that was there.
struct SettledFinding {
    Id finding;
    FindingState before = FindingState::Open, after = FindingState::Open;
};

/// Whether what rules say of students together may have changed with these fields.
bool changes_a_number(const std::vector<FieldChange>& changes);

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
        // False where nobody's number changed: then what rules say of students together stays.
        bool compares = true;
    };
    /// What the rules go by; read once, by the first that asks.
    Result<StandardInForce> standard(Date day);
    /// Judges by this one instead: of a change that is not in force yet.
    void use(StandardInForce standard) { standard_ = std::move(standard); }

    /// Findings of one rule as they are open and, by now, would be.
    struct OpenCount {
        std::uint64_t now = 0, then = 0;
    };
    /// Writes nothing from here on, and counts by rule what it would have made of the findings that
    /// `concerns` holds: also within a transaction that only reads.
    using Concerns = std::function<bool(std::string_view rule, std::optional<Field> field)>;
    void only_count(Concerns concerns) { concerns_ = std::move(concerns); }
    const std::map<std::string, OpenCount>& counted() const { return counted_; }

    /// Judges the student, and with it those who share a number with it now or did before.
    Result<FindingCounts> judge(const Judge& judge);

    /// Judges every student of an intake again: for rules that compare students, and after a new
    /// edition of the rules.
    Result<FindingCounts> judge_intake(const Intake& intake, Date today);

    /// Who is told to have closed what a rule said that is switched off: it opens again with it.
    static constexpr std::string_view kBySwitch = "mingce:standard";

    /// Findings whose state changed since this was asked last.
    std::vector<SettledFinding> take_settled() { return std::exchange(settled_, {}); }

private:
    Result<std::vector<StudentRecord>> neighbours(const Judge& judge);
    /// Which rules' findings of a student are settled.
    enum class About : std::uint8_t { All, Comparing, Alone };
    static bool is_about(About about, std::string_view rule);
    std::vector<Finding> findings_on(const std::vector<StudentRecord>& records,
                                     const Intake& intake, Date today);
    struct Reconcile {
        const StudentRecord& record;
        const Intake& intake;
        std::vector<Finding> found;
        const std::vector<FieldChange>& changes;
        About about = About::All;
    };
    Status reconcile(const Reconcile& reconcile, FindingCounts& counts);
    static bool was_told_of_the_sheet(const Finding& finding, const Reconcile& reconcile);
    void take_words(const Finding& finding, FindingDetail& detail) const;
    Status settle(StoredFinding& stored, const Reconcile& reconcile, FindingCounts& counts);
    bool is_off(std::string_view rule) const;
    /// What the switch of its rule makes of a finding.
    FindingState switched(const StoredFinding& stored) const;
    FindingState state_after(const StoredFinding& stored, const Finding* found,
                             bool field_changed) const;
    Status move_to(FindingState next, StoredFinding& stored, FindingCounts& counts,
                   bool is_changed);
    /// Findings on files are switched off and on, never judged again.
    Status settle_files(const Intake& intake, FindingCounts& counts);
    void count(const StoredFinding& stored, FindingState before, FindingState after);

    Tx& tx_;
    const Context& context_;
    Boxes& boxes_;
    StudentSealer& sealer_;
    std::optional<Organisation> organisation_;
    StandardInForce standard_;
    Concerns concerns_;
    std::map<std::string, OpenCount> counted_;
    std::vector<SettledFinding> settled_;
    Students judged_;  // of the last findings_on: what messages are worded from
};

}  // namespace mingce
