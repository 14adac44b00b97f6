#include "domain/code_tables.h"

#include <gtest/gtest.h>

#include "base/assets.h"
#include "base/text.h"

namespace mingce {
namespace {

TEST(CodeTables, ShippedFilesAreRight) {
    std::vector<std::string_view> tomls;
    for (const AssetBytes& file : asset_table())
        if (file.path.substr(0, 6) == "codes/") tomls.push_back(file.text());
    const Result<CodeTables> parsed = CodeTables::parse(tomls);
    ASSERT_TRUE(parsed.ok()) << parsed.error().sentence(Language::English);
    EXPECT_EQ(parsed.value().find("ethnicity")->entries().size(), 59u);
    EXPECT_EQ(parsed.value().find("political_status")->entries().size(), 13u);
    EXPECT_GE(parsed.value().find("nationality")->entries().size(), 240u);
    EXPECT_EQ(parsed.value().find("shoes"), nullptr);
}

TEST(CodeTables, EveryNameAndCodeFindsItsEntry) {
    for (const CodeTable& table : CodeTables::shipped().all())
        for (const CodeEntry& entry : table.entries()) {
            const auto by_name = table.find(entry.name);
            ASSERT_TRUE(by_name.has_value()) << table.key << " " << entry.name;
            EXPECT_EQ(by_name->entry, &entry) << table.key << " " << entry.name;
            EXPECT_EQ(by_name->by, CodeMatch::Name);
            if (!entry.code.empty()) {
                EXPECT_EQ(table.by_code(entry.code), &entry);
            }
        }
}

TEST(CodeTables, FindWhatPeopleWrite) {
    struct Case {
        std::string_view table, text, name;
        CodeMatch by;
        const char* why;
    };
    for (const Case& c : {
             Case{"sex", "男", "男", CodeMatch::Name, "the name"},
             Case{"sex", "f", "女", CodeMatch::Alias, "a letter in lower case"},
             Case{"sex", "2", "女", CodeMatch::Code, "the code"},
             Case{"ethnicity", "3", "回族", CodeMatch::PaddedCode, "a lost zero"},
             Case{"ethnicity", "汉", "汉族", CodeMatch::Alias, "without 族"},
             Case{"ethnicity", "毛难族", "毛南族", CodeMatch::Alias, "the old name"},
             Case{"ethnicity", "58", "外国血统中国籍人士", CodeMatch::Alias, "58 stands for 98"},
             Case{"political_status", "团员", "共青团员", CodeMatch::Alias, "a short form"},
             Case{"political_status", "3", "共青团员", CodeMatch::PaddedCode, "a lost zero"},
             Case{"id_type", "台胞证", "台湾居民来往大陆通行证", CodeMatch::Alias, "as spoken"},
             Case{"id_type", "a", "护照", CodeMatch::Code, "a letter code in lower case"},
             Case{"nationality", "VNM", "越南", CodeMatch::Alias, "three letters"},
             Case{"nationality", "Viet Nam", "越南", CodeMatch::Alias, "the English name"},
             Case{"nationality", "4", "阿富汗", CodeMatch::PaddedCode, "two lost zeros"},
             Case{"duration", "四年", "4", CodeMatch::Alias, "in words"},
             Case{"duration", "2.5", "2.5", CodeMatch::Name, "with a half"},
             Case{"study_form", "04", "职工大学", CodeMatch::Code, "the standard's own code"},
             Case{"study_form", "脱产", "脱产", CodeMatch::Name, "a word without a code"},
             Case{"study_form", "普通全日制", "全日制", CodeMatch::Alias, "as the platform says"},
             Case{"level", "硕士", "硕士研究生", CodeMatch::Alias, "a short form"},
         }) {
        const auto found = CodeTables::shipped().find(c.table)->find(c.text);
        ASSERT_TRUE(found.has_value()) << c.why;
        EXPECT_EQ(found->entry->name, c.name) << c.why;
        EXPECT_EQ(found->by, c.by) << c.why;
    }
    EXPECT_FALSE(CodeTables::shipped().find("sex")->find("3").has_value());
    EXPECT_FALSE(CodeTables::shipped().find("sex")->find("").has_value());
    EXPECT_FALSE(CodeTables::shipped().find("ethnicity")->find("火星族").has_value());
}

TEST(CodeTables, RefuseWhatTheyCannotMean) {
    const std::string head = "key='k'\nzh='表'\nen='t'\nstandard='s'\nedition='1'\n";
    struct Case {
        std::string text;
        std::string_view code;
        const char* why;
    };
    for (const Case& c : {
             Case{"key =", "codes.not_toml", "no TOML"},
             Case{"key='k'\n", "codes.value", "no name"},
             Case{head, "codes.value", "no entries"},
             Case{head + "size=3\nentry=[]\n", "codes.key", "an unknown item"},
             Case{head + "entry=[{code='1'}]\n", "codes.value", "an entry without a name"},
             Case{head + "entry=[{code='1',name='x',from=5}]\n", "codes.value", "no date"},
             Case{head + "entry=[{code='1',name='x'},{code='1',name='y'}]\n", "codes.twice",
                  "a code twice"},
             Case{head + "entry=[{name='x'},{name='y',aliases=['X']}]\n", "codes.twice",
                  "an alias that is another's name"},
         }) {
        const Result<CodeTables> parsed = CodeTables::parse({c.text});
        ASSERT_FALSE(parsed.ok()) << c.why;
        EXPECT_EQ(parsed.error().problem().code, c.code) << c.why;
    }
}

}  // namespace
}  // namespace mingce
