#include "base/date.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(Date, CompactTextNamesADayOrNothing) {
    struct Case {
        std::string_view why, text;
        bool good;
    };
    const Case cases[] = {
        {"an ordinary day", "20080821", true},
        {"leap day", "20080229", true},
        {"no leap day in 2007", "20070229", false},
        {"1900 was no leap year", "19000229", false},
        {"2000 was", "20000229", true},
        {"month 13", "20081301", false},
        {"day 0", "20080800", false},
        {"year 0", "00000101", false},
        {"seven digits", "2008821", false},
        {"a letter", "2008O821", false},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(parse_compact_date(c.text).has_value(), c.good);
    }
}

TEST(Date, DaysCountBothWays) {
    EXPECT_EQ(days_since_epoch({1970, 1, 1}), 0);
    EXPECT_EQ(days_since_epoch({2026, 9, 1}), 20697);
    for (std::int64_t day = -200000; day < 200000; day += 7)
        ASSERT_EQ(days_since_epoch(date_from_days(day)), day);
}

TEST(Date, SerialNumbersOfBothSystems) {
    struct Case {
        std::string_view why;
        std::int64_t serial;
        DateSystem system;
        std::string_view iso;  // empty: no day
    };
    const Case cases[] = {
        {"first day", 1, DateSystem::From1900, "1900-01-01"},
        {"28 February 1900", 59, DateSystem::From1900, "1900-02-28"},
        {"the 29 February 1900 that never was", 60, DateSystem::From1900, ""},
        {"1 March 1900", 61, DateSystem::From1900, "1900-03-01"},
        {"a day of 2023", 45170, DateSystem::From1900, "2023-09-01"},
        {"zero is no day", 0, DateSystem::From1900, ""},
        {"1904 begins at zero", 0, DateSystem::From1904, "1904-01-01"},
        {"the same day, 1904", 43708, DateSystem::From1904, "2023-09-01"},
        {"last day", 2958465, DateSystem::From1900, "9999-12-31"},
        {"past it", 2958466, DateSystem::From1900, ""},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto date = date_from_serial(c.serial, c.system);
        EXPECT_EQ(date ? iso_text(*date) : "", c.iso);
    }
}

TEST(Date, AgeTurnsOnTheBirthday) {
    EXPECT_EQ(age_on({2008, 9, 2}, {2026, 9, 1}), 17);
    EXPECT_EQ(age_on({2008, 9, 1}, {2026, 9, 1}), 18);
}

}  // namespace
}  // namespace mingce
