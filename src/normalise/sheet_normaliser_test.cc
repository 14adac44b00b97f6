#include "normalise/sheet_normaliser.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "normalise/change_codes.h"

namespace mingce {
namespace {

using Rows = std::vector<std::vector<std::string>>;

NormaliseContext plain_context() {
    return {DataStandard::shipped(), CodeTables::shipped(), Regions::shipped(), {}, std::nullopt};
}

SheetReport normalise(const Rows& rows, Students& students, const NormaliseContext& with) {
    SheetNormaliser normaliser(with, "a.xlsx", students);
    EXPECT_TRUE(normaliser.begin_sheet({"名单", 0, false, DateSystem::From1900, {}}).ok());
    std::uint64_t number = 0;
    for (const auto& row : rows) {
        std::vector<Cell> cells;
        for (const std::string& text : row)
            cells.push_back({text, text.empty() ? CellKind::Empty : CellKind::Text});
        EXPECT_TRUE(normaliser.row({++number, false, cells}).ok());
    }
    EXPECT_TRUE(normaliser.end_sheet({}).ok());
    return normaliser.reports().front();
}

const std::vector<std::string> kHeader = {"姓 名", "性别", "身份证号（18位）", "出生日期",
                                          "宿舍长"};
const std::vector<std::string> kWang = {"王小明", "男", "110101200801011239", "20080101", "是"};
const std::vector<std::string> kLi = {"李小红", "女", "110101200802022341", "20080202", ""};

TEST(SheetNormaliser, FindsTheHeaderWhereverItStands) {
    struct Case {
        std::string_view why;
        Rows rows;
        std::vector<std::uint64_t> header_rows;
        std::uint64_t titles, blanks;
    };
    const Case cases[] = {
        {"first row", {kHeader, kWang, kLi}, {1}, 1, 0},
        {"under a title", {{"临溪大学新生名单"}, {}, kHeader, kWang, kLi}, {3}, 2, 1},
        {"two header rows", {{"基本信息", "", "证件", "", ""}, kHeader, kWang, kLi}, {1, 2}, 2, 0},
        {"no header", {kWang, kLi}, {}, 0, 0},
        {"repeated in the middle", {kHeader, kWang, kHeader, kLi}, {1}, 2, 0},
        {"totals at the foot", {kHeader, kWang, kLi, {"合计", "2"}}, {1}, 2, 0},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        Students students;
        const auto with = plain_context();
        const SheetReport report = normalise(c.rows, students, with);
        EXPECT_EQ(report.header_rows, c.header_rows);
        EXPECT_EQ(report.header_or_title_rows, c.titles);
        EXPECT_EQ(report.blank_rows, c.blanks);
        EXPECT_EQ(report.rows, report.header_or_title_rows + report.blank_rows +
                                   report.accepted_rows + report.other_rows);
        ASSERT_EQ(students.size(), 2U);
        EXPECT_EQ(students.value(0, Field::IdNumber), "110101200801011239");
        EXPECT_EQ(students.value(1, Field::Sex), "女");
    }
}

TEST(SheetNormaliser, KeepsAndListsWhatIsNotMapped) {
    Students students;
    const auto with = plain_context();
    const SheetReport report = normalise({kHeader, kWang, kLi}, students, with);
    ASSERT_EQ(report.columns.size(), 5U);
    EXPECT_FALSE(report.columns[4].field);
    EXPECT_EQ(report.columns[4].filled, 1U);
    EXPECT_FALSE(report.columns[4].explanation.zh.empty());
    EXPECT_EQ(students.unmapped(0, 4), "是");
}

TEST(SheetNormaliser, AForcedMapWins) {
    Students students;
    auto with = plain_context();
    with.forced = {{"宿舍长", "remark"}, {"性别", "-"}};
    const SheetReport report = normalise({kHeader, kWang, kLi}, students, with);
    EXPECT_EQ(students.value(0, Field::Remark), "是");
    EXPECT_EQ(students.value(0, Field::Sex), "");
    EXPECT_EQ(report.columns[4].reason, ColumnReason::Forced);
}

TEST(SheetNormaliser, NotesEachChangeWithItsRawText) {
    Students students;
    const auto with = plain_context();
    normalise({kHeader, {" 王 小明", "1", "11010519491231002x", "2008/1/1", ""}, kLi}, students,
              with);
    struct Case {
        Field field;
        std::string_view raw, clean;
        unsigned rules;
    };
    using enum ChangeCode;
    const auto bits = [](std::initializer_list<ChangeCode> codes) {
        unsigned set = 0;
        for (ChangeCode code : codes) set |= change_bit(code);
        return set;
    };
    const Case cases[] = {
        {Field::Name, " 王 小明", "王小明", bits({Trim, InnerBlank})},
        {Field::Sex, "1", "男", bits({CodeName})},
        {Field::IdNumber, "11010519491231002x", "11010519491231002X", bits({UpperCase})},
        {Field::BirthDate, "2008/1/1", "20080101", bits({ChangeCode::Date})},
    };
    ASSERT_EQ(students.changes().size(), std::size(cases)) << "nothing of the clean row";
    for (std::size_t i = 0; i < std::size(cases); ++i) {
        const Change& change = students.changes()[i];
        EXPECT_EQ(change.field, cases[i].field);
        EXPECT_EQ(students.raw(0, change.field), cases[i].raw);
        EXPECT_EQ(change.rules, cases[i].rules);
        EXPECT_EQ(students.value(0, change.field), cases[i].clean);
    }
}

TEST(SheetNormaliser, CountsSerialsFromTheWorkbooksOwnDay) {
    for (const DateSystem system : {DateSystem::From1900, DateSystem::From1904}) {
        Students students;
        const auto with = plain_context();
        SheetNormaliser normaliser(with, "a.xlsx", students);
        ASSERT_TRUE(normaliser.begin_sheet({"名单", 0, false, system, {}}).ok());
        const Cell head[] = {{"姓名", CellKind::Text}, {"出生日期", CellKind::Text}};
        const Cell wang[] = {{"王小明", CellKind::Text}, {"39448", CellKind::Date}};
        ASSERT_TRUE(normaliser.row({1, false, head}).ok());
        ASSERT_TRUE(normaliser.row({2, false, wang}).ok());
        ASSERT_TRUE(normaliser.end_sheet({}).ok());
        EXPECT_EQ(students.value(0, Field::BirthDate),
                  system == DateSystem::From1900 ? "20080101" : "20120102");
    }
}

TEST(SheetNormaliser, KeepsCellsPastTheLastHeader) {
    Students students;
    const auto with = plain_context();
    const SheetReport report =
        normalise({{"姓名", "学号"}, {"王小明", "1", "", "多出的"}}, students, with);
    ASSERT_EQ(report.columns.size(), 4U);
    EXPECT_FALSE(report.columns[3].field);
    EXPECT_EQ(report.columns[3].name, "D");
    EXPECT_EQ(students.unmapped(0, 3), "多出的");
}

TEST(SheetNormaliser, NoFieldIsGivenTwice) {
    Students students;
    const auto with = plain_context();
    const SheetReport report =
        normalise({{"姓名", "学生姓名", "学号"}, {"王小明", "王大明", "1"}}, students, with);
    EXPECT_EQ(students.value(0, Field::Name), "王小明");
    EXPECT_EQ(students.unmapped(0, 1), "王大明");
    EXPECT_FALSE(report.columns[1].field);
}

TEST(SheetNormaliser, ASheetWithoutStudentsIsSaidToBeOne) {
    Students students;
    const auto with = plain_context();
    const SheetReport report =
        normalise({{"填表说明"}, {"请用宋体"}, {"不要合并单元格"}}, students, with);
    EXPECT_FALSE(report.is_student_sheet);
    EXPECT_EQ(report.accepted_rows, 0U);
    EXPECT_EQ(report.other_rows + report.header_or_title_rows, 3U);
    EXPECT_EQ(students.size(), 0U);
}

TEST(SheetNormaliser, GuessesTheKindOfStudent) {
    Students students;
    const auto with = plain_context();
    EXPECT_EQ(normalise({{"考生编号", "姓名"}, {"1", "王明"}}, students, with).kind,
              StudentKind::Postgraduate);
    EXPECT_EQ(normalise({{"护照号码", "姓名"}, {"E1", "王明"}}, students, with).kind,
              StudentKind::International);
    EXPECT_EQ(normalise({{"考生号", "姓名"}, {"1", "王明"}}, students, with).kind,
              StudentKind::Undergraduate);
}

}  // namespace
}  // namespace mingce
