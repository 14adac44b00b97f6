#include "store/export_requests.h"

#include "access/problems.h"
#include "base/canonical_line.h"
#include "store/record_problems.h"
#include "store/reveals.h"

namespace mingce {

std::string_view key_of(ExportState state) {
    switch (state) {
        case ExportState::Asked: return "asked";
        case ExportState::Approved: return "approved";
        case ExportState::Refused: return "refused";
        case ExportState::Made: return "made";
        case ExportState::Expired: return "expired";
    }
    return "";
}

std::string_view key_of(ExportFormat format) {
    return format == ExportFormat::Csv ? "csv" : "xlsx";
}

namespace export_requests {

namespace {

constexpr std::string_view kTable = "export_request", kDecisionTable = "export_decision";
constexpr std::string_view kKinds[] = {"institution", "department", "class", "self", "nobody"};

ExportState state_of(std::string_view key) {
    using enum ExportState;
    for (ExportState state : {Asked, Approved, Refused, Made})
        if (key_of(state) == key) return state;
    return Expired;
}

/// One canonical line for each thing, its name in front.
std::string text_of(const ExportContents& contents) {
    std::string text;
    append_canonical_line(text, {"order", key_of(contents.order)});
    append_canonical_line(text, {"format", key_of(contents.format)});
    append_canonical_line(text, {"words", contents.words});
    append_canonical_line(text, {"fields", keys_of(contents.fields)});
    append_canonical_line(text, {"whole", keys_of(contents.whole)});
    for (const auto& [field, value] : contents.filters)
        append_canonical_line(text, {"filter", key_of(field), value});
    const Scope& scope = contents.scope;
    append_canonical_line(text, {"scope", kKinds[static_cast<std::size_t>(scope.kind)]});
    for (const ScopeUnit& unit : scope.units)
        append_canonical_line(text, {"unit", unit.department, unit.class_name});
    for (const std::int64_t year : scope.years)
        append_canonical_line(text, {"year", std::to_string(year)});
    if (!scope.student.is_none()) append_canonical_line(text, {"student", scope.student.hex()});
    if (scope.until_hand_over) append_canonical_line(text, {"until", "hand_over"});
    return text;
}

void read_scope_line(const std::vector<std::string>& parts, Scope& scope) {
    const std::string &name = parts[0], &value = parts[1];
    if (name == "scope") {
        scope.kind = ScopeKind::Nobody;
        for (std::size_t i = 0; i < std::size(kKinds); ++i)
            if (kKinds[i] == value) scope.kind = static_cast<ScopeKind>(i);
    }
    if (name == "unit" && parts.size() > 2) scope.units.push_back({value, parts[2]});
    if (name == "year") scope.years.push_back(std::stol(value));
    if (name == "student") scope.student = Id::parse(value).value_or(Id());
    if (name == "until") scope.until_hand_over = true;
}

Result<ExportContents> contents_of(std::string_view text) {
    ExportContents contents;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const auto parts = parse_canonical_line(text.substr(0, end));
        if (end == std::string_view::npos || !parts || parts->size() < 2)
            return Error(problem::kDocumentDamaged);
        text.remove_prefix(end + 1);
        const std::string &name = parts->front(), &value = (*parts)[1];
        if (name == "order") contents.order = list_order_of(value).value_or(ListOrder::Class);
        if (name == "format" && value == key_of(ExportFormat::Csv))
            contents.format = ExportFormat::Csv;
        if (name == "words") contents.words = value;
        if (name == "fields") contents.fields = fields_of(value);
        if (name == "whole") contents.whole = fields_of(value);
        if (name == "filter" && parts->size() > 2)
            if (const auto field = field_of(value))
                contents.filters.emplace_back(*field, (*parts)[2]);
        read_scope_line(*parts, contents.scope);
    }
    return contents;
}

constexpr std::string_view kSelect =
    "SELECT id, intake, number, state, asked_at, asked_by, account, role, purpose, students,"
    " class, approvals, expires_at, made_at, sha256, box FROM export_request ";

Result<ExportRequest> read_request(Boxes& boxes, const Row& row) {
    ExportRequest request;
    request.id = row.id(0);
    request.intake = row.id(1);
    request.number = row.integer(2);
    request.state = state_of(row.text(3));
    request.asked_at = row.moment(4);
    request.asked_by = row.text(5);
    request.account = row.id(6);
    request.role = parse_role(row.text(7)).value_or(Role::Unit);
    request.purpose = row.text(8);
    request.students = static_cast<std::uint64_t>(row.integer(9));
    request.highest = static_cast<FieldClass>(row.integer(10));
    request.approvals = static_cast<std::uint32_t>(row.integer(11));
    request.expires_at = row.moment(12);
    request.made_at = row.moment(13);
    request.sha256 = row.text(14);
    const std::string text = TRY(boxes.open_for_record({kTable, request.id}, row.blob(15)));
    request.contents = TRY(contents_of(text));
    return request;
}

/// A decision has no id of its own: its box is bound to the request and to who decided.
std::string place_of(std::string_view actor) {
    return std::string(kDecisionTable) + " " + std::string(actor);
}

}  // namespace

Result<std::int64_t> next_number(Tx& tx) {
    return TRY(tx.integer("SELECT coalesce(max(number), 0) FROM export_request")) + 1;
}

Status add(Tx& tx, Boxes& boxes, const Id& institution, const ExportRequest& request) {
    const std::string box = boxes.seal_for_record({kTable, request.id}, text_of(request.contents));
    TRY(tx.run(
        "INSERT INTO export_request (id, institution, intake, number, state, asked_at, asked_by,"
        " account, role, purpose, students, class, approvals, expires_at, box)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        {request.id, institution, request.intake, request.number, key_of(request.state),
         request.asked_at, request.asked_by, request.account, key_of(request.role), request.purpose,
         request.students, static_cast<int>(request.highest), request.approvals, request.expires_at,
         Param::Blob{box}}));
    return Done{};
}

