#include <gtest/gtest.h>

#include "rules/rule_cases.h"

namespace mingce {

namespace {

constexpr auto kIntl = StudentKind::International;

const RuleCase kCases[] = {
    // why, rows, codes
    {"two characters of a surname", {"name=欧阳若曦"}, ""},
    {"a dot between parts", {"name=阿卜杜外力·阿卜杜热合曼"}, ""},
    {"a character of extension B", {"name=\U00028C89子襄"}, ""},
    {"a character of extension H", {"name=马\U00031FE6"}, ""},
    {"䶮, of extension A", {"name=王䶮"}, ""},
    {"the number zero as a character", {"name=王〇"}, ""},

    // GL-001, GL-002: a character is missing
    {"two question marks for a character", {"name=王??"}, "GL-001"},
    {"a full-width question mark", {"name=王小？"}, "GL-001"},
    {"a square", {"name=王□"}, "GL-002"},
    {"a black square", {"name=王■明"}, "GL-002"},
    {"a geta mark", {"name=王〓明"}, "GL-002"},
    {"a description by its parts", {"name=王⿰钅阝"}, "GL-002"},
    {"a description in words", {"name=王(上龙下天)"}, "GL-002"},
    {"a description in words, full-width", {"name=王（左钅右乔）明"}, "GL-002"},
    {"a name that holds 上 and 下", {"name=上官下"}, ""},
    {"brackets of another kind", {"name=王丽（女）"}, ""},
    // GL-003: undecoded
    {"a replacement character", {"name=王\uFFFD"}, "GL-003"},
    {"a byte that nothing decodes", {"name=王明 ^UndecodableByte"}, "GL-003"},
    // GL-004: private characters
    {"the first of the private zone", {"name=王\uE000"}, "GL-004"},
    {"the last of the private zone", {"name=王\uF8FF"}, "GL-004"},
    {"a private plane", {"name=王\U000F0001"}, "GL-004"},
    {"just behind the private zone: a compatibility ideograph", {"name=王\uF900"}, "GL-007"},
    // GL-005: pinyin in place of a character
    {"capitals behind a surname", {"name=张YAN"}, "GL-005"},
    {"full-width capitals", {"name=张ＹＡＮ"}, "GL-005"},
    {"small letters", {"name=张yan明"}, "GL-005"},
    {"a Latin name", {"name=MULLER HANS"}, "", kIntl},
    {"both names in one cell", {"name=金民俊 KIM MINJUN"}, "", kIntl},
    {"the other name in brackets", {"name=金民俊(KIM MINJUN)"}, "", kIntl},
    {"accents of a Latin name", {"name=José Müller-Ångström"}, "", kIntl},
    {"an accent for an apostrophe", {"name=Seán O´Brien"}, "", kIntl},
    {"a short name with more accents than letters", {"name=Ása Ýr"}, "", kIntl},
    {"a name of Vietnam", {"name=Nguyễn Thị Ánh"}, "", kIntl},
    {"a short name of accents", {"name=Ömür Öz"}, "", kIntl},
    {"a name in Cyrillic", {"name=Иванов Пётр"}, "", kIntl},
    {"an apostrophe", {"name=O'Brien"}, "", kIntl},
    // GL-006: mojibake
    {"UTF-8 read as GBK, two characters", {"name=寮犱笁"}, "GL-006"},
    {"UTF-8 read as GBK, four characters", {"name=娆ч槼鑻ユ洣"}, "GL-006"},
    {"UTF-8 read as GBK, with kana", {"name=涓ュ畤"}, "GL-006"},
    {"UTF-8 read as GBK, with a dot", {"name=浼婂姏浜氬皵路闃垮崪鏉滅儹渚濇湪"}, "GL-006"},
    {"UTF-8 read as Windows-1252", {"name=åˆ˜å®‡"}, "GL-006"},
    {"GBK read as Latin-1, with a plain letter", {"name=Áõ«h"}, "GL-006"},
    {"Big5 read as GBK", {"name=獵宾Ψ"}, "GL-006"},
    {"most of it gone already", {"name=锟轿匡拷"}, "GL-006"},
    {"a name that holds 锟", {"name=李锟"}, ""},
    {"a Japanese name", {"name=山田さくら"}, "", kIntl},
    {"a Turkish name", {"name=Özgür Çağ"}, "", kIntl},
    {"an Icelandic name", {"name=Þórður Óðinn"}, "", kIntl},
    {"UTF-8 read as GBK, with a sign that only GB18030 has", {"name=榛勫⿻"}, "GL-002 GL-006"},
    {"UTF-8 read as GBK, with the sign of byte 80", {"name=椹€濆"}, "GL-006"},
    {"UTF-8 read as Latin-1", {"name=å¼ ä¸\u0089"}, "GL-006"},
    {"GBK read as Latin-1", {"name=ÕÅÈý"}, "GL-006"},
    {"GBK read as Latin-1, with a dot in front", {"name=·ëÚS"}, "GL-006"},
    {"two characters of GBK read as Latin-1, one lost", {"name=Ð»Z"}, "GL-006"},
    {"replacement characters saved as GBK", {"name=锟斤拷"}, "GL-006"},
    {"memory never written", {"name=烫烫烫"}, "GL-006"},
    {"a surname that mojibake might begin with", {"name=闫鹏飞"}, ""},
    {"characters that mojibake is made of", {"name=鐜宁"}, ""},
    // GL-007: alike, but not the character
    {"a radical", {"name=⺟小明"}, "GL-007"},
    {"a Kangxi radical", {"name=⽅小明"}, "GL-007"},
    {"a compatibility ideograph", {"name=\uF9D1明"}, "GL-007"},
    {"one of the supplement", {"name=王\U0002F800"}, "GL-007"},
    {"the twelve of the block that are real characters",
     {"name=\uFA0E\uFA0F\uFA11\uFA13\uFA14\uFA1F", "name=\uFA21\uFA23\uFA24\uFA27\uFA28\uFA29"},
     ""},
    {"between them: none", {"name=王\uFA10"}, "GL-007"},
    {"behind them: none", {"name=王\uFA2A"}, "GL-007"},
    // GL-008: digits
    {"a digit", {"name=王小明2"}, "GL-008"},
    {"a full-width digit", {"name=王小明２"}, "GL-008"},
    // GL-009: other texts
    {"an address undecoded", {"home_address=北京市\uFFFD区"}, "GL-009"},
    {"a private character in an address", {"home_address=北京市\uE123区"}, "GL-009"},
    {"a guardian's name by its bytes", {"guardian_name=王明 ^UndecodableByte"}, "GL-009"},
    {"a compatibility ideograph in an address", {"home_address=\uF9D1里"}, ""},
    {"an emoji", {"home_address=北京市\U0001F600"}, ""},
};

}  // namespace

std::span<const RuleCase> glyph_rule_cases() { return kCases; }

TEST(GlyphRules, FindWhatTheTableSays) {
    for (const RuleCase& c : kCases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(codes_of(findings_of(c)), c.codes);
    }
}

}  // namespace mingce
