// Calendar dates without clocks or zones: what an enrolment record holds.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mingce {

/// A day of the proleptic Gregorian calendar. Construct through the functions below, which judge.
struct Date {
    std::int32_t year = 0;
    std::uint8_t month = 0, day = 0;
    auto operator<=>(const Date&) const = default;
};

bool is_calendar_date(std::int32_t year, std::uint32_t month, std::uint32_t day);

/// Exactly eight digits YYYYMMDD that name a day; nullopt otherwise.
std::optional<Date> parse_compact_date(std::string_view text);

std::string compact_text(Date date);  // 20260901
std::string iso_text(Date date);      // 2026-09-01

/// Days since 1970-01-01, negative before.
std::int64_t days_since_epoch(Date date);
Date date_from_days(std::int64_t days);

/// Which day a spreadsheet counts from: 1900 (with its 29 February 1900 that never was) or 1904.
enum class DateSystem : std::uint8_t { From1900, From1904 };

/// The day of a spreadsheet's serial number; nullopt below 1, past 9999-12-31, and for the serial
/// 60 of the 1900 system, which is no day. A fraction of a day is the caller's to cut off.
std::optional<Date> date_from_serial(std::int64_t serial, DateSystem system);

/// Full years from birth to `today`.
std::int32_t age_on(Date birth, Date today);

}  // namespace mingce
