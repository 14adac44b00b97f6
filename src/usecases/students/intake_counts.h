// The numbers of an intake, as tiles and boards show them: each with the filter that shows its
// students in the grid, and none from which somebody could be told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/batches.h"
#include "store/intakes.h"
#include "store/student_selection.h"
#include "usecases/record/record.h"

namespace mingce {

/// Fewer are not told to those who do not work with all students.
constexpr std::int64_t kBucketLeast = 5;

struct CountBucket {
    std::string value;                     // "" for none
    std::string zh, en;                    // where the value is a code's or a state's
    std::optional<std::int64_t> students;  // nothing where it is not told
    std::vector<ValueFilter> filters;
    std::vector<CountBucket> parts = {};  // majors of a department
};
struct FindingBucket {
    std::string severity;
    std::optional<std::int64_t> findings, students;
};
struct IntakeCounts {
    Intake intake;
    std::int64_t students = 0;
    /// By value; empty where the caller does not see the field whole. `photo` and `student_number`
    /// have those with one first.
    std::vector<CountBucket> departments, provinces, levels, sexes, statuses, photo, student_number;
    /// Open ones on students, for those who see findings. Blocking first.
    std::vector<FindingBucket> findings;
    std::optional<std::int64_t> findings_on_files, open_pairs;  // for those who see imports, pairs
    std::optional<Batch> last_import;
};
/// Of the caller's scope. A role that does not work with all students is told no bucket of one to
/// four students, nor the next smallest ones where those missing would follow from the whole.
/// Errors: Forbidden (access.denied); NotFound (intake.unknown).
Result<IntakeCounts> count_intake(const Context& context, const std::string& intake);

/// Whether the caller works with all students, and is told every number.
bool is_told_all(const Caller& caller);

/// What is told of the parts of a known whole to everybody else.
void hide_small_buckets(std::vector<CountBucket>& parts);

}  // namespace mingce
