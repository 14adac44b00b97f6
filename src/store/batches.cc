#include "store/batches.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "store/record_problems.h"
#include "store/sheet_document.h"

namespace mingce::batches {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
// Where a batch's reason is bound to; its key is bound to "batch".
constexpr std::string_view kReasonPlace = "batch_reason";

constexpr std::string_view kSelect =
    "SELECT id, intake, number, state, created_at, created_by, committed_at, committed_by,"
    " ended_at, ended_by, files_sha256, values_sha256, rows_in, rows_accepted, rows_held,"
    " rows_refused, students_new, students_changed, students_same, students_conflict, options,"
    " key, photos_in, photos_new, photos_replaced, photos_same, photos_unused, photos_unmatched,"
    " photos_refused FROM batch ";

BatchState state_of(std::string_view key) {
    using enum BatchState;
    for (BatchState state : {Committed, Undone, Closed})
        if (key_of(state) == key) return state;
    return Staged;
}

std::uint64_t number_in(const Row& row, std::size_t column) {
    return static_cast<std::uint64_t>(row.integer(column));
}

Batch read_batch(const Row& row) {
    Batch batch;
    batch.id = row.id(0);
    batch.intake = row.id(1);
    batch.number = row.integer(2);
    batch.state = state_of(row.text(3));
    batch.created_at = row.moment(4);
    batch.created_by = row.text(5);
    batch.committed_at = row.moment(6);
    batch.committed_by = row.text(7);
    batch.ended_at = row.moment(8);
    batch.ended_by = row.text(9);
    batch.files_sha256 = row.text(10);
    batch.values_sha256 = row.text(11);
    batch.counts = {number_in(row, 12),
                    number_in(row, 13),
                    number_in(row, 14),
                    number_in(row, 15),
                    number_in(row, 16),
                    number_in(row, 17),
                    number_in(row, 18),
                    number_in(row, 19),
                    {number_in(row, 22), number_in(row, 23), number_in(row, 24), number_in(row, 25),
                     number_in(row, 26), number_in(row, 27), number_in(row, 28)}};
    batch.options = row.text(20);
    batch.has_files = !row.is_null(21);
    return batch;
}

Result<Batch> load_where(Tx& tx, std::string_view where, Param value, std::string shown) {
    Batch batch;
    const bool found = TRY(tx.first(std::string(kSelect) + std::string(where), {value},
                                    [&](const Row& row) { batch = read_batch(row); }));
    if (!found) return Error(problem::kBatchUnknown, std::move(shown));
    return batch;
}

std::string piece_place(std::int64_t position, std::int64_t piece) {
    return "batch_piece/" + std::to_string(position) + "/" + std::to_string(piece);
}

Result<StudentKey> load_key(Tx& tx, Boxes& boxes, const Id& batch) {
    std::string wrapped;
    TRY(tx.first("SELECT key FROM batch WHERE id = $1", {batch},
                 [&](const Row& row) { wrapped = row.blob(0); }));
    if (wrapped.empty()) return Error(problem::kBatchFilesGone);
    const std::string plain = TRY(boxes.open_for_record({"batch", batch}, wrapped));
    StudentKey key;
    if (plain.size() != key.bytes().size()) return Error(problem::kKeyRingDamaged);
    std::copy_n(bytes_of(plain).begin(), plain.size(), key.room().begin());
    return key;
}

}  // namespace

Result<std::int64_t> next_number(Tx& tx) {
    return tx.integer("SELECT coalesce(max(number), 0) + 1 FROM batch");
}

Status add(Tx& tx, const Id& institution, const Batch& batch) {
    const BatchCounts& counts = batch.counts;
    TRY(tx.run(
        "INSERT INTO batch (id, institution, intake, number, state, created_at, created_by,"
        " files_sha256, values_sha256, rows_in, rows_accepted, rows_held, rows_refused,"
        " students_new, students_changed, students_same, students_conflict, options, photos_in,"
        " photos_new, photos_replaced, photos_same, photos_unused, photos_unmatched,"
        " photos_refused)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
        " $19, $20, $21, $22, $23, $24, $25)",
        {batch.id,
         institution,
         batch.intake,
         batch.number,
         key_of(batch.state),
         batch.created_at,
         batch.created_by,
         batch.files_sha256,
         batch.values_sha256,
         counts.rows_in,
         counts.rows_accepted,
         counts.rows_held,
         counts.rows_refused,
         counts.students_new,
         counts.students_changed,
         counts.students_same,
         counts.students_conflict,
         batch.options,
         counts.photos.in,
         counts.photos.fresh,
         counts.photos.replaced,
         counts.photos.same,
         counts.photos.unused,
         counts.photos.unmatched,
         counts.photos.refused}));
    return Done{};
}

