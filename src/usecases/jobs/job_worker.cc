#include "usecases/jobs/job_worker.h"

#include <chrono>
#include <exception>

#include "store/uploads.h"
#include "store/work_problems.h"
#include "usecases/jobs/job_runs.h"

namespace mingce {

namespace {

/// A job that meets a bug fails; the worker, and the server it is part of, go on.
Result<JobOutcome> run_guarded(const JobRun& run, const JobRequest& request) {
    try {
        return run_job(run, request);
    } catch (const std::exception&) {
        return Error(problem::kJobBroken);
    }
}

}  // namespace

JobWorker::JobWorker(Record& record, Options options)
    : record_(record), options_(std::move(options)) {
    SystemRandom random;
    id_ = Id::make(options_.clock(), random);
}

void JobWorker::start() {
    for (std::size_t i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { work(); });
}

void JobWorker::wake() {
    {
        const std::lock_guard lock(mutex_);
        ++calls_;
    }
    woken_.notify_one();
}

void JobWorker::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void JobWorker::work() {
    while (!stopping_) {
        std::uint64_t calls = 0;
        {
            const std::lock_guard lock(mutex_);
            calls = calls_;
        }
        const auto worked = run_one();
        if (worked.ok() && worked.value()) continue;
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, std::chrono::milliseconds(options_.poll_ms),
                        [&] { return stopping_ || calls_ != calls; });
    }
}

Result<bool> JobWorker::run_one() {
    SystemRandom random;
    const Moment now = options_.clock();
    const job_queue::Lease lease{id_, now, {now.milliseconds + options_.lease.lease_ms}};
    Database& database = record_.database();
    // Asked on a snapshot first: an idle worker writes nothing.
    const bool is_alone = database.dialect() == Dialect::Sqlite && !has_looked_back_;
    const bool is_worth =
        TRY(read_value(database, [&](Tx& tx) { return job_queue::has_work(tx, lease, is_alone); }));
    if (!is_worth) {
        has_looked_back_ = true;
        return false;
    }
    const auto job = TRY(write_value(database, [&](Tx& tx) -> Result<std::optional<Id>> {
        if (is_alone) (void)TRY(job_queue::release_others(tx, id_, now));
        return job_queue::claim(tx, lease);
    }));
    has_looked_back_ = true;
    if (!job) return false;
    TRY(run(*job, random));
    return true;
}

Status JobWorker::run(const Id& job, Random& random) {
    const QueuedJob queued = TRY(read_value(record_.database(), [&](Tx& tx) {
        Boxes boxes(record_.ring(), random);
        return job_queue::load(tx, boxes, job);
    }));
    const Moment now = options_.clock();
    Context context{record_, queued.actor, now, random};
    if (queued.attempts > options_.attempts_max)
        return finish(context, job, Error(problem::kJobAttempts));
    auto asked = parse_asked_job(queued.request);
    if (!asked.ok()) return finish(context, job, asked.error());
    const Caller& then = asked.value().caller;
    auto caller = options_.caller_now ? options_.caller_now(then) : Result<Caller>(then);
    if (!caller.ok()) return finish(context, job, caller.error());
    context.caller = caller.value();
    const auto kind = static_cast<JobKind>(asked.value().request.index());
    const Status allowed = require(context.caller, permission_for(kind));
    if (!allowed.ok()) return finish(context, job, allowed.error());
    JobMonitor monitor(
        {record_.database(), job, id_, options_.clock, stopping_, record_.live_jobs()},
        options_.lease);
    const JobRun what{context, monitor, options_.reading ? options_.reading() : nullptr};
    const auto outcome = run_guarded(what, asked.value().request);
    monitor.stop();
    return finish(context, job, outcome);
}

Status JobWorker::finish(const Context& context, const Id& job, const Result<JobOutcome>& outcome) {
    const Moment now = options_.clock();
    const Problem* const refused = outcome.ok() ? nullptr : &outcome.error().problem();
    if (refused == &problem::kJobLost) return Done{};
    job_queue::End end{job, id_, JobState::Done, {}, {}};
    std::string answer;
    if (refused == nullptr) {
        answer = outcome.value().result;
    } else if (refused == &problem::kJobCancelled) {
        end.state = JobState::Cancelled;
    } else {
        end.state = JobState::Failed;
        end.failure = refused->code;
        answer = failure_text(outcome.error());
    }
    end.answer = answer;
    return record_.database().write([&](Tx& tx) -> Status {
        if (refused == &problem::kJobStopped) return job_queue::release(tx, job, {id_, now, now});
        Boxes boxes = context.boxes();
        TRY(job_queue::end(tx, boxes, end, now));
        if (refused != nullptr) return Done{};
        for (const Id& upload : outcome.value().used_uploads)
            TRY(uploads::close(tx, upload, UploadState::Used));
        return Done{};
    });
}

}  // namespace mingce
