#include "store/job_queue.h"

#include "store/work_problems.h"

namespace mingce {

std::optional<JobState> parse_job_state(std::string_view key) {
    for (JobState state : {JobState::Waiting, JobState::Running, JobState::Done, JobState::Failed,
                           JobState::Cancelled})
        if (key_of(state) == key) return state;
    return std::nullopt;
}

namespace job_queue {

namespace {

constexpr std::string_view kRequestPlace = "job.request", kAnswerPlace = "job.answer";

JobPhase phase_of(std::string_view key) {
    for (JobPhase phase :
         {JobPhase::Fetching, JobPhase::Reading, JobPhase::Comparing, JobPhase::Writing,
          JobPhase::Judging, JobPhase::Verifying, JobPhase::Sealing, JobPhase::Working})
        if (key_of(phase) == key) return phase;
    return JobPhase::Waiting;
}

/// Of the columns in the order of kColumns.
QueuedJob job_of(const Row& row) {
    QueuedJob job;
    job.id = row.id(0);
    job.account = row.id(1);
    job.kind = row.text(2);
    job.actor = row.text(3);
    job.state = parse_job_state(row.text(4)).value_or(JobState::Failed);
    job.progress = {phase_of(row.text(5)), static_cast<std::uint64_t>(row.integer(6)),
                    static_cast<std::uint64_t>(row.integer(7)),
                    static_cast<std::uint64_t>(row.integer(8))};
    job.attempts = static_cast<std::uint32_t>(row.integer(9));
    job.is_cancel_requested = row.integer(10) != 0;
    job.created_at = row.moment(11);
    job.started_at = row.moment(12);
    job.updated_at = row.moment(13);
    job.ended_at = row.moment(14);
    job.version = static_cast<std::uint64_t>(row.integer(15));
    job.failure = row.text(16);
    return job;
}

#define MINGCE_JOB_COLUMNS                                                                   \
    "id, account, kind, actor, state, phase, done, total, rate, attempts, cancel_requested," \
    " created_at, started_at, updated_at, ended_at, version, failure"

}  // namespace

Status add(Tx& tx, Boxes& boxes, const Id& institution, const NewJob& job, Moment now) {
    const std::string request = boxes.seal_for_record({kRequestPlace, job.id}, job.request);
    TRY(
        tx.run("INSERT INTO job (id, institution, kind, state, actor, done, total, created_at,"
               " updated_at, detail, account, phase, request)"
               " VALUES ($1, $2, $3, 'waiting', $4, 0, 0, $5, $5, '', $6, 'waiting', $7)",
               {job.id, institution, job.kind, job.actor, now, job.account, Param::Blob{request}}));
    return Done{};
}

Result<std::uint64_t> count_waiting(Tx& tx) {
    return static_cast<std::uint64_t>(TRY(
        tx.integer("SELECT count(*) FROM job WHERE state = 'waiting' AND request IS NOT NULL")));
}

Result<QueuedJob> load(Tx& tx, Boxes& boxes, const Id& job) {
    QueuedJob loaded;
    std::string request, answer;
    const bool found =
        TRY(tx.first("SELECT " MINGCE_JOB_COLUMNS
                     ", request, answer FROM job WHERE id = $1 AND request IS NOT NULL",
                     {job}, [&](const Row& row) {
                         loaded = job_of(row);
                         request = row.blob(17);
                         answer = row.blob(18);
                     }));
    if (!found) return Error(problem::kJobUnknown);
    loaded.request = TRY(boxes.open_for_record({kRequestPlace, job}, request));
    if (!answer.empty()) loaded.answer = TRY(boxes.open_for_record({kAnswerPlace, job}, answer));
    return loaded;
}

Result<std::vector<QueuedJob>> list(Tx& tx, const Selection& selection) {
    std::vector<QueuedJob> jobs;
    const std::string_view state = selection.state ? key_of(*selection.state) : "";
    const auto take = [&jobs](const Row& row) -> Status {
        jobs.push_back(job_of(row));
        return Done{};
    };
    const std::uint64_t limit = selection.limit;
    if (!selection.account)
        TRY(tx.query("SELECT " MINGCE_JOB_COLUMNS " FROM job WHERE request IS NOT NULL"
                     " AND ($1 = '' OR state = $1) ORDER BY created_at DESC, id DESC LIMIT $2",
                     {state, limit}, take));
    else if (selection.account->is_none())
        TRY(tx.query("SELECT " MINGCE_JOB_COLUMNS " FROM job WHERE request IS NOT NULL"
                     " AND account IS NULL AND actor = $1 AND ($2 = '' OR state = $2)"
                     " ORDER BY created_at DESC, id DESC LIMIT $3",
                     {selection.actor, state, limit}, take));
    else
        TRY(tx.query("SELECT " MINGCE_JOB_COLUMNS " FROM job WHERE request IS NOT NULL"
                     " AND account = $1 AND ($2 = '' OR state = $2)"
                     " ORDER BY created_at DESC, id DESC LIMIT $3",
                     {*selection.account, state, limit}, take));
    return jobs;
}

#undef MINGCE_JOB_COLUMNS

Result<std::map<Id, std::uint64_t>> count_changes(Tx& tx) {
    std::map<Id, std::uint64_t> changes;
    TRY(
        tx.query("SELECT account, CAST(sum(version + 1) AS BIGINT) FROM job"
                 " WHERE request IS NOT NULL AND account IS NOT NULL GROUP BY account",
                 {}, [&](const Row& row) -> Status {
                     changes[row.id(0)] = static_cast<std::uint64_t>(row.integer(1));
                     return Done{};
                 }));
    return changes;
}

Result<bool> has_work(Tx& tx, const Lease& lease, bool is_alone) {
    return TRY(tx.integer("SELECT count(*) FROM job WHERE request IS NOT NULL"
                          " AND (state = 'waiting' OR (state = 'running' AND worker <> $2"
                          " AND (lease_until < $1 OR $3 <> 0)))",
                          {lease.now, lease.worker, is_alone})) != 0;
}

Result<std::optional<Id>> claim(Tx& tx, const Lease& lease) {
    const auto waiting =
        TRY(tx.ids("SELECT id FROM job WHERE request IS NOT NULL AND (state = 'waiting'"
                   " OR (state = 'running' AND lease_until < $1 AND worker <> $2))"
                   " ORDER BY created_at, id LIMIT 1",
                   {lease.now, lease.worker}));
    if (waiting.empty()) return std::optional<Id>();
    TRY(
        tx.run("UPDATE job SET state = 'running', attempts = attempts + 1, worker = $1,"
               " lease_until = $2, updated_at = $3, phase = 'waiting', done = 0, total = 0,"
               " rate = 0, version = version + 1,"
               " started_at = CASE WHEN started_at = 0 THEN $3 ELSE started_at END WHERE id = $4",
               {lease.worker, lease.until, lease.now, waiting[0]}));
    return std::optional<Id>(waiting[0]);
}

Result<std::uint64_t> release_others(Tx& tx, const Id& worker, Moment now) {
    return tx.run(
        "UPDATE job SET lease_until = 0, updated_at = $1 WHERE state = 'running'"
        " AND request IS NOT NULL AND worker <> $2",
        {now, worker});
}

Status release(Tx& tx, const Id& job, const Lease& lease) {
    TRY(
        tx.run("UPDATE job SET state = 'waiting', worker = NULL, attempts = attempts - 1,"
               " phase = 'waiting', done = 0, total = 0, rate = 0, updated_at = $1,"
               " version = version + 1 WHERE id = $2 AND worker = $3 AND state = 'running'",
               {lease.now, job, lease.worker}));
    return Done{};
}

Result<Held> held(Tx& tx, const Id& job, const Id& worker) {
    Held found = Held::Lost;
    TRY(tx.first(
        "SELECT cancel_requested FROM job"
        " WHERE id = $1 AND worker = $2 AND state = 'running'",
        {job, worker},
        [&](const Row& row) { found = row.integer(0) != 0 ? Held::CancelRequested : Held::Yes; }));
    return found;
}

Result<Held> renew(Tx& tx, const Id& job, const Lease& lease) {
    TRY(
        tx.run("UPDATE job SET lease_until = $1 WHERE id = $2 AND worker = $3"
               " AND state = 'running'",
               {lease.until, job, lease.worker}));
    return held(tx, job, lease.worker);
}

Result<Held> advance(Tx& tx, const Id& job, const Lease& lease, const JobProgress& progress) {
    TRY(
        tx.run("UPDATE job SET lease_until = $1, updated_at = $2, phase = $3, done = $4,"
               " total = $5, rate = $6, version = version + 1"
               " WHERE id = $7 AND worker = $8 AND state = 'running'",
               {lease.until, lease.now, key_of(progress.phase), progress.done, progress.total,
                progress.rate, job, lease.worker}));
    return held(tx, job, lease.worker);
}

Status end(Tx& tx, Boxes& boxes, const End& end, Moment now) {
    const std::string answer =
        end.answer.empty() ? "" : boxes.seal_for_record({kAnswerPlace, end.job}, end.answer);
    const std::uint64_t changed =
        TRY(tx.run("UPDATE job SET state = $1, failure = $2, answer = $3, updated_at = $4,"
                   " ended_at = $4, version = version + 1"
                   " WHERE id = $5 AND worker = $6 AND state = 'running'",
                   {key_of(end.state), text_or_null(end.failure), blob_or_null(answer), now,
                    end.job, end.worker}));
    return changed == 1 ? Status(Done{}) : Error(problem::kJobLost);
}

Status cancel(Tx& tx, const Id& job, Moment now) {
    const std::uint64_t ended =
        TRY(tx.run("UPDATE job SET state = 'cancelled', cancel_requested = 1, updated_at = $1,"
                   " ended_at = $1, version = version + 1 WHERE id = $2 AND state = 'waiting'",
                   {now, job}));
    if (ended == 1) return Done{};
    const std::uint64_t asked =
        TRY(tx.run("UPDATE job SET cancel_requested = 1, updated_at = $1, version = version + 1"
                   " WHERE id = $2 AND state = 'running'",
                   {now, job}));
    return asked == 1 ? Status(Done{}) : Error(problem::kJobEnded);
}

}  // namespace job_queue

}  // namespace mingce
