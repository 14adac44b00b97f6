// What a person sees of province sets that are whole, half, or there twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "formats/writers.h"
#include "run_mingce.h"

namespace mingce {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using testing::run_mingce;
using testing::TemporaryFolder;

std::string dbf(const std::vector<std::string>& columns,
                const std::vector<std::vector<std::string_view>>& rows) {
    std::vector<DbfColumn> declared;
    for (const std::string& column : columns) declared.push_back({column, 'C', 30, 0});
    std::vector<DbfRefusal> refusals;
    return write_dbf(declared, rows, {2026, 8, 1}, refusals).value();
}

std::string placements() {
    return dbf({"KSH", "ZKZH", "XM", "XBDM", "LQZY", "TDYYDM"},
               {{"26340101150001", "000000001", "张三", "1", "01", ""},
                {"26340101150002", "000000002", "李四", "2", "", ""},
                {"26340101150003", "000000003", "王五", "2", "01", "7"}});
}

Outcome check(const TemporaryFolder& folder, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"check", folder.path().string(), "--today", "2026-09-01"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_mingce(arguments);
}

TEST(ProvinceInput, CountsAreShownPerProvince) {
    const TemporaryFolder folder;
    folder.write("安徽/t_tdd.DBF", placements());
    folder.write("安徽/td_xbdm.dbf", dbf({"XBDM", "XBMC"}, {{"1", "男"}, {"2", "女"}}));
    folder.write("安徽/T_TJXX.dbf", "health, which nobody may read");
    const Outcome outcome = check(folder);
    EXPECT_EQ(outcome.exit_code, 1) << outcome.talk;
    EXPECT_THAT(outcome.talk, HasSubstr("安徽  2012  3 = 1 + 2"));
    EXPECT_THAT(outcome.talk, HasSubstr("health data are sensitive and were not read"));
    EXPECT_THAT(outcome.talk, HasSubstr("missing TD_CJXDM, T_JHK"));
    EXPECT_THAT(outcome.data, Not(HasSubstr("health, which")));
}

TEST(ProvinceInput, WhatCannotBeReadIsOneSentenceEach) {
    struct Case {
        std::string why;
        std::vector<std::pair<std::string, std::string>> files;
        std::string says;
    };
    const std::string lookup = dbf({"XBDM", "XBMC"}, {{"1", "男"}});
    const Case cases[] = {
        {"lookups without placements", {{"安徽/TD_XBDM.DBF", lookup}}, "T_TDD"},
        {"the placement table twice",
         {{"安徽/T_TDD.DBF", placements()}, {"安徽/t_tdd.dbf", placements()}},
         "same table twice"},
        {"no record in it", {{"安徽/T_TDD.DBF", dbf({"KSH", "LQZY"}, {})}}, "no record"},
        {"no admitted major", {{"安徽/T_TDD.DBF", dbf({"KSH"}, {{"1"}})}}, "LQZY"},
        {"cut in its header", {{"安徽/T_TDD.DBF", placements().substr(0, 50)}}, "安徽/T_TDD.DBF"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const TemporaryFolder folder;
        for (const auto& [name, bytes] : c.files) folder.write(name, bytes);
        folder.write("专升本.csv", "姓名,性别,身份证号\n王小明,男,110101200801011239\n");
        const Outcome outcome = check(folder);
        EXPECT_THAT(outcome.talk, HasSubstr(c.says));
        EXPECT_THAT(outcome.talk, HasSubstr("accepted 1 ")) << "one bad set hides no good file";
        const std::size_t line = outcome.talk.find("× ");
        ASSERT_NE(line, std::string::npos) << outcome.talk;
        EXPECT_NE(outcome.talk.find(c.says), std::string::npos);
    }
}

TEST(ProvinceInput, TwoCopiesOfAProvinceAreFound) {
    const TemporaryFolder folder;
    folder.write("安徽/T_TDD.DBF", placements());
    folder.write("Anhui/T_TDD.DBF", placements());
    const Outcome outcome = check(folder);
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.data, HasSubstr("HO-011"));
}

TEST(ProvinceInput, AMapIsHeldToItsWord) {
    const TemporaryFolder folder;
    folder.write("data/名单.csv", "姓名,性别,身份证号,宿舍长\n王小明,男,110101200801011239,是\n");
    struct Case {
        std::string why, map;
        int exit_code;
        std::string says;
    };
    const Case cases[] = {
        {"an unknown field", "\"宿舍长\" = \"boss\"\n", 2, "宿舍长 = boss"},
        {"an unknown header", "\"宿舍张\" = \"remark\"\n", 1, "宿舍张"},
        {"no TOML", "宿舍长\n", 2, "TOML"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto map = folder.write("map.toml", c.map);
        const Outcome outcome = run_mingce({"check", (folder.path() / "data").string(), "--map",
                                            map.string(), "--today", "2026-09-01"});
        EXPECT_EQ(outcome.exit_code, c.exit_code) << outcome.talk;
        EXPECT_THAT(outcome.talk + outcome.data, HasSubstr(c.says));
    }
}

TEST(ProvinceInput, UnmappedColumnsAreListedByTheirHeaders) {
    const TemporaryFolder folder;
    folder.write("名单.csv",
                 "姓名,性别,身份证号,宿舍长,姓名\n王小明,男,110101200801011239,是,王大明\n");
    const Outcome outcome = check(folder);
    EXPECT_THAT(outcome.talk,
                HasSubstr("neither header nor content tells; kept as it came: 宿舍长\n"));
    EXPECT_THAT(outcome.talk,
                HasSubstr("an earlier column is this field already; kept as it came: 姓名\n"));
}

}  // namespace
}  // namespace mingce
