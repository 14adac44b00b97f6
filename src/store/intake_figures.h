// What an intake adds up to, for tiles of numbers: its students one by one as far as they are
// counted, what is wrong with them, pairs, the last import.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/batches.h"
#include "store/student_selection.h"

namespace mingce::intake_figures {

/// Views die with the next student.
struct CountedStudent {
    std::string_view department, major, class_name, province, sex, status;
    std::string level;
    bool has_number = false;
};
Status each_student(Tx& tx, const StudentSelection& selection,
                    const std::function<void(const CountedStudent&)>& each);

struct SeverityCount {
    std::string severity;
    std::int64_t findings = 0, students = 0;
};
/// Open findings on living students of an intake and a scope, but those on some fields.
struct FindingsOf {
    Id intake;
    const Scope& scope;
    std::vector<Field> but_on;
};
Result<std::vector<SeverityCount>> open_findings(Tx& tx, const FindingsOf& of);
/// Open ones of the intake that are on a file, or on all of it.
Result<std::int64_t> open_findings_on_files(Tx& tx, const Id& intake);

/// Both students of each open pair of the intake.
Result<std::vector<std::pair<Id, Id>>> open_pairs(Tx& tx, const Id& intake);

/// The latest that was written and not undone.
Result<std::optional<Batch>> last_batch(Tx& tx, const Id& intake);

}  // namespace mingce::intake_figures