Status set_counts(Tx& tx, const Batch& batch) {
    const BatchCounts& counts = batch.counts;
    TRY(
        tx.run("UPDATE batch SET students_new = $1, students_changed = $2, students_same = $3,"
               " students_conflict = $4, values_sha256 = $5, photos_in = $6, photos_new = $7,"
               " photos_replaced = $8, photos_same = $9, photos_unused = $10,"
               " photos_unmatched = $11, photos_refused = $12 WHERE id = $13",
               {counts.students_new, counts.students_changed, counts.students_same,
                counts.students_conflict, batch.values_sha256, counts.photos.in,
                counts.photos.fresh, counts.photos.replaced, counts.photos.same,
                counts.photos.unused, counts.photos.unmatched, counts.photos.refused, batch.id}));
    return Done{};
}

Status advance(Tx& tx, const BatchStep& step) {
    const bool commits = step.to == BatchState::Committed;
    const std::uint64_t changed =
        TRY(tx.run(commits ? "UPDATE batch SET state = $1, committed_at = $2, committed_by = $3,"
                             " box = coalesce($4, box) WHERE id = $5 AND state = $6"
                           : "UPDATE batch SET state = $1, ended_at = $2, ended_by = $3,"
                             " box = coalesce($4, box) WHERE id = $5 AND state = $6",
                   {key_of(step.to), step.at, step.actor, blob_or_null(step.reason_box), step.batch,
                    key_of(step.from)}));
    if (changed == 0) return Error(problem::kBatchState);
    return Done{};
}

std::string seal_reason(Boxes& boxes, const Id& batch, std::string_view reason) {
    return reason.empty() ? "" : boxes.seal_for_record({kReasonPlace, batch}, reason);
}

Result<std::string> reason(Tx& tx, Boxes& boxes, const Id& batch) {
    std::string box;
    TRY(tx.first("SELECT box FROM batch WHERE id = $1", {batch},
                 [&](const Row& row) { box = row.blob(0); }));
    if (box.empty()) return std::string();
    return boxes.open_for_record({kReasonPlace, batch}, box);
}

Result<Batch> load(Tx& tx, std::int64_t number) {
    return load_where(tx, "WHERE number = $1", number, std::to_string(number));
}

Result<Batch> load(Tx& tx, const Id& id) { return load_where(tx, "WHERE id = $1", id, id.hex()); }

Result<std::vector<Batch>> all(Tx& tx) {
    std::vector<Batch> list;
    TRY(tx.query(std::string(kSelect) + "ORDER BY number", {}, [&](const Row& row) -> Status {
        list.push_back(read_batch(row));
        return Done{};
    }));
    return list;
}

Result<std::int64_t> students_made(Tx& tx, const Id& intake) {
    return tx.integer(
        "SELECT CAST(coalesce(sum(students_new), 0) AS BIGINT) FROM batch WHERE intake = $1"
        " AND committed_at IS NOT NULL AND state <> 'undone'",
        {intake});
}

Result<std::optional<Batch>> with_files(Tx& tx, const Id& intake, std::string_view files_sha256,
                                        BatchState state) {
    std::optional<Batch> batch;
    TRY(tx.first(std::string(kSelect) + "WHERE intake = $1 AND files_sha256 = $2 AND state = $3"
                                        " ORDER BY number DESC LIMIT 1",
                 {intake, files_sha256, key_of(state)},
                 [&](const Row& row) { batch = read_batch(row); }));
    return batch;
}

FileWriter::FileWriter(Tx& tx, Boxes& boxes, const Id& batch)
    : tx_(tx), boxes_(boxes), batch_(batch), key_(StudentKey::make(boxes.random())) {}

Status FileWriter::begin(const BatchFile& file) {
    if (position_ >= 0) TRY(put_piece());
    ++position_;
    piece_ = 0;
    TRY(
        tx_.run("INSERT INTO batch_file (batch, position, role, size, sha256, name)"
                " VALUES ($1, $2, $3, $4, $5, $6)",
                {batch_, position_, file.role, file.size, file.sha256, file.name}));
    return Done{};
}

Status FileWriter::add(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t taken = std::min(bytes.size(), kPieceBytes - waiting_.size());
        waiting_.append(bytes.substr(0, taken));
        bytes.remove_prefix(taken);
        if (waiting_.size() == kPieceBytes) TRY(put_piece());
    }
    return Done{};
}

Status FileWriter::put_piece() {
    if (waiting_.empty()) return Done{};
    const std::string place = piece_place(position_, piece_);
    const std::string box = boxes_.seal_with(key_, {place, batch_}, waiting_);
    TRY(tx_.run("INSERT INTO batch_piece (batch, position, piece, box) VALUES ($1, $2, $3, $4)",
                {batch_, position_, piece_, Param::Blob{box}}));
    ++piece_;
    waiting_.clear();
    return Done{};
}

Status FileWriter::finish() {
    TRY(put_piece());
    const std::string wrapped = boxes_.seal_for_record({"batch", batch_}, view_of(key_.bytes()));
    TRY(tx_.run("UPDATE batch SET key = $1 WHERE id = $2", {Param::Blob{wrapped}, batch_}));
    return Done{};
}

