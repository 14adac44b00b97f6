// import and batch: what came, what it would change, what it changed, and taking it back.
#include <algorithm>
#include <map>
#include <ostream>

#include "base/text.h"
#include "cli/check_summary.h"
#include "cli/import_report.h"
#include "cli/record_door.h"
#include "cli/requests.h"
#include "cli/shared_options.h"
#include "usecases/imports/undo_batch.h"

namespace mingce {

namespace {

int run_import(const Arguments& arguments, const Console& console) {
    const auto hand_over = hand_over_of(arguments);
    if (!hand_over.ok()) return console.refuse(hand_over.error());
    const auto today = date_of(arguments.today);
    if (!today.ok()) return console.refuse(today.error());
    return with_record(arguments, console, [&](Context& context) {
        ImportFiles request;
        request.hand_over = hand_over.value();
        request.intake = arguments.intake;
        request.commit = arguments.commit;
        request.today = today.value();
        const auto report = import_files(context, request);
        if (!report.ok()) return console.refuse(report.error());
        print_import(report.value(), console);
        const auto& files = report.value().check.hand_over.files;
        const bool refused = std::any_of(files.begin(), files.end(), [](const FileReport& file) {
            return file.role == FileRole::Refused;
        });
        const bool clean = report.value().check.findings.empty() &&
                           report.value().batch.counts.students_conflict == 0 && !refused;
        return static_cast<int>(clean ? kClean : kWithFindings);
    });
}

Text text_of_state(BatchState state) {
    switch (state) {
        case BatchState::Staged: return {"已暂存", "staged"};
        case BatchState::Committed: return {"已写入", "committed"};
        case BatchState::Undone: return {"已撤销", "undone"};
        case BatchState::Closed: return {"已关闭", "closed"};
    }
    return {};
}

void print_batch(const BatchView& view, const Console& console) {
    const Batch& batch = view.batch;
    const BatchCounts& counts = batch.counts;
    if (console.json) {
        std::string line = "{\"batch\":" + std::to_string(batch.number) + ",\"intake\":";
        append_json_string(line, view.intake);
        line += ",\"state\":";
        append_json_string(line, key_of(batch.state));
        line += ",\"rows_in\":" + std::to_string(counts.rows_in) +
                ",\"accepted\":" + std::to_string(counts.rows_accepted) +
                ",\"held\":" + std::to_string(counts.rows_held) +
                ",\"refused\":" + std::to_string(counts.rows_refused) +
                ",\"new\":" + std::to_string(counts.students_new) +
                ",\"changed\":" + std::to_string(counts.students_changed) +
                ",\"same\":" + std::to_string(counts.students_same) +
                ",\"conflict\":" + std::to_string(counts.students_conflict) +
                ",\"photos\":{\"in\":" + std::to_string(counts.photos.in) +
                ",\"new\":" + std::to_string(counts.photos.fresh) +
                ",\"replaced\":" + std::to_string(counts.photos.replaced) +
                ",\"same\":" + std::to_string(counts.photos.same) +
                ",\"unused\":" + std::to_string(counts.photos.unused) +
                ",\"unmatched\":" + std::to_string(counts.photos.unmatched) +
                ",\"refused\":" + std::to_string(counts.photos.refused) + "},\"files_sha256\":";
        append_json_string(line, batch.files_sha256);
        line += ",\"values_sha256\":";
        append_json_string(line, batch.values_sha256);
        console.data << line << "}\n";
        return;
    }
    console.data << batch.number << "  " << view.intake << "  "
                 << console.say(text_of_state(batch.state)) << "  " << civil_text(batch.created_at)
                 << "  " << batch.created_by << console.say({"  读入 ", "  in "})
                 << grouped(counts.rows_in) << console.say({"，新增 ", ", new "})
                 << grouped(counts.students_new) << console.say({"，变更 ", ", changed "})
                 << grouped(counts.students_changed) << console.say({"，相同 ", ", same "})
                 << grouped(counts.students_same) << console.say({"，冲突 ", ", conflict "})
                 << grouped(counts.students_conflict);
    if (counts.photos.in != 0)
        console.data << console.say({"；照片 ", "; photos "}) << grouped(counts.photos.in)
                     << console.say({"，新增 ", ", new "}) << grouped(counts.photos.fresh)
                     << console.say({"，替换 ", ", replaced "}) << grouped(counts.photos.replaced);
    console.data << '\n';
}

int run_batch_list(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto views = list_batches(context);
        if (!views.ok()) return console.refuse(views.error());
        for (const BatchView& view : views.value()) print_batch(view, console);
        return static_cast<int>(kClean);
    });
}

