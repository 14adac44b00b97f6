#include "store/once_requests.h"

namespace mingce::once_requests {

namespace {

constexpr std::string_view kTable = "once_request";

Param bytes(std::string_view text) { return Param::Blob{text}; }

}  // namespace

Result<bool> claim(Tx& tx, const OnceRequest& request, Moment now) {
    const std::uint64_t written =
        TRY(tx.run("INSERT INTO once_request (account, key_sha256, request, request_sha256, at)"
                   " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                   {request.account, bytes(request.key_sha256), request.request,
                    bytes(request.request_sha256), now}));
    if (written != 0) return true;
    // A use case of several acts claims for each: it is the same sending still.
    return TRY(tx.integer("SELECT count(*) FROM once_request WHERE account = $1 AND key_sha256 = $2"
                          " AND request = $3",
                          {request.account, bytes(request.key_sha256), request.request})) != 0;
}

Status keep_answer(Tx& tx, Boxes& boxes, const OnceRequest& request, const OnceAnswer& answer) {
    const std::string box = boxes.seal_for_record({kTable, request.request}, answer.body);
    TRY(
        tx.run("UPDATE once_request SET status = $1, box = $2 WHERE account = $3 AND"
               " key_sha256 = $4 AND request = $5",
               {answer.status.value_or(0), bytes(box), request.account, bytes(request.key_sha256),
                request.request}));
    return Done{};
}

Result<std::optional<OnceAnswer>> find(Tx& tx, Boxes& boxes, const OnceRequest& request) {
    OnceAnswer answer;
    Id of;
    std::string box;
    const bool found = TRY(tx.first(
        "SELECT request, request_sha256, status, box FROM once_request WHERE account = $1 AND"
        " key_sha256 = $2",
        {request.account, bytes(request.key_sha256)}, [&](const Row& row) {
            of = row.id(0);
            answer.is_of_this_request = row.blob(1) == request.request_sha256;
            if (!row.is_null(2)) answer.status = row.integer(2);
            box = row.blob(3);
        }));
    if (!found) return std::optional<OnceAnswer>();
    if (answer.status) answer.body = TRY(boxes.open_for_record({kTable, of}, box));
    return std::optional<OnceAnswer>(std::move(answer));
}

Result<std::uint64_t> forget_before(Tx& tx, Moment moment) {
    return tx.run("DELETE FROM once_request WHERE at < $1", {moment});
}

}  // namespace mingce::once_requests
