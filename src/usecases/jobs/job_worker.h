// Takes jobs from the queue and does them, on threads of its own. Any number of workers may share a
// record; each job is one's alone.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "child/file_reading.h"
#include "usecases/jobs/job_runs.h"
#include "usecases/jobs/jobs.h"

namespace mingce {

class JobWorker {
public:
    struct Options {
        std::size_t threads = 1;
        std::int64_t poll_ms = 1'000;  // how often an idle one looks at the database
        LeaseTerms lease = {};
        std::uint32_t attempts_max = 3;
        std::function<Moment()> clock;  // never before the audit's last entry
        /// Reads the files of one import; none: in this process.
        std::function<std::shared_ptr<FileReading>()> reading = nullptr;
        /// Who the submitter is by now; a refusal fails the job. None: as they were.
        std::function<Result<Caller>(const Caller& then)> caller_now = nullptr;
    };
    /// One for a process. On SQLite, where a record is one process's, jobs of a process that died
    /// are taken at once; elsewhere when their lease ends.
    JobWorker(Record& record, Options options);
    JobWorker(const JobWorker&) = delete;
    JobWorker& operator=(const JobWorker&) = delete;
    ~JobWorker() { stop(); }

    void start();
    /// Looks at once: something was submitted.
    void wake();
    /// Ends its threads: what can stop goes back into the queue, what cannot is done first.
    void stop();

    /// Does one job in this thread; false when there is none. Errors: the database's.
    Result<bool> run_one();

private:
    void work();
    Status run(const Id& job, Random& random);
    Status finish(const Context& context, const Id& job, const Result<JobOutcome>& outcome);

    Record& record_;
    Options options_;
    Id id_;
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> has_looked_back_ = false;  // for jobs of a process that died
    std::mutex mutex_;
    std::condition_variable woken_;
    std::uint64_t calls_ = 0;
    std::vector<std::thread> threads_;
};

}  // namespace mingce
