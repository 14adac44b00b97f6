#include "base/text_table.h"

#include <map>

#include <gtest/gtest.h>

namespace mingce {
namespace {

/// What kinds of columns rosters have, by their text in a row.
struct ColumnCase {
    const char* name;
    std::string (*text)(std::uint32_t row);
};
const ColumnCase kColumns[] = {
    {"one text", [](std::uint32_t) { return std::string("普通全日制"); }},
    {"some texts", [](std::uint32_t row) { return "第" + std::to_string(row % 200) + "中学"; }},
    {"too many for a code", [](std::uint32_t row) { return std::to_string(row % 257); }},
    {"numbers of one width", [](std::uint32_t row) { return std::to_string(1'000'000 + row); }},
    {"texts of their own", [](std::uint32_t row) { return "人民路" + std::to_string(row) + "号"; }},
    {"blank in most rows",
     [](std::uint32_t row) { return row % 9 == 0 ? std::to_string(row) : ""; }},
    {"blank", [](std::uint32_t) { return std::string(); }},
    {"long", [](std::uint32_t row) { return std::string(row % 500, 'x') + std::to_string(row); }},
};

constexpr std::uint32_t kRows = 3 * TextBlock::kRows + 7;

void fill(TextTable& table, std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t row = from; row < to; ++row)
        for (std::size_t column = 0; column < std::size(kColumns); ++column)
            if (const std::string text = kColumns[column].text(row); !text.empty())
                table.set(row, column, text);
}

void expect_filled(const TextTable& table, std::uint32_t rows) {
    for (std::size_t column = 0; column < std::size(kColumns); ++column) {
        SCOPED_TRACE(kColumns[column].name);
        for (std::uint32_t row = 0; row < rows; ++row)
            ASSERT_EQ(table.at(row, column), kColumns[column].text(row)) << row;
    }
}

TEST(TextTable, GivesBackWhatWasSetOpenAndPacked) {
    TextTable table;
    fill(table, 0, kRows);
    expect_filled(table, kRows);
    table.settle();
    expect_filled(table, kRows);
    EXPECT_EQ(table.at(kRows, 0), "");
    EXPECT_EQ(table.at(kRows + TextBlock::kRows, 0), "");
    EXPECT_EQ(table.at(0, std::size(kColumns)), "");
}

TEST(TextTable, TakesTheLastOfTwoTextsAlsoWhereTheBlockIsPacked) {
    TextTable table;
    fill(table, 0, kRows);
    table.settle();
    std::map<std::pair<std::uint32_t, std::size_t>, std::string> later;
    for (std::uint32_t row : {0U, 1'023U, 1'024U, kRows - 1})
        for (std::size_t column = 0; column < std::size(kColumns) + 2; ++column)
            for (const char* text : {"第一", "", "另一个"}) {
                table.set(row, column, text);
                later[{row, column}] = text;
            }
    for (const bool settled : {false, true}) {
        SCOPED_TRACE(settled);
        if (settled) table.settle();
        for (std::size_t column = 0; column < std::size(kColumns); ++column)
            for (std::uint32_t row = 0; row < kRows; ++row) {
                const auto changed = later.find({row, column});
                ASSERT_EQ(table.at(row, column),
                          changed == later.end() ? kColumns[column].text(row) : changed->second)
                    << column << " " << row;
            }
    }
}

TEST(TextTable, ForgetsRowsAndGoesOnBehindThem) {
    for (const std::uint32_t kept : {0U, 1U, 1'023U, 1'024U, 1'025U, 2'600U}) {
        SCOPED_TRACE(kept);
        TextTable table;
        fill(table, 0, kRows);
        table.cut(kept);
        expect_filled(table, kept);
        for (std::uint32_t row = kept; row < kRows; ++row) ASSERT_EQ(table.at(row, 0), "") << row;
        fill(table, kept, kRows);
        expect_filled(table, kRows);
    }
}

TEST(TextTable, KeepsViewsOfSettledTexts) {
    TextTable table;
    fill(table, 0, kRows);
    table.settle();
    const std::string_view first = table.at(0, 4), last = table.at(kRows - 1, 3);
    table.settle();
    EXPECT_EQ(first, kColumns[4].text(0));
    EXPECT_EQ(last, kColumns[3].text(kRows - 1));
}

}  // namespace
}  // namespace mingce
