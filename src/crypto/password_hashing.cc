#include "crypto/password_hashing.h"

#include <cstdint>

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "crypto/problems.h"

namespace mingce {

namespace {

// What somebody is told to wait who did not find room in the line.
constexpr std::string_view kRetrySeconds = "2";

/// As sched_setattr(2) takes it; glibc has no name for it yet.
struct ScheduleOfThread {
    std::uint32_t size = sizeof(ScheduleOfThread), policy = SCHED_OTHER;
    std::uint64_t flags = 0;
    std::int32_t niceness = 0;
    std::uint32_t priority = 0;
    std::uint64_t slice_ns = 0, deadline = 0, period = 0;
};

// Linux keeps the niceness of each thread apart. From 6.12 on a thread goes on for its slice, 3 ms,
// before it gives way to one that is more urgent, which would find a hash in its way at each step;
// so this one asks for the shortest there is. Where it is refused, work goes on as it is.
void lower_priority_of_this_thread(int niceness) {
    const auto thread = static_cast<id_t>(syscall(SYS_gettid));
    (void)setpriority(PRIO_PROCESS, thread, niceness);
    ScheduleOfThread schedule;
    schedule.niceness = niceness;
    schedule.slice_ns = 100'000;
    (void)syscall(SYS_sched_setattr, 0, &schedule, 0);
}

}  // namespace

struct PasswordHashing::Job {
    const std::function<void()>* work = nullptr;
    bool is_done = false;
};

PasswordHashing::PasswordHashing(const Limits& limits)
    : limits_(limits), nobodys_hash_(hash_of_password("nobody's", limits.cost)) {
    for (unsigned i = 0; i < limits.workers; ++i) workers_.emplace_back([this] { serve(); });
}

PasswordHashing::~PasswordHashing() {
    {
        const std::lock_guard lock(mutex_);
        is_closing_ = true;
    }
    came_.notify_all();
    for (std::thread& worker : workers_) worker.join();
}

void PasswordHashing::serve() {
    lower_priority_of_this_thread(limits_.niceness);
    std::unique_lock lock(mutex_);
    for (;;) {
        came_.wait(lock, [this] { return !line_.empty() || is_closing_; });
        if (line_.empty()) return;
        Job& job = *line_.front();
        line_.pop_front();
        ++working_;
        lock.unlock();
        (*job.work)();
        lock.lock();
        --working_;
        job.is_done = true;
        done_.notify_all();
    }
}

Status PasswordHashing::run(const std::function<void()>& work) {
    Job job{&work};
    std::unique_lock lock(mutex_);
    if (working_ + line_.size() >= limits_.workers + limits_.waiting_max)
        return Error(problem::kSessionBusy, std::string(kRetrySeconds));
    // cppcheck-suppress danglingLifetime ; it leaves the line before run() returns
    line_.push_back(&job);
    came_.notify_one();
    done_.wait(lock, [&job] { return job.is_done; });
    return Done{};
}

Result<std::string> PasswordHashing::hash(std::string_view password) {
    std::string made;
    TRY(run([&] { made = hash_of_password(password, limits_.cost); }));
    if (made.empty()) return Error(problem::kSessionBusy, std::string(kRetrySeconds));
    return made;
}

Result<bool> PasswordHashing::matches(const std::string& hash, std::string_view password) {
    bool is_right = false;
    const std::string& tried = hash.empty() ? nobodys_hash_ : hash;
    TRY(run([&] { is_right = password_matches(tried, password); }));
    return is_right && !hash.empty();
}

unsigned PasswordHashing::in_line() const {
    const std::lock_guard lock(mutex_);
    return working_ + static_cast<unsigned>(line_.size());
}

}  // namespace mingce
