#include "store/uploads.h"

#include <algorithm>

#include "store/work_problems.h"

namespace mingce::uploads {

namespace {

constexpr std::string_view kNamePlace = "upload.name";

UploadState state_of(std::string_view key) {
    for (UploadState state : {UploadState::Receiving, UploadState::Whole, UploadState::Used})
        if (key_of(state) == key) return state;
    return UploadState::Ended;
}

/// A piece is bound to its place in its file, as are rows to theirs.
std::string place_of(std::int64_t number) { return "upload_piece." + std::to_string(number); }

/// With its name still sealed.
UploadRow row_of(const Row& row) {
    UploadRow upload;
    upload.id = row.id(0);
    upload.account = row.id(1);
    upload.actor = row.text(2);
    upload.state = state_of(row.text(3));
    upload.name = row.blob(4);
    upload.size = static_cast<std::uint64_t>(row.integer(5));
    upload.received = static_cast<std::uint64_t>(row.integer(6));
    upload.sha256 = row.text(7);
    upload.created_at = row.moment(8);
    upload.expires_at = row.moment(9);
    return upload;
}

Status open_name(Boxes& boxes, UploadRow& upload) {
    upload.name = TRY(boxes.open_for_record({kNamePlace, upload.id}, upload.name));
    return Done{};
}

}  // namespace

Status add(Tx& tx, Boxes& boxes, const Id& institution, const UploadRow& row) {
    const std::string name = boxes.seal_for_record({kNamePlace, row.id}, row.name);
    TRY(
        tx.run("INSERT INTO upload (id, institution, account, actor, state, name, size, received,"
               " pieces, created_at, expires_at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, $9)",
               {row.id, institution, row.account, row.actor, key_of(row.state), Param::Blob{name},
                row.size, row.created_at, row.expires_at}));
    return Done{};
}

Result<UploadRow> load(Tx& tx, Boxes& boxes, const Id& upload) {
    UploadRow loaded;
    const bool found =
        TRY(tx.first("SELECT id, account, actor, state, name, size, received, sha256, created_at,"
                     " expires_at FROM upload WHERE id = $1",
                     {upload}, [&](const Row& row) { loaded = row_of(row); }));
    if (!found) return Error(problem::kUploadUnknown);
    TRY(open_name(boxes, loaded));
    return loaded;
}

Result<std::vector<UploadRow>> of_owner(Tx& tx, Boxes& boxes, const Owner& owner) {
    std::vector<UploadRow> rows;
    TRY(
        tx.query("SELECT id, account, actor, state, name, size, received, sha256, created_at,"
                 " expires_at FROM upload WHERE state IN ('receiving', 'whole') AND actor = $1"
                 " ORDER BY created_at DESC, id DESC",
                 {owner.actor}, [&](const Row& row) -> Status {
                     if (row.id(1) == owner.account) rows.push_back(row_of(row));
                     return Done{};
                 }));
    for (UploadRow& row : rows) TRY(open_name(boxes, row));
    return rows;
}

Status append(Tx& tx, Boxes& boxes, const Append& append) {
    std::int64_t pieces = 0;
    const bool found = TRY(
        tx.first("SELECT pieces FROM upload"
                 " WHERE id = $1 AND received = $2 AND state = 'receiving'",
                 {append.upload, append.offset}, [&](const Row& row) { pieces = row.integer(0); }));
    if (!found) return Error(problem::kUploadOffset);
    std::string_view rest = append.bytes;
    for (; !rest.empty(); rest.remove_prefix(std::min(rest.size(), kPieceBytesMax))) {
        const std::string place = place_of(pieces);
        const std::string box =
            boxes.seal_for_record({place, append.upload}, rest.substr(0, kPieceBytesMax));
        TRY(tx.run("INSERT INTO upload_piece (upload, number, box) VALUES ($1, $2, $3)",
                   {append.upload, pieces++, Param::Blob{box}}));
    }
    const std::uint64_t changed =
        TRY(tx.run("UPDATE upload SET received = $1, pieces = $2 WHERE id = $3 AND received = $4"
                   " AND state = 'receiving'",
                   {append.offset + append.bytes.size(), pieces, append.upload, append.offset}));
    return changed == 1 ? Status(Done{}) : Error(problem::kUploadOffset);
}

Status each_piece(Tx& tx, Boxes& boxes, const Id& upload,
                  const std::function<Status(std::string_view bytes)>& each) {
    std::int64_t number = 0;
    return tx.query("SELECT number, box FROM upload_piece WHERE upload = $1 ORDER BY number",
                    {upload}, [&](const Row& row) -> Status {
                        if (row.integer(0) != number) return Error(problem::kUploadDamaged);
                        const std::string place = place_of(number++);
                        return each(TRY(boxes.open_for_record({place, upload}, row.blob(1))));
                    });
}

Status set_whole(Tx& tx, const Id& upload, std::string_view sha256) {
    TRY(
        tx.run("UPDATE upload SET state = 'whole', sha256 = $1"
               " WHERE id = $2 AND state = 'receiving'",
               {sha256, upload}));
    return Done{};
}

Status close(Tx& tx, const Id& upload, UploadState state) {
    TRY(tx.run("DELETE FROM upload_piece WHERE upload = $1", {upload}));
    TRY(tx.run("UPDATE upload SET state = $1 WHERE id = $2 AND state IN ('receiving', 'whole')",
               {key_of(state), upload}));
    return Done{};
}

Result<std::uint64_t> close_expired(Tx& tx, Moment now) {
    const std::vector<Id> expired =
        TRY(tx.ids("SELECT id FROM upload WHERE state IN ('receiving', 'whole')"
                   " AND expires_at <= $1",
                   {now}));
    for (const Id& upload : expired) TRY(close(tx, upload, UploadState::Ended));
    return std::uint64_t{expired.size()};
}

}  // namespace mingce::uploads
