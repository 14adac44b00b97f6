#include "base/date.h"

#include <array>
#include <cstdio>

#include "base/text.h"

namespace mingce {

static bool is_leap(std::int32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool is_calendar_date(std::int32_t year, std::uint32_t month, std::uint32_t day) {
    constexpr std::array<std::uint32_t, 12> kDays = {31, 28, 31, 30, 31, 30,
                                                     31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
    return day <= kDays[month - 1] + (month == 2 && is_leap(year) ? 1U : 0U);
}

std::optional<Date> parse_compact_date(std::string_view text) {
    if (text.size() != 8 || !all_digits(text)) return std::nullopt;
    const auto number = [&text](std::size_t from, std::size_t length) {
        std::uint32_t value = 0;
        for (char c : text.substr(from, length))
            value = value * 10 + static_cast<unsigned>(c - '0');
        return value;
    };
    const auto year = static_cast<std::int32_t>(number(0, 4));
    const std::uint32_t month = number(4, 2), day = number(6, 2);
    if (!is_calendar_date(year, month, day)) return std::nullopt;
    return Date{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

static std::string formatted(const char* format, Date date) {
    std::array<char, 40> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, date.year, date.month, date.day);
    return buffer.data();
}

std::string compact_text(Date date) { return formatted("%04d%02u%02u", date); }
std::string iso_text(Date date) { return formatted("%04d-%02u-%02u", date); }

// Counts in years that begin in March, so that the leap day comes last.
std::int64_t days_since_epoch(Date date) {
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t month = (date.month + 9) % 12;
    const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

Date date_from_days(std::int64_t days) {
    const std::int64_t shifted = days + 719468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const std::int64_t day_of_era = shifted - era * 146097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month = (5 * day_of_year + 2) / 153;
    const std::int64_t calendar_month = month < 10 ? month + 3 : month - 9;
    return {static_cast<std::int32_t>(year_of_era + era * 400 + (calendar_month <= 2 ? 1 : 0)),
            static_cast<std::uint8_t>(calendar_month),
            static_cast<std::uint8_t>(day_of_year - (153 * month + 2) / 5 + 1)};
}

std::optional<Date> date_from_serial(std::int64_t serial, DateSystem system) {
    constexpr std::int64_t kLast1900 = 2958465;  // 9999-12-31
    if (system == DateSystem::From1904) {
        if (serial < 0 || serial > kLast1900 - 1462) return std::nullopt;
        return date_from_days(serial + days_since_epoch({1904, 1, 1}));
    }
    if (serial < 1 || serial == 60 || serial > kLast1900) return std::nullopt;
    // The 29 February 1900 that never was makes every later day one too high.
    return date_from_days(serial + days_since_epoch({1899, 12, 31}) - (serial > 60 ? 1 : 0));
}

std::int32_t age_on(Date birth, Date today) {
    const bool birthday_to_come =
        today.month < birth.month || (today.month == birth.month && today.day < birth.day);
    return today.year - birth.year - (birthday_to_come ? 1 : 0);
}

}  // namespace mingce
