// Operations as people look at them: their own, and for the registry those of anybody on students
// in its scope.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/student_record.h"
#include "store/operations.h"
#include "usecases/record/record.h"

namespace mingce {

struct OperationView {
    Operation operation;
    std::string intake;                // key
    const Problem* why_not = nullptr;  // it may not be undone by the caller; null: it may
};

struct ListOperations {
    std::string intake;      // "": of all
    std::int64_t after = 0;  // number of the last of the page before; 0: from the newest
    std::size_t most = 0;    // 0: all
};
/// Newest first. Errors: NotFound (intake.unknown).
Result<std::vector<OperationView>> list_operations(const Context& context,
                                                   const ListOperations& request);

/// One cell that it wrote, as the caller sees both values.
struct OperationCell {
    Id student;
    std::string name;
    FieldChange change;
};
struct OperationDetail {
    OperationView view;
    std::vector<OperationCell> cells;  // of students that are in the caller's scope
    bool is_cut = false;               // there are more than kOperationCellsShown
};
constexpr std::size_t kOperationCellsShown = 500;
/// Errors: NotFound (operation.unknown).
Result<OperationDetail> show_operation(const Context& context, std::int64_t number);

/// An operation that the caller may know of. Errors: NotFound (operation.unknown).
Result<Operation> operation_seen(Tx& tx, const Context& context, std::int64_t number);
/// Why the caller may not take it back; null: the caller may.
const Problem* undo_refusal(const Caller& caller, const Operation& operation);

}  // namespace mingce
