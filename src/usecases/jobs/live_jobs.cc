#include "usecases/jobs/live_jobs.h"

namespace mingce {

void LiveJobs::tell(const Id& job, JobPhase phase, std::uint64_t done, std::uint64_t total) {
    constexpr double kSoonest = 0.2;  // a rate of less time than that says nothing
    const std::lock_guard held(mutex_);
    Told& told = told_[job];
    const Clock::time_point now = Clock::now();
    JobProgress& progress = told.progress;
    if (progress.phase != phase || done < progress.done) {
        told.began = now;
        told.first = done;
        progress.rate = 0;
    }
    progress.phase = phase;
    progress.done = done;
    progress.total = total;
    const std::chrono::duration<double> passed = now - told.began;
    if (passed.count() >= kSoonest)
        progress.rate =
            static_cast<std::uint64_t>(static_cast<double>(done - told.first) / passed.count());
}

void LiveJobs::forget(const Id& job) {
    const std::lock_guard held(mutex_);
    told_.erase(job);
}

std::optional<JobProgress> LiveJobs::of(const Id& job) const {
    const std::lock_guard held(mutex_);
    const auto found = told_.find(job);
    if (found == told_.end()) return std::nullopt;
    return found->second.progress;
}

}  // namespace mingce
