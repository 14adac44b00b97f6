// Imports: uploads become a batch, as a job; batches looked at, taken back, closed.
#include "http/answers.h"
#include "http/app.h"
#include "http/job_answer.h"
#include "http/route.h"
#include "usecases/imports/undo_batch.h"
#include "usecases/jobs/jobs.h"

namespace mingce::http {

namespace {

struct ChosenValueInput {
    std::string name, text, value;
    static constexpr std::string_view kName = "ChosenValue";
    static constexpr auto members() {
        using C = ChosenValueInput;
        return std::tuple{Member{"name", &C::name, {"列", "the column, as its batch names it"}},
                          Member{"text", &C::text, {"单元格的内容", "what the cell holds"}},
                          Member{"value", &C::value, {"当作什么值", "what it becomes"}}};
    }
};
struct ChosenSheetInput {
    std::string fingerprint;
    Texts columns;
    std::vector<ChosenValueInput> values;
    static constexpr std::string_view kName = "ChosenSheet";
    static constexpr auto members() {
        using C = ChosenSheetInput;
        return std::tuple{
            Member{"fingerprint",
                   &C::fingerprint,
                   {"表头指纹，见批次的各列", "of the headers, as the batch's columns give it"},
                   Bounds{.length_max = 16}},
            Member{"columns",
                   &C::columns,
                   {"列 → 字段，- 为不导入", "column to field, - to leave it out"},
                   Bounds{.items_max = 500}},
            Member{"values",
                   &C::values,
                   {"代码列中的内容当作什么值", "what cells of coded columns become"},
                   Bounds{.items_max = 2'000}}};
    }
};
/// Errors: BadInput (student.field_unknown).
Result<SheetMappings> mappings_of(const std::vector<ChosenSheetInput>& sheets) {
    SheetMappings mappings;
    for (const ChosenSheetInput& sheet : sheets) {
        SheetMapping& mapping = mappings[sheet.fingerprint];
        for (const auto& [name, key] : sheet.columns) {
            if (key != "-") TRY(field_of_text(key));
            mapping.columns[name] = {key};
        }
        for (const ChosenValueInput& value : sheet.values)
            mapping.cells[value.name][value.text] = {value.value};
    }
    return mappings;
}

struct ImportInput {
    std::vector<std::string> uploads;
    std::string intake;
    bool commit = false;
    std::optional<std::string> kind, encoding;
    Texts columns;
    std::vector<ChosenSheetInput> sheets;
    static constexpr std::string_view kName = "Import";
    static constexpr auto members() {
        using I = ImportInput;
        return std::tuple{
            Member{
                "uploads", &I::uploads, {"上传编号", "ids of uploads"}, Bounds{.length_max = 32}},
            Member{"intake", &I::intake, kIntakeText},
            Member{"commit", &I::commit, {"写入；缺省只比较", "write it; compared only without"}},
            Member{"kind",
                   &I::kind,
                   {"学生种类", "kind of students"},
                   Bounds{.choices = words<StudentKind::International>}},
            Member{"encoding",
                   &I::encoding,
                   {"文字编码；缺省自动判断", "encoding; told by the bytes without"},
                   Bounds{.length_max = 20}},
            Member{"columns",
                   &I::columns,
                   {"指定列：表头=字段", "columns by hand: header to field"},
                   Bounds{.items_max = 200}},
            Member{"sheets",
                   &I::sheets,
                   {"按表指定列与值；写入后记住，下次表头相同的文件照此",
                    "columns and values by sheet; remembered for files of the same headers once"
                    " it is written"},
                   Bounds{.items_max = 200}}};
    }
};
Result<JobAnswer> import_here(Call& call, const ImportInput& in) {
    ImportJob job;
    for (const std::string& upload : in.uploads)
        job.uploads.push_back(TRY(id_of_text("uploads", upload)));
    job.intake = in.intake;
    job.commit = in.commit;
    if (in.kind) job.kind = student_kind_of(*in.kind);
    job.encoding = in.encoding;
    job.columns = in.columns;
    job.sheets = TRY(mappings_of(in.sheets));
    return begin_job(call, job);
}

struct BatchFileAnswer {
    std::string name, role, sha256;
    std::int64_t size = 0;
    static constexpr std::string_view kName = "BatchFile";
    static constexpr auto members() {
        using B = BatchFileAnswer;
        return std::tuple{Member{"name", &B::name, {"文件名", "name"}},
                          Member{"role", &B::role, {"是什么", "what it was"}},
                          Member{"size", &B::size, {"字节数", "bytes"}},
                          Member{"sha256", &B::sha256, {"SHA-256", "SHA-256"}}};
    }
};
struct BatchAnswer {
    std::int64_t number = 0, rows_in = 0, rows_accepted = 0, rows_held = 0, rows_refused = 0,
                 students_new = 0, students_changed = 0, students_same = 0, students_conflict = 0,
                 photos_in = 0;
    std::string intake, state, created_by, created_at, committed_by, committed_at, ended_by,
        ended_at, files_sha256, values_sha256, reason;
    std::vector<BatchFileAnswer> files;
    static constexpr std::string_view kName = "Batch";
    static constexpr auto members() {
        using B = BatchAnswer;
        return std::tuple{
            Member{"number", &B::number, {"批次号", "number"}},
            Member{"intake", &B::intake, kIntakeText},
            Member{
                "state",
                &B::state,
                {"状态：staged、committed、undone、closed", "staged, committed, undone, closed"}},
            Member{"rows_in", &B::rows_in, {"读入行数", "rows in"}},
            Member{"rows_accepted", &B::rows_accepted, {"接收", "accepted"}},
            Member{"rows_held", &B::rows_held, {"暂存", "held"}},
            Member{"rows_refused", &B::rows_refused, {"退回", "refused"}},
            Member{"students_new", &B::students_new, {"新增", "new"}},
            Member{"students_changed", &B::students_changed, {"更新", "changed"}},
            Member{"students_same", &B::students_same, {"相同", "same"}},
            Member{"students_conflict", &B::students_conflict, {"冲突", "in conflict"}},
            Member{"photos_in", &B::photos_in, {"照片", "photos"}},
            Member{"created_by", &B::created_by, {"暂存人", "staged by"}},
            Member{"created_at", &B::created_at, {"暂存时间", "staged at"}},
            Member{"committed_by", &B::committed_by, {"写入人", "written by"}},
            Member{"committed_at", &B::committed_at, {"写入时间", "written at"}},
            Member{"ended_by", &B::ended_by, {"撤销或关闭人", "undone or closed by"}},
            Member{"ended_at", &B::ended_at, {"撤销或关闭时间", "undone or closed at"}},
            Member{"files_sha256", &B::files_sha256, {"文件的 SHA-256", "SHA-256 over the files"}},
            Member{
                "values_sha256", &B::values_sha256, {"各值的 SHA-256", "SHA-256 over the values"}},
            Member{"reason", &B::reason, {"撤销理由", "why it was undone"}},
            Member{"files", &B::files, {"文件", "files"}}};
    }
};
std::int64_t number_of(std::uint64_t count) { return static_cast<std::int64_t>(count); }
BatchAnswer answer_of(const BatchView& view) {
    const Batch& batch = view.batch;
    const BatchCounts& counts = batch.counts;
    BatchAnswer answer;
    answer.number = batch.number;
    answer.rows_in = number_of(counts.rows_in);
    answer.rows_accepted = number_of(counts.rows_accepted);
    answer.rows_held = number_of(counts.rows_held);
    answer.rows_refused = number_of(counts.rows_refused);
    answer.students_new = number_of(counts.students_new);
    answer.students_changed = number_of(counts.students_changed);
    answer.students_same = number_of(counts.students_same);
    answer.students_conflict = number_of(counts.students_conflict);
    answer.photos_in = number_of(counts.photos.in);
    answer.intake = view.intake;
    answer.state = key_of(batch.state);
    answer.created_by = batch.created_by;
    answer.created_at = time_text(batch.created_at);
    answer.committed_by = batch.committed_by;
    answer.committed_at = time_text(batch.committed_at);
    answer.ended_by = batch.ended_by;
    answer.ended_at = time_text(batch.ended_at);
    answer.files_sha256 = batch.files_sha256;
    answer.values_sha256 = batch.values_sha256;
    answer.reason = view.reason;
    for (const BatchFile& file : view.files)
        answer.files.push_back({file.name, file.role, file.sha256, number_of(file.size)});
    return answer;
}
struct BatchesAnswer {
    std::vector<BatchAnswer> items;
    static constexpr std::string_view kName = "Batches";
    static constexpr auto members() {
        return std::tuple{Member{"items", &BatchesAnswer::items, {"批次", "batches"}}};
    }
};
Result<BatchesAnswer> list_batches_here(Call& call, const Nothing&) {
    BatchesAnswer answer;
    for (const BatchView& view : TRY(list_batches(call.context)))
        answer.items.push_back(answer_of(view));
    return answer;
}
struct BatchNumber {
    std::int64_t number = 0;
    static constexpr std::string_view kName = "BatchNumber";
    static constexpr auto members() {
        return std::tuple{
            Member{"number", &BatchNumber::number, {"批次号", "number"}, Bounds{.least = 1}}};
    }
};
Result<BatchAnswer> show_batch_here(Call& call, const BatchNumber& in) {
    return answer_of(TRY(show_batch(call.context, in.number)));
}
struct UndoInput {
    std::int64_t number = 0;
    std::string reason;
    static constexpr std::string_view kName = "Reason";
    static constexpr auto members() {
        return std::tuple{
            Member{"number", &UndoInput::number, {"批次号", "number"}, Bounds{.least = 1}},
            Member{"reason", &UndoInput::reason, kReasonText, kReasonBounds}};
    }
};
Result<JobAnswer> undo_here(Call& call, const UndoInput& in) {
    return begin_job(call, UndoBatchJob{in.number, in.reason});
}
Result<BatchAnswer> close_here(Call& call, const BatchNumber& in) {
    TRY(close_batch(call.context, in.number));
    return answer_of(TRY(show_batch(call.context, in.number)));
}

constexpr std::string_view kImportTag = "imports";
const Route kImportRoutes[] = {
    route<import_here>({Method::Post,
                        "/api/v1/imports",
                        "importUploads",
                        kImportTag,
                        {"导入上传的文件", "Import uploads"},
                        needs(Permission::ImportRun),
                        kCreates}),
    route<list_batches_here>({Method::Get,
                              "/api/v1/batches",
                              "listBatches",
                              kImportTag,
                              {"导入批次", "Batches"},
                              needs(Permission::ImportRead)}),
    route<show_batch_here>({Method::Get,
                            "/api/v1/batches/{number}",
                            "showBatch",
                            kImportTag,
                            {"一个批次", "One batch"},
                            needs(Permission::ImportRead)}),
    route<undo_here>({Method::Post,
                      "/api/v1/batches/{number}/undoing",
                      "undoBatch",
                      kImportTag,
                      {"整批撤销", "Undo it as a whole"},
                      needs(Permission::ImportUndo),
                      kCreates}),
    route<close_here>({Method::Post,
                       "/api/v1/batches/{number}/closing",
                       "closeBatch",
                       kImportTag,
                       {"关闭批次，销毁原始文件", "Close it: its files are destroyed"},
                       needs(Permission::ImportUndo)}),
};

}  // namespace

std::span<const Route> import_routes() { return kImportRoutes; }

}  // namespace mingce::http
