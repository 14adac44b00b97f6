// Writes of many cells kept as acts of their own: who did what to how many, what it did to
// findings, and whether it was taken back. What it changed on students stands in their history.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/scope.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/field.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

/// Keys are stored: append only.
enum class OperationKind : std::uint8_t { Edit, Fix, Waive, Assign };

constexpr std::string_view key_of(OperationKind kind) {
    switch (kind) {
        case OperationKind::Edit: return "edit";
        case OperationKind::Fix: return "fix";
        case OperationKind::Waive: return "waive";
        case OperationKind::Assign: return "assign";
    }
    return "";
}

struct Operation {
    Id id, intake;
    std::int64_t number = 0;  // from 1, of the institution
    OperationKind kind = OperationKind::Edit;
    Moment at;
    std::string actor;
    Id account;                            // none: at the machine
    std::int64_t students = 0, cells = 0;  // written to
    std::int64_t findings = 0;             // decided on, or handed over
    std::vector<Field> fields;             // that were written
    std::string rule;                      // all of which it was about; "" for none
    std::string department;                // of Assign; "" for taken back from any
    Id undoes;                             // what it takes back, of the same kind
    std::int64_t undoes_number = 0;        // likewise
    Moment undone_at;                      // 0: it stands
    std::string undone_by;
    std::int64_t undone_in = 0;  // number of the operation that did
    std::string reason;

    bool is_undone() const { return undone_at.milliseconds != 0; }
};

/// Operation::department where each finding went to its own student's.
inline constexpr std::string_view kOwnDepartment = "*";

namespace operations {

Result<std::int64_t> next_number(Tx& tx);
Status add(Tx& tx, Boxes& boxes, const Id& institution, const Operation& operation);

/// Whose operations: those of one account, and perhaps anybody's on students of a scope.
struct Selection {
    Id intake;                // none: of all
    std::int64_t number = 0;  // 0: any
    std::int64_t before = 0;  // only those of a smaller number; 0: from the newest
    std::size_t most = 0;     // 0: all
    bool of_anybody = false;  // else of the account alone
    Id account;
    Scope scope = Scope::whole();
};
/// Newest first.
Result<std::vector<Operation>> list(Tx& tx, Boxes& boxes, const Selection& selection);
/// Whoever did it. Errors: NotFound (operation.unknown).
Result<Operation> load(Tx& tx, Boxes& boxes, const Id& operation);

/// Who took an operation back, and in which one; nobody: it stands again.
struct Undone {
    Id operation;
    Moment at;
    std::string_view actor;
    Id in;
};
Status set_undone(Tx& tx, const Undone& undone);

/// A finding's state, or of an assignment its department, before the operation and after it.
struct FindingMove {
    Id finding;
    std::string before, after;
};
Status add_moves(Tx& tx, const Id& operation, std::span<const FindingMove> moves);
Result<std::vector<FindingMove>> moves(Tx& tx, const Id& operation);

}  // namespace operations

}  // namespace mingce
