#include "normalise/province_set.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "normalise/province_fixture.h"

namespace mingce {
namespace {

NormaliseContext context() {
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
    const auto read = read_province_set(older_set(), context(), students);
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
    const ProvinceOutcome outcome = read_province_set(older_set(), context(), students).value();
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
        {{"26340101150001", "张三", "11010519491231002X", "13800000000", "0551-1234567", "4*5"},
         {"26340101150009", "钱七", "-", "-", "-", "-"}}));
    set.tables.push_back(table_of("TD_KMDM", {"KMDM", "KMMC"}, {{"4", "物理"}, {"5", "化学"}}));
    Students students;
    const ProvinceOutcome outcome = read_province_set(set, context(), students).value();
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

TEST(ProvinceSet, SaysWhenFolderAndExamNumbersDisagree) {
    ProvinceSet set = older_set();
    set.folder = "2026/河南";
    Students students;
    const ProvinceOutcome outcome = read_province_set(set, context(), students).value();
    EXPECT_EQ(outcome.province, "河南");
    EXPECT_EQ(count_of(outcome, "PS-013"), 1u);
    set.folder = "2026/新建文件夹";
    EXPECT_EQ(read_province_set(set, context(), students).value().province, "安徽");
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
        const auto read = read_province_set(set, context(), students);
        ASSERT_FALSE(read.ok());
        EXPECT_EQ(read.error().problem().code, c.code);
        EXPECT_EQ(students.size(), 0u);
    }
}

}  // namespace
}  // namespace mingce
