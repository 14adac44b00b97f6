#include "normalise/province_set.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "normalise/province_fixture.h"

namespace mingce {
namespace {

NormaliseContext shipped_context() {
    return {DataStandard::shipped(), CodeTables::shipped(), Regions::shipped(), {}, {}};
}

std::size_t count_of(const ProvinceOutcome& outcome, std::string_view code) {
    return static_cast<std::size_t>(
        std::count_if(outcome.findings.begin(), outcome.findings.end(),
                      [code](const Finding& each) { return each.rule->code == code; }));
}

Table older_placements() {
    return table_of("T_TDD",
                    {"KSH", "ZKZH", "XM", "XBDM", "SFZH", "PCDM", "KLDM", "JHXZ", "TDDW", "LQZY",
                     "KSZT", "TDYYDM", "CJ", "TDCJ", "GKCJX01", "GKCJX02", "GKCJX03", "KSTZ"},
                    {{"26340101150001", "000000001", "张三", "1", "11010519491231002X", "1", "5",
                      "0", "001", "1", "5", "-", "600", "610", "120", "131.0", "0", "13"},
                     {"26340101150002", "000000002", "李四", "2.0", "-", "1", "5", "0", "001", "99",
                      "1", "-", "590", "590", "110", "100", "0", "-"},
                     {"26340101150003", "000000003", "王五", "1", "-", "1", "5", "0", "001", "-",
                      "0", "-", "580", "580", "-", "-", "0", "-"},
                     {"26340101150004", "000000004", "赵六", "1", "-", "1", "5", "0", "001", "01",
                      "3", "7", "570", "570", "-", "-", "0", "-"}});
}

ProvinceSet older_set() {
    ProvinceSet set;
    set.folder = "2026/安徽";
    set.tables.push_back(older_placements());
    set.tables.push_back(table_of("T_JHK", {"PCDM", "KLDM", "JHXZ", "TDDW", "ZYDH", "ZYDM", "ZYMC"},
                                  {{"1", "5", "0", "001", "01", "080901", "计算机科学与技术"}}));
    set.tables.push_back(table_of("TD_XBDM", {"XBDM", "XBMC"}, {{"1", "男"}, {"2", "女"}}));
    set.tables.push_back(table_of("TD_KLDM", {"KLDM", "KLMC"}, {{"5", "物理类"}}));
    set.tables.push_back(table_of("TD_CJXDM", {"CJXDM", "CJXMC"}, {{"01", "语文"}, {"2", "数学"}}));
    set.tables.push_back(
        table_of("TD_KSTZDM", {"KSTZDM", "KSTZMC"}, {{"1", "优秀学生"}, {"3", "少数民族"}}));
    set.tables.push_back(table_of("T_TJXX", {"KSH"}, {{"26340101150001"}}));
    return set;
}

TEST(ProvinceSet, ReadsTheOlderGeneration) {
    Students students;
    const auto read = read_province_set(older_set(), shipped_context(), students);
    ASSERT_TRUE(read.ok()) << read.error().sentence(Language::English);
    const ProvinceOutcome& outcome = read.value();
    EXPECT_EQ(outcome.generation, "2012");
    EXPECT_EQ(outcome.province, "安徽");
    EXPECT_EQ(outcome.candidates, 4u);
    EXPECT_EQ(outcome.admitted, 2u);
    EXPECT_EQ(outcome.not_admitted, 2u);
    ASSERT_EQ(students.size(), 2u);
    EXPECT_EQ(students.value(0, Field::Name), "张三");
    EXPECT_EQ(students.value(0, Field::Sex), "男");
    EXPECT_EQ(students.raw(0, Field::Sex), "1");
    EXPECT_EQ(students.value(1, Field::Sex), "女") << "2.0 is 2";
    EXPECT_EQ(students.value(0, Field::Major), "计算机科学与技术");
    EXPECT_EQ(students.raw(0, Field::Major), "1");
    EXPECT_EQ(students.value(0, Field::MajorCode), "080901");
    EXPECT_EQ(students.value(0, Field::SubjectTrack), "物理类");
    EXPECT_EQ(students.value(0, Field::SubjectScores), "语文=120;数学=131");
    EXPECT_EQ(students.value(0, Field::Score), "600");
    EXPECT_EQ(students.value(0, Field::PlacedScore), "610");
    EXPECT_EQ(students.row_number(1), 2u);
    const SourceSheet& source = students.source_of(0);
    EXPECT_EQ(source.file, "安徽/T_TDD.DBF");
    EXPECT_EQ(source.column_names[static_cast<std::size_t>(
                  source.column_of[static_cast<std::size_t>(Field::Name)])],
              "XM");
}

TEST(ProvinceSet, LeavesNothingOutInSilence) {
    Students students;
    const ProvinceOutcome outcome =
        read_province_set(older_set(), shipped_context(), students).value();
    EXPECT_EQ(count_of(outcome, "PS-003"), 1u) << "major 99 is in no plan";
    EXPECT_EQ(students.value(1, Field::Major), "99");
    EXPECT_EQ(count_of(outcome, "PS-001"), 2u) << "TD_PCDM and TD_JHXZDM are missing";
    EXPECT_EQ(students.value(0, Field::Batch), "1");
    EXPECT_EQ(count_of(outcome, "PS-016"), 1u);
    EXPECT_EQ(outcome.not_read_tables, std::vector<std::string>{"T_TJXX"});
    const SourceSheet& source = students.source_of(0);
    bool traits_kept = false;
    for (std::uint32_t i = 0; i < source.headers.size(); ++i)
        traits_kept = traits_kept || students.unmapped(0, i) == "优秀学生、少数民族";
    EXPECT_TRUE(traits_kept);
}

TEST(ProvinceSet, JoinsTheNewerRegistration) {
    ProvinceSet set;
    set.folder = "2026/Anhui";
    set.tables.push_back(table_of(
        "T_TDD", {"KSH", "PCDM", "KLDM", "JHXZDM", "JHLBDM", "TDDWDM", "LQZYDM", "TDYYDM", "CJ"},
        {{"26340101150001", "1", "5", "0", "1", "001", "01", "-", "600"},
         {"26340101150002", "1", "5", "0", "1", "001", "01", "-", "601"}}));
    set.tables.push_back(table_of(
        "T_BMK", {"KSH", "XM", "ZJHM", "LXSJ", "LXDH", "XKKM"},
        {{"26340101150001.0", "张三", "11010519491231002X", "13800000000", "0551-1234567", "4*5"},
         {"26340101150009", "钱七", "-", "-", "-", "-"}}));
    set.tables.push_back(table_of("TD_KMDM", {"KMDM", "KMMC"}, {{"4", "物理"}, {"5", "化学"}}));
    Students students;
    const ProvinceOutcome outcome = read_province_set(set, shipped_context(), students).value();
    EXPECT_EQ(outcome.generation, "2017");
    EXPECT_EQ(outcome.province, "安徽");
    ASSERT_EQ(students.size(), 2u);
    EXPECT_EQ(students.value(0, Field::Name), "张三");
    EXPECT_EQ(students.value(0, Field::IdNumber), "11010519491231002X");
    EXPECT_EQ(students.value(0, Field::ElectiveSubjects), "物理、化学");
    EXPECT_EQ(students.value(0, Field::Phone), "13800000000");
    EXPECT_FALSE(students.value(0, Field::PhoneOther).empty());
    EXPECT_EQ(students.value(1, Field::ExamNumber), "26340101150002");
    EXPECT_EQ(count_of(outcome, "PS-009"), 1u) << "the second has no registration";
    EXPECT_EQ(count_of(outcome, "PS-010"), 1u) << "钱七 has no placement";
    EXPECT_EQ(outcome.without_placement, 1u);
    const SourceSheet& source = students.source_of(0);
    const auto name =
        static_cast<std::size_t>(source.column_of[static_cast<std::size_t>(Field::Name)]);
    EXPECT_TRUE(name >= source.joined_from && name < source.joined_to);
    EXPECT_EQ(students.joined_row_number(0), 1u);
    EXPECT_EQ(students.joined_row_number(1), 0u);
}

/// A newer set of one candidate, whose tables a test can take away one by one.
ProvinceSet newer_set() {
    ProvinceSet set;
    set.folder = "2026/浙江";
    set.tables.push_back(table_of(
        "T_TDD",
        {"KSH", "PCDM", "KLDM", "JHXZDM", "JHLBDM", "TDDWDM", "LQZY", "KSZT", "CJ", "GKCJX1",
         "GKCJX02", "GKCJX07"},
        {{"26330101150001", "A", "7", "0", "1", "001", "01", "1", "650", "130", "140.50", "9"}}));
    set.tables.push_back(table_of("T_BMK", {"KSH", "XM", "XBDM", "MZDM", "KSTZ", "KSZG", "XKKM"},
                                  {{"26330101150001", "张三", "2", "5", "13", "2", "4*5*9"}}));
    set.tables.push_back(
        table_of("T_JHK", {"PCDM", "KLDM", "JHXZDM", "JHLBDM", "TDDWDM", "ZYDH", "ZYDM", "ZYMC"},
                 {{"A", "7", "0", "1", "001", "01", "080901", "计算机科学与技术"}}));
    set.tables.push_back(table_of("TD_ZYDH",
                                  {"KLDM", "ZYDH", "ZYDM", "ZYMC", "CCDM", "XZDM", "ZKFX"},
                                  {{"7", "01", "080901", "计算机科学与技术", "2", "3", "图像"}}));
    set.tables.push_back(table_of("TD_CCDM", {"CCDM", "CCMC"}, {{"2", "本科"}}));
    set.tables.push_back(table_of("TD_XZDM", {"XZDM", "XZMC"}, {{"3", "四年"}}));
    set.tables.push_back(table_of("TD_KLDM", {"KLDM", "KLMC"}, {{"7", "综合改革"}}));
    set.tables.push_back(table_of("TD_XBDM", {"XBDM", "XBMC"}, {{"1", "男"}, {"2", "女"}}));
    set.tables.push_back(table_of("TD_MZDM", {"MZDM", "MZMC"}, {{"05", "维吾尔"}}));
    set.tables.push_back(table_of("TD_PCDM", {"PCDM", "PCMC"}, {{"A", "普通批"}}));
    set.tables.push_back(table_of("TD_JHXZDM", {"JHXZDM", "JHXZMC"}, {{"0", "非定向"}}));
    set.tables.push_back(table_of("TD_JHLBDM", {"JHLBDM", "JHLBMC"}, {{"1", "普通"}}));
    set.tables.push_back(table_of("TD_KSTZDM", {"KSTZDM", "KSTZMC", "ZGFS"},
                                  {{"1", "优秀学生", "10"}, {"3", "少数民族", "5"}}));
    set.tables.push_back(table_of("TD_KSZGDM", {"KSZGDM", "KSZGMC"}, {{"2", "专项"}}));
    set.tables.push_back(
        table_of("TD_KMDM", {"KMDM", "KMMC"}, {{"4", "物理"}, {"5", "化学"}, {"9", "技术"}}));
    set.tables.push_back(
        table_of("TD_CJXDM", {"CJXDM", "CJXMC"}, {{"01", "语文"}, {"02", "数学"}, {"03", "外语"}}));
    return set;
}

Table* table_in(ProvinceSet& set, std::string_view name) {
    for (Table& table : set.tables)
        if (table.name() == name) return &table;
    return nullptr;
}

TEST(ProvinceSet, ReadsTheNewerGenerationWhole) {
    Students students;
    const ProvinceOutcome outcome =
        read_province_set(newer_set(), shipped_context(), students).value();
    EXPECT_EQ(outcome.generation, "2017");
    struct Case {
        Field field;
        std::string_view value, raw;
    };
    for (const Case& c : {
             Case{Field::Sex, "女", "2"},
             Case{Field::Ethnicity, "维吾尔族", "5"},
             Case{Field::SubjectTrack, "综合改革", "7"},
             Case{Field::Batch, "普通批", "A"},
             Case{Field::PlanNature, "非定向", "0"},
             Case{Field::PlanKind, "普通", "1"},
             Case{Field::Major, "计算机科学与技术", "01"},
             Case{Field::MajorCode, "080901", "01"},
             Case{Field::Level, "本科", "2"},
             Case{Field::Duration, "4", "3"},
             Case{Field::MajorDirection, "图像", "图像"},
             Case{Field::ElectiveSubjects, "物理、化学、技术", "4*5*9"},
             Case{Field::SubjectScores, "语文=130;数学=140.5;GKCJX07=9", ""},
             Case{Field::Province, "浙江", "浙江"},
         }) {
        SCOPED_TRACE(key_of(c.field));
        EXPECT_EQ(students.value(0, c.field), c.value);
        EXPECT_TRUE(c.raw.empty() || students.raw(0, c.field) == c.raw);
    }
    EXPECT_EQ(count_of(outcome, "PS-008"), 1u) << "item 07 has no name";
    EXPECT_TRUE(outcome.missing_tables.empty());
    EXPECT_EQ(count_of(outcome, "PS-001") + count_of(outcome, "PS-002"), 0u);
}

TEST(ProvinceSet, EachMissingTableIsAFindingAndNoMore) {
    struct Case {
        std::string_view table, code;
        Field field;
        std::string_view value;  // what the field then holds
    };
    const Case cases[] = {
        {"T_BMK", "PS-012", Field::Name, ""},
        {"T_JHK", "PS-012", Field::Major, "计算机科学与技术"},
        {"TD_CJXDM", "PS-001", Field::SubjectScores, "GKCJX1=130;GKCJX02=140.5;GKCJX07=9"},
        {"TD_KLDM", "PS-001", Field::SubjectTrack, "7"},
        {"TD_XBDM", "PS-001", Field::Sex, "女"},
        {"TD_MZDM", "PS-001", Field::Ethnicity, "维吾尔族"},
        {"TD_PCDM", "PS-001", Field::Batch, "A"},
        {"TD_KMDM", "PS-001", Field::ElectiveSubjects, "4、5、9"},
        {"TD_KSTZDM", "PS-001", Field::Name, "张三"},
        {"TD_CCDM", "PS-001", Field::Level, ""},
        {"TD_XZDM", "PS-001", Field::Duration, ""},
    };
    for (const Case& c : cases)
        for (const bool empty : {false, true}) {
            SCOPED_TRACE(std::string(c.table) + (empty ? " empty" : " absent"));
            ProvinceSet set = newer_set();
            Table* gone = table_in(set, c.table);
            if (empty) {
                Table bare(std::string(c.table), gone->file());
                bare.declare(gone->columns());
                *gone = std::move(bare);
            } else {
                set.tables.erase(set.tables.begin() + (gone - set.tables.data()));
            }
            Students students;
            const auto read = read_province_set(set, shipped_context(), students);
            ASSERT_TRUE(read.ok());
            ASSERT_EQ(students.size(), 1u);
            EXPECT_EQ(students.value(0, c.field), c.value);
            EXPECT_EQ(count_of(read.value(), c.code), 1u);
            EXPECT_EQ(read.value().missing_tables, std::vector<std::string>{std::string(c.table)});
        }
}

TEST(ProvinceSet, TheAdmittedAreThoseOfTheStatedFilter) {
    struct Case {
        std::string_view why, major, state, refusal;
        bool admitted;
    };
    const Case cases[] = {
        {"state 1", "01", "1", "-", true},
        {"state 5", "01", "5", "-", true},
        {"state 5 as a float", "01", "5.0", "-", true},
        {"state 1 in spite of a reason of return", "01", "1", "3", true},
        {"another state, no reason of return", "01", "4", "-", true},
        {"no state, no reason of return", "01", "-", "-", true},
        {"another state and a reason of return", "01", "3", "7", false},
        {"no state and a reason of return", "01", "-", "7", false},
        {"no major", "-", "5", "-", false},
        {"a major of blanks", "  ", "1", "-", false},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        ProvinceSet set;
        set.folder = "安徽";
        set.tables.push_back(table_of("T_TDD", {"KSH", "XM", "LQZY", "KSZT", "TDYYDM"},
                                      {{"26340101150001", "张三", std::string(c.major),
                                        std::string(c.state), std::string(c.refusal)}}));
        Students students;
        const ProvinceOutcome outcome = read_province_set(set, shipped_context(), students).value();
        EXPECT_EQ(outcome.admitted, c.admitted ? 1u : 0u);
        EXPECT_EQ(outcome.candidates, outcome.admitted + outcome.not_admitted);
        EXPECT_EQ(count_of(outcome, "PS-020"), c.admitted ? 0u : 1u);
    }
}

// 河北, 广西, 陕西, 海南, 云南, 江苏: importers treat them apart, because their items are numbered
// otherwise or named in another table. By name there is nothing special about them.
TEST(ProvinceSet, ScoresOfEveryProvinceGoByTheNamesOfItsOwnTable) {
    struct Case {
        std::string_view why;
        Table names;
        std::string_view scores;
    };
    std::vector<Case> cases;
    cases.push_back({"numbers in another order",
                     table_of("TD_CJXDM", {"CJXDM", "CJXMC"}, {{"02", "语文"}, {"01", "外语"}}),
                     "外语=120;语文=110"});
    cases.push_back({"zeros lost",
                     table_of("TD_CJXDM", {"CJXDM", "CJXMC"}, {{"1", "语文"}, {"2.0", "数学"}}),
                     "语文=120;数学=110"});
    cases.push_back({"columns described instead",
                     table_of("T_TDDZDSX", {"ZDDH", "ZDMC"},
                              {{"XM", "姓名"}, {"GKCJX01", "语文"}, {"gkcjx02", "数学"}}),
                     "语文=120;数学=110"});
    for (Case& c : cases) {
        SCOPED_TRACE(c.why);
        ProvinceSet set;
        set.folder = "江苏";
        set.tables.push_back(table_of("T_TDD",
                                      {"KSH", "XM", "LQZY", "GKCJX01", "GKCJX02", "GKCJX17"},
                                      {{"26320101150001", "张三", "01", "120.0", "110", "0.0"}}));
        set.tables.push_back(std::move(c.names));
        Students students;
        const ProvinceOutcome outcome = read_province_set(set, shipped_context(), students).value();
        EXPECT_EQ(students.value(0, Field::SubjectScores), c.scores) << "17 is not used: 0";
        EXPECT_EQ(count_of(outcome, "PS-008"), 0u);
        EXPECT_TRUE(outcome.not_read_tables.empty());
    }
}

TEST(ProvinceSet, SaysHowAMajorWasFound) {
    struct Case {
        std::string_view why, kind, unit, number, code;
    };
    const Case cases[] = {
        {"the whole key", "1", "001", "01", ""},
        {"another plan kind", "2", "001", "01", "PS-005"},
        {"another unit", "1", "009", "01", "PS-006"},
        {"only among the majors", "1", "001", "02", "PS-007"},
        {"nowhere", "1", "001", "77", "PS-003"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        ProvinceSet set = newer_set();
        *table_in(set, "T_TDD") =
            table_of("T_TDD", {"KSH", "PCDM", "KLDM", "JHXZDM", "JHLBDM", "TDDWDM", "LQZY", "KSZT"},
                     {{"26330101150001", "A", "7", "0", std::string(c.kind), std::string(c.unit),
                       std::string(c.number), "1"}});
        *table_in(set, "TD_ZYDH") =
            table_of("TD_ZYDH", {"KLDM", "ZYDH", "ZYDM", "ZYMC"}, {{"7", "02", "070101", "数学"}});
        Students students;
        const ProvinceOutcome outcome = read_province_set(set, shipped_context(), students).value();
        for (std::string_view code : {"PS-003", "PS-004", "PS-005", "PS-006", "PS-007"})
            EXPECT_EQ(count_of(outcome, code), code == c.code ? 1u : 0u) << code;
    }
}

TEST(ProvinceSet, ListsTheColumnsThatNoFieldClaims) {
    ProvinceSet set;
    set.folder = "安徽";
    set.tables.push_back(table_of("T_TDD", {"KSH", "XM", "LQZY", "KSZT", "TDZY", "ZSYJ", "SDBZ"},
                                  {{"26340101150001", "张三", "01", "5", "1", "-", "-"},
                                   {"26340101150002", "李四", "01", "5", "2", "  ", "1"}}));
    Students students;
    const ProvinceOutcome outcome = read_province_set(set, shipped_context(), students).value();
    ASSERT_EQ(count_of(outcome, "PS-015"), 1u);
    for (const Finding& each : outcome.findings) {
        if (each.rule->code != "PS-015") continue;
        EXPECT_EQ(each.arg, "2");
        EXPECT_EQ(each.raw, "TDZY、SDBZ") << "an empty column holds nothing to keep";
    }
    EXPECT_EQ(students.unmapped(1, 4), "2");
}

TEST(ProvinceSet, SaysWhenFolderAndExamNumbersDisagree) {
    ProvinceSet set = older_set();
    set.folder = "2026/河南";
    Students students;
    const ProvinceOutcome outcome = read_province_set(set, shipped_context(), students).value();
    EXPECT_EQ(outcome.province, "河南");
    EXPECT_EQ(count_of(outcome, "PS-013"), 1u);
    set.folder = "2026/新建文件夹";
    EXPECT_EQ(read_province_set(set, shipped_context(), students).value().province, "安徽");
}

TEST(ProvinceSet, RefusesWhatCannotBeAnAdmissionList) {
    struct Case {
        std::string_view why, code;
        std::vector<Table> tables;
    };
    std::vector<Case> cases(4);
    cases[0] = {"no placements", "province_set.no_placement_table", {}};
    cases[0].tables.push_back(table_of("TD_XBDM", {"XBDM", "XBMC"}, {{"1", "男"}}));
    cases[1] = {"two of one table", "province_set.table_twice", {}};
    cases[1].tables.push_back(older_placements());
    cases[1].tables.push_back(older_placements());
    cases[2] = {"no records", "province_set.placement_table_empty", {}};
    cases[2].tables.push_back(table_of("T_TDD", {"KSH", "LQZY"}, {}));
    cases[3] = {"no admitted major", "province_set.no_key_column", {}};
    cases[3].tables.push_back(table_of("T_TDD", {"KSH"}, {{"26340101150001"}}));
    for (Case& c : cases) {
        SCOPED_TRACE(c.why);
        ProvinceSet set;
        set.folder = "安徽";
        set.tables = std::move(c.tables);
        Students students;
        const auto read = read_province_set(set, shipped_context(), students);
        ASSERT_FALSE(read.ok());
        EXPECT_EQ(read.error().problem().code, c.code);
        EXPECT_EQ(students.size(), 0u);
    }
}

}  // namespace
}  // namespace mingce
