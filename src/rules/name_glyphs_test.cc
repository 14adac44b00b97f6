#include "rules/name_glyphs.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace mingce {
namespace {

TEST(NameGlyphs, CountsWhatANameIsMadeOf) {
    struct Case {
        std::string_view name;
        std::uint32_t han, letters, digits;
    };
    const Case cases[] = {
        {"", 0, 0, 0},        {"王小明", 3, 0, 0}, {"\U00028C89子襄", 3, 0, 0},
        {"王·小明", 3, 0, 0}, {"张YAN", 1, 3, 0},  {"张ＹＡＮ", 1, 3, 0},
        {"王明2", 2, 0, 1},   {"王明２", 2, 0, 1}, {"José", 0, 3, 0},
        {"王〇", 2, 0, 0},    {"㑇㐀", 2, 0, 0},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.name);
        const NameGlyphs glyphs = read_name_glyphs(c.name);
        EXPECT_EQ(glyphs.han, c.han);
        EXPECT_EQ(glyphs.letters, c.letters);
        EXPECT_EQ(glyphs.digits, c.digits);
    }
}

/// Texts of which each byte may be anything: nothing read, nothing written beyond them.
RC_GTEST_PROP(NameGlyphs, AnyBytesAreRead, (const std::string& bytes)) {
    const NameGlyphs glyphs = read_name_glyphs(bytes);
    RC_ASSERT(glyphs.han + glyphs.letters + glyphs.digits <= code_point_count(bytes));
    RC_ASSERT(is_decoded(bytes) || !bytes.empty());
}

}  // namespace
}  // namespace mingce
