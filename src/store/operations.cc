#include "store/operations.h"

#include <optional>

#include "store/operation_problems.h"
#include "store/scope_filter.h"

namespace mingce {

namespace {

constexpr std::string_view kSelectOperations =
    "SELECT o.id, o.intake, o.number, o.kind, o.at, o.actor, o.account, o.students, o.cells,"
    " o.findings, o.fields, o.rule, o.department, o.undoes, earlier.number, o.undone_at, "
    "o.undone_by,"
    " later.number, o.box FROM operation o JOIN intake i ON i.id = o.intake"
    " LEFT JOIN operation earlier ON earlier.id = o.undoes"
    " LEFT JOIN operation later ON later.id = o.undone_in ";

OperationKind kind_of(std::string_view key) {
    using enum OperationKind;
    for (OperationKind kind : {Fix, Waive, Assign})
        if (key_of(kind) == key) return kind;
    return Edit;
}

std::string joined_keys(const std::vector<Field>& fields) {
    std::string keys;
    for (Field field : fields) keys.append(keys.empty() ? "" : ",").append(key_of(field));
    return keys;
}

std::vector<Field> fields_in(std::string_view keys) {
    std::vector<Field> fields;
    while (!keys.empty()) {
        const std::size_t comma = keys.find(',');
        if (const auto field = field_of(keys.substr(0, comma))) fields.push_back(*field);
        keys.remove_prefix(comma == std::string_view::npos ? keys.size() : comma + 1);
    }
    return fields;
}

Result<Operation> read_operation(Boxes& boxes, const Row& row) {
    Operation operation;
    operation.id = row.id(0);
    operation.intake = row.id(1);
    operation.number = row.integer(2);
    operation.kind = kind_of(row.text(3));
    operation.at = row.moment(4);
    operation.actor = row.text(5);
    operation.account = row.id(6);
    operation.students = row.integer(7);
    operation.cells = row.integer(8);
    operation.findings = row.integer(9);
    operation.fields = fields_in(row.text(10));
    operation.rule = row.text(11);
    operation.department = row.text(12);
    operation.undoes = row.id(13);
    operation.undoes_number = row.integer(14);
    operation.undone_at = row.moment(15);
    operation.undone_by = row.text(16);
    operation.undone_in = row.integer(17);
    if (!row.is_null(18))
        operation.reason = TRY(boxes.open_for_record({"operation", operation.id}, row.blob(18)));
    return operation;
}

/// Students of the scope among those it changed, or whose findings it moved.
std::string touches_scope(const Scope& scope, std::vector<Param>& params) {
    std::string sql =
        "EXISTS (SELECT 1 FROM student_event e JOIN student s ON s.id = e.student"
        " WHERE e.operation = o.id" +
        scope_condition(scope, "s", params) + ")";
    sql +=
        " OR EXISTS (SELECT 1 FROM operation_finding m JOIN finding f ON f.id = m.finding"
        " JOIN student s ON s.id = f.student WHERE m.operation = o.id" +
        scope_condition(scope, "s", params) + ")";
    return sql;
}

}  // namespace

namespace operations {

Result<std::int64_t> next_number(Tx& tx) {
    return tx.integer("SELECT coalesce(max(number), 0) + 1 FROM operation");
}

Status add(Tx& tx, Boxes& boxes, const Id& institution, const Operation& operation) {
    const std::string fields = joined_keys(operation.fields);
    const std::string box =
        operation.reason.empty()
            ? ""
            : boxes.seal_for_record({"operation", operation.id}, operation.reason);
    TRY(tx.run(
        "INSERT INTO operation (id, institution, intake, number, kind, at, actor, account,"
        " students, cells, findings, fields, rule, department, undoes, box)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        {operation.id, institution, operation.intake, operation.number, key_of(operation.kind),
         operation.at, operation.actor, operation.account, operation.students, operation.cells,
         operation.findings, fields, text_or_null(operation.rule),
         text_or_null(operation.department), operation.undoes, blob_or_null(box)}));
    return Done{};
}

Result<std::vector<Operation>> list(Tx& tx, Boxes& boxes, const Selection& selection) {
    std::string sql = std::string(kSelectOperations) + "WHERE 1 = 1";
    std::vector<Param> params;
    const auto where = [&](std::string_view condition, const Param& value) {
        params.push_back(value);
        sql.append(" AND ").append(condition).append(" $").append(std::to_string(params.size()));
    };
    if (!selection.intake.is_none()) where("o.intake =", selection.intake);
    if (selection.number != 0) where("o.number =", selection.number);
    if (selection.before != 0) where("o.number <", selection.before);
    sql += intake_condition(selection.scope, "i", params);
    if (!selection.of_anybody) {
        where("o.account =", selection.account);
    } else if (selection.scope.kind != ScopeKind::Institution) {
        where("(o.account =", selection.account);
        sql += " OR " + touches_scope(selection.scope, params) + ")";
    }
    sql += " ORDER BY o.number DESC";
    if (selection.most != 0) sql += " LIMIT " + std::to_string(selection.most);
    std::vector<Operation> found;
    TRY(tx.query(sql, params, [&](const Row& row) -> Status {
        found.push_back(TRY(read_operation(boxes, row)));
        return Done{};
    }));
    return found;
}

Result<Operation> load(Tx& tx, Boxes& boxes, const Id& operation) {
    std::optional<Result<Operation>> found;
    TRY(tx.first(std::string(kSelectOperations) + "WHERE o.id = $1", {operation},
                 [&](const Row& row) { found.emplace(read_operation(boxes, row)); }));
    if (!found) return Error(problem::kOperationUnknown);
    return std::move(*found);
}

Status set_undone(Tx& tx, const Undone& undone) {
    const bool stands = undone.in.is_none();
    TRY(tx.run("UPDATE operation SET undone_at = $1, undone_by = $2, undone_in = $3 WHERE id = $4",
               {stands ? Param() : Param(undone.at), stands ? Param() : Param(undone.actor),
                undone.in, undone.operation}));
    return Done{};
}

Status add_moves(Tx& tx, const Id& operation, std::span<const FindingMove> moves) {
    constexpr BulkColumn kColumns[] = {{"operation", ColumnType::Blob},
                                       {"finding", ColumnType::Blob},
                                       {"before", ColumnType::Text},
                                       {"after", ColumnType::Text}};
    const auto rows = TRY(tx.bulk_insert("operation_finding", kColumns));
    for (const FindingMove& move : moves) {
        const Param params[] = {operation, move.finding, move.before, move.after};
        TRY(rows->add(params));
    }
    TRY(rows->finish());
    return Done{};
}

Result<std::vector<FindingMove>> moves(Tx& tx, const Id& operation) {
    std::vector<FindingMove> found;
    TRY(
        tx.query("SELECT finding, before, after FROM operation_finding WHERE operation = $1"
                 " ORDER BY finding",
                 {operation}, [&](const Row& row) -> Status {
                     found.push_back({row.id(0), row.string(1), row.string(2)});
                     return Done{};
                 }));
    return found;
}

}  // namespace operations

}  // namespace mingce
