#include "store/findings.h"

#include <algorithm>

#include <boost/json.hpp>

#include "base/canonical_line.h"
#include "base/text.h"
#include "store/record_problems.h"
#include "store/scope_filter.h"
#include "store/students.h"

namespace mingce {

std::optional<FindingState> finding_state_of(std::string_view key) {
    using enum FindingState;
    for (FindingState state : {Open, Fixed, Waived, Gone})
        if (key_of(state) == key) return state;
    return std::nullopt;
}

std::string row_text(const StoredFinding& finding) {
    std::string text;
    append_canonical_line(
        text, {finding.intake.hex(), finding.batch.is_none() ? "" : finding.batch.hex(),
               finding.rule, finding.severity, finding.field ? key_of(*finding.field) : "",
               std::to_string(finding.created_at.milliseconds), key_of(finding.state),
               std::to_string(finding.decided_at.milliseconds), finding.decided_by});
    // A line of its own, so that what was sealed before findings were handed over stays as it is.
    if (!finding.assigned_to.empty())
        append_canonical_line(text, {finding.assigned_to, finding.assigned_in.hex()});
    return text;
}

std::string decision_text(const StoredFinding& finding) {
    std::string text;
    append_canonical_line(text, {"mingce-finding", "1", finding.id.hex(), finding.rule,
                                 key_of(finding.state), finding.detail.reason});
    return text;
}

namespace {

namespace json = boost::json;

// Each text of the detail by the key it has in the box.
struct DetailText {
    std::string_view key;
    std::string FindingDetail::*member;
};
constexpr DetailText kDetailTexts[] = {
    {"raw", &FindingDetail::raw},         {"proposal", &FindingDetail::proposal},
    {"arg", &FindingDetail::arg},         {"file", &FindingDetail::file},
    {"sheet", &FindingDetail::sheet},     {"column", &FindingDetail::column},
    {"message", &FindingDetail::message}, {"reason", &FindingDetail::reason},
};

std::string write_detail(const StoredFinding& finding) {
    const FindingDetail& detail = finding.detail;
    std::string text = "{\"row\":" + std::to_string(detail.row) + ",\"sealed_row\":";
    append_json_string(text, row_text(finding));
    for (const DetailText& item : kDetailTexts) {
        if ((detail.*item.member).empty()) continue;
        text += ',';
        append_json_string(text, item.key);
        text += ':';
        append_json_string(text, detail.*item.member);
    }
    return text + '}';
}

Status read_detail(std::string_view text, StoredFinding& finding) {
    FindingDetail& detail = finding.detail;
    json::error_code failed;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), failed);
    const json::object* const object = failed ? nullptr : value.if_object();
    if (object == nullptr) return Error(problem::kDocumentDamaged);
    if (const json::value* row = object->if_contains("row"); row && row->is_int64())
        detail.row = static_cast<std::uint64_t>(row->get_int64());
    const auto read = [object](std::string_view key, std::string& into) {
        if (const json::value* found = object->if_contains({key.data(), key.size()});
            found && found->is_string())
            into.assign(found->get_string().data(), found->get_string().size());
    };
    for (const DetailText& item : kDetailTexts) read(item.key, detail.*item.member);
    read("sealed_row", finding.sealed_row);
    return Done{};
}

constexpr std::string_view kSelect =
    "SELECT f.id, f.intake, f.batch, f.student, f.rule, f.severity, f.field, f.state,"
    " f.created_at, f.decided_at, f.decided_by, f.box, k.sealing_key, k.wrapped, f.assigned_to,"
    " f.assigned_in"
    " FROM finding f LEFT JOIN student_key k ON k.student = f.student"
    " LEFT JOIN student s ON s.id = f.student ";

