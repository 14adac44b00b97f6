// How far the jobs of this process are, told from memory: SQLite has one writer, and while that is
// the job itself nobody could write its progress down.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>

#include "base/id.h"
#include "store/job_queue.h"

namespace mingce {

class LiveJobs {
public:
    void tell(const Id& job, JobPhase phase, std::uint64_t done, std::uint64_t total);
    void forget(const Id& job);
    /// Its rate is that of the phase so far. None: no job of this process, or it told nothing yet.
    std::optional<JobProgress> of(const Id& job) const;

private:
    using Clock = std::chrono::steady_clock;
    struct Told {
        JobProgress progress;
        Clock::time_point began;  // of the phase
        std::uint64_t first = 0;  // done when it began
    };
    mutable std::mutex mutex_;
    std::map<Id, Told> told_;
};

}  // namespace mingce
