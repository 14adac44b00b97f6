#include "usecases/jobs/jobs.h"

#include <algorithm>

#include "store/batches.h"
#include "store/work_problems.h"
#include "usecases/jobs/job_request.h"
#include "usecases/jobs/uploads.h"
#include "usecases/problem_table.h"

namespace mingce {

namespace {

constexpr std::uint64_t kWaitingMax = 1'000;
constexpr std::size_t kUploadsMax = 1'000, kListMax = 1'000;

struct KindText {
    JobKind kind;
    Text name;
    Permission permission;
};
constexpr KindText kKinds[] = {
    {JobKind::Import, {"导入", "import"}, Permission::ImportRun},
    {JobKind::CheckIntake, {"重新核查招生批次", "judge an intake again"}, Permission::FindingFix},
    {JobKind::AuditVerify, {"验证审计", "verify the audit"}, Permission::AuditVerify},
    {JobKind::Backup, {"备份", "back up"}, Permission::BackupRun},
    {JobKind::UndoBatch, {"撤销导入批次", "undo a batch"}, Permission::ImportUndo},
    {JobKind::Reseal, {"重新加密", "seal students anew"}, Permission::KeyManage},
    {JobKind::PublicationCopies,
     {"预备发布的文件", "make copies ready"},
     Permission::RosterPublish},
};
static_assert(std::size(kKinds) == std::variant_size_v<JobRequest>);

const KindText& text_of_kind(JobKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

bool is_own(const QueuedJob& job, const Context& context) {
    return job.account == context.caller.account && job.actor == context.actor;
}

const Problem* problem_of(std::string_view code) {
    for (const Problem* problem : problems_of_rooms())
        if (problem->code == code) return problem;
    return nullptr;
}

JobView view_of(const Context& context, const QueuedJob& job) {
    JobView view;
    view.id = job.id;
    view.kind = parse_job_kind(job.kind).value_or(JobKind::Import);
    view.state = job.state;
    view.actor = job.actor;
    view.account = job.account;
    view.attempts = job.attempts;
    view.is_cancel_requested = job.is_cancel_requested;
    JobProgress progress = job.progress;
    if (job.state == JobState::Running)
        progress = context.record.live_jobs().of(job.id).value_or(progress);
    view.phase = progress.phase;
    view.done = progress.done;
    view.total = progress.total;
    view.rate = progress.rate;
    if (view.rate != 0 && view.total > view.done)
        view.seconds_left = (view.total - view.done + view.rate - 1) / view.rate;
    view.created_at = job.created_at;
    view.started_at = job.started_at;
    view.updated_at = job.updated_at;
    view.ended_at = job.ended_at;
    view.version = job.version;
    if (job.failure.empty()) return view;
    JobFailure& failure = view.failure.emplace();
    failure.code = job.failure;
    if (const Problem* problem = problem_of(job.failure)) {
        failure.what = problem->what;
        failure.fix = problem->fix;
    }
    return view;
}

/// One that is looked at by itself.
JobView whole_view_of(const Context& context, const QueuedJob& job) {
    JobView view = view_of(context, job);
    if (view.failure) read_failure(job.answer, *view.failure);
    if (job.state == JobState::Done) view.result = job.answer;
    return view;
}

Status check_uploads(Tx& tx, Boxes& boxes, const Context& context, const ImportJob& job) {
    if (job.uploads.empty() || job.uploads.size() > kUploadsMax || job.intake.empty())
        return Error(problem::kJobRequest);
    for (const Id& upload : job.uploads) {
        const UploadRow row = TRY(uploads::load(tx, boxes, upload));
        if (row.account != context.caller.account || row.actor != context.actor)
            return Error(problem::kUploadUnknown);
        if (row.state != UploadState::Whole || row.expires_at <= context.now)
            return Error(problem::kUploadNotWhole);
    }
    return Done{};
}

Status check_request(Tx& tx, Boxes& boxes, const Context& context, const JobRequest& request) {
    std::string intake;
    if (const auto* import = std::get_if<ImportJob>(&request)) {
        TRY(check_uploads(tx, boxes, context, *import));
        intake = import->intake;
    }
    if (const auto* check = std::get_if<CheckIntakeJob>(&request)) {
        if (check->intake.empty()) return Error(problem::kJobRequest);
        intake = check->intake;
    }
    if (const auto* reseal = std::get_if<ResealJob>(&request)) intake = reseal->intake;
    if (const auto* undo = std::get_if<UndoBatchJob>(&request))
        (void)TRY(batches::load(tx, undo->number));
    if (!intake.empty()) (void)TRY(intakes::load(tx, intake));
    return Done{};
}

/// Another's is there for those alone who may see everybody's.
Result<QueuedJob> visible_job(Tx& tx, Boxes& boxes, const Context& context, const Id& job) {
    QueuedJob found = TRY(job_queue::load(tx, boxes, job));
    if (is_own(found, context)) return found;
    if (!context.caller.may(Permission::SettingsRead)) return Error(problem::kJobUnknown);
    found.answer.clear();
    found.request.clear();
    return found;
}

}  // namespace

std::optional<JobKind> parse_job_kind(std::string_view key) {
    for (const KindText& each : kKinds)
        if (key_of(each.kind) == key) return each.kind;
    return std::nullopt;
}

Text name_of(JobKind kind) { return text_of_kind(kind).name; }

Permission permission_for(JobKind kind) { return text_of_kind(kind).permission; }

Result<JobView> submit_job(const Context& context, const JobRequest& request) {
    TRY(require(context.caller, permission_for(static_cast<JobKind>(request.index()))));
    return write_value(context.database(), [&](Tx& tx) -> Result<JobView> {
        Boxes boxes = context.boxes();
        return view_of(context,
                       TRY(job_queue::load(tx, boxes, TRY(queue_job(tx, context, request)))));
    });
}

Result<Id> queue_job(Tx& tx, const Context& context, const JobRequest& request) {
    const auto kind = static_cast<JobKind>(request.index());
    TRY(require(context.caller, permission_for(kind)));
    const std::string text = text_of(AskedJob{context.caller, request});
    const Id id = context.make_id();
    Boxes boxes = context.boxes();
    TRY(check_request(tx, boxes, context, request));
    if (TRY(job_queue::count_waiting(tx)) >= kWaitingMax)
        return Error(problem::kJobTooMany, std::to_string(kWaitingMax));
    TRY(job_queue::add(tx, boxes, context.institution(),
                       {id, context.caller.account, key_of(kind), context.actor, text},
                       context.now));
    TRY(audit(tx, context, {"job.submit", "job", id, "kind=" + std::string(key_of(kind)), ""}));
    return id;
}

Result<JobView> job_of(const Context& context, const Id& job) {
    return read_value(context.database(), [&](Tx& tx) -> Result<JobView> {
        Boxes boxes = context.boxes();
        return whole_view_of(context, TRY(visible_job(tx, boxes, context, job)));
    });
}

Result<std::vector<JobView>> list_jobs(const Context& context, const ListJobs& request) {
    if (request.of_everybody) TRY(require(context.caller, Permission::SettingsRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<JobView>> {
        job_queue::Selection selection;
        if (!request.of_everybody) selection.account = context.caller.account;
        selection.actor = context.actor;
        selection.state = request.state;
        selection.limit = std::min(request.limit, kListMax);
        std::vector<JobView> views;
        for (const QueuedJob& job : TRY(job_queue::list(tx, selection)))
            views.push_back(view_of(context, job));
        return views;
    });
}

Result<std::map<Id, std::uint64_t>> count_job_changes(const Context& context) {
    return read_value(context.database(), [](Tx& tx) { return job_queue::count_changes(tx); });
}

Result<JobView> cancel_job(const Context& context, const Id& job) {
    return write_value(context.database(), [&](Tx& tx) -> Result<JobView> {
        Boxes boxes = context.boxes();
        const QueuedJob found = TRY(visible_job(tx, boxes, context, job));
        if (!is_own(found, context)) TRY(require(context.caller, Permission::SettingsChange));
        TRY(job_queue::cancel(tx, job, context.now));
        TRY(audit(tx, context, {"job.cancel", "job", job, "kind=" + found.kind, ""}));
        return whole_view_of(context, TRY(job_queue::load(tx, boxes, job)));
    });
}

}  // namespace mingce
