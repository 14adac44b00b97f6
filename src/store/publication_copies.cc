#include "store/publication_copies.h"

#include <algorithm>
#include <array>

#include "base/canonical_line.h"
#include "store/publication_problems.h"
#include "store/record_problems.h"

namespace mingce {

namespace {
constexpr std::array<std::string_view, 6> kAccessActs = {"screen",   "clip",    "copy",
                                                         "download", "resumed", "password"};
}  // namespace

std::string_view key_of(AccessAct act) { return kAccessActs[static_cast<std::size_t>(act)]; }

namespace publication_copies {

namespace {

constexpr std::string_view kCopyTable = "publication_copy";
constexpr std::string_view kSelectCopy =
    "SELECT id, publication, number, form, link, revision, made_at, claimed_at, actor, account,"
    " student_rows, size, sha256, password_shown_at, box FROM publication_copy ";

std::string text_of_box(const PublicationCopy& copy) {
    std::string text;
    append_canonical_line(text, {copy.file_name, copy.password});
    return text;
}

std::string place_of_piece(std::int64_t number) {
    return "publication_copy_piece " + std::to_string(number);
}

Result<PublicationCopy> read_copy(Boxes& boxes, const Row& row) {
    PublicationCopy copy;
    copy.id = row.id(0);
    copy.publication = row.id(1);
    copy.number = row.integer(2);
    copy.form = parse_copy_form(row.text(3)).value_or(CopyForm::Xlsx);
    copy.link = row.text(4);
    copy.revision = row.integer(5);
    copy.made_at = row.moment(6);
    copy.claimed_at = row.moment(7);
    copy.actor = row.text(8);
    copy.account = row.id(9);
    copy.rows = static_cast<std::uint64_t>(row.integer(10));
    copy.size = static_cast<std::uint64_t>(row.integer(11));
    copy.sha256 = row.text(12);
    copy.password_shown_at = row.moment(13);
    std::string text = TRY(boxes.open_for_record({kCopyTable, copy.id}, row.blob(14)));
    if (text.ends_with('\n')) text.pop_back();
    const auto parts = parse_canonical_line(text);
    if (!parts || parts->size() != 2) return Error(problem::kDocumentDamaged);
    copy.file_name = (*parts)[0];
    copy.password = (*parts)[1];
    return copy;
}

Result<std::vector<PublicationCopy>> listed_copies(Tx& tx, Boxes& boxes, const std::string& sql,
                                                   std::initializer_list<Param> params) {
    std::vector<PublicationCopy> list;
    TRY(tx.query(sql, params, [&](const Row& row) -> Status {
        list.push_back(TRY(read_copy(boxes, row)));
        return Done{};
    }));
    return list;
}

}  // namespace

Result<std::int64_t> next_number(Tx& tx) {
    return TRY(tx.integer("SELECT coalesce(max(number), 0) FROM publication_copy")) + 1;
}

Status add(Tx& tx, Boxes& boxes, const Id& institution, const PublicationCopy& copy,
           std::string_view bytes) {
    const std::string box = boxes.seal_for_record({kCopyTable, copy.id}, text_of_box(copy));
    const Param claimed = copy.is_claimed() ? Param(copy.claimed_at) : Param();
    TRY(
        tx.run("INSERT INTO publication_copy (id, institution, publication, number, form, link,"
               " revision, made_at, claimed_at, actor, account, student_rows, size, sha256, box)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
               {copy.id, institution, copy.publication, copy.number, key_of(copy.form), copy.link,
                copy.revision, copy.made_at, claimed, text_or_null(copy.actor), copy.account,
                copy.rows, copy.size, copy.sha256, Param::Blob{box}}));
    for (std::int64_t number = 0; !bytes.empty(); ++number) {
        const std::string place = place_of_piece(number);
        const std::string piece =
            boxes.seal_for_record({place, copy.id}, bytes.substr(0, kCopyPieceBytes));
        bytes.remove_prefix(std::min(bytes.size(), kCopyPieceBytes));
        TRY(tx.run("INSERT INTO publication_copy_piece (copy, number, box) VALUES ($1, $2, $3)",
                   {copy.id, number, Param::Blob{piece}}));
    }
    return Done{};
}

Result<PublicationCopy> load(Tx& tx, Boxes& boxes, std::int64_t number) {
    auto found =
        TRY(listed_copies(tx, boxes, std::string(kSelectCopy) + "WHERE number = $1", {number}));
    if (found.empty()) return Error(problem::kCopyUnknown, std::to_string(number));
    PublicationCopy loaded = std::move(found.front());
    return loaded;
}

Result<std::vector<PublicationCopy>> of_publication(Tx& tx, Boxes& boxes, const Id& publication) {
    return listed_copies(tx, boxes,
                         std::string(kSelectCopy) + "WHERE publication = $1 ORDER BY number",
                         {publication});
}

Result<std::vector<PublicationCopy>> all(Tx& tx, Boxes& boxes) {
    return listed_copies(tx, boxes, std::string(kSelectCopy) + "ORDER BY number", {});
}

Result<std::vector<PublicationCopy>> of_sha256(Tx& tx, Boxes& boxes, std::string_view sha256) {
    return listed_copies(tx, boxes, std::string(kSelectCopy) + "WHERE sha256 = $1 ORDER BY number",
                         {sha256});
}

Result<bool> claim(Tx& tx, const PublicationCopy& copy) {
    const std::uint64_t changed =
        TRY(tx.run("UPDATE publication_copy SET claimed_at = $1, actor = $2, account = $3"
                   " WHERE id = $4 AND claimed_at IS NULL",
                   {copy.claimed_at, copy.actor, copy.account, copy.id}));
    return changed == 1;
}

Result<bool> forget_password(Tx& tx, Boxes& boxes, PublicationCopy& copy, Moment now) {
    copy.password.clear();
    copy.password_shown_at = now;
    const std::string box = boxes.seal_for_record({kCopyTable, copy.id}, text_of_box(copy));
    const std::uint64_t changed =
        TRY(tx.run("UPDATE publication_copy SET password_shown_at = $1, box = $2"
                   " WHERE id = $3 AND password_shown_at IS NULL",
                   {now, Param::Blob{box}, copy.id}));
    return changed == 1;
}

Result<std::string> bytes(Tx& tx, Boxes& boxes, const PublicationCopy& copy, ByteRange range) {
    const std::uint64_t from = range.first / kCopyPieceBytes,
                        end = (range.first + range.count + kCopyPieceBytes - 1) / kCopyPieceBytes;
    std::string read;
    TRY(
        tx.query("SELECT number, box FROM publication_copy_piece"
                 " WHERE copy = $1 AND number >= $2 AND number < $3 ORDER BY number",
                 {copy.id, from, end}, [&](const Row& row) -> Status {
                     const std::string place = place_of_piece(row.integer(0));
                     read += TRY(boxes.open_for_record({place, copy.id}, row.blob(1)));
                     return Done{};
                 }));
    const std::uint64_t skipped = range.first - from * kCopyPieceBytes;
    if (read.size() < skipped + range.count)
        return Error(problem::kCopyGone, std::to_string(copy.number));
    return read.substr(skipped, range.count);
}

Result<std::uint64_t> drop_ended(Tx& tx, Moment now) {
    const std::vector<Id> ended = TRY(tx.ids(
        "SELECT DISTINCT c.id FROM publication_copy c JOIN publication p ON p.id = c.publication"
        " JOIN publication_copy_piece piece ON piece.copy = c.id"
        " WHERE p.state <> 'open' OR p.link IS NULL OR p.link <> c.link OR p.link_until < $1",
        {now}));
    for (const Id& copy : ended)
        TRY(tx.run("DELETE FROM publication_copy_piece WHERE copy = $1", {copy}));
    return ended.size();
}

Status add_access(Tx& tx, const PublicationAccess& access) {
    TRY(
        tx.run("INSERT INTO publication_access (id, publication, copy, act, at, actor, account,"
               " came_from, student_rows) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
               {access.id, access.publication, access.copy, key_of(access.act), access.at,
                access.actor, access.account, access.from, access.rows}));
    return Done{};
}

Result<std::vector<PublicationAccess>> accesses(Tx& tx, const Id& publication) {
    std::vector<PublicationAccess> list;
    TRY(
        tx.query("SELECT id, copy, act, at, actor, account, came_from, student_rows"
                 " FROM publication_access WHERE publication = $1 ORDER BY at DESC, id DESC",
                 {publication}, [&](const Row& row) -> Status {
                     PublicationAccess access;
                     access.publication = publication;
                     access.id = row.id(0);
                     access.copy = row.id(1);
                     const auto act = std::ranges::find(kAccessActs, row.text(2));
                     if (act != kAccessActs.end())
                         access.act = static_cast<AccessAct>(act - kAccessActs.begin());
                     access.at = row.moment(3);
                     access.actor = row.text(4);
                     access.account = row.id(5);
                     access.from = row.text(6);
                     access.rows = static_cast<std::uint64_t>(row.integer(7));
                     list.push_back(std::move(access));
                     return Done{};
                 }));
    return list;
}

}  // namespace publication_copies

}  // namespace mingce
