// Whether the students are as the audit says: values that were changed past the program are named.
#pragma once

#include <cstdint>
#include <vector>

#include "usecases/record.h"

namespace mingce {

/// What can be wrong with a student, or with what a batch wrote.
enum class ValuesFaultKind : std::uint8_t {
    Unreadable,    // its key or box does not open
    Changed,       // its values are not those of its commitment
    LookUp,        // it is looked up by another number than its own
    NotAsAudited,  // it agrees with itself, but not with the last audited commitment: an older
                   // state
    History,       // its events do not open, or are not as many as its changes
    Unaudited,     // no entry of the audit tells where it comes from
    Missing,       // the audit tells of it, and it is not there
    Batch,         // what the batch wrote is not what is there of it
};
std::string_view code_of(ValuesFaultKind kind);

struct ValuesFault {
    ValuesFaultKind kind = ValuesFaultKind::Changed;
    Id object;                 // the student; of Batch the batch
    std::uint64_t number = 0;  // of Batch the batch's
};
std::string sentence(const ValuesFault& fault, Language language);

struct ValuesVerdict {
    std::uint64_t students = 0;  // whose values were opened and compared
    std::uint64_t erased = 0;    // no value is left to compare
    std::uint64_t batches = 0;   // whose writing was found again, whole
    /// Batches of which students were erased or taken back since: what they wrote is gone.
    std::uint64_t batches_not_covered = 0;
    /// Students whose last change the audit tells of without committing to its outcome.
    std::uint64_t students_not_covered = 0;
    std::vector<ValuesFault> faults;  // the first twenty
    std::uint64_t fault_count = 0;

    bool holds() const { return fault_count == 0; }
};

/// Computes every commitment anew and compares it with the row and with the audit; finds again what
/// each batch wrote, also where it was changed since, by taking later events back.
/// Covered: every value of the data standard, and that no student is missing or older than audited.
/// Not covered: status events, states (live, merged), freezes, photos, source rows, findings,
/// pairs and times, which have no commitment: those in boxes cannot be altered without the key, but
/// rows can be deleted or put back as they were. The audit itself is verified by verify_audit().
/// Memory: some 150 bytes a student, and the batch's hashes. Errors: the database's.
Result<ValuesVerdict> verify_values(const Context& context);

}  // namespace mingce
