// Imports as objects: what came, how it was read, what it added up to, and the rows as they
// arrived.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/students.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

/// staged -> committed -> undone or closed; a staged one may be closed too. Keys are stored.
enum class BatchState : std::uint8_t { Staged, Committed, Undone, Closed };

constexpr std::string_view key_of(BatchState state) {
    switch (state) {
        case BatchState::Staged: return "staged";
        case BatchState::Committed: return "committed";
        case BatchState::Undone: return "undone";
        case BatchState::Closed: return "closed";
    }
    return "";
}

/// What became of an import's pictures: in = new + replaced + same + unused + unmatched + refused.
struct PhotoCounts {
    std::uint64_t in = 0, fresh = 0, replaced = 0, same = 0, unused = 0, unmatched = 0, refused = 0;
    std::uint64_t matched() const { return fresh + replaced + same + unused; }
};

/// What a batch adds up to. rows_in = accepted + held + refused;
/// accepted = new + changed + same + conflict.
struct BatchCounts {
    std::uint64_t rows_in = 0, rows_accepted = 0, rows_held = 0, rows_refused = 0;
    std::uint64_t students_new = 0, students_changed = 0, students_same = 0, students_conflict = 0;
    PhotoCounts photos;
};

struct Batch {
    Id id, intake;
    std::int64_t number = 0;  // from 1: what people call it by
    BatchState state = BatchState::Staged;
    Moment created_at, committed_at, ended_at;
    std::string created_by, committed_by, ended_by;
    std::string files_sha256;   // over the files as they came
    std::string values_sha256;  // over the values made of them
    BatchCounts counts;
    std::string options;  // how it was read, JSON
    bool has_files = false;
};

struct BatchFile {
    std::string name, role, sha256;
    std::uint64_t size = 0;
};

/// A sheet that rows came from, as SourceSheet tells it.
struct BatchSheet {
    std::int64_t position = 0;
    SourceSheet sheet;
};

/// The row as it arrived: cells by column of its sheet.
struct SourceRowRecord {
    Id batch;
    std::int64_t number = 0;  // within the batch, from 1
    std::int64_t sheet = 0;   // position of its BatchSheet
    std::uint64_t sheet_row = 0, joined_row = 0;
    std::vector<std::string> cells;
    bool is_as_sealed = true;  // its sheet and rows are those that were sealed with the cells
};

namespace batches {

Result<std::int64_t> next_number(Tx& tx);
Status add(Tx& tx, const Id& institution, const Batch& batch);
Status set_counts(Tx& tx, const Batch& batch);
/// Moves from one state to the next; Conflict (batch.state) where it is not in `from` any more.
struct BatchStep {
    Id batch;
    BatchState from = BatchState::Staged, to = BatchState::Committed;
    Moment at;
    std::string_view actor;
    std::string_view reason_box;  // of seal_reason(); "" for none
};
Status advance(Tx& tx, const BatchStep& step);

/// A reason may name people: it stands sealed under the record's key.
std::string seal_reason(Boxes& boxes, const Id& batch, std::string_view reason);
/// "" where none was given.
Result<std::string> reason(Tx& tx, Boxes& boxes, const Id& batch);

/// Errors: NotFound (batch.unknown).
Result<Batch> load(Tx& tx, std::int64_t number);
Result<Batch> load(Tx& tx, const Id& id);
Result<std::vector<Batch>> all(Tx& tx);
/// How many students the imports of an intake made that were written and not undone.
Result<std::int64_t> students_made(Tx& tx, const Id& intake);
/// The latest of an intake with these files in this state.
Result<std::optional<Batch>> with_files(Tx& tx, const Id& intake, std::string_view files_sha256,
                                        BatchState state);

/// Uploaded files, sealed in pieces under a key of the batch's own.
class FileWriter {
public:
    FileWriter(Tx& tx, Boxes& boxes, const Id& batch);
    /// Begins a file; pieces follow.
    Status begin(const BatchFile& file);
    Status add(std::string_view bytes);
    /// Writes the batch's key, wrapped.
    Status finish();

private:
    Status put_piece();

    Tx& tx_;
    Boxes& boxes_;
    Id batch_;
    StudentKey key_;
    std::int64_t position_ = -1, piece_ = 0;
    std::string waiting_;
};
Result<std::vector<BatchFile>> files(Tx& tx, const Id& batch);
/// A file's bytes. Errors: NotFound (batch.files_gone) once the batch is closed.
Result<std::string> file_bytes(Tx& tx, Boxes& boxes, const Id& batch, std::int64_t position);
/// Destroys the key and the pieces, and the preview; hashes and counts stay.
Status destroy_files(Tx& tx, const Id& batch);

/// What was seen of the columns of a staged batch, as its use case words it; "" where nothing is.
Status put_preview(Tx& tx, Boxes& boxes, const Id& batch, std::string_view text);
Result<std::string> preview(Tx& tx, Boxes& boxes, const Id& batch);
Status remove_preview(Tx& tx, const Id& batch);

/// How many rows of other tables a batch has.
struct RowCounts {
    std::uint64_t source_rows = 0, findings = 0, pairs = 0, photos = 0;
};
Result<std::unordered_map<Id, RowCounts>> row_counts(Tx& tx);

Status add_sheets(Tx& tx, const Id& batch, const std::vector<SourceSheet>& sheets);
Result<std::vector<BatchSheet>> sheets(Tx& tx, const Id& batch);

}  // namespace batches

namespace source_rows {

/// What a row's box is bound to, beside its batch.
std::string place_of(std::int64_t number);

/// The cells of a row as they lie in its box: compressed, then sealed under the student's key.
std::string seal(Boxes& boxes, const OpenStudentKey& key, const SourceRowRecord& row);

/// Writes rows in bulk; `row_of` gives each in turn, good until the next call.
struct NewRow {
    Id student;
    std::int64_t number = 0, sheet = 0;
    std::uint64_t sheet_row = 0, joined_row = 0;
    std::string box;
};
Status create(Tx& tx, const Id& batch, std::size_t count,
              const std::function<const NewRow&(std::size_t)>& row_of);

/// A student's rows, of all batches, oldest first.
Result<std::vector<SourceRowRecord>> of_student(Tx& tx, Boxes& boxes, const OpenStudentKey& key);

/// Rows that do not open under their student's key, or whose columns are not those sealed with it.
Status each_damaged(Tx& tx, Boxes& boxes,
                    const std::function<void(const Id& batch, const Id& student)>& each);
/// Students whose own row, or the row of a change, is not there.
Status each_missing(Tx& tx, const std::function<void(const Id& batch, const Id& student)>& each);

}  // namespace source_rows

}  // namespace mingce
