// The limits people work within, with the defaults they have unless a school says otherwise.
#pragma once

#include <cstdint>

namespace mingce {

constexpr std::int64_t kMillisecondsPerMinute = 60'000;

/// How often may somebody fail before the next attempt waits: after `delay_from` failures 1, 2, 4,
/// 8 … seconds, after `lock_at` for `lock_minutes`. Failures are forgotten after as long.
struct FailureLimits {
    std::int64_t delay_from = 5, lock_at = 10, lock_minutes = 15;
};

struct PeopleSettings {
    std::int64_t session_idle_minutes = 30;
    std::int64_t session_hours_max = 12;
    std::int64_t sessions_max = 5;         // of one account; the oldest ends
    std::int64_t seen_every_seconds = 60;  // last_seen_at is written no oftener
    std::int64_t activation_days = 7;
    std::int64_t stale_days = 90;  // not signed in as long: disabled
    std::int64_t client_key_days = 365;
    FailureLimits account_failures;
    FailureLimits address_failures{45, 50, 15};
};

}  // namespace mingce
