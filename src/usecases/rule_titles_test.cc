#include "usecases/rule_titles.h"

#include <set>

#include <gtest/gtest.h>

#include "usecases/problem_table.h"

namespace mingce {
namespace {

TEST(RuleTitles, EachRuleHasItsOwnInBothLanguages) {
    std::set<std::string_view> zh, en;
    for (const RuleText* rule : rules_of_rooms()) {
        const Text title = title_of_rule(rule->code);
        EXPECT_FALSE(title.zh.empty() || title.en.empty()) << rule->code;
        EXPECT_TRUE(zh.insert(title.zh).second) << rule->code << title.zh;
        EXPECT_TRUE(en.insert(title.en).second) << rule->code << title.en;
        EXPECT_EQ(title.zh.find('{'), std::string_view::npos) << rule->code;
    }
    EXPECT_TRUE(title_of_rule("ZZ-001").zh.empty());
}

}  // namespace
}  // namespace mingce
