#include "usecases/jobs/job_runs.h"

#include <map>

#include "usecases/audit/audit_verify.h"
#include "usecases/imports/batch_findings.h"
#include "usecases/imports/import_batch.h"
#include "usecases/imports/undo_batch.h"
#include "usecases/jobs/uploads.h"
#include "usecases/keeping/backup.h"
#include "usecases/publications/make_copies.h"
#include "usecases/record/reseal_students.h"
#include "usecases/students/findings_work.h"

namespace mingce {

namespace {

constexpr std::string_view key_of(FileRole role) {
    switch (role) {
        case FileRole::Students: return "students";
        case FileRole::ProvinceTable: return "province_table";
        case FileRole::Organisation: return "organisation";
        case FileRole::Classes: return "classes";
        case FileRole::Photos: return "photos";
        case FileRole::NotRead: return "not_read";
        case FileRole::Refused: return "refused";
    }
    return "";
}

std::string file_json(const FileReport& file) {
    JsonObject json;
    json.add("file", file.file).add("role", key_of(file.role)).add("bytes", file.bytes);
    if (file.role == FileRole::NotRead) json.add("why_zh", file.why.zh).add("why_en", file.why.en);
    if (file.refusal)
        json.add("code", file.refusal->problem().code).add("detail", file.refusal->detail());
    return json.finish();
}

std::string counts_json(const BatchCounts& counts) {
    return JsonObject()
        .add("in", counts.rows_in)
        .add("accepted", counts.rows_accepted)
        .add("held", counts.rows_held)
        .add("refused", counts.rows_refused)
        .add("new", counts.students_new)
        .add("changed", counts.students_changed)
        .add("same", counts.students_same)
        .add("conflict", counts.students_conflict)
        .finish();
}

std::string photos_json(const PhotoCounts& photos) {
    return JsonObject()
        .add("in", photos.in)
        .add("new", photos.fresh)
        .add("replaced", photos.replaced)
        .add("same", photos.same)
        .add("unused", photos.unused)
        .add("unmatched", photos.unmatched)
        .add("refused", photos.refused)
        .finish();
}

/// How many of each rule; what they say of whom stands in the findings themselves.
std::string findings_json(const std::vector<Finding>& findings) {
    std::map<std::string_view, std::pair<Severity, std::uint64_t>> by_rule;
    for (const Finding& finding : findings) {
        auto& [severity, count] = by_rule[finding.rule->code];
        severity = finding.severity();
        ++count;
    }
    std::vector<std::string> items;
    items.reserve(by_rule.size());
    for (const auto& [code, rule] : by_rule)
        items.push_back(JsonObject()
                            .add("rule", code)
                            .add("severity", key_of(rule.first))
                            .add("count", rule.second)
                            .finish());
    return json_list(items);
}

std::string import_json(const ImportReport& report, std::int64_t number, bool is_there) {
    std::vector<std::string> files;
    for (const FileReport& file : report.check.hand_over.files) files.push_back(file_json(file));
    return JsonObject()
        .add("batch", static_cast<std::uint64_t>(number))
        .add_flag("committed", report.is_committed || is_there)
        .add_flag("changes_nothing", report.changes_nothing)
        .add_json("rows", counts_json(report.batch.counts))
        .add_json("photos", photos_json(report.batch.counts.photos))
        .add_json("files", json_list(files))
        .add_json("findings", findings_json(findings_of_batch(report)))
        .finish();
}

JobPhase phase_of(ImportPhase phase) {
    switch (phase) {
        case ImportPhase::Reading: return JobPhase::Reading;
        case ImportPhase::Comparing: return JobPhase::Comparing;
        case ImportPhase::Writing: return JobPhase::Writing;
    }
    return JobPhase::Working;
}

Result<std::vector<FetchedUpload>> fetch(const JobRun& run, const ImportJob& job) {
    std::vector<FetchedUpload> files;
    std::uint64_t fetched = 0;
    for (const Id& upload : job.uploads) {
        run.monitor.tell(JobPhase::Fetching, fetched, 0);
        TRY(run.monitor.may_go_on());
        files.push_back(TRY(fetch_upload(run.context, upload)));
        fetched += files.back().row().size;
    }
    return files;
}

Result<JobOutcome> run(const JobRun& run, const ImportJob& job) {
    const std::vector<FetchedUpload> files = TRY(fetch(run, job));
    ImportFiles request;
    for (const FetchedUpload& file : files)
        request.hand_over.named.push_back({file.row().name, file.path()});
    request.hand_over.kind = job.kind;
    request.hand_over.encoding = job.encoding;
    request.hand_over.forced_columns = job.columns;
    request.hand_over.sheets = job.sheets;
    request.hand_over.reading = run.reading;
    request.intake = job.intake;
    request.commit = job.commit;
    request.today = day_of(run.context.now);
    request.progress = [&run](const ImportProgress& progress) {
        run.monitor.tell(phase_of(progress.phase), progress.rows, progress.all_rows);
        return run.monitor.may_go_on();
    };
    const ImportReport report = TRY(import_files(run.context, request));
    // One that died after writing finds its own batch.
    std::optional<Batch> there;
    if (report.changes_nothing)
        there = TRY(read_value(run.context.database(), [&](Tx& tx) {
            return batches::with_files(tx, report.batch.intake, report.batch.files_sha256,
                                       BatchState::Committed);
        }));
    JobOutcome outcome{
        import_json(report, there ? there->number : report.batch.number, there.has_value())};
    if (report.is_committed || there) outcome.used_uploads = job.uploads;
    return outcome;
}

Result<JobOutcome> run(const JobRun& run, const CheckIntakeJob& job) {
    run.monitor.tell(JobPhase::Judging, 0, 0);
    const FindingCounts counts =
        TRY(check_intake_again(run.context, job.intake, day_of(run.context.now)));
    return JobOutcome{JsonObject().add("opened", counts.opened).add("gone", counts.gone).finish()};
}

Result<JobOutcome> run(const JobRun& run, const AuditVerifyJob&) {
    run.monitor.tell(JobPhase::Verifying, 0, 0);
    const AuditVerdict verdict = TRY(verify_audit(run.context, {}));
    std::vector<std::string> faults;
    for (const AuditFault& fault : verdict.faults)
        faults.push_back(JsonObject()
                             .add("kind", code_of(fault.kind))
                             .add("first", fault.first)
                             .add("last", fault.last)
                             .add("zh", sentence(fault, Language::Chinese))
                             .add("en", sentence(fault, Language::English))
                             .finish());
    return JobOutcome{JsonObject()
                          .add_flag("holds", verdict.holds())
                          .add("entries", verdict.head.size)
                          .add("checkpoints", verdict.checkpoints)
                          .add("waiting", verdict.waiting)
                          .add("fault_count", verdict.fault_count)
                          .add_json("faults", json_list(faults))
                          .finish()};
}

Result<JobOutcome> run(const JobRun& run, const BackupJob&) {
    run.monitor.tell(JobPhase::Working, 0, 0);
    const ScheduledBackup backup = TRY(run_scheduled_backup(run.context));
    return JobOutcome{JsonObject()
                          .add("file", backup.written.file.filename().string())
                          .add("bytes", backup.written.run.size)
                          .add("sha256", backup.written.run.sha256)
                          .add("students", backup.written.run.students)
                          .add("removed", backup.removed)
                          .add("keys_removed", backup.keys_removed)
                          .finish()};
}

Result<JobOutcome> run(const JobRun& run, const UndoBatchJob& job) {
    run.monitor.tell(JobPhase::Working, 0, 0);
    TRY(run.monitor.may_go_on());
    const UndoOutcome undone =
        TRY(undo_batch(run.context, {job.number, job.reason, day_of(run.context.now)}));
    if (!undone.in_the_way.empty()) return undo_refusal(undone);
    return JobOutcome{JsonObject()
                          .add("batch", static_cast<std::uint64_t>(job.number))
                          .add("removed", undone.removed)
                          .add("reverted", undone.reverted)
                          .add("kept", std::uint64_t{undone.kept.size()})
                          .add("findings_opened", undone.findings.opened)
                          .add("findings_gone", undone.findings.gone)
                          .finish()};
}

Result<JobOutcome> run(const JobRun& run, const ResealJob& job) {
    ResealStudents request;
    request.intake = job.intake;
    request.progress = [&run](const ResealProgress& progress) {
        run.monitor.tell(JobPhase::Sealing, progress.done, progress.total);
    };
    const ResealedStudents sealed = TRY(reseal_students(run.context, request));
    return JobOutcome{
        JsonObject().add("students", sealed.students).add_flag("resumed", sealed.resumed).finish()};
}

Result<JobOutcome> run(const JobRun& run, const PublicationCopiesJob& job) {
    const ReadyCopies ready = TRY(make_ready_copies(
        run.context, job.publications, [&run](std::uint64_t done, std::uint64_t total) -> Status {
            run.monitor.tell(JobPhase::Working, done, total);
            return run.monitor.may_go_on();
        }));
    return JobOutcome{JsonObject()
                          .add("copies", ready.made)
                          .add("publications", ready.publications)
                          .add("bytes", ready.bytes)
                          .finish()};
}

}  // namespace

Result<JobOutcome> run_job(const JobRun& what, const JobRequest& request) {
    TRY(what.monitor.may_go_on());
    return std::visit([&](const auto& job) { return run(what, job); }, request);
}

}  // namespace mingce
