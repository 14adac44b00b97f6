#include "usecases/jobs/job_monitor.h"

#include <chrono>

#include "store/work_problems.h"

namespace mingce {

using job_queue::Held;

JobMonitor::JobMonitor(Watched watched, LeaseTerms terms)
    : watched_(std::move(watched)), terms_(terms) {
    sampled_at_ = renewed_at_ = watched_.clock();
    thread_ = std::thread([this] { watch(); });
}

void JobMonitor::stop() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
    watched_.live.forget(watched_.job);
}

void JobMonitor::tell(JobPhase phase, std::uint64_t done, std::uint64_t total) {
    watched_.live.tell(watched_.job, phase, done, total);
    const std::lock_guard lock(mutex_);
    told_.phase = phase;
    told_.done = done;
    told_.total = total;
}

Status JobMonitor::may_go_on() const {
    switch (held_.load()) {
        case Held::CancelRequested: return Error(problem::kJobCancelled);
        case Held::Lost: return Error(problem::kJobLost);
        case Held::Yes: break;
    }
    return watched_.stopping ? Status(Error(problem::kJobStopped)) : Status(Done{});
}

void JobMonitor::watch() {
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, std::chrono::milliseconds(terms_.look_ms),
                              [this] { return is_over_; })) {
        lock.unlock();
        look();
        lock.lock();
    }
}

/// Smoothed over some seconds: a phase that stutters should not make its end jump.
std::uint64_t JobMonitor::rate_of(const JobProgress& progress, Moment now) {
    constexpr double kNew = 0.3, kMilliseconds = 1000;
    const double passed =
        static_cast<double>(now.milliseconds - sampled_at_.milliseconds) / kMilliseconds;
    if (progress.phase != written_.phase || progress.done < written_.done) {
        smooth_rate_ = 0;
    } else if (passed > 0) {
        const double now_rate = static_cast<double>(progress.done - written_.done) / passed;
        smooth_rate_ =
            smooth_rate_ == 0 ? now_rate : smooth_rate_ + kNew * (now_rate - smooth_rate_);
    }
    sampled_at_ = now;
    return static_cast<std::uint64_t>(smooth_rate_);
}

void JobMonitor::look() {
    JobProgress progress;
    {
        const std::lock_guard lock(mutex_);
        progress = told_;
    }
    const Moment now = watched_.clock();
    const job_queue::Lease lease{watched_.worker, now, {now.milliseconds + terms_.lease_ms}};
    const bool is_news = progress.phase != written_.phase || progress.done != written_.done;
    if (is_news) progress.rate = rate_of(progress, now);
    // Where nothing happened, looking is enough until a third of the lease is over.
    if (!is_news && now.milliseconds - renewed_at_.milliseconds < terms_.lease_ms / 3) {
        const auto seen = read_value(watched_.database, [&](Tx& tx) {
            return job_queue::held(tx, watched_.job, watched_.worker);
        });
        if (seen.ok()) held_ = seen.value();
        return;
    }
    const auto found = write_value(watched_.database, [&](Tx& tx) {
        return is_news ? job_queue::advance(tx, watched_.job, lease, progress)
                       : job_queue::renew(tx, watched_.job, lease);
    });
    if (found.ok()) {
        held_ = found.value();
        written_ = progress;
        renewed_at_ = now;
    } else if (now.milliseconds - renewed_at_.milliseconds > terms_.lease_ms) {
        held_ = Held::Lost;  // others may have it by now
    }
}

}  // namespace mingce