int run_batch_show(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto view = show_batch(context, arguments.batch);
        if (!view.ok()) return console.refuse(view.error());
        print_batch(view.value(), console);
        if (console.json) return static_cast<int>(kClean);
        console.data << console.say({"文件 SHA-256 ", "files SHA-256 "})
                     << view.value().batch.files_sha256 << '\n'
                     << console.say({"数据 SHA-256 ", "values SHA-256 "})
                     << view.value().batch.values_sha256 << '\n';
        if (!view.value().reason.empty())
            console.data << console.say({"撤销理由 ", "undone because "})
                         << one_line(view.value().reason) << '\n';
        for (const BatchFile& file : view.value().files)
            console.data << "  " << file.sha256.substr(0, 16) << "  " << grouped(file.size) << "  "
                         << file.name << '\n';
        return static_cast<int>(kClean);
    });
}

Text text_of_reason(UndoReason reason) {
    switch (reason) {
        case UndoReason::EditedByPerson: return {"有人改过，保留", "edited since, kept"};
        case UndoReason::LaterBatch:
            return {"后来的批次改过，保留", "worked on by a later batch, kept"};
        case UndoReason::HasNumber: return {"已编学号", "has a student number"};
        case UndoReason::IsFiled: return {"已入备案的花名册", "stands in a filed roster"};
        case UndoReason::HasStatus: return {"已有学籍事件", "has a status event"};
        case UndoReason::Merged: return {"已合并，先拆分", "merged; split it first"};
        case UndoReason::Frozen: return {"已冻结", "frozen"};
    }
    return {};
}

void print_undo_notes(const std::vector<UndoNote>& notes, const Console& console) {
    for (const UndoNote& note : notes)
        console.data << note.student.hex() << "  " << note.name << "  " << note.exam_number << "  "
                     << console.say(text_of_reason(note.reason)) << '\n';
}

int run_batch_undo(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto done =
            undo_batch(context, {arguments.batch, arguments.reason, day_of(context.now)});
        if (!done.ok()) return console.refuse(done.error());
        const UndoOutcome& outcome = done.value();
        print_undo_notes(outcome.in_the_way, console);
        if (!outcome.in_the_way.empty()) return console.refuse(undo_refusal(outcome));
        print_undo_notes(outcome.kept, console);
        console.talk << console.say({"已撤销批次 ", "undid batch "}) << outcome.batch.number
                     << console.say({"：移除学生 ", ": removed "}) << grouped(outcome.removed)
                     << console.say({"，还原 ", ", put back "}) << grouped(outcome.reverted)
                     << console.say({"，保留 ", ", kept "}) << grouped(outcome.kept.size()) << '\n';
        return static_cast<int>(outcome.kept.empty() ? kClean : kWithFindings);
    });
}

int run_batch_close(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto closed = close_batch(context, arguments.batch);
        if (!closed.ok()) return console.refuse(closed.error());
        console.talk << console.say({"已关闭批次 ", "closed batch "}) << closed.value().number
                     << console.say({"：原始文件已销毁，哈希与数量保留\n",
                                     ": its files are destroyed, hashes and counts stay\n"});
        return static_cast<int>(kClean);
    });
}

constexpr Option kBatchNumber = {
    "BATCH", {"批次号", "number of the batch"}, &Arguments::batch, true};
constexpr Option kBatchListOptions[] = {kJsonOption};
constexpr Option kBatchShowOptions[] = {kBatchNumber, kJsonOption};
constexpr Option kBatchUndoOptions[] = {kBatchNumber, kReasonOption};
constexpr Option kBatchCloseOptions[] = {kBatchNumber};

constexpr Option kImportOptions[] = {
    {"PATH", {"文件、文件夹或 ZIP", "files, folders or ZIP archives"}, &Arguments::paths, true},
    kIntakeOption,
    {"--commit",
     {"写入；不写则只暂存并报告", "write it; else it is staged and reported"},
     &Arguments::commit},
    kOrganisationOption,
    kStudentKindOption,
    kEncodingOption,
    kColumnMapOption,
    kTodayOption,
    kJsonOption,
};

const Command kImportCommands[] = {
    {"import",
     "",
     {"导入移交数据：暂存、比较、写入", "import a hand-over: stage, compare, write"},
     kImportOptions,
     run_import},
    {"batch", "list", {"列出导入批次", "list the batches"}, kBatchListOptions, run_batch_list},
    {"batch",
     "show",
     {"一个批次的数量、校验和与文件", "a batch's counts, checksums and files"},
     kBatchShowOptions,
     run_batch_show},
    {"batch",
     "undo",
     {"整批撤销，保留并列出有人改过的", "take a whole batch back; what people edited is kept"},
     kBatchUndoOptions,
     run_batch_undo},
    {"batch",
     "close",
     {"关闭批次，销毁原始文件", "close a batch and destroy its files"},
     kBatchCloseOptions,
     run_batch_close},
};

}  // namespace

std::span<const Command> import_commands() { return kImportCommands; }

}  // namespace mingce
