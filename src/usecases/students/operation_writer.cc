#include "usecases/students/operation_writer.h"

#include <algorithm>

namespace mingce {

Result<OperationWriter> OperationWriter::begin(Tx& tx, const Context& context, Act act) {
    OperationWriter writer;
    Operation& operation = writer.operation_;
    operation.id = context.make_id();
    operation.intake = act.intake;
    operation.number = TRY(operations::next_number(tx));
    operation.kind = act.kind;
    operation.at = context.now;
    operation.actor = context.actor;
    operation.account = context.caller.account;
    operation.rule = std::move(act.rule);
    operation.department = std::move(act.department);
    operation.undoes = act.undoes;
    operation.reason = std::move(act.reason);
    return writer;
}

void OperationWriter::sign(StudentEditor::Edit& edit) const {
    edit.operation = operation_.id;
    edit.operation_no = operation_.number;
}

void OperationWriter::note_changes(const Id& student, const std::vector<FieldChange>& changes) {
    if (changes.empty()) return;
    students_.insert(student);
    operation_.cells += static_cast<std::int64_t>(changes.size());
    for (const FieldChange& change : changes) fields_.insert(change.field);
}

void OperationWriter::note_settled(const std::vector<SettledFinding>& settled) {
    for (const SettledFinding& one : settled)
        note_move({one.finding, std::string(key_of(one.before)), std::string(key_of(one.after))});
}

void OperationWriter::note_decision(const StoredFinding& finding, operations::FindingMove move) {
    if (!finding.student.is_none()) students_.insert(finding.student);
    ++operation_.findings;
    note_move(std::move(move));
}

// From where the operation found it to where it left it.
void OperationWriter::note_move(operations::FindingMove move) {
    const auto [known, is_new] = moves_.try_emplace(move.finding, move);
    if (!is_new) known->second.after = std::move(move.after);
}

Result<std::optional<std::int64_t>> OperationWriter::finish(Tx& tx, const Context& context) {
    if (operation_.cells == 0 && operation_.findings == 0) return std::optional<std::int64_t>();
    operation_.students = static_cast<std::int64_t>(students_.size());
    operation_.fields.assign(fields_.begin(), fields_.end());
    Boxes boxes = context.boxes();
    TRY(operations::add(tx, boxes, context.institution(), operation_));
    std::vector<operations::FindingMove> moves;
    for (auto& [finding, move] : moves_)
        if (move.before != move.after) moves.push_back(std::move(move));
    TRY(operations::add_moves(tx, operation_.id, moves));
    std::string detail = "number=" + std::to_string(operation_.number) +
                         " kind=" + std::string(key_of(operation_.kind)) +
                         " students=" + std::to_string(operation_.students) +
                         " cells=" + std::to_string(operation_.cells) +
                         " findings=" + std::to_string(operation_.findings);
    if (!operation_.undoes.is_none()) detail += " undoes=" + operation_.undoes.hex();
    TRY(audit(tx, context,
              {operation_.undoes.is_none() ? "operation.do" : "operation.undo", "operation",
               operation_.id, std::move(detail), ""}));
    return std::optional(operation_.number);
}

}  // namespace mingce
