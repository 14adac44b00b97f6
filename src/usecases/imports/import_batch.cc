#include "usecases/imports/import_batch.h"

#include <algorithm>

#include "base/canonical_line.h"
#include "base/text.h"
#include "crypto/bytes_as_text.h"
#include "store/column_mappings.h"
#include "store/major_changes.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/imports/batch_rows.h"
#include "usecases/imports/batch_writer.h"
#include "usecases/imports/column_preview.h"
#include "usecases/imports/existing_students.h"
#include "usecases/imports/import_problems.h"
#include "usecases/imports/incoming_files.h"
#include "usecases/standards/standard_in_force.h"

namespace mingce {

namespace {

class Import {
public:
    Import(const Context& context, const ImportFiles& request)
        : context_(context), request_(request) {}

    Result<ImportReport> run() {
        files_ = TRY(list_incoming_files(request_.hand_over));
        TRY(context_.database().read([&](Tx& tx) { return read_record(tx); }));
        TRY(read_files());
        TRY(context_.database().read([&](Tx& tx) { return compare_rest(tx); }));
        count_rows();
        TRY(check_balance());
        if (request_.compared) request_.compared();
        if (report_.changes_nothing) return std::move(report_);
        TRY(tell(ImportPhase::Writing, 0));
        TRY(context_.database().write_alone([&](Tx& tx) { return write(tx); }));
        return std::move(report_);
    }

private:
    Status tell(ImportPhase phase, std::uint64_t rows) {
        const std::uint64_t all =
            phase == ImportPhase::Reading ? 0 : report_.check.hand_over.rows_in;
        return request_.progress ? request_.progress({phase, rows, all}) : Status(Done{});
    }

    Status read_record(Tx& tx) {
        intake_ = TRY(writable_intake(tx, context_, request_.intake));
        standard_ = TRY(standard_in_force(tx, context_, request_.today));
        compared_with_ = TRY(students::intake_state(tx, intake_.id));
        remembered_ = TRY(column_mappings::all(tx));
        majors_said_ = TRY(major_changes::standing(tx));
        sheets_ = TRY(with_remembered(tx, request_.hand_over.sheets));
        Boxes boxes = context_.boxes();
        ReadStudents read = TRY(read_existing_students(tx, boxes, intake_.id));
        report_.existing = std::move(read.existing);
        existing_keys_ = std::move(read.keys);
        known_photos_ = TRY(read_known_photos(tx, intake_.id, report_.existing));
        return Done{};
    }

    Status read_files() {
        CheckFiles check;
        check.hand_over = request_.hand_over;
        check.hand_over.photos_alone = true;
        check.majors_said = majors_said_;
        check.hand_over.sheets = sheets_;
        check.hand_over.standard = standard_;
        for (const auto& [header, field] : remembered_)
            if (check.hand_over.forced_columns.emplace(header, field).second)
                check.hand_over.remembered_columns.insert(header);
        check.hand_over.progress = [this](std::uint64_t rows) {
            return tell(ImportPhase::Reading, rows);
        };
        check.today = request_.today;
        check.intake_year = static_cast<std::int32_t>(intake_.year);
        report_.check = TRY(find_in_files(check));
        note_remembered_columns();
        TRY(tell(ImportPhase::Comparing, 0));
        report_.rows = compare_with_record(report_.check.hand_over.students, report_.existing);
        // Rows of another kind of student belong to another intake: held, and said.
        const Students& students = report_.check.hand_over.students;
        report_.rows_of_other_kinds = std::erase_if(report_.rows, [&](const ComparedRow& row) {
            return students.source_of(row.row).kind != intake_.kind;
        });
        report_.class_rows =
            join_class_rows(report_.check, report_.existing, intake_.kind, report_.rows);
        Boxes boxes = context_.boxes();
        StudentSealer sealer(boxes);
        report_.photos =
            compare_photos(report_.check, {report_.existing, known_photos_, report_.rows, sealer});
        standard_->judge(report_.check.findings);
        return Done{};
    }

    /// What is no row of a student: the organisation; and whether these files were written before.
    Status compare_rest(Tx& tx) {
        report_.majors = TRY(majors::compare(tx, report_.check.hand_over.organisation));
        is_repeated_ =
            TRY(batches::with_files(tx, intake_.id, sha256_of(files_), BatchState::Committed))
                .has_value();
        return Done{};
    }

