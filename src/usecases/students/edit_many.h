// Many cells of many students at once, as a grid or a paste sends them: one operation, in which a
// cell that cannot be written leaves the others written, and nothing is lost in silence.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "usecases/students/student_editor.h"

namespace mingce {

constexpr std::size_t kEditStudentsMax = 5'000;
constexpr std::size_t kEditCellsMax = 50'000;

struct EditMany {
    struct One {
        std::string student;                        // as find_student
        std::int64_t version = 0;                   // the one that was looked at
        std::map<std::string, std::string> values;  // by key of the field; "" takes one away
    };
    std::string intake, reason;
    std::vector<One> changes;
    Date today;
};

struct RefusedCell {
    std::string student, field;  // as they were asked for
    const Problem* problem = nullptr;
};
/// A cell that somebody else changed since the version that was looked at.
struct CellConflict {
    Field field = Field::Name;
    std::string base, mine, theirs;  // as the caller sees them
};
struct ConflictingStudent {
    std::string student;
    std::int64_t version = 0;  // now
    std::vector<CellConflict> fields;
};

struct EditedMany {
    std::optional<std::int64_t> operation;  // its number; nothing where nothing was written
    std::uint64_t students = 0;             // that were written to
    // cells = written + unchanged + refused + in conflict
    std::uint64_t cells = 0, written = 0, unchanged = 0;
    std::vector<RefusedCell> refused;
    std::vector<ConflictingStudent> conflicts;
    FindingCounts findings;
    struct Version {
        std::string student;
        std::int64_t version = 0;
    };
    std::vector<Version> versions;  // of every student that was found, afterwards
};

/// One transaction. A student at another version is written where the fields asked for did not
/// change since; a value that is as asked for already is no change. Errors: NotFound
/// (intake.unknown); Conflict (intake.handed_over); BadInput (edit.too_much). What a single cell or
/// student is refused for stands in the answer.
Result<EditedMany> edit_many(const Context& context, const EditMany& request);

}  // namespace mingce