Result<std::vector<BatchFile>> files(Tx& tx, const Id& batch) {
    std::vector<BatchFile> list;
    TRY(tx.query(
        "SELECT name, role, sha256, size FROM batch_file WHERE batch = $1"
        " ORDER BY position",
        {batch}, [&](const Row& row) -> Status {
            list.push_back({row.string(0), row.string(1), row.string(2), number_in(row, 3)});
            return Done{};
        }));
    return list;
}

Result<std::string> file_bytes(Tx& tx, Boxes& boxes, const Id& batch, std::int64_t position) {
    const StudentKey key = TRY(load_key(tx, boxes, batch));
    std::string bytes;
    TRY(
        tx.query("SELECT piece, box FROM batch_piece WHERE batch = $1 AND position = $2"
                 " ORDER BY piece",
                 {batch, position}, [&](const Row& row) -> Status {
                     const std::string place = piece_place(position, row.integer(0));
                     bytes += TRY(boxes.open_with(key, {place, batch}, row.blob(1)));
                     return Done{};
                 }));
    return bytes;
}

Status destroy_files(Tx& tx, const Id& batch) {
    TRY(tx.run("UPDATE batch SET key = NULL WHERE id = $1", {batch}));
    TRY(tx.run("DELETE FROM batch_piece WHERE batch = $1", {batch}));
    return remove_preview(tx, batch);
}

Status put_preview(Tx& tx, Boxes& boxes, const Id& batch, std::string_view text) {
    const std::string box = boxes.seal_for_record({"batch_preview", batch}, text);
    TRY(
        tx.run("INSERT INTO batch_preview (batch, box) VALUES ($1, $2)"
               " ON CONFLICT (batch) DO UPDATE SET box = excluded.box",
               {batch, Param::Blob{box}}));
    return Done{};
}

Result<std::string> preview(Tx& tx, Boxes& boxes, const Id& batch) {
    std::string box;
    TRY(tx.first("SELECT box FROM batch_preview WHERE batch = $1", {batch},
                 [&](const Row& row) { box = row.blob(0); }));
    if (box.empty()) return std::string();
    return boxes.open_for_record({"batch_preview", batch}, box);
}

Status remove_preview(Tx& tx, const Id& batch) {
    TRY(tx.run("DELETE FROM batch_preview WHERE batch = $1", {batch}));
    return Done{};
}

Result<std::unordered_map<Id, RowCounts>> row_counts(Tx& tx) {
    struct Counted {
        std::string_view sql;
        std::uint64_t RowCounts::*count;
    };
    constexpr Counted kCounted[] = {
        {"SELECT batch, count(*) FROM source_row GROUP BY batch", &RowCounts::source_rows},
        {"SELECT batch, count(*) FROM finding WHERE batch IS NOT NULL GROUP BY batch",
         &RowCounts::findings},
        {"SELECT batch, count(*) FROM match_pair WHERE batch IS NOT NULL GROUP BY batch",
         &RowCounts::pairs},
        {"SELECT batch, count(*) FROM student_file GROUP BY batch", &RowCounts::photos}};
    std::unordered_map<Id, RowCounts> counts;
    for (const Counted& counted : kCounted)
        TRY(tx.query(counted.sql, {}, [&](const Row& row) -> Status {
            counts[row.id(0)].*counted.count = number_in(row, 1);
            return Done{};
        }));
    return counts;
}

Status add_sheets(Tx& tx, const Id& batch, const std::vector<SourceSheet>& sheets) {
    for (std::size_t i = 0; i < sheets.size(); ++i)
        TRY(
            tx.run("INSERT INTO batch_sheet (batch, position, file, sheet, kind, columns)"
                   " VALUES ($1, $2, $3, $4, $5, $6)",
                   {batch, std::uint64_t{i}, sheets[i].file, sheets[i].sheet,
                    key_of(sheets[i].kind), write_sheet_document(sheets[i])}));
    return Done{};
}

Result<std::vector<BatchSheet>> sheets(Tx& tx, const Id& batch) {
    std::vector<BatchSheet> list;
    TRY(tx.query(
        "SELECT position, file, sheet, kind, columns FROM batch_sheet WHERE batch = $1"
        " ORDER BY position",
        {batch}, [&](const Row& row) -> Status {
            BatchSheet sheet;
            sheet.position = row.integer(0);
            sheet.sheet.file = row.text(1);
            sheet.sheet.sheet = row.text(2);
            sheet.sheet.kind = student_kind_of(row.text(3)).value_or(StudentKind::Undergraduate);
            TRY(read_sheet_document(row.text(4), sheet.sheet));
            list.push_back(std::move(sheet));
            return Done{};
        }));
    return list;
}

}  // namespace mingce::batches
