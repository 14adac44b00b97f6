#include "access/mask.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mingce {
namespace {

TEST(Mask, ShowsWhatItsPatternSaysAndNoMore) {
    struct Case {
        MaskKind mask;
        std::string value, shown, why;
    };
    const Case cases[] = {
        {MaskKind::None, "张三", "张三", "no mask"},
        {MaskKind::Number, "110105200801011234", "110*************34", "first 3, last 2"},
        {MaskKind::Number, "11010", "*****", "too short to hide anything in"},
        {MaskKind::LastFour, "11010520080101123X", "123X", "last 4"},
        {MaskKind::LastFour, "1234567", "*******", "most of it would show"},
        {MaskKind::Phone, "13812345678", "138****5678", "a mobile number"},
        {MaskKind::Phone, "6208", "****", "an extension"},
        {MaskKind::Surname, "张三丰", "张**", "surname only"},
        {MaskKind::Surname, "欧阳修", "欧**", "two-character surnames show one"},
        {MaskKind::Surname, "买买提·艾合买提", "买**·艾***", "each part of a name with a dot"},
        {MaskKind::Surname, "\xF0\xA8\xB2\x89子", "\xF0\xA8\xB2\x89*", "extension planes whole"},
        {MaskKind::Surname, "Alexandra Lee", "A***** L**", "five stars at most"},
        {MaskKind::ExamEnds, "26450981000123", "2645******0123", "first 4, last 4"},
        {MaskKind::ExamEnds, "123456789", "*********", "nothing would be hidden"},
        {MaskKind::Year, "20080915", "2008", "year only"},
        {MaskKind::Month, "20080915", "2008.09", "year and month"},
        {MaskKind::Month, "2008年9月", "*******", "no date: hidden, not shown"},
        {MaskKind::Hidden, "健康", "***", "hidden"},
        {MaskKind::Hidden, "", "", "empty stays empty"},
    };
    for (const Case& c : cases) EXPECT_EQ(masked(c.mask, c.value), c.shown) << c.why;
}

RC_GTEST_PROP(Mask, NeverShowsMoreThanEightDigits, (const std::string& tail)) {
    const std::string value = "110105200801011234" + tail;
    for (MaskKind mask : {MaskKind::Number, MaskKind::LastFour, MaskKind::Phone, MaskKind::ExamEnds,
                          MaskKind::Year, MaskKind::Month, MaskKind::Hidden})
        RC_ASSERT(masked(mask, value).find("0105200801") == std::string::npos);
}

}  // namespace
}  // namespace mingce
