#include "normalise/date_text.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

std::string written(std::string_view text) {
    const auto date = parse_written_date(text);
    return date ? compact_text(*date) : "";
}

TEST(DateText, ReadsDatesAsPeopleWriteThem) {
    struct Case {
        std::string_view text, date;  // "" where no day is named
    };
    const Case cases[] = {
        {"20050901", "20050901"},
        {"2005/9/1", "20050901"},
        {"2005/09/01", "20050901"},
        {"2005-9-1", "20050901"},
        {"2005.9.1", "20050901"},
        {"2005.09.01", "20050901"},
        {"2005年9月1日", "20050901"},
        {"2005年09月01号", "20050901"},
        {"2005 年 9 月 1 日", "20050901"},
        {"2005. 9. 1", "20050901"},
        {"2005-09-01 00:00:00", "20050901"},
        {"2005-09-01T08:30:00.000Z", "20050901"},
        {"20050901 0:00", "20050901"},
        {"20040229", "20040229"},
        {"20050229", ""},
        {"2005/2/30", ""},
        {"2005/13/1", ""},
        {"2005-0-1", ""},
        {"01/09/2005", ""},
        {"05/9/1", ""},
        {"2005/9/1/2", ""},
        {"2005年9月1日左右", ""},
        {"2005 9 1", ""},
        {"2005.9", ""},
        {"200509", ""},
        {"45170", ""},
        {"九月", ""},
        {"", ""},
    };
    for (const Case& c : cases) EXPECT_EQ(written(c.text), c.date) << c.text;
}

TEST(DateText, ReadsAMonthAlone) {
    struct Case {
        std::string_view text, month;
    };
    const Case cases[] = {
        {"2005.9", "200509"},
        {"2005/09", "200509"},
        {"2005-9", "200509"},
        {"200509", "200509"},
        {"2005年9月", "200509"},
        {"2005 年 9 月份", "200509"},
        {"2005.13", ""},
        {"2005.0", ""},
        {"200513", ""},
        {"1805.9", ""},
        {"2005", ""},
        {"2005.9.1", ""},
        {"2005年9月上旬", ""},
        {"45170", ""},
        {"451705", ""},
    };
    for (const Case& c : cases)
        EXPECT_EQ(parse_written_month(c.text).value_or(""), c.month) << c.text;
}

TEST(DateText, CountsDaysAsSpreadsheetsDo) {
    using enum DateSystem;
    struct Case {
        std::string_view why, text;
        DateSystem system;
        std::string_view date;
    };
    const Case cases[] = {
        {"the reference's example", "45170", From1900, "20230901"},
        {"with a time of day", "45170.75", From1900, "20230901"},
        {"with a bare point", "45170.", From1900, "20230901"},
        {"the first day of 1900", "1", From1900, "19000101"},
        {"before the false leap day", "59", From1900, "19000228"},
        {"29 February 1900 never was", "60", From1900, ""},
        {"after it", "61", From1900, "19000301"},
        {"the last day", "2958465", From1900, "99991231"},
        {"past the last day", "2958466", From1900, ""},
        {"nought is no day", "0", From1900, ""},
        {"1904 begins at nought", "0", From1904, "19040101"},
        {"1904 is 1462 days later", "43708", From1904, "20230901"},
        {"the same number of 1904", "45170", From1904, "20270902"},
        {"no number", "4517O", From1900, ""},
        {"two points", "45170.1.2", From1900, ""},
        {"negative", "-1", From1900, ""},
    };
    for (const Case& c : cases) {
        const auto date = parse_serial_date(c.text, c.system);
        EXPECT_EQ(date ? compact_text(*date) : "", c.date) << c.why;
    }
}

}  // namespace
}  // namespace mingce
