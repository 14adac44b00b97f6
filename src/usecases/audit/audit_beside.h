// What stands beside the students' values, compared with what the audit tells of it: statuses,
// merges, decisions, source rows, photos.
#pragma once

#include <unordered_map>
#include <vector>

#include "domain/enrolment.h"
#include "store/student_columns.h"
#include "usecases/audit/audit_told.h"
#include "usecases/audit/values_fault.h"
#include "usecases/record/record.h"

namespace mingce {

using StandingEvents = std::unordered_map<Id, std::vector<StatusEvent>>;

class BesideCheck {
public:
    BesideCheck(Tx& tx, const Context& context, const AuditTold& told, ValuesFaults& faults);

    /// Compares all of it. Errors: the database's.
    Status run();

    /// By student, of those that have any; once run.
    const StandingEvents& standing_events() const { return standing_; }

private:
    Status compare_statuses();
    Status compare_merges();
    Status compare_pairs();
    Status compare_findings();
    Status compare_rows();
    Status compare_photos();
    Status compare_batches();
    bool is_gone(const Id& student, std::uint64_t order) const;
    bool are_gone(const ToldDecision& told) const;

    Tx& tx_;
    Boxes boxes_;
    StudentSealer sealer_;
    const AuditTold& told_;
    ValuesFaults& faults_;
    StandingEvents standing_;
};

}  // namespace mingce
