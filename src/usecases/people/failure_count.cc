#include "usecases/people/failure_count.h"

#include <algorithm>

#include "usecases/people/people_problems.h"

namespace mingce {

namespace {

std::int64_t wait_after(std::int64_t count, const FailureLimits& limits) {
    if (count >= limits.lock_at) return limits.lock_minutes * kMillisecondsPerMinute;
    if (count < limits.delay_from) return 0;
    constexpr std::int64_t kDoublingsMax = 10;
    return std::int64_t{1000} << std::min(count - limits.delay_from, kDoublingsMax);
}

}  // namespace

FailureCount::FailureCount(const Context& context, const FailureLimits& limits,
                           std::string_view kind, std::string_view value)
    : now_(context.now),
      limits_(limits),
      subject_(sign_in_failures::subject_of(context.record.ring(), kind, value)) {}

// Forgotten after a quiet while, after a lock, and where the clock was set back by more than
// requests beside one another differ: nobody waits longer for it.
Result<SignInFailures> FailureCount::load(Tx& tx) const {
    constexpr std::int64_t kSetBack = 60'000;
    const SignInFailures failures = TRY(sign_in_failures::load(tx, subject_));
    if (failures.at.milliseconds - now_.milliseconds > kSetBack) return SignInFailures{};
    const bool was_locked = failures.count >= limits_.lock_at && failures.wait_until <= now_;
    const std::int64_t quiet = now_.milliseconds - failures.at.milliseconds;
    if (was_locked || quiet > limits_.lock_minutes * kMillisecondsPerMinute)
        return SignInFailures{};
    return failures;
}

Status FailureCount::refuse_waiting(Tx& tx) const {
    const SignInFailures failures = TRY(load(tx));
    const std::int64_t wait = failures.wait_until.milliseconds - now_.milliseconds;
    if (wait <= 0) return Done{};
    return Error(problem::kSessionWait, std::to_string((wait + 999) / 1000));
}

Result<bool> FailureCount::count_one(Tx& tx) const {
    const std::int64_t count = TRY(load(tx)).count + 1;
    const Moment until{now_.milliseconds + wait_after(count, limits_)};
    TRY(sign_in_failures::save(tx, subject_, {count, now_, until}));
    return count == limits_.lock_at;
}

Status FailureCount::give_back(Tx& tx) const {
    const SignInFailures failures = TRY(load(tx));
    if (failures.count <= 1) return clear(tx);
    return sign_in_failures::save(tx, subject_, {failures.count - 1, failures.at, now_});
}

Status FailureCount::clear(Tx& tx) const { return sign_in_failures::clear(tx, subject_); }

}  // namespace mingce
