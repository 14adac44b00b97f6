#include "base/moment.h"

#include <chrono>
#include <cstdio>

namespace mingce {

namespace {

constexpr std::int64_t kBeijing = 8 * 3'600'000;

std::int64_t days_before(std::int64_t milliseconds) {
    return milliseconds / kMillisecondsPerDay - (milliseconds % kMillisecondsPerDay < 0 ? 1 : 0);
}

std::string clock_text(std::int64_t milliseconds, char between) {
    const std::int64_t days = days_before(milliseconds);
    const auto rest = static_cast<int>((milliseconds - days * kMillisecondsPerDay) / 1000);
    char clock[16];
    std::snprintf(clock, sizeof clock, "%c%02d:%02d:%02d", between, rest / 3600 % 24,
                  rest / 60 % 60, rest % 60);
    return iso_text(date_from_days(days)) + clock;
}

}  // namespace

Moment system_now() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

Date day_of(Moment moment) { return date_from_days(days_before(moment.milliseconds + kBeijing)); }

Moment start_of(Date day) { return {days_since_epoch(day) * kMillisecondsPerDay - kBeijing}; }
Moment end_of(Date day) { return {start_of(day).milliseconds + kMillisecondsPerDay - 1}; }

std::string civil_text(Moment moment) { return clock_text(moment.milliseconds + kBeijing, ' '); }

std::string utc_text(Moment moment) {
    const std::int64_t part =
        moment.milliseconds - days_before(moment.milliseconds) * kMillisecondsPerDay;
    char rest[8];
    std::snprintf(rest, sizeof rest, ".%03dZ", static_cast<int>(part % 1000));
    return clock_text(moment.milliseconds, 'T') + rest;
}

}  // namespace mingce
