#include "domain/ordering.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/assets.h"

namespace mingce {
namespace {

using ::testing::ContainerEq;

std::vector<std::string> sorted(std::vector<std::string> values, OrderKind kind,
                                bool descending = false) {
    const Ordering ordering;
    std::vector<std::pair<std::string, std::string>> keyed;
    for (std::string& value : values) {
        std::string key;
        ordering.append_key(key, value, kind, descending);
        keyed.emplace_back(std::move(key), std::move(value));
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> out;
    for (auto& entry : keyed) out.push_back(entry.second);
    return out;
}

TEST(Ordering, OrdersAsWritten) {
    struct Case {
        OrderKind kind;
        std::vector<std::string> expected;
        std::string why;
    };
    const Case cases[] = {
        {OrderKind::Pinyin,
         {"安宁", "陈一", "何静", "李明", "王伟", "张三"},
         "plain surnames by their reading"},
        {OrderKind::Pinyin, {"单雄", "石磊", "宋江"}, "单 is shàn, not dān"},
        {OrderKind::Pinyin, {"肖像", "解缙", "谢安", "徐达"}, "解 is xiè, not jiě"},
        {OrderKind::Pinyin, {"曾巩", "查良", "张三"}, "曾 is zēng, 查 is zhā"},
        {OrderKind::Pinyin, {"秦观", "仇英", "任远"}, "仇 is qiú, not chóu"},
        {OrderKind::Pinyin, {"宁静", "区静", "潘安"}, "区 is ōu, not qū"},
        {OrderKind::Pinyin, {"余华", "尉迟恭", "袁枚"}, "尉迟 is yù chí, not wèi chí"},
        {OrderKind::Pinyin,
         {"孟轲", "缪荃", "莫言", "万俟卨", "潘安"},
         "缪 is miào, 万俟 is mò qí"},
        {OrderKind::Pinyin, {"潘安", "朴树", "平原"}, "朴 is piáo"},
        {OrderKind::Pinyin, {"王解", "王雪"}, "only the surname has a surname's reading"},
        {OrderKind::Pinyin, {"欧立", "欧阳修"}, "the single surname before the double one"},
        {OrderKind::Strokes, {"丁一", "卜一", "刁一", "王一", "张一"}, "strokes, then their order"},
        {OrderKind::Strokes, {"王一", "王三", "王丰"}, "the same surname: by the given name"},
        {OrderKind::Strokes, {"欧立", "欧阳修"}, "the single surname before the double one"},
        {OrderKind::Number, {"9", "10", "2026001", "2026010"}, "numbers by size"},
        {OrderKind::Number, {"计科2", "计科10"}, "numbers within a text by size"},
        {OrderKind::Number, {"007", "8"}, "leading zeros do not count"},
        {OrderKind::Text, {"北京", "广西", "新疆"}, "text by pinyin"},
        {OrderKind::Text, {"计科2", "计科10"}, "numbers within a text by size"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        std::vector<std::string> shuffled = c.expected;
        std::reverse(shuffled.begin(), shuffled.end());
        EXPECT_THAT(sorted(shuffled, c.kind), ContainerEq(c.expected));
    }
}

TEST(Ordering, EmptyValuesStandLastInEitherDirection) {
    for (OrderKind kind :
         {OrderKind::Text, OrderKind::Number, OrderKind::Pinyin, OrderKind::Strokes})
        for (bool descending : {false, true})
            EXPECT_EQ(sorted({"", "一", "二"}, kind, descending).back(), "");
}

TEST(Ordering, DescendingIsTheOtherWayRound) {
    EXPECT_THAT(sorted({"1", "20", "3"}, OrderKind::Number, true),
                ContainerEq(std::vector<std::string>{"20", "3", "1"}));
}

TEST(Ordering, ACharacterWithoutStrokesStandsAfterThoseThatHaveThem) {
    EXPECT_THAT(sorted({"\xF0\xA8\xB2\x89", "龘", "一"}, OrderKind::Strokes).front(), "一");
    EXPECT_THAT(sorted({"\xF0\xA8\xB2\x89", "张"}, OrderKind::Strokes).back(), "\xF0\xA8\xB2\x89");
}

TEST(Ordering, SurnameLengths) {
    struct Case {
        std::string name, surname;
    };
    const Case cases[] = {{"王伟", "王"},
                          {"欧阳修", "欧阳"},
                          {"欧阳", "欧"},
                          {"尉迟恭", "尉迟"},
                          {"Ann Lee", "Ann Lee"},
                          {"买·艾", "买·艾"},
                          {"\xF0\xA8\xB2\x89子", "\xF0\xA8\xB2\x89"}};
    for (const Case& c : cases)
        EXPECT_EQ(c.name.substr(0, surname_length(c.name)), c.surname) << c.name;
}

TEST(Ordering, TablesAreInTheProgramAndSmall) {
    EXPECT_FALSE(asset("surname_readings.toml").empty());
    EXPECT_GT(asset("strokes.csv").size(), 50000U);
    EXPECT_LT(asset("strokes.csv").size(), 200000U);
}

RC_GTEST_PROP(Ordering, EqualKeysMeanEqualNames, (const std::string& a, const std::string& b)) {
    const Ordering ordering;
    std::string left, right;
    ordering.append_key(left, a, OrderKind::Pinyin);
    ordering.append_key(right, a, OrderKind::Pinyin);
    RC_ASSERT(left == right);
    // A later term never decides over an earlier one: no key is the front of another.
    right.clear();
    ordering.append_key(right, b, OrderKind::Pinyin);
    if (left != right) RC_ASSERT(left.compare(0, right.size(), right) != 0);
}

}  // namespace
}  // namespace mingce
