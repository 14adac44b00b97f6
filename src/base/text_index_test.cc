#include "base/text_index.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(TextIndex, FindsEveryRowOfATextInTheirOrder) {
    std::vector<std::string> texts;
    for (std::uint32_t row = 0; row < 5'000; ++row) texts.push_back(std::to_string(row % 1'999));
    TextIndex index;
    for (std::uint32_t row = 0; row < texts.size(); ++row) index.add(texts[row], row);
    index.sort();
    for (const char* text : {"0", "1001", "1002", "1998", "1999", ""}) {
        SCOPED_TRACE(text);
        std::vector<std::uint32_t> found, there;
        index.find(text, [&](std::uint32_t row) { found.push_back(row); });
        for (std::uint32_t row = 0; row < texts.size(); ++row)
            if (texts[row] == text) there.push_back(row);
        EXPECT_EQ(found, there);
    }
}

TEST(TextIndex, TellsTextsApartThatShareAHash) {
    // Both rows were put in under one text, as if their own had its hash.
    const std::vector<std::string> texts = {"甲", "乙", "甲", "丙", "乙", "甲"};
    TextIndex index;
    for (std::uint32_t row = 0; row < texts.size(); ++row) index.add("甲", row);
    index.sort();
    std::map<std::string, std::vector<std::uint32_t>> repeated;
    index.each_repeated([&](std::uint32_t row) -> std::string_view { return texts[row]; },
                        [&](std::span<const std::uint32_t> rows) {
                            repeated[texts[rows[0]]].assign(rows.begin(), rows.end());
                        });
    EXPECT_EQ(repeated, (std::map<std::string, std::vector<std::uint32_t>>{{"甲", {0, 2, 5}},
                                                                           {"乙", {1, 4}}}));
}

}  // namespace
}  // namespace mingce