    /// Which headers of these files were matched as a person once did.
    void note_remembered_columns() {
        for (const SheetReport& sheet : report_.check.hand_over.sheets)
            for (const ColumnMatch& column : sheet.columns)
                if (column.reason == ColumnReason::Forced && column.field &&
                    remembered_.count(column.header) != 0 &&
                    request_.hand_over.forced_columns.count(column.header) == 0)
                    report_.remembered.push_back({column.header, *column.field});
    }

    void count_rows() {
        const HandOver& hand_over = report_.check.hand_over;
        Batch& batch = report_.batch;
        batch.intake = intake_.id;
        batch.files_sha256 = sha256_of(files_);
        batch.values_sha256 = values_sha256();
        batch.counts.rows_in = hand_over.rows_in;
        batch.counts.rows_accepted = hand_over.rows_accepted - report_.rows_of_other_kinds;
        batch.counts.rows_held = hand_over.rows_held + report_.rows_of_other_kinds;
        batch.counts.rows_refused = hand_over.rows_refused;
        const auto count = [&](RowOutcome outcome) {
            return static_cast<std::uint64_t>(
                std::count_if(report_.rows.begin(), report_.rows.end(),
                              [&](const ComparedRow& row) { return row.outcome == outcome; }));
        };
        batch.counts.students_new = count(RowOutcome::New);
        batch.counts.students_changed = count(RowOutcome::Changed);
        batch.counts.students_same = count(RowOutcome::Same);
        batch.counts.students_conflict = count(RowOutcome::Conflict);
        batch.counts.photos = counts_of(report_.photos);
        report_.changes_nothing = says_nothing_new();
    }

    /// Files whose findings were not told before are kept, also where they change nobody.
    bool says_nothing_new() const {
        const std::uint64_t same = report_.batch.counts.students_same;
        const PhotoCounts& photos = report_.batch.counts.photos;
        if (same != report_.rows.size() || report_.majors.changes() != 0) return false;
        if (photos.fresh + photos.replaced != 0) return false;
        if (is_repeated_) return true;
        return report_.class_rows.held == 0 && photos.in == photos.same &&
               same + report_.majors.same + photos.same != 0;
    }

    Status check_balance() const {
        const BatchCounts& counts = report_.batch.counts;
        const std::uint64_t students = counts.students_new + counts.students_changed +
                                       counts.students_same + counts.students_conflict +
                                       report_.check.hand_over.rows_joined;
        const PhotoCounts& photos = counts.photos;
        if (photos.in != photos.matched() + photos.unmatched + photos.refused)
            return Error(problem::kBatchUnbalanced, std::to_string(photos.in));
        if (students == counts.rows_accepted) return Done{};
        return Error(problem::kBatchUnbalanced,
                     std::to_string(counts.rows_accepted) + " ≠ " + std::to_string(students));
    }

    /// Over every accepted row's values in order, so that two readings of one file can be compared.
    std::string values_sha256() const {
        const Students& students = report_.check.hand_over.students;
        Sha256 digest;
        std::string line;
        for (std::uint32_t row = 0; row < students.size(); ++row) {
            line.clear();
            for (Field field : kAllFields) {
                append_canonical_part(line, students.value(row, field));
                line += '\t';
            }
            digest.add(line);
        }
        for (const HandOverPhoto& photo : report_.check.hand_over.photos)
            if (photo.use == PhotoUse::Owned) digest.add(view_of(photo.sha256));
        return digest.hex();
    }

    Status write(Tx& tx) {
        if (TRY(students::intake_state(tx, intake_.id)) != compared_with_)
            return Error(problem::kIntakeChanged, intake_.key);
        TRY(stage(tx));
        if (!request_.commit) return keep_preview(tx);
        TRY(batches::remove_preview(tx, report_.batch.id));
        TRY(remember_mappings(tx, context_, request_.hand_over.sheets));
        TRY(column_mappings::remember(tx, {context_.institution(), context_.now, context_.actor},
                                      request_.hand_over.forced_columns));
        BatchWriter writer(tx, context_, report_, existing_keys_, intake_);
        writer.tell_rows([this](std::uint64_t rows) { (void)tell(ImportPhase::Writing, rows); });
        const Hash written = TRY(writer.write());
        TRY(batches::set_counts(tx, report_.batch));
        TRY(batches::advance(tx, {report_.batch.id, BatchState::Staged, BatchState::Committed,
                                  context_.now, context_.actor, ""}));
        report_.batch.state = BatchState::Committed;
        report_.is_committed = true;
        return audit(tx, context_,
                     {"batch.commit", "batch", report_.batch.id,
                      detail() + written_rows() + " written=" + hex_of(written), ""});
    }

