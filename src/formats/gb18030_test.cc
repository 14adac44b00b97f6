#include "formats/gb18030.h"

#include <map>
#include <memory>

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include "base/text.h"
#include "formats/writers.h"

namespace mingce {
namespace {

std::string decoded(std::string_view bytes) {
    std::string out;
    from_gb18030(bytes, out);
    return out;
}

std::string utf8(char32_t code_point) {
    std::string out;
    append_utf8(out, code_point);
    return out;
}

TEST(FromGb18030, DecodesAsTheStandardOf2022) {
    struct Case {
        std::string_view why, bytes, text;
        std::size_t bad;
    };
    const Case cases[] = {
        {"level 1", "\xD5\xC5", "张", 0},
        {"re-mapped in 2022", "\xA6\xD9\xFE\x59\xFE\xA0", "︐龴龻", 0},
        {"a name's character", "\xFE\x9F", "䶮", 0},
        {"of 2005", "\xA8\xBC", "ḿ", 0},
        {"full-width blank of others", "\xA3\xA0", "　", 0},
        {"extension B", "\x95\x32\x90\x31", "𠂇", 0},
        {"euro of CP936", "\x80", "€", 0},
        {"cut at the end", "a\xD5", "a\xEF\xBF\xBD", 1},
        {"bad second byte keeps the ASCII", "\xD5,", "\xEF\xBF\xBD,", 1},
        {"FF begins nothing", "\xFF", "\xEF\xBF\xBD", 1},
        {"past Unicode", "\xE3\x32\x9A\x36", "\xEF\xBF\xBD", 1},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        std::string out;
        EXPECT_EQ(from_gb18030(c.bytes, out), c.bad);
        EXPECT_EQ(out, c.text);
    }
}

TEST(Gb18030, AllOfUnicodeComesBack) {
    std::size_t changed = 0;
    for (char32_t c = 1; c < 0x110000; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        const std::string text = utf8(c);
        const std::string back = decoded(to_gb18030(text));
        if (back == text) continue;
        ++changed;
        // Private use whose real character is known, and the private blank.
        const bool known =
            (c >= 0xE78D && c <= 0xE796) || (c >= 0xE815 && c <= 0xE864) || c == 0xE5E5;
        ASSERT_TRUE(known) << std::hex << static_cast<std::uint32_t>(c);
    }
    EXPECT_EQ(changed, 10U + 80U + 1U);
}

TEST(Gb18030, RealAndPrivateFormsTakeOneCode) {
    EXPECT_EQ(to_gb18030(utf8(0xE863)), "\xFE\x9F");
    EXPECT_EQ(to_gb18030("䶮"), "\xFE\x9F");
    EXPECT_EQ(to_gb18030(utf8(0xE816)), to_gb18030("𠂇"));
    std::string gbk;
    EXPECT_TRUE(to_gbk("𠂇", gbk));
    EXPECT_EQ(gbk, "\xFE\x51");
    EXPECT_FALSE(to_gbk("a𠮷", gbk));
    EXPECT_EQ(gbk, "\xFE\x51");
}

TEST(Gb18030, TwoByteCodesEqualIcuButForTheListedOnes) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> icu(ucnv_open("gb18030", &status),
                                                                 ucnv_close);
    ASSERT_TRUE(U_SUCCESS(status));
    std::size_t differences = 0;
    for (unsigned lead = 0x81; lead <= 0xFE; ++lead) {
        for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
            if (trail == 0x7F) continue;
            const std::string code = {static_cast<char>(lead), static_cast<char>(trail)};
            char16_t unit[4] = {};
            const int32_t length = ucnv_toUChars(icu.get(), unit, 4, code.data(), 2, &status);
            ASSERT_EQ(length, 1);
            if (decoded(code) != utf8(unit[0])) ++differences;
        }
    }
    EXPECT_EQ(differences, 19U);  // the 18 of 2022 and A3A0
}

TEST(Gb18030, PartialTailIsWhatACutLeaves) {
    const std::string text = to_gb18030("a张1李𠮷2");
    std::string whole;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        std::string cut = text.substr(0, i);
        cut.resize(cut.size() - gb18030_partial_tail(cut));
        std::string out;
        // A digit after a lead byte may still be a four-byte code: only whole cuts count.
        EXPECT_EQ(from_gb18030(cut, out), 0U) << i;
    }
}

}  // namespace
}  // namespace mingce
