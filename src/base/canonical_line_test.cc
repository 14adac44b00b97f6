#include "base/canonical_line.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(CanonicalLine, EscapesFourCharactersAndReadsThemBack) {
    std::string line;
    append_canonical_line(line, {"a\tb", "", "\\n\n\r", "名册"});
    EXPECT_EQ(line, "a\\tb\t\t\\\\n\\n\\r\t名册\n");
    line.pop_back();
    const auto parts = parse_canonical_line(line);
    ASSERT_TRUE(parts);
    EXPECT_EQ(*parts, (std::vector<std::string>{"a\tb", "", "\\n\n\r", "名册"}));
}

TEST(CanonicalLine, RefusesABackslashThatBeginsNothing) {
    EXPECT_FALSE(parse_canonical_line("a\\"));
    EXPECT_FALSE(parse_canonical_line("a\\x"));
    EXPECT_EQ(parse_canonical_line("")->size(), 1U);
}

}  // namespace
}  // namespace mingce
