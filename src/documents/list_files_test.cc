#include "documents/list_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "formats/zip_archive.h"

namespace mingce {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const ListTable kList{{"学号", "姓名", "宿舍"},
                      {{"2026010117", "欧阳梓涵", "北苑 3-412"}, {"2026010118", "=1+1", ""}}};

ListMark mark_of(std::string visible) {
    return {"2026-ug", "何立群", "分床", "No. 12 0A", Moment{}, std::move(visible)};
}

std::string member_of(const std::string& book, std::string_view name) {
    const Bytes bytes = std::as_bytes(std::span(book));
    auto archive = ZipArchive::open(bytes, ReadLimits{});
    if (!archive.ok() || archive.value().find(name) == nullptr) return {};
    return archive.value().read(*archive.value().find(name)).value();
}

TEST(ListWorkbook, WithoutAVisibleMarkBeginsWithItsHeads) {
    const std::string book = list_workbook(kList, mark_of("")).value();
    const std::string sheet = member_of(book, "xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, HasSubstr("<worksheet xmlns=\"http://schemas.openxmlformats.org/"
                                 "spreadsheetml/2006/main\"><sheetData><row><c s=\"1\" "
                                 "t=\"inlineStr\"><is><t xml:space=\"preserve\">学号<"));
    EXPECT_THAT(sheet, Not(HasSubstr("pane")));
    EXPECT_THAT(member_of(book, "docProps/custom.xml"), HasSubstr("No. 12 0A"));
}

TEST(ListWorkbook, ShowsWhoseCopyItIs) {
    const std::string line = "后勤处 & 宿管 · <第 12 份>";
    const std::string book = list_workbook(kList, mark_of(line)).value();
    const std::string sheet = member_of(book, "xl/worksheets/sheet1.xml");
    const std::string row =
        "<sheetData><row><c s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">后勤处 &amp; "
        "宿管 · &lt;第 12 份&gt;</t></is></c></row><row><c s=\"3\" t=\"inlineStr\"><is><t "
        "xml:space=\"preserve\">学号<";
    EXPECT_THAT(sheet, HasSubstr(row));
    EXPECT_THAT(sheet, HasSubstr("<mergeCell ref=\"A1:C1\"/>"));
    EXPECT_THAT(sheet, HasSubstr("ySplit=\"2\""));
    // In a page's head & begins an order, so it is doubled.
    EXPECT_THAT(sheet, HasSubstr("后勤处 &amp;&amp; 宿管 · &lt;第 12 份&gt;</oddHeader>"));
    EXPECT_THAT(sheet, HasSubstr("&amp;&amp; 宿管 · &lt;第 12 份&gt;&amp;R&amp;P / &amp;N"));
    EXPECT_THAT(member_of(book, "xl/styles.xml"), HasSubstr("<cellXfs count=\"4\">"));
    // Columns are as wide as what stands in them, and a page as wide as the columns.
    EXPECT_THAT(sheet, HasSubstr("<cols><col min=\"1\" max=\"1\" width="));
    EXPECT_THAT(sheet, HasSubstr("fitToPage=\"1\""));
    EXPECT_THAT(member_of(book, "xl/workbook.xml"), HasSubstr("名单!$1:$2"));
    EXPECT_THAT(member_of(book, "docProps/custom.xml"), HasSubstr("No. 12 0A"));
}

TEST(ListWorkbook, APageHeadNeverGrowsPastWhatASheetMayHave) {
    std::string line;
    for (int i = 0; i < 300; ++i) line += "&后";
    const std::string sheet =
        member_of(list_workbook(kList, mark_of(line)).value(), "xl/worksheets/sheet1.xml");
    constexpr std::string_view kOpen = "<oddHeader>";
    const std::size_t from = sheet.find(kOpen) + kOpen.size();
    std::string head = sheet.substr(from, sheet.find("</oddHeader>") - from);
    for (const std::string_view entity : {"&amp;", "&quot;"})
        for (std::size_t at = 0; (at = head.find(entity, at)) != std::string::npos; ++at)
            head.replace(at, entity.size(), entity == "&amp;" ? "&" : "\"");
    std::size_t characters = 0;
    for (std::string_view rest = head; !rest.empty(); ++characters) next_code_point(rest);
    EXPECT_GT(characters, 190U);
    EXPECT_LE(characters, 255U);
    EXPECT_THAT(sheet, HasSubstr("<is><t xml:space=\"preserve\">&amp;后&amp;后"));
}

TEST(ListDbf, HoldsTheTableInGbk) {
    const std::vector<std::string> names = {"xh", "xm", "xm"};
    const ListDbf list = list_dbf(kList, names, {2026, 9, 1}).value();
    EXPECT_TRUE(list.refused.empty());
    ASSERT_GT(list.bytes.size(), 129U);
    EXPECT_EQ(list.bytes.substr(0, 4), std::string("\x03\x7E\x09\x01", 4));
    EXPECT_EQ(list.bytes[29], '\x4D');
    EXPECT_STREQ(list.bytes.c_str() + 32, "XH");
    EXPECT_STREQ(list.bytes.c_str() + 64, "XM");
    EXPECT_STREQ(list.bytes.c_str() + 96, "XM2");
    EXPECT_THAT(list.bytes, HasSubstr("2026010117\xC5\xB7\xD1\xF4\xE8\xF7\xBA\xAD"));
}

TEST(ListDbf, WritesNothingForWhatGbkCannotHold) {
    ListTable table = kList;
    table.rows[0][1] = "马\xF0\xB1\xBF\xA6";  // U+31FE6
    table.rows[1][2] = std::string(300, 'a');
    const std::vector<std::string> names = {"XH", "XM", "SS"};
    const ListDbf list = list_dbf(table, names, {2026, 9, 1}).value();
    EXPECT_TRUE(list.bytes.empty());
    ASSERT_EQ(list.refused.size(), 2U);
    EXPECT_EQ(list.refused[0].row, 0U);
    EXPECT_EQ(list.refused[0].column, 1U);
    EXPECT_FALSE(list.refused[0].too_long);
    EXPECT_EQ(list.refused[1].row, 1U);
    EXPECT_EQ(list.refused[1].column, 2U);
    EXPECT_TRUE(list.refused[1].too_long);
}

TEST(ListDbf, ANameThatCannotStandIsRefused) {
    for (const char* name : {"", "学号", "A B"}) {
        const std::vector<std::string> names = {"XH", name, "SS"};
        EXPECT_FALSE(list_dbf(kList, names, {2026, 9, 1}).ok()) << name;
    }
}

}  // namespace
}  // namespace mingce
