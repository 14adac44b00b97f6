// An operation while it is being done: gathers what it wrote and decided, and is written with its
// number when it is over. One that did nothing leaves nothing.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/operations.h"
#include "usecases/students/student_editor.h"

namespace mingce {

class OperationWriter {
public:
    struct Act {
        OperationKind kind = OperationKind::Edit;
        Id intake;
        std::string reason;
        std::string rule = {}, department = {};
        Id undoes = {};
    };
    /// Takes the next number, which is another's again where the operation does nothing.
    static Result<OperationWriter> begin(Tx& tx, const Context& context, Act act);

    const Id& id() const { return operation_.id; }
    std::int64_t number() const { return operation_.number; }
    /// The operation so far.
    const Operation& operation() const { return operation_; }
    /// Names the operation in an edit that is part of it.
    void sign(StudentEditor::Edit& edit) const;

    void note_changes(const Id& student, const std::vector<FieldChange>& changes);
    /// What judging the student again did to findings: no act of the operation, but undone with it.
    void note_settled(const std::vector<SettledFinding>& settled);
    /// A finding that it decided on, or handed over.
    void note_decision(const StoredFinding& finding, operations::FindingMove move);

    /// Writes it with its audit entry, where it did anything; returns its number.
    Result<std::optional<std::int64_t>> finish(Tx& tx, const Context& context);

private:
    void note_move(operations::FindingMove move);

    Operation operation_;
    std::set<Id> students_;
    std::set<Field> fields_;
    std::map<Id, operations::FindingMove> moves_;
};

}  // namespace mingce