Result<ExportRequest> load(Tx& tx, Boxes& boxes, std::int64_t number) {
    std::optional<Result<ExportRequest>> request;
    TRY(tx.first(std::string(kSelect) + "WHERE number = $1", {number},
                 [&](const Row& row) { request.emplace(read_request(boxes, row)); }));
    if (!request) return Error(problem::kExportUnknown, std::to_string(number));
    return std::move(*request);
}

Result<std::vector<ExportRequest>> all(Tx& tx, Boxes& boxes) {
    std::vector<ExportRequest> list;
    TRY(tx.query(std::string(kSelect) + "ORDER BY number DESC", {}, [&](const Row& row) -> Status {
        list.push_back(TRY(read_request(boxes, row)));
        return Done{};
    }));
    return list;
}

Status advance(Tx& tx, const Step& step) {
    const std::uint64_t changed =
        TRY(tx.run("UPDATE export_request SET state = $1, made_at = $2, sha256 = $3"
                   " WHERE id = $4 AND state = $5",
                   {key_of(step.to), step.to == ExportState::Made ? Param(step.made_at) : Param(),
                    text_or_null(step.sha256), step.request, key_of(step.from)}));
    return changed == 1 ? Status(Done{}) : Status(Error(problem::kExportState));
}

Status expire(Tx& tx, Moment now) {
    TRY(
        tx.run("UPDATE export_request SET state = 'expired' WHERE state IN ('asked', 'approved')"
               " AND expires_at <= $1",
               {now}));
    return Done{};
}

Status decide(Tx& tx, Boxes& boxes, const ExportDecision& decision) {
    const std::string place = place_of(decision.actor);
    const std::string box = decision.words.empty()
                                ? ""
                                : boxes.seal_for_record({place, decision.request}, decision.words);
    const std::uint64_t added =
        TRY(tx.run("INSERT INTO export_decision (request, actor, account, role, at, approves, box)"
                   " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
                   {decision.request, decision.actor, decision.account, key_of(decision.role),
                    decision.at, decision.approves, blob_or_null(box)}));
    return added == 1 ? Status(Done{}) : Status(Error(problem::kExportDecided));
}

Result<std::vector<ExportDecision>> decisions(Tx& tx, Boxes& boxes, const Id& request) {
    std::vector<ExportDecision> list;
    TRY(
        tx.query("SELECT actor, account, role, at, approves, box FROM export_decision"
                 " WHERE request = $1 ORDER BY at, actor",
                 {request}, [&](const Row& row) -> Status {
                     ExportDecision decision;
                     decision.request = request;
                     decision.actor = row.text(0);
                     decision.account = row.id(1);
                     decision.role = parse_role(row.text(2)).value_or(Role::Unit);
                     decision.at = row.moment(3);
                     decision.approves = row.integer(4) != 0;
                     const std::string place = place_of(decision.actor);
                     if (!row.is_null(5))
                         decision.words = TRY(boxes.open_for_record({place, request}, row.blob(5)));
                     list.push_back(std::move(decision));
                     return Done{};
                 }));
    return list;
}

}  // namespace export_requests

}  // namespace mingce
