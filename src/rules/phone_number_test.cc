#include "rules/phone_number.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(PhoneNumber, MainlandNumbersAreKnown) {
    struct Case {
        std::string_view text;
        bool is_phone;
    };
    const Case cases[] = {
        {"13812345678", true},
        {"19912345678", true},
        {"12812345678", false},
        {"1381234567", false},
        {"138123456789", false},
        {"138 1234 5678", true},
        {"138-1234-5678", true},
        {"+8613812345678", true},
        {"+86 138 1234 5678", true},
        {"008613812345678", true},
        {"8613812345678", true},
        {"+86 10 62751234", true},
        {"+8612812345678", false},
        // landlines
        {"010-62751234", true},
        {"01062751234", true},
        {"(010)62751234", true},
        {"0771-3234567", true},
        {"07713234567", true},
        {"0010-62751234", true},  // the prefix of a call abroad
        {"01262751234", false},
        {"62751234", true},
        {"3234567", true},
        {"162751234", false},
        {"323456", false},
        {"400-810-1234", true},
        {"8008101234", true},
        {"3008101234", false},
        // extensions
        {"010-62751234-801", true},
        {"0771-3234567-12", true},
        {"62751234-8012", true},
        {"010-62751234转801", true},
        {"62751234 转 801", true},
        {"010-62751234x801", true},
        {"010-62751234-", true},  // one mark too many
        {"010-62751234-12345678", false},
        // several
        {"13812345678/010-62751234", true},
        {"13812345678、13912345678", true},
        {"13812345678,1391234567", false},
        {"13812345678;", false},
        // none
        {"", false},
        {"无", false},
        {"138xxxx5678", false},
        {"２３４５６７８９", false},
    };
    for (const Case& c : cases) EXPECT_EQ(is_phone(c.text, false), c.is_phone) << c.text;
}

TEST(PhoneNumber, NumbersFromAbroadAreTakenWhereTheyMayStand) {
    struct Case {
        std::string_view text;
        bool at_home, abroad;
    };
    const Case cases[] = {
        {"+66 81 234 5678", true, true}, {"0066812345678", true, true},
        {"66812345678", false, true},    {"91234567", true, true},
        {"123456", false, true},         {"12345", false, false},
        {"+12345", false, false},        {"123456789012345678", false, false},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(is_phone(c.text, false), c.at_home) << c.text;
        EXPECT_EQ(is_phone(c.text, true), c.abroad) << c.text;
    }
}

TEST(PhoneNumber, OneDigitRepeatedIsAPlaceholder) {
    EXPECT_TRUE(is_one_digit_repeated("1111111"));
    EXPECT_TRUE(is_one_digit_repeated("00000000000"));
    EXPECT_FALSE(is_one_digit_repeated("111111"));
    EXPECT_FALSE(is_one_digit_repeated("13333333333"));
    EXPECT_FALSE(is_one_digit_repeated("-------"));
    EXPECT_FALSE(is_one_digit_repeated(""));
}

}  // namespace
}  // namespace mingce
