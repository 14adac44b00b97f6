// How a running job is seen from outside, and stopped from there: the work tells how far it is and
// asks whether it may go on; a thread of its own renews the lease and writes progress now and then,
// so that the work never waits for that.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "store/job_queue.h"
#include "usecases/jobs/live_jobs.h"

namespace mingce {

struct LeaseTerms {
    std::int64_t lease_ms = 30'000;
    std::int64_t look_ms = 500;  // how often progress is written
};

class JobMonitor {
public:
    struct Watched {
        Database& database;
        Id job, worker;
        std::function<Moment()> clock;
        const std::atomic<bool>& stopping;  // the worker ends
        LiveJobs& live;
    };
    JobMonitor(Watched watched, LeaseTerms terms);
    JobMonitor(const JobMonitor&) = delete;
    JobMonitor& operator=(const JobMonitor&) = delete;
    ~JobMonitor() { stop(); }
    /// No look after this one. Before the job's end is written.
    void stop();

    /// From the working thread. `total` 0: not known.
    void tell(JobPhase phase, std::uint64_t done, std::uint64_t total);
    /// Conflict (job.cancelled, job.lost), Unavailable (job.stopped).
    Status may_go_on() const;

private:
    void watch();
    void look();
    std::uint64_t rate_of(const JobProgress& progress, Moment now);

    Watched watched_;
    LeaseTerms terms_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    JobProgress told_;
    bool is_over_ = false;
    std::atomic<job_queue::Held> held_ = job_queue::Held::Yes;
    // Of the watching thread:
    JobProgress written_;
    Moment sampled_at_, renewed_at_;
    double smooth_rate_ = 0;
    std::thread thread_;
};

}  // namespace mingce