    Status keep_preview(Tx& tx) {
        std::vector<std::string> remembered;
        for (const auto& [header, field] : report_.remembered) remembered.push_back(header);
        Boxes boxes = context_.boxes();
        return batches::put_preview(tx, boxes, report_.batch.id,
                                    text_of(preview_of(report_.check.hand_over, remembered)) +
                                        text_of(rows_by_kind(report_)));
    }

    /// A batch of these files that waits is taken up again.
    Status stage(Tx& tx) {
        Batch& batch = report_.batch;
        if (const auto known =
                TRY(batches::with_files(tx, intake_.id, batch.files_sha256, BatchState::Staged))) {
            batch.id = known->id;
            batch.number = known->number;
            batch.created_at = known->created_at;
            batch.created_by = known->created_by;
            return batches::set_counts(tx, batch);
        }
        batch.id = context_.make_id();
        batch.number = TRY(batches::next_number(tx));
        batch.created_at = context_.now;
        batch.created_by = context_.actor;
        batch.options = options();
        TRY(batches::add(tx, context_.institution(), batch));
        Boxes boxes = context_.boxes();
        TRY(keep_incoming_files(tx, boxes, batch.id, files_));
        return audit(tx, context_, {"batch.stage", "batch", batch.id, detail(), ""});
    }

    std::string options() const {
        std::string text = "{\"kind\":";
        append_json_string(text, request_.hand_over.kind ? key_of(*request_.hand_over.kind) : "");
        text += ",\"encoding\":";
        append_json_string(text, request_.hand_over.encoding.value_or(""));
        text += ",\"columns\":{";
        for (const auto& [header, field] : request_.hand_over.forced_columns) {
            if (text.back() != '{') text += ',';
            append_json_string(text, header);
            text += ':';
            append_json_string(text, field);
        }
        return text + "}}";
    }

    /// What stands beside the students: how many rows of it, so that none is taken away unseen.
    std::string written_rows() const {
        return " rows=" + std::to_string(report_.rows.size()) +
               " findings=" + std::to_string(report_.findings_written) +
               " pairs=" + std::to_string(report_.pairs_written);
    }

    std::string joined_rows() const {
        const std::uint64_t joined = report_.check.hand_over.rows_joined;
        return joined == 0 ? "" : " joined=" + std::to_string(joined);
    }

    std::string detail() const {
        const BatchCounts& counts = report_.batch.counts;
        const auto item = [](std::string_view name, std::uint64_t count) {
            return " " + std::string(name) + "=" + std::to_string(count);
        };
        return "number=" + std::to_string(report_.batch.number) + item("in", counts.rows_in) +
               item("accepted", counts.rows_accepted) + item("held", counts.rows_held) +
               item("refused", counts.rows_refused) + item("new", counts.students_new) +
               item("changed", counts.students_changed) + item("same", counts.students_same) +
               item("conflict", counts.students_conflict) + joined_rows() + photo_items() +
               " files=" + report_.batch.files_sha256 + " values=" + report_.batch.values_sha256;
    }

    std::string photo_items() const {
        const PhotoCounts& photos = report_.batch.counts.photos;
        if (photos.in == 0) return "";
        return " photos=" + std::to_string(photos.in) +
               " photos_new=" + std::to_string(photos.fresh) +
               " photos_replaced=" + std::to_string(photos.replaced) +
               " photos_same=" + std::to_string(photos.same) +
               " photos_unused=" + std::to_string(photos.unused) +
               " photos_unmatched=" + std::to_string(photos.unmatched) +
               " photos_refused=" + std::to_string(photos.refused);
    }

    const Context& context_;
    const ImportFiles& request_;
    std::vector<IncomingFile> files_;
    Intake intake_;
    students::IntakeState compared_with_;
    StandardInForce standard_;
    std::map<std::string, std::string> remembered_;
    std::vector<MajorChange> majors_said_;
    SheetMappings sheets_;  // said now and remembered
    std::vector<OpenStudentKey> existing_keys_;
    KnownPhotos known_photos_;
    bool is_repeated_ = false;
    ImportReport report_;
};

}  // namespace

Result<ImportReport> import_files(const Context& context, const ImportFiles& request) {
    TRY(require(context, Permission::ImportRun));
    return Import(context, request).run();
}

}  // namespace mingce
