#include "store/export_requests.h"

#include "access/problems.h"
#include "store/record_problems.h"

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

namespace export_requests {

namespace {

constexpr std::string_view kTable = "export_request", kDecisionTable = "export_decision";

ExportState state_of(std::string_view key) {
    using enum ExportState;
    for (ExportState state : {Asked, Approved, Refused, Made})
        if (key_of(state) == key) return state;
    return Expired;
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
    request.contents = TRY(parse_export_contents(text));
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
