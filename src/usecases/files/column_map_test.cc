#include "usecases/files/column_map.h"

#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace mingce {
namespace {

Result<std::map<std::string, std::string>> read(const std::string& text) {
    const testing::TemporaryFolder folder;
    return read_column_map(folder.write("map.toml", text));
}

TEST(ColumnMap, ReadsHeadersAndFieldKeys) {
    const auto map =
        read("# 2026\n\"宿 舍长（组）\" = \"remark\"\nXM = \"name\"\n\"性别\" = \"-\"\n");
    ASSERT_TRUE(map.ok()) << map.error().sentence(Language::English);
    const std::map<std::string, std::string> expected = {
        {"宿 舍长（组）", "remark"}, {"XM", "name"}, {"性别", "-"}};
    EXPECT_EQ(map.value(), expected);
    EXPECT_TRUE(read("").value().empty());
}

TEST(ColumnMap, RefusesWithOneSentence) {
    struct Case {
        std::string_view why;
        std::string text;
        std::string_view code, names;  // names: what the sentence must speak of
    };
    const Case cases[] = {
        {"no TOML", "姓名 -> name", "column_map.not_toml", "map.toml"},
        {"a header twice", "XM = \"name\"\nXM = \"remark\"\n", "column_map.not_toml",
         "map.toml, row 2"},
        {"an unknown field", "\"床位\" = \"bed\"", "column_map.field", "床位 = bed"},
        {"a number for a field", "\"床位\" = 5", "column_map.field", "床位"},
        {"a table for a field", "[\"床位\"]\nfield = \"remark\"", "column_map.field", "床位"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto map = read(c.text);
        ASSERT_FALSE(map.ok());
        EXPECT_EQ(map.error().problem().code, c.code);
        const std::string sentence = map.error().sentence(Language::English);
        EXPECT_NE(sentence.find(c.names), std::string::npos) << sentence;
        EXPECT_EQ(sentence.find('\n'), std::string::npos) << sentence;
    }
    EXPECT_FALSE(read_column_map(testing::TemporaryFolder().path() / "absent.toml").ok());
}

}  // namespace
}  // namespace mingce
