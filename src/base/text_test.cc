#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace mingce {
namespace {

TEST(Text, NextCodePointJudgesSequences) {
    struct Case {
        std::string_view why, bytes;
        char32_t code_point;
        std::size_t taken;
    };
    const Case cases[] = {
        // why                    bytes               code point  bytes taken
        {"ASCII", "A", U'A', 1},
        {"a hanzi", "名", 0x540D, 3},
        {"extension B", "𬭎", 0x2CB4E, 4},
        {"a lone continuation byte", "\x80", kReplacement, 1},
        {"overlong slash", "\xC0\xAF", kReplacement, 1},
        {"overlong three bytes", "\xE0\x80\xAF", kReplacement, 1},
        {"a surrogate", "\xED\xA0\x80", kReplacement, 1},
        {"past the end of Unicode", "\xF4\x90\x80\x80", kReplacement, 1},
        {"cut short", "\xE5\x90", kReplacement, 1},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        std::string_view rest = c.bytes;
        EXPECT_EQ(next_code_point(rest), c.code_point);
        EXPECT_EQ(c.bytes.size() - rest.size(), c.taken);
    }
}

TEST(Text, EveryCodePointSurvivesEncoding) {
    for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
        if (code_point == 0xD800) code_point = 0xE000;
        std::string text;
        append_utf8(text, code_point);
        std::string_view rest = text;
        ASSERT_EQ(next_code_point(rest), code_point);
        ASSERT_TRUE(rest.empty());
    }
}

TEST(Text, TrimBlanksTakesTheEndsOnly) {
    struct Case {
        std::string_view why, text, trimmed;
    };
    const Case cases[] = {
        {"nothing to trim", "王小明", "王小明"},
        {"ideographic space", "　王 小明　", "王 小明"},
        {"no-break space and zero width", "\u00A0王\u200B", "王"},
        {"byte order mark", "\uFEFF王", "王"},
        {"only blanks", " 　\t", ""},
        {"empty", "", ""},
        {"a malformed byte is no blank", "\x80", "\x80"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(trim_blanks(c.text), c.trimmed);
    }
}

TEST(Text, HanAndPrivateUseAreToldApart) {
    EXPECT_TRUE(is_han(U'䶮'));
    EXPECT_TRUE(is_han(0x323AF));
    EXPECT_TRUE(is_han(U'〇'));
    EXPECT_FALSE(is_han(U'·'));
    EXPECT_FALSE(is_han(0xE863));
    EXPECT_TRUE(is_private_use(0xE863));
    EXPECT_TRUE(is_private_use(0xF0000));
    EXPECT_FALSE(is_private_use(U'王'));
}

TEST(Text, ValidityRefusesOnlyMalformedBytes) {
    EXPECT_TRUE(is_valid_utf8("名册 \uFFFD"));
    EXPECT_FALSE(is_valid_utf8("\xC3\xFB\xB2\xE1"));  // 名册 in GBK
}

TEST(Text, CountsAreByCharacter) {
    EXPECT_EQ(code_point_count("a名𬭎"), 3U);
    EXPECT_EQ(half_width_count("a名𬭎"), 5U);
}

TEST(Text, JsonStringsEscapeWhatJsonForbids) {
    std::string out;
    append_json_string(out, "\"\\\n\x01名");
    EXPECT_EQ(out, "\"\\\"\\\\\\n\\u0001名\"");
}

TEST(Text, ColumnLettersCountLikeASpreadsheet) {
    EXPECT_EQ(column_letters(0), "A");
    EXPECT_EQ(column_letters(25), "Z");
    EXPECT_EQ(column_letters(26), "AA");
    EXPECT_EQ(column_letters(701), "ZZ");
    EXPECT_EQ(column_letters(702), "AAA");
    EXPECT_EQ(column_letters(16383), "XFD");
}

TEST(Text, OneLineIsFitForATerminal) {
    EXPECT_EQ(one_line("江苏/T_TDD.DBF"), "江苏/T_TDD.DBF");
    EXPECT_EQ(one_line("a\r\n\x1B[2J\x7F"), "a  \uFFFD[2J\uFFFD");
    EXPECT_EQ(one_line("\u202Efdp.\u2028\u0085"), "\uFFFDfdp.\uFFFD\uFFFD");
    EXPECT_EQ(one_line(std::string(65'535, 'x')), std::string(200, 'x') + "…");
}

TEST(Text, GroupedPutsCommas) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(3842), "3,842");
    EXPECT_EQ(grouped(1234567), "1,234,567");
}

TEST(Text, TrimmingTwiceChangesNothingMore) {
    EXPECT_TRUE(rc::check([](const std::string& text) {
        const std::string_view once = trim_blanks(text);
        RC_ASSERT(trim_blanks(once) == once);
    }));
}

}  // namespace
}  // namespace mingce