Result<StoredFinding> read_finding(Boxes& boxes, const Row& row) {
    StoredFinding finding;
    finding.id = row.id(0);
    finding.intake = row.id(1);
    finding.batch = row.id(2);
    finding.student = row.id(3);
    finding.rule = row.text(4);
    finding.severity = row.text(5);
    finding.field = field_of(row.text(6));
    finding.state = finding_state_of(row.text(7)).value_or(FindingState::Open);
    finding.created_at = row.moment(8);
    finding.decided_at = row.moment(9);
    finding.decided_by = row.text(10);
    finding.assigned_to = row.text(14);
    finding.assigned_in = row.id(15);
    const BoxRow place{"finding", finding.id};
    std::string text;
    if (finding.student.is_none()) {
        text = TRY(boxes.open_for_record(place, row.blob(11)));
    } else {
        const OpenStudentKey key = TRY(boxes.unwrap({finding.student, row.id(12), row.blob(13)}));
        text = TRY(boxes.open(key, place, row.blob(11)));
    }
    TRY(read_detail(text, finding));
    return finding;
}

std::string sealed_detail(Boxes& boxes, const StoredFinding& finding, const OpenStudentKey* key) {
    const BoxRow place{"finding", finding.id};
    const std::string text = write_detail(finding);
    return key == nullptr ? boxes.seal_for_record(place, text) : boxes.seal(*key, place, text);
}

/// " AND …" on f.assigned_to; departments join `params`.
std::string assignment_condition(const findings::Assignment& assignment,
                                 std::vector<Param>& params) {
    using enum findings::Assignment::Kind;
    if (assignment.kind == Anybody) return " AND f.assigned_to IS NOT NULL";
    if (assignment.kind == Nobody) return " AND f.assigned_to IS NULL";
    const bool is_to = assignment.kind == To;
    std::string list;
    const std::vector<std::string>& departments = assignment.departments;
    for (std::size_t i = 0; !departments.empty() && i < bucket_of(departments.size()); ++i) {
        params.emplace_back(departments[std::min(i, departments.size() - 1)]);
        list += (list.empty() ? "$" : ",$") + std::to_string(params.size());
    }
    if (list.empty()) return is_to ? " AND 1 = 0" : "";
    return is_to ? " AND f.assigned_to IN (" + list + ")"
                 : " AND (f.assigned_to IS NULL OR f.assigned_to NOT IN (" + list + "))";
}

}  // namespace

