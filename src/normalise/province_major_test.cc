#include "normalise/province_major.h"

#include <gtest/gtest.h>

#include "normalise/province_fixture.h"
#include "normalise/province_lookup.h"
#include "normalise/provinces.h"

namespace mingce {
namespace {

TEST(MajorFinder, FallsBackInTheStatedOrder) {
    const Table plan =
        table_of("T_JHK", {"PCDM", "KLDM", "JHXZDM", "JHLBDM", "TDDWDM", "ZYDH", "ZYDM", "ZYMC"},
                 {{"1", "5", "0", "1", "001", "01", "080901", "计算机科学与技术"},
                  {"1", "5", "0", "2", "001", "02", "070101", "数学与应用数学"},
                  {"1", "5", "0", "1", "002", "03", "070201", "物理学"},
                  {"1", "5", "0", "1", "003", "05", "050101", "汉语言文学"},
                  {"1", "5", "0", "1", "004", "05", "060101", "历史学"}});
    const Table majors = table_of("TD_ZYDH", {"KLDM", "ZYDH", "ZYDM", "ZYMC", "CCDM", "XZDM"},
                                  {{"5", "04", "070301", "化学", "1", "4"},
                                   {"5", "01", "080901", "计算机科学与技术", "1", "4"}});
    const MajorFinder finder({&plan, nullptr, &majors}, {true, true, true, true, true, true});

    struct Case {
        std::string_view why;
        MajorKey key;
        MajorPath path;
        std::string_view code;
    };
    const Case cases[] = {
        {"the whole key", {"1", "5", "0", "1", "001", "01"}, MajorPath::WholeKey, "080901"},
        {"leading zeros lost", {"01", "5.0", "0", "1", "1", "1"}, MajorPath::WholeKey, "080901"},
        {"another plan kind",
         {"1", "5", "0", "9", "001", "02"},
         MajorPath::WithoutPlanKind,
         "070101"},
        {"another unit", {"1", "5", "0", "1", "009", "03"}, MajorPath::WithoutUnit, "070201"},
        {"only among the majors", {"1", "5", "0", "1", "001", "04"}, MajorPath::ByNumber, "070301"},
        {"two units give two majors", {"1", "5", "0", "1", "009", "05"}, MajorPath::Ambiguous, ""},
        {"nowhere", {"1", "5", "0", "1", "001", "77"}, MajorPath::None, ""},
        {"another batch is another plan", {"2", "5", "0", "1", "001", "02"}, MajorPath::None, ""},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const FoundMajor found = finder.find(c.key);
        EXPECT_EQ(found.path, c.path);
        EXPECT_EQ(found.code, c.code);
    }
    EXPECT_EQ(finder.find(cases[0].key).duration, "4");
    EXPECT_EQ(finder.find(cases[5].key).choices, "汉语言文学、历史学");
}

TEST(MajorFinder, LeavesOutPartsThatThePlanHasNoColumnFor) {
    const Table all = table_of("T_QBJHK", {"PCDM", "KLDM", "JHXZ", "TDDW", "ZYDH", "ZYDM", "ZYMC"},
                               {{"1", "5", "0", "001", "01", "080901", "计算机"}});
    const MajorFinder finder({nullptr, &all, nullptr}, {true, true, true, true, true, true});
    EXPECT_EQ(finder.find({"1", "5", "0", "7", "001", "01"}).path, MajorPath::WholeKey);
}

TEST(CodeLookup, FindsNamesOfDamagedCodes) {
    const CodeLookup lookup(
        table_of("TD_MZDM", {"MZDM", "MZMC"}, {{"01", "汉"}, {"5", "维吾尔"}, {"05", "苗"}}), "MZ");
    EXPECT_EQ(lookup.name_of("01"), "汉");
    EXPECT_EQ(lookup.name_of("1"), "汉");
    EXPECT_EQ(lookup.name_of("1.0"), "汉");
    EXPECT_EQ(lookup.name_of("05"), "苗");
    EXPECT_EQ(lookup.name_of("5.0"), "维吾尔");
    EXPECT_EQ(lookup.name_of("005"), std::nullopt) << "5 and 05 are two codes here";
    EXPECT_EQ(lookup.name_of("77"), std::nullopt);
    EXPECT_TRUE(CodeLookup(table_of("TD_MZDM", {"MZDM", "MZMC"}, {}), "MZ").empty());
}

TEST(CodeLookup, SplitsCodesThatStandTogether) {
    EXPECT_EQ(split_codes("13", false), (std::vector<std::string_view>{"1", "3"}));
    EXPECT_EQ(split_codes("4*05*6", true), (std::vector<std::string_view>{"4", "05", "6"}));
    EXPECT_TRUE(split_codes("  ", true).empty());
}

TEST(Provinces, AreNamedByTheirFolder) {
    struct Case {
        std::string_view path, code;
    };
    const Case cases[] = {
        {"2026/安徽", "34"},         {"2026/安徽省", "34"},         {"x/Anhui/1110400", "34"},
        {"x/Shanxi", "14"},          {"x/Shanxi61", "61"},          {"x/SHAANXI", "61"},
        {"y.zip!2026/黑龙江", "23"}, {"y/44_guangdong_2026", "44"}, {"河北/Neimenggu", "15"},
        {"移交/new folder", ""},     {"HeNan.zip", "41"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.path);
        const ProvinceName* found = province_of_path(c.path);
        EXPECT_EQ(found != nullptr ? found->code : "", c.code);
    }
    EXPECT_EQ(province_digits("26340101151234"), "34");
    EXPECT_EQ(province_digits("0101234567"), "");
}

}  // namespace
}  // namespace mingce
