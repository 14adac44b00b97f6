#include "formats/dbf_reader.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "base/text.h"
#include "formats/table_fixture.h"
#include "formats/writers.h"
#include "places.h"

namespace mingce {
namespace {

using fixture::bytes_of;
using fixture::Read;
using fixture::Rows;
namespace fs = std::filesystem;

Read read_table(std::string_view text, const ReadOptions& options = {}) {
    Read sink;
    sink.status = read_dbf(bytes_of(text), options, sink);
    return sink;
}

std::string written(const std::vector<DbfColumn>& columns,
                    const std::vector<std::vector<std::string_view>>& rows) {
    std::vector<DbfRefusal> refusals;
    auto out = write_dbf(columns, rows, {2026, 9, 1}, refusals);
    return out.ok() ? std::move(out).value() : "";
}

const std::vector<DbfColumn> kColumns = {
    {"KSH", 'C', 14, 0}, {"XM", 'C', 6, 0}, {"CJ", 'N', 5, 1}, {"CSRQ", 'D', 8, 0}};

std::string sample() {
    return written(kColumns, {{"26110101110001", "张三丰", "612.5", "20080229"},
                              {"26110101110002", "李四", "", ""},
                              {"26110101110003", "䶮", "7", "20080301"}});
}

constexpr std::size_t kHeaderBytes = 32 + 4 * 32 + 1;
constexpr std::size_t kRecordBytes = 1 + 14 + 6 + 5 + 8;

TEST(WriteDbf, IsReadBack) {
    const Read seen = read_table(sample());
    ASSERT_TRUE(seen.status.ok());
    EXPECT_EQ(seen.rows, (Rows{{"26110101110001", "张三丰", "612.5", "20080229"},
                               {"26110101110002", "李四", "", ""},
                               {"26110101110003", "䶮", "7", "20080301"}}));
    ASSERT_EQ(seen.head.declared.size(), 4U);
    EXPECT_EQ(seen.head.declared[1].name, "XM");
    EXPECT_EQ(seen.head.declared[2].decimals, 1);
    EXPECT_EQ(seen.cells[0].kind, CellKind::Text);
    EXPECT_EQ(seen.cells[2].kind, CellKind::Number);
    EXPECT_EQ(seen.cells[3].kind, CellKind::Date);
    EXPECT_TRUE(seen.cells[1].fills_field);
    EXPECT_FALSE(seen.cells[5].fills_field);
    EXPECT_EQ(seen.noted(NoteKind::EncodingChosen)->detail,
              "GB18030; code_page_mark; 张三丰 | 李四 | 䶮");
}

TEST(WriteDbf, ListsWhatDoesNotFitAndWritesNothing) {
    std::vector<DbfRefusal> refusals;
    const std::vector<std::vector<std::string_view>> rows = {
        {"1", "𠮷", "1", ""}, {"2", "欧阳修文", "1", ""}, {"3", "王", "x", "20260230"}};
    const auto out = write_dbf(kColumns, rows, {2026, 9, 1}, refusals);
    ASSERT_FALSE(out.ok());
    EXPECT_EQ(out.error().problem().code, "dbf.values");
    ASSERT_EQ(refusals.size(), 4U);
    EXPECT_EQ(refusals[0].row, 0U);
    EXPECT_FALSE(refusals[0].too_long);
    EXPECT_TRUE(refusals[1].too_long);
    EXPECT_EQ(refusals[3].column, 3U);
}

TEST(ReadDbf, TellsWhatIsWrongWithRecords) {
    std::string text = sample();
    text[kHeaderBytes] = '*';
    const std::size_t second = kHeaderBytes + kRecordBytes;
    text.replace(second + 1 + 14, 6, "\xC0\xEE\xCB\xC4\xB6 ");  // half a character
    text.replace(second + 1 + 14 + 6, 5, "*****");
    const Read seen = read_table(text);
    ASSERT_TRUE(seen.status.ok());
    EXPECT_EQ(seen.noted(NoteKind::DeletedRecords)->count, 1U);
    ASSERT_EQ(seen.rows.size(), 2U);
    EXPECT_EQ(seen.numbers[0], 2U);
    EXPECT_EQ(seen.rows[0][1], "李四");
    EXPECT_TRUE(seen.cells[1].half_character);
    EXPECT_EQ(seen.noted(NoteKind::HalfCharacter)->column, "XM");
    EXPECT_EQ(seen.rows[0][2], "*****");
    EXPECT_EQ(seen.cells[2].kind, CellKind::Text);
}

TEST(ReadDbf, ASmallFileMustNotMeanMuch) {
    std::string flat = sample();
    flat[32 + 16] = 0;  // the width of the first field
    EXPECT_EQ(read_table(flat).status.error().problem().code, "dbf.fields");

    std::string table("\x83\x7E\x09\x01\x00\x00\x00\x00\x41\x00\x0B\x00", 12);
    table.resize(32);
    table +=
        "BZ" + std::string(9, '\0') + "M" + std::string(4, '\0') + "\x0A" + std::string(15, '\0');
    table += '\r';
    const std::string memo = std::string(512, '\0') + std::string(500'000, 'x') + "\x1A";
    for (const std::size_t records : {std::size_t{1}, std::size_t{20}}) {
        std::string whole = table;
        for (std::size_t i = 0; i < records; ++i) whole += "          1";
        ReadOptions options;
        options.memo = bytes_of(memo);
        const Read seen = read_table(whole, options);
        EXPECT_EQ(seen.status.ok() ? "" : seen.status.error().problem().code,
                  records == 1 ? "" : "dbf.memo");
        EXPECT_EQ(seen.rows[0][0].size(), 500'000U);
    }
}

TEST(ReadDbf, AColumnsNameMayBeCutInACharacter) {
    std::string text = sample();
    text.replace(32, 11, std::string("\xBF\xBC\xC9\xFA\xBA\xC5\xC2\xEB\xD0\xD5\xC3", 11));
    EXPECT_EQ(read_table(text).head.declared[0].name, "考生号码姓");
    text.replace(32, 11, std::string("X\xBC\xC9\xFA\xBA\xC5\xC2\xEB\xD0\xD5\0", 11));
    EXPECT_EQ(read_table(text).head.declared[0].name.substr(0, 1), "X");
}

// The seeds of the fuzzer are small tables of each kind, made by hand.
TEST(ReadDbf, EachGenerationGivesTheKnownValues) {
    struct Case {
        std::string_view file;
        Rows rows;
    };
    std::string wide;
    for (int i = 0; i < 150; ++i) wide += "备";
    const Case cases[] = {
        {"dbase3",
         {{"26110101110001", "王小明", "612.5", "20080229"},
          {"26110101110003", "李四光照", "7", "20080301"}}},
        {"dbase3_memo", {{"abc", "备注"}}},
        {"dbase4_memo", {{"abc", "memo"}}},
        {"foxpro_memo", {{"abc", "memo"}}},
        {"visual_foxpro", {{"", "1.5", "1.2345", "2026-09-01 12:00:00", "abc"}}},
        {"dbase7", {{"7", "2026-09-01 12:00:00"}}},
        {"wide_text", {{wide}}},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.file);
        std::ifstream in(
            fs::path(testing::kProject) / "fuzz" / "seeds" / "dbf" / (std::string(c.file) + ".dbf"),
            std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        const std::string table = text.str();
        ReadOptions options;
        options.memo = bytes_of(table);  // the memo seeds are their own memo file
        EXPECT_EQ(read_table(table, options).rows, c.rows);
    }
}

TEST(ReadDbf, CountsAgainstTheHeader) {
    std::string more = sample(), fewer = sample();
    more[4] = 1;
    fewer[4] = 9;
    EXPECT_EQ(read_table(more).rows.size(), 3U);
    EXPECT_EQ(read_table(more).noted(NoteKind::MoreRecordsThanDeclared)->count, 2U);
    EXPECT_EQ(read_table(fewer).noted(NoteKind::FewerRecordsThanDeclared)->count, 6U);
}

TEST(ReadDbf, JudgesByContentWhereTheMarkSaysNothing) {
    std::string text = sample();
    for (const char mark : {'\x00', '\x03', '\x57'}) {
        text[29] = mark;
        EXPECT_EQ(read_table(text).rows[0][1], "张三丰");
    }
    ReadOptions options;
    options.encoding = "windows-1251";
    EXPECT_NE(read_table(text, options).rows[0][1], "张三丰");
    text.replace(kHeaderBytes + 15, 6, "张三");
    text.replace(kHeaderBytes + kRecordBytes + 15, 6, "李四");
    text.replace(kHeaderBytes + 2 * kRecordBytes + 15, 6, "王五");
    EXPECT_EQ(read_table(text).rows[1][1], "李四");
}

TEST(ReadDbf, TruncatedOrFlippedBytesGiveRowsOrOneError) {
    const std::string good = sample();
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (unsigned flip = 0; flip < 256; flip += i < kHeaderBytes ? 1 : 37) {
            std::string text = flip == 0 ? good.substr(0, i) : good;
            if (flip != 0) text[i] = static_cast<char>(text[i] ^ static_cast<char>(flip));
            const Read seen = read_table(text);
            for (const auto& row : seen.rows)
                for (const auto& cell : row) ASSERT_TRUE(is_valid_utf8(cell));
        }
    }
}

// ---- real files ------------------------------------------------------------------------------

fs::path corpus() {
    return fs::path(testing::kProject).parent_path() / "shared" / "corpus" / "dbf";
}

std::string file_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

Read read_file(const fs::path& path, ReadOptions options = {}) {
    std::string memo;
    for (const char* extension : {".dbt", ".fpt", ".FPT"}) {
        fs::path beside = path;
        beside.replace_extension(extension);
        if (fs::exists(beside)) memo = file_text(beside);
    }
    options.memo = bytes_of(memo);
    const std::string text = file_text(path);
    return read_table(text, options);
}

TEST(DbfCorpus, EveryFileGivesRowsOrOneClearError) {
    if (!fs::exists(corpus())) GTEST_SKIP() << "the corpus of real files is not here";
    struct Case {
        std::string_view name;
        std::size_t rows, columns;
        std::uint64_t deleted;
        std::string_view code;
    };
    const Case cases[] = {
        {"calls", 16, 6, 0, ""},
        {"contacts", 5, 29, 0, ""},
        {"cp1251", 4, 2, 0, ""},
        {"dbase_02", 0, 0, 0, "dbf.dbase_2"},
        {"dbase_03", 14, 31, 0, ""},
        {"dbase_03_cyrillic", 2, 2, 0, ""},
        {"dbase_30", 34, 145, 0, ""},
        {"dbase_31", 77, 10, 0, ""},
        {"dbase_32", 1, 1, 0, ""},
        {"dbase_83", 67, 15, 0, ""},
        {"dbase_83_missing_memo", 67, 15, 0, ""},
        {"dbase_8b", 10, 6, 0, ""},
        {"dbase_8c", 10, 6, 0, ""},
        {"dbase_f5", 975, 59, 0, ""},
        {"mazovia", 2, 2, 0, ""},
        {"polygon", 1, 0, 0, ""},
        {"setup", 3, 2, 0, ""},
        {"types", 2, 2, 0, ""},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.name);
        const Read seen = read_file(corpus() / ("infused-" + std::string(c.name) + ".dbf"));
        EXPECT_EQ(seen.status.ok() ? "" : seen.status.error().problem().code, c.code);
        EXPECT_EQ(seen.rows.size(), c.rows);
        EXPECT_EQ(seen.head.declared.size(), c.columns);
        const ReadNote* deleted = seen.noted(NoteKind::DeletedRecords);
        EXPECT_EQ(deleted == nullptr ? 0 : deleted->count, c.deleted);
    }
}

TEST(DbfCorpus, ValuesAreExact) {
    if (!fs::exists(corpus())) GTEST_SKIP() << "the corpus of real files is not here";
    struct Case {
        std::string_view name;
        std::size_t row, column;
        std::string_view text;
        CellKind kind;
    };
    const Case cases[] = {
        {"cp1251", 0, 1, "амбулаторно-поликлиническое", CellKind::Text},
        {"cp1251", 3, 0, "4", CellKind::Number},
        {"dbase_8c", 1, 0, "2", CellKind::Number},
        {"dbase_8c", 1, 1, "Giant Maori Wrasse", CellKind::Text},
        {"dbase_8c", 1, 3, "228.0000", CellKind::Number},
        {"types", 1, 0, "2", CellKind::Number},
        {"types", 1, 1, "Seller", CellKind::Text},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.name);
        const Read seen = read_file(corpus() / ("infused-" + std::string(c.name) + ".dbf"));
        ASSERT_LT(c.row, seen.rows.size());
        EXPECT_EQ(seen.rows[c.row][c.column], c.text);
        EXPECT_EQ(seen.cells[c.row * seen.head.declared.size() + c.column].kind, c.kind);
    }
}

}  // namespace
}  // namespace mingce
