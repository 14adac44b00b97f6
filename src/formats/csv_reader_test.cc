#include "formats/csv_reader.h"

#include <cstring>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "formats/encoding.h"
#include "formats/table_fixture.h"
#include "formats/writers.h"

namespace mingce {
namespace {

using fixture::bytes_of;
using fixture::Read;
using fixture::Rows;
using namespace std::string_view_literals;

Read read(std::string_view text, const ReadOptions& options = {}) {
    Read sink;
    sink.status = read_csv(bytes_of(text), options, sink);
    return sink;
}

TEST(ReadCsv, CutsTextIntoCells) {
    struct Case {
        std::string_view why, text;
        Rows rows;
    };
    const Case cases[] = {
        {"plain", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
        {"no line end at the end", "a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
        {"lone CR ends a row", "a,b\rc,d\r", {{"a", "b"}, {"c", "d"}}},
        {"quotes, doubled", "a,\"b \"\"x\"\" c\"\n", {{"a", "b \"x\" c"}}},
        {"delimiter and line end inside quotes", "\"a,b\r\nc\",d\n", {{"a,b\r\nc", "d"}}},
        {"text after the closing quote stays", "\"a\"b,c\n", {{"ab", "c"}}},
        {"a quote inside plain text is text", "a\"b,c\n", {{"a\"b", "c"}}},
        {"Excel's text formula", "=\"0123\",x\n", {{"0123", "x"}}},
        {"the same, quoted as Excel does", "\"=\"\"0123\"\"\",x\n", {{"0123", "x"}}},
        {"blank lines are no rows", "a,b\n\n\nc,d\n", {{"a", "b"}, {"c", "d"}}},
        {"a quoted empty cell is a row", "a\n\"\"\nb\n", {{"a"}, {""}, {"b"}}},
        {"only delimiters", "a,b\n,\n", {{"a", "b"}, {"", ""}}},
        {"semicolons", "a;b,c\nd;e\n", {{"a", "b,c"}, {"d", "e"}}},
        {"tabs", "a\tb\nc\td\n", {{"a", "b"}, {"c", "d"}}},
        {"bars", "a|b\nc|d\n", {{"a", "b"}, {"c", "d"}}},
        {"sep line obeyed", "sep=;\r\na;b,c,d,e\n", {{"a", "b,c,d,e"}}},
        {"byte order mark dropped", "\xEF\xBB\xBF\"a\",b\n", {{"a", "b"}}},
        {"GB18030", "\xD5\xC5,\xC0\xEE\n", {{"张", "李"}}},
        {"GB18030 with 7C as second byte beside bars",
         "\x81\x7C|b\n\xD5\xC5|d\n",
         {{"亅", "b"}, {"张", "d"}}},
        {"GB18030 of four bytes, with digits inside",
         "\x81\x39\xEF\x31,\x95\x34\xB2\x35\n",
         {{"㐂", "𠮷"}}},
        {"GB18030 with 5C and 40 as second bytes", "\x81\x5C,\x81\x40\n", {{"乗", "丂"}}},
        {"UTF-16LE with mark", "\xFF\xFE\x20\x5F,\0b\0\n\0"sv, {{"张", "b"}}},
        {"UTF-16BE with mark", "\xFE\xFF\x5F\x20\0,\0b\0\n"sv, {{"张", "b"}}},
        {"UTF-16LE without mark", "a\0,\0b\0\n\0"sv, {{"a", "b"}}},
        {"UTF-16LE without mark, 一 with its zero byte",
         "\x00\x4E\xED\x73,\0\x0E\x66\n\0"sv,
         {{"一班", "明"}}},
        {"UTF-16BE without mark, bytes that are controls",
         "\x66\x0E\x5C\x0F\0,\x53\xF7\0\n"sv,
         {{"明小", "号"}}},
        {"NUL becomes a replacement",
         "a\0b,c,ddddddddddddddddddddddddddddd\n"sv,
         {{"a\xEF\xBF\xBD"
           "b",
           "c", "ddddddddddddddddddddddddddddd"}}},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const Read seen = read(c.text);
        ASSERT_TRUE(seen.status.ok());
        EXPECT_EQ(seen.rows, c.rows);
    }
}

TEST(ReadCsv, RefusesInOneSentence) {
    struct Case {
        std::string_view why, text, code;
        std::uint64_t row;
    };
    ReadOptions options;
    options.limits.cell_bytes_max = 200;
    options.limits.columns_max = 3;
    options.limits.rows_max = 4;
    const std::string long_cell = "a,b\nc," + std::string(1000, 'x') + "\n";
    const std::string long_quoted = "a,b\nc,\"" + std::string(1000, '\n') + "\"\n";
    const std::string end_cell = "a,b\nc," + std::string(1000, 'x');
    const Case cases[] = {
        {"quote never closed names where it opened", "a,b\nc,\"d\ne,f\n", "csv.unterminated_quote",
         2},
        {"cell too long", long_cell, "table.cell_too_long", 2},
        {"quoted cell too long", long_quoted, "table.cell_too_long", 2},
        {"last cell too long", end_cell, "table.cell_too_long", 2},
        {"too many columns", "a,b\na,b,c,d,e\n", "table.too_many_columns", 2},
        {"too many rows", "a\nb\nc\nd\ne\n", "table.too_many_rows", 5},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const Read seen = read(c.text, options);
        ASSERT_FALSE(seen.status.ok());
        EXPECT_EQ(seen.status.error().problem().code, c.code);
        EXPECT_EQ(seen.status.error().place().row, c.row);
    }
    options.encoding = "klingon";
    EXPECT_EQ(read("a,b\n", options).status.error().problem().code, "encoding.unknown");
}

TEST(ReadCsv, NotesWhatItNoticed) {
    const Read uneven = read("a,b\nc\nd,e,f\n");
    ASSERT_NE(uneven.noted(NoteKind::UnevenRows), nullptr);
    EXPECT_EQ(uneven.noted(NoteKind::UnevenRows)->count, 2U);
    EXPECT_EQ(uneven.noted(NoteKind::UnevenRows)->row, 2U);
    const Read mark = read(
        "a,b\nc,\xEF\xBB\xBF"
        "d\n");
    ASSERT_NE(mark.noted(NoteKind::StrayByteOrderMark), nullptr);
    EXPECT_EQ(mark.noted(NoteKind::StrayByteOrderMark)->column, "B");
    const Read bad = read("\xD5\xC5,b\n\xD5\xC5,\xFF\n");
    ASSERT_NE(bad.noted(NoteKind::UndecodableBytes), nullptr);
    EXPECT_EQ(bad.noted(NoteKind::UndecodableBytes)->row, 2U);
    const Read choice = read("\xD5\xC5,b\n");
    EXPECT_EQ(choice.noted(NoteKind::EncodingChosen)->detail, "GB18030; double_byte; 张");
    const Read wide = read("\xFF\xFE\x20\x5F,\0\x4E\x67\n\0"sv);
    EXPECT_EQ(wide.noted(NoteKind::EncodingChosen)->detail, "UTF-16LE; byte_order_mark; 张 | 李");
    EXPECT_EQ(read("a\tb\n").noted(NoteKind::DelimiterChosen)->detail, "TAB");
    EXPECT_EQ(read("=\"1\",b\n").noted(NoteKind::TextFormulas)->count, 1U);
}

TEST(ReadCsv, AskedForEncodingWins) {
    struct Case {
        std::string_view encoding, bytes, text;
    };
    for (const Case& c : {Case{"windows-1251", "\xCF\xF0", "Пр"}, Case{"big5", "\xB1\x69", "張"},
                          Case{"utf-16le", "\x20\x5F"sv, "张"}, Case{"GBK", "\xD5\xC5", "张"}}) {
        SCOPED_TRACE(c.encoding);
        ReadOptions options;
        options.encoding = std::string(c.encoding);
        const Read seen = read(c.bytes, options);
        ASSERT_TRUE(seen.status.ok());
        EXPECT_EQ(seen.rows, (Rows{{std::string(c.text)}}));
    }
}

TEST(ReadCsv, GigabyteOfOneCellIsRefusedWithoutReadingIt) {
    const std::size_t size = std::size_t{1} << 30;
    void* zeros = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    ASSERT_NE(zeros, MAP_FAILED);
    std::memset(zeros, 'x', std::size_t{4} << 20);
    Read sink;
    const auto status = read_csv({static_cast<const std::byte*>(zeros), size}, {}, sink);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().problem().code, "table.cell_too_long");
    munmap(zeros, size);
}

TEST(ReadCsv, NothingIsReadPastAMapping) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void* const pages =
        mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ASSERT_NE(pages, MAP_FAILED);
    auto* const bytes = static_cast<char*>(pages);
    ASSERT_EQ(mprotect(bytes + page, page, PROT_NONE), 0);
    for (const std::string_view line : {"a,b\n"sv, "\"a\",=\"b\"\r\n"sv, "\xD5\xC5,\xC0\n"sv}) {
        for (std::size_t length = page - 70; length <= page; ++length) {
            std::string text;
            while (text.size() < length) text += line;
            std::memcpy(bytes + page - length, text.data(), length);
            Read sink;  // a cell may be cut off, which is told or not; a fault would end the test
            (void)read_csv({static_cast<const std::byte*>(pages) + page - length, length}, {},
                           sink);
            EXPECT_FALSE(sink.rows.empty());
        }
    }
    munmap(pages, 2 * page);
}

TEST(ReadCsv, LongUtf16ArrivesWhole) {
    std::string text = "\xFF\xFE";
    Rows expected;
    for (int i = 0; i < 200'000; ++i) {
        text.append("\x20\x5F,\0b\0\n\0"sv);
        expected.push_back({"张", "b"});
    }
    EXPECT_EQ(read(text).rows, expected);
}

TEST(ReadCsv, TruncatedOrFlippedBytesGiveRowsOrOneError) {
    const std::string good = "a,\"b\"\"\n\",=\"01\"\r\n\xD5\xC5,\x81\x30\x81\x30,\"x\"\n";
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (unsigned flip = 0; flip < 256; ++flip) {
            std::string text = flip == 0 ? good.substr(0, i) : good;
            if (flip != 0) text[i] = static_cast<char>(text[i] ^ static_cast<char>(flip));
            const Read seen = read(text);
            for (const auto& row : seen.rows)
                for (const auto& cell : row) ASSERT_TRUE(is_valid_utf8(cell));
            const bool told =
                seen.status.ok() || seen.status.error().sentence(Language::Chinese).ends_with("。");
            ASSERT_TRUE(told);
        }
    }
}

TEST(AppendCsvLine, WrittenRowsAreReadBack) {
    EXPECT_TRUE(rc::check("write then read is the identity", [] {
        const auto width = *rc::gen::inRange<std::size_t>(2, 5);
        const auto height = *rc::gen::inRange<std::size_t>(1, 6);
        Rows rows;
        std::string text;
        for (std::size_t i = 0; i < height; ++i) {
            rows.emplace_back();
            for (std::size_t k = 0; k < width; ++k)
                rows.back().push_back(*rc::gen::container<std::string>(
                    rc::gen::element('a', ',', '"', '\n', '\r', ' ', '0', '\'', ';')));
            std::vector<std::string_view> cells(rows.back().begin(), rows.back().end());
            append_csv_line(text, cells, '\t', false);
        }
        RC_ASSERT(read("sep=\t\n" + text).rows == rows);
    }));
}

TEST(AppendCsvLine, GuardsEveryFormulaStart) {
    for (const std::string_view start : {"=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"}) {
        SCOPED_TRACE(start);
        std::string line;
        const std::string cell = std::string(start) + "1";
        const std::string_view cells[] = {cell, "x"};
        append_csv_line(line, cells);
        EXPECT_EQ(line, "'" + cell + ",x\r\n");
    }
    std::string line;
    const std::string_view cells[] = {"\r=1", ""};
    append_csv_line(line, cells);
    EXPECT_EQ(line, "\"'\r=1\",\r\n");
}

TEST(Encoding, EveryReasonHasWordsAndAKey) {
    for (int i = 0; i <= static_cast<int>(EncodingReason::CodePageMark); ++i) {
        const auto reason = static_cast<EncodingReason>(i);
        EXPECT_EQ(encoding_reason_of(encoding_reason_key(reason)), reason);
        EXPECT_FALSE(encoding_reason(reason).zh.empty());
        EXPECT_FALSE(encoding_reason(reason).en.empty());
    }
}

}  // namespace
}  // namespace mingce
