// A point in time as the record keeps it. Handed in wherever it matters, never read there.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace mingce {

/// Milliseconds since 1970-01-01 00:00 UTC.
struct Moment {
    std::int64_t milliseconds = 0;
    auto operator<=>(const Moment&) const = default;
};

inline constexpr std::int64_t kMillisecondsPerDay = 86'400'000;

/// The machine's clock: for doors and wiring only.
Moment system_now();

/// The civil day in Beijing, the only civil time of the schools.
Date day_of(Moment moment);
/// The first moment of the day in Beijing.
Moment start_of(Date day);
/// The last millisecond of the day in Beijing.
Moment end_of(Date day);
/// 2026-09-01 08:30:00, in Beijing.
std::string civil_text(Moment moment);
/// 2026-09-01T00:30:00.123Z
std::string utc_text(Moment moment);

}  // namespace mingce
