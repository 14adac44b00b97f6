// Whether the record is as its audit says: what was changed past the program is named.
#pragma once

#include <cstdint>
#include <vector>

#include "usecases/audit/values_fault.h"
#include "usecases/record/record.h"

namespace mingce {

struct ValuesVerdict {
    std::uint64_t students = 0;  // whose values were opened and compared
    std::uint64_t erased = 0;    // no value is left to compare
    std::uint64_t batches = 0;   // whose writing was found again, whole
    std::uint64_t undos = 0;     // of which what they left was found again, whole
    /// Batches of which students were erased or taken back since: what they wrote is gone.
    std::uint64_t batches_not_covered = 0;
    /// Students whose last change the audit tells of without committing to its outcome.
    std::uint64_t students_not_covered = 0;
    std::vector<ValuesFault> faults;  // the first twenty
    std::uint64_t fault_count = 0;

    bool holds() const { return fault_count == 0; }
};

/// Computes every commitment anew and compares it with the row and with the audit; finds again what
/// each batch wrote and what each undo left, also where it was changed since, by taking later
/// events back; then compares what stands beside the values.
/// Covered: every value of the data standard; that no student is missing or older than audited;
/// live, merged, frozen and erased; status events and what they add up to; merges; what people
/// decided of pairs and findings; every column of a finding; source rows.
/// Not covered: that an open finding went since its data changed; rows, findings and pairs that
/// were deleted of a batch, once students were erased or a batch undone after it; times of rows.
/// The audit itself is verified by verify_audit().
/// Memory: some 150 bytes a student, and the batch's hashes. Errors: the database's.
Result<ValuesVerdict> verify_values(const Context& context);

}  // namespace mingce
