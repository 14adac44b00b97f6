#include "store/revisions.h"

#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"
#include "domain/revision_problems.h"
#include "store/edition_problems.h"
#include "store/packed_bytes.h"

namespace mingce::revisions {

namespace {

constexpr std::string_view kHeadTable = "revision", kPieceTable = "revision_piece";
constexpr std::size_t kPieceMost = std::size_t{1} << 30;
constexpr std::string_view kSelectRevisions =
    "SELECT id, edition, number, definition_version, as_of, sealed_at, actor, account, listed,"
    " annexed, sha256 FROM revision ";

SealedRevision read_revision(const Row& row) {
    return {row.id(0),
            row.id(1),
            row.integer(2),
            row.integer(3),
            row.moment(4),
            row.moment(5),
            row.string(6),
            row.id(7),
            row.integer(8),
            row.integer(9),
            std::string(row.blob(10))};
}

/// Opens a box and holds its text against the digest it is known by.
Result<std::string> opened(Boxes& boxes, const BoxRow& row, std::string_view box,
                           std::string_view sha256) {
    std::string text = TRY(unpacked_bytes(TRY(boxes.open_for_record(row, box)), kPieceMost));
    if (hex_of(mingce::sha256(text)) != sha256) return Error(problem::kRevisionDamaged);
    return text;
}

Result<std::string> piece(Tx& tx, Boxes& boxes, const SealedRevision& revision, std::size_t place,
                          std::string_view sha256) {
    Id id;
    std::string box;
    const bool found =
        TRY(tx.first("SELECT id, box FROM revision_piece WHERE revision = $1 AND place = $2",
                     {revision.id, static_cast<std::int64_t>(place)}, [&](const Row& row) {
                         id = row.id(0);
                         box = row.blob(1);
                     }));
    if (!found) return Error(problem::kRevisionDamaged);
    return opened(boxes, {kPieceTable, id}, box, sha256);
}

}  // namespace

PackedRevision pack(Boxes& boxes, const Id& revision, const RevisionTexts& texts,
                    std::vector<Id> ids) {
    PackedRevision packed;
    packed.head = boxes.seal_for_record({kHeadTable, revision}, packed_bytes(texts.head_text));
    packed.ids = std::move(ids);
    packed.pieces.reserve(texts.parts.size() + 1);
    for (std::size_t i = 0; i <= texts.parts.size(); ++i) {
        const std::string& text = i < texts.parts.size() ? texts.parts[i] : texts.findings;
        packed.pieces.push_back(
            boxes.seal_for_record({kPieceTable, packed.ids[i]}, packed_bytes(text)));
    }
    return packed;
}

Status add(Tx& tx, const SealedRevision& revision, const PackedRevision& packed) {
    TRY(tx.run(
        "INSERT INTO revision (id, edition, number, definition_version, as_of, sealed_at,"
        " actor, account, listed, annexed, sha256, head)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        {revision.id, revision.edition, revision.number, revision.definition_version,
         revision.as_of, revision.sealed_at, revision.actor, revision.account, revision.listed,
         revision.annexed, Param::Blob{revision.sha256}, Param::Blob{packed.head}}));
    for (std::size_t i = 0; i < packed.pieces.size(); ++i)
        TRY(tx.run("INSERT INTO revision_piece (revision, place, id, box) VALUES ($1, $2, $3, $4)",
                   {revision.id, static_cast<std::int64_t>(i), packed.ids[i],
                    Param::Blob{packed.pieces[i]}}));
    return Done{};
}

Result<std::vector<SealedRevision>> list(Tx& tx, const Id& edition) {
    std::vector<SealedRevision> revisions;
    TRY(tx.query(std::string(kSelectRevisions) + "WHERE edition = $1 ORDER BY number", {edition},
                 [&](const Row& row) -> Status {
                     revisions.push_back(read_revision(row));
                     return Done{};
                 }));
    return revisions;
}

Result<SealedRevision> load(Tx& tx, const Id& edition, std::int64_t number) {
    SealedRevision revision;
    if (!TRY(tx.first(std::string(kSelectRevisions) + "WHERE edition = $1 AND number = $2",
                      {edition, number}, [&](const Row& row) { revision = read_revision(row); })))
        return Error(problem::kRevisionUnknown, std::to_string(number));
    return revision;
}

Result<RevisionHead> head(Tx& tx, Boxes& boxes, const SealedRevision& revision) {
    std::string box;
    TRY(tx.first("SELECT head FROM revision WHERE id = $1", {revision.id},
                 [&](const Row& row) { box = row.blob(0); }));
    return parse_revision_head(
        TRY(opened(boxes, {kHeadTable, revision.id}, box, hex_of(bytes_of(revision.sha256)))));
}

Result<RevisionRows> part(Tx& tx, Boxes& boxes, const SealedRevision& revision,
                          const RevisionHead& head, std::size_t part) {
    return RevisionRows::parse(head, part,
                               TRY(piece(tx, boxes, revision, part, head.parts[part].sha256)));
}

Result<std::vector<RevisionFinding>> findings(Tx& tx, Boxes& boxes, const SealedRevision& revision,
                                              const RevisionHead& head) {
    return parse_revision_findings(
        TRY(piece(tx, boxes, revision, head.parts.size(), head.findings_sha256)));
}

}  // namespace mingce::revisions