namespace findings {

Status create(Tx& tx, Boxes& boxes, const Id& institution,
              const std::vector<StoredFinding>& findings,
              const std::function<const OpenStudentKey*(const Id&)>& key_of_student) {
    constexpr BulkColumn kColumns[] = {
        {"id", ColumnType::Blob},       {"institution", ColumnType::Blob},
        {"intake", ColumnType::Blob},   {"batch", ColumnType::Blob},
        {"student", ColumnType::Blob},  {"rule", ColumnType::Text},
        {"severity", ColumnType::Text}, {"field", ColumnType::Text},
        {"state", ColumnType::Text},    {"created_at", ColumnType::Integer},
        {"box", ColumnType::Blob},
    };
    const auto rows = TRY(tx.bulk_insert("finding", kColumns));
    for (const StoredFinding& finding : findings) {
        const OpenStudentKey* const key =
            finding.student.is_none() ? nullptr : key_of_student(finding.student);
        const std::string box = sealed_detail(boxes, finding, key);
        const Param params[] = {finding.id,
                                institution,
                                finding.intake,
                                finding.batch,
                                finding.student,
                                finding.rule,
                                finding.severity,
                                finding.field ? Param(key_of(*finding.field)) : Param(),
                                key_of(finding.state),
                                finding.created_at,
                                Param::Blob{box}};
        TRY(rows->add(params));
    }
    TRY(rows->finish());
    return Done{};
}

Result<StoredFinding> load(Tx& tx, Boxes& boxes, std::string_view id) {
    std::string low(id), high(id);
    low.resize(32, '0');
    high.resize(32, 'f');
    const auto from = Id::parse(low), to = Id::parse(high);
    if (id.size() < 8 || id.size() > 32 || !from || !to)
        return Error(problem::kFindingUnknown, std::string(id));
    std::vector<StoredFinding> found;
    TRY(tx.query(std::string(kSelect) + "WHERE f.id BETWEEN $1 AND $2 LIMIT 2", {*from, *to},
                 [&](const Row& row) -> Status {
                     found.push_back(TRY(read_finding(boxes, row)));
                     return Done{};
                 }));
    if (found.empty()) return Error(problem::kFindingUnknown, std::string(id));
    if (found.size() > 1) return Error(problem::kFindingAmbiguous, std::string(id));
    return std::move(found.front());
}

Status each(Tx& tx, Boxes& boxes, const Selection& selection,
            const std::function<Status(StoredFinding&)>& each_finding) {
    std::string sql(kSelect);
    sql += "WHERE 1 = 1";
    std::vector<Param> params;
    const auto where = [&](std::string_view column, const Param& value) {
        params.push_back(value);
        sql.append(" AND ").append(column).append(" = $").append(std::to_string(params.size()));
    };
    if (!selection.intake.is_none()) {
        where("f.intake", selection.intake);
        sql += " AND (s.state IS NULL OR s.state <> 'merged')";
    }
    if (!selection.student.is_none()) where("f.student", selection.student);
    if (selection.is_on_files) sql += " AND f.student IS NULL";
    if (!selection.among.empty())
        sql += " AND f.student IN (" + student_list(selection.among, params) + ")";
    if (!selection.batch.is_none()) where("f.batch", selection.batch);
    if (selection.state) where("f.state", key_of(*selection.state));
    if (!selection.rule.empty()) where("f.rule", selection.rule);
    if (!selection.severity.empty()) where("f.severity", selection.severity);
    if (selection.assignment) sql += assignment_condition(*selection.assignment, params);
    if (selection.scope.kind == ScopeKind::Institution) {
        const std::string intakes = intake_condition(selection.scope, "scoped", params);
        if (!intakes.empty())
            sql += " AND EXISTS (SELECT 1 FROM intake scoped WHERE scoped.id = f.intake" + intakes +
                   ")";
    } else {
        sql += scope_condition(selection.scope, "s", params);
    }
    if (!selection.after.is_none()) {
        params.push_back(selection.after);
        sql += " AND f.id > $" + std::to_string(params.size());
    }
    sql += " ORDER BY f.id";
    if (selection.most != 0) sql += " LIMIT " + std::to_string(selection.most);
    return tx.query(sql, params, [&](const Row& row) -> Status {
        StoredFinding finding = TRY(read_finding(boxes, row));
        return each_finding(finding);
    });
}

Status each_checked(Tx& tx, Boxes& boxes,
                    const std::function<void(const Id&, const Result<StoredFinding>&)>& each) {
    return tx.query(std::string(kSelect) + "ORDER BY f.id", {}, [&](const Row& row) -> Status {
        each(row.id(0), read_finding(boxes, row));
        return Done{};
    });
}

std::string cell_of(const StoredFinding& finding) {
    std::string cell(finding.student.view());
    cell += finding.rule;
    if (finding.field) cell.append(":").append(key_of(*finding.field));
    if (finding.student.is_none()) cell.append(" ").append(finding.detail.raw);
    return cell;
}

Result<std::unordered_set<std::string>> known_cells(Tx& tx, Boxes& boxes, const Id& intake) {
    std::unordered_set<std::string> cells;
    TRY(
        tx.query("SELECT student, rule, field FROM finding WHERE intake = $1 AND state <> 'gone'"
                 " AND student IS NOT NULL",
                 {intake}, [&](const Row& row) -> Status {
                     StoredFinding finding;
                     finding.student = row.id(0);
                     finding.rule = row.text(1);
                     finding.field = field_of(row.text(2));
                     cells.insert(cell_of(finding));
                     return Done{};
                 }));
    TRY(tx.query(
        std::string(kSelect) + "WHERE f.intake = $1 AND f.state <> 'gone' AND f.student IS NULL",
        {intake}, [&](const Row& row) -> Status {
            cells.insert(cell_of(TRY(read_finding(boxes, row))));
            return Done{};
        }));
    return cells;
}

Status supersede_on_photos(Tx& tx, const Superseding& superseding, std::span<const Id> students) {
    std::vector<Param> params;
    TRY(tx.run_many(
        "UPDATE finding SET state = 'gone', decided_at = $1, decided_by = $2 WHERE student = $3"
        " AND field = 'photo' AND rule LIKE 'HO-%' AND state = 'open' AND decided_at IS NULL",
        students.size(), [&](std::size_t i) -> std::span<const Param> {
            params = {superseding.at, superseding.actor, students[i]};
            return params;
        }));
    return Done{};
}

Result<std::unordered_set<Id>> students_with(Tx& tx, const Id& intake) {
    std::unordered_set<Id> ids;
    TRY(tx.query("SELECT DISTINCT student FROM finding WHERE intake = $1 AND student IS NOT NULL",
                 {intake}, [&](const Row& row) -> Status {
                     ids.insert(row.id(0));
                     return Done{};
                 }));
    return ids;
}

Result<std::vector<RuleCount>> counts(Tx& tx, const Id& intake) {
    std::vector<RuleCount> list;
    TRY(
        tx.query("SELECT rule, severity,"
                 " CAST(sum(CASE WHEN f.state = 'open' THEN 1 ELSE 0 END) AS BIGINT),"
                 " CAST(sum(CASE WHEN f.state = 'open' THEN 0 ELSE 1 END) AS BIGINT)"
                 " FROM finding f LEFT JOIN student s ON s.id = f.student WHERE f.intake = $1"
                 " AND (s.state IS NULL OR s.state <> 'merged')"
                 " GROUP BY rule, severity ORDER BY rule",
                 {intake}, [&](const Row& row) -> Status {
                     list.push_back({row.string(0), row.string(1),
                                     static_cast<std::uint64_t>(row.integer(2)),
                                     static_cast<std::uint64_t>(row.integer(3))});
                     return Done{};
                 }));
    return list;
}

Result<std::map<std::string, std::int64_t, std::less<>>> open_by_rule(
    Tx& tx, const std::vector<Field>& but_on) {
    std::map<std::string, std::int64_t, std::less<>> counts;
    std::vector<Param> params;
    const std::string but = fields_left_out("f.field", but_on, params);
    TRY(tx.query(
        std::string("SELECT f.rule, count(*) FROM finding f LEFT JOIN student s ON s.id = f.student"
                    " WHERE f.state = 'open' AND (s.state IS NULL OR s.state = 'live')") +
            but + " GROUP BY f.rule",
        params, [&counts](const Row& row) -> Status {
            counts.emplace(row.text(0), row.integer(1));
            return Done{};
        }));
    return counts;
}

Status decide(Tx& tx, Boxes& boxes, const StoredFinding& finding) {
    std::optional<OpenStudentKey> key;
    if (!finding.student.is_none())
        key.emplace(TRY(students::load_key(tx, boxes, finding.student)));
    const std::string box = sealed_detail(boxes, finding, key ? &*key : nullptr);
    // One that was only handed over has no decision yet.
    const bool is_decided = finding.decided_at.milliseconds != 0;
    const Param decided_at = is_decided ? Param(finding.decided_at) : Param();
    const Param decided_by = is_decided ? Param(finding.decided_by) : Param();
    TRY(tx.run(
        "UPDATE finding SET state = $1, decided_at = $2, decided_by = $3, box = $4,"
        " assigned_to = $5, assigned_in = $6, severity = $7 WHERE id = $8",
        {key_of(finding.state), decided_at, decided_by, Param::Blob{box},
         text_or_null(finding.assigned_to), finding.assigned_in, finding.severity, finding.id}));
    return Done{};
}

}  // namespace findings

}  // namespace mingce
