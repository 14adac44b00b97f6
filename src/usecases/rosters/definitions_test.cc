#include "usecases/rosters/definitions.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "store/definitions.h"
#include "usecases/access/access_fixture.h"
#include "usecases/rosters/compile_roster.h"

namespace mingce {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::must;
using testing::problem_of;

class Definitions : public testing::SchoolOnEachDatabase {
protected:
    Context registry() { return as(Role::Registry); }
    DefinitionVersion newest(const std::string& key) {
        return must(show_definition(registry(), {key, std::nullopt}));
    }
    Definition shipped() { return *newest("class_roster").definition; }
    Result<DefinitionVersion> save(Definition definition, std::optional<std::int64_t> base,
                                   const std::string& note = "") {
        return save_definition(registry(), {std::move(definition), base, note});
    }
    /// As a version of the program with other fields left it.
    void keep_text(const std::string& key, std::int64_t version, const std::string& document) {
        must(database().write([&](Tx& tx) -> Status {
            StoredDefinition stored{key, version, document, "", now(), "registry", {}};
            EXPECT_TRUE(TRY(definitions::add(tx, record().identity().institution, stored)));
            return Done{};
        }));
    }
};
TEST_ON_EACH_DATABASE(Definitions);

TEST_P(Definitions, EachSavingIsAVersionOfItsOwn) {
    Definition first = shipped();
    first.title = "第一版";
    EXPECT_EQ(must(save(first, 0, "加宽姓名")).version, 1);
    Definition second = first;
    second.title = "第二版";
    EXPECT_EQ(must(save(second, 1)).version, 2);

    EXPECT_EQ(newest("class_roster").definition, second);
    EXPECT_EQ(must(show_definition(registry(), {"class_roster", 1})).definition, first);
    EXPECT_EQ(must(show_definition(registry(), {"class_roster", 1})).note, "加宽姓名");
    EXPECT_EQ(must(show_definition(registry(), {"class_roster", 0})).definition->title,
              "新生班级花名册");
    std::vector<std::int64_t> versions;
    for (const DefinitionVersion& each : must(definition_history(registry(), "class_roster")))
        versions.push_back(each.version);
    EXPECT_THAT(versions, ElementsAre(2, 1, 0));
}

TEST_P(Definitions, ATemplateIsAKeyOfItsOwn) {
    Definition mine = shipped();
    mine.key = "our_roster";
    EXPECT_EQ(must(save(mine, std::nullopt)).version, 1);
    EXPECT_EQ(problem_of(save(mine, std::nullopt)), "roster.definition_changed");
    mine.key = "class_roster";
    EXPECT_EQ(problem_of(save(mine, std::nullopt)), "roster.definition_changed");
    std::vector<std::string> keys;
    for (const DefinitionVersion& each : must(list_definitions(registry())))
        keys.push_back(each.key + " " + std::to_string(each.version));
    EXPECT_THAT(keys, ElementsAre("by_department 0", "check_in 0", "class_roster 0", "our_roster 1",
                                  "publicity 0"));
}

TEST_P(Definitions, TwoEditorsDoNotOverwriteEachOther) {
    Definition one = shipped(), other = shipped();
    one.title = "甲";
    other.title = "乙";
    ASSERT_TRUE(save(one, 0).ok());
    EXPECT_EQ(problem_of(save(other, 0)), "roster.definition_changed");
    EXPECT_EQ(newest("class_roster").definition->title, "甲");
    EXPECT_TRUE(save(other, 1).ok());
}

TEST_P(Definitions, WhatCannotBeSavedSaysWhy) {
    struct Case {
        std::string why, problem;
        void (*change)(SaveDefinition&);
    };
    const Case cases[] = {
        {"nothing changed", "roster.definition_same", [](SaveDefinition&) {}},
        {"a capital", "roster.definition_name",
         [](SaveDefinition& s) { s.definition.key = "Mine"; }},
        {"a path", "roster.definition_name",
         [](SaveDefinition& s) { s.definition.key = "../mine"; }},
        {"one letter", "roster.definition_name", [](SaveDefinition& s) { s.definition.key = "m"; }},
        {"a base without a key", "roster.definition_unknown",
         [](SaveDefinition& s) { s.definition.key = "no_such"; }},
        {"a long note", "roster.definition_note",
         [](SaveDefinition& s) { s.note = std::string(201, 'n'); }},
        {"no columns", "definition.columns",
         [](SaveDefinition& s) { s.definition.columns.clear(); }},
        {"no title", "definition.value", [](SaveDefinition& s) { s.definition.title.clear(); }},
        {"a birth date beside the last four", "definition.last_four",
         [](SaveDefinition& s) { s.definition.columns.emplace_back().field = Field::BirthDate; }},
        {"a text of a book's length", "roster.definition_too_long",
         [](SaveDefinition& s) { s.definition.intro = std::string(70'000, 'x'); }},
        {"a hundred columns and more", "roster.definition_too_long",
         [](SaveDefinition& s) { s.definition.columns.resize(101); }},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        SaveDefinition request{shipped(), 0, ""};
        c.change(request);
        EXPECT_EQ(problem_of(save_definition(registry(), request)), c.problem);
    }
    EXPECT_EQ(newest("class_roster").version, 0);
}

TEST_P(Definitions, WhoMayNotDefineMayStillRead) {
    Definition mine = shipped();
    mine.title = "院系的";
    EXPECT_EQ(problem_of(save_definition(as(Role::DepartmentSecretary), {mine, 0, ""})),
              "access.denied");
    EXPECT_TRUE(list_definitions(as(Role::DepartmentSecretary)).ok());
}

TEST_P(Definitions, ATextThatNamesAFieldThatIsGoneIsShownAndNotLost) {
    Definition sound = shipped();
    sound.key = "our_roster";
    ASSERT_TRUE(save(sound, std::nullopt).ok());
    keep_text("our_roster", 2, "title = \"t\"\n[[columns]]\nfield = \"shoe_size\"\n");

    const DefinitionVersion broken = newest("our_roster");
    EXPECT_FALSE(broken.definition);
    ASSERT_TRUE(broken.broken);
    EXPECT_EQ(broken.broken->problem().code, "definition.field");
    EXPECT_EQ(broken.broken->detail(), "shoe_size");
    EXPECT_THAT(broken.document, HasSubstr("shoe_size"));
    const auto list = must(list_definitions(registry()));
    EXPECT_EQ(std::ranges::count_if(list, [](const auto& each) { return each.broken.has_value(); }),
              1);
    EXPECT_EQ(problem_of(compare_definitions(registry(), {{"our_roster", 1}, {"our_roster", 2}})),
              "definition.field");

    CompileRoster request;
    request.definition = "our_roster";
    request.as_of = {2026, 9, 1};
    request.out = folder() / ".." / "out.csv";
    EXPECT_EQ(problem_of(compile_roster_of_record(registry(), {"2026-ug", {}}, request)),
              "definition.field");
    request.definition_version = 1;
    EXPECT_TRUE(compile_roster_of_record(registry(), {"2026-ug", {}}, request).ok());
    // The older version, made anew over the broken one.
    EXPECT_EQ(must(save(sound, 2)).version, 3);
}

TEST_P(Definitions, RostersAreCompiledByTheSchoolsOwn) {
    Definition women = shipped();
    women.filter.push_back({Field::Department, FilterKind::Is, {"文学院"}});
    ASSERT_TRUE(save(women, 0).ok());
    CompileRoster request;
    request.definition = "class_roster";
    request.as_of = {2026, 9, 1};
    request.out = folder() / ".." / "out.csv";
    EXPECT_EQ(must(compile_roster_of_record(registry(), {"2026-ug", {}}, request)).rows_listed, 1U);
    request.definition_version = 0;
    EXPECT_EQ(must(compile_roster_of_record(registry(), {"2026-ug", {}}, request)).rows_listed, 4U);
    request.definition_version = 9;
    EXPECT_EQ(problem_of(compile_roster_of_record(registry(), {"2026-ug", {}}, request)),
              "roster.definition_unknown");
}

TEST_P(Definitions, DifferencesAreSaidInWords) {
    Definition after = shipped();
    after.title = "名册";
    after.columns[2].width = 30;
    after.columns[3].mask = MaskKind::Hidden;
    std::swap(after.columns[0], after.columns[1]);
    after.columns.pop_back();
    RosterColumn score;
    score.field = Field::Score;
    after.columns.push_back(score);
    after.paper.size = PaperSize::A3;
    after.order = {{Field::Name, OrderKind::Strokes, true}};
    ASSERT_TRUE(save(after, 0).ok());
    std::vector<std::string> lines, english;
    for (const DefinitionDifference& each :
         must(compare_definitions(registry(), {{"class_roster", 0}, {"class_roster", 1}}))) {
        lines.push_back(each.what.zh + "：" + each.before.zh + " → " + each.after.zh);
        english.push_back(each.what.en + ": " + each.before.en + " -> " + each.after.en);
    }
    EXPECT_THAT(
        lines,
        ElementsAre("名称：新生班级花名册 → 名册",
                    "次序：学号（数字）、姓名（拼音）、考生号（数字） → 姓名（姓氏笔画，倒序）",
                    "纸张：A4 纵 → A3 纵", "列“本人签字”：28 mm → ",
                    "列“姓　名”的宽度：37 mm → 30 mm", "列“性别”的遮盖：不遮盖 → 全部遮盖",
                    "列“总分”： → 20 mm", HasSubstr("列的次序：序号、学号、姓　名")));
    EXPECT_THAT(english[4], "width of column \"Name\": 37 mm -> 30 mm");
    EXPECT_TRUE(
        must(compare_definitions(registry(), {{"class_roster", 1}, {"class_roster", 1}})).empty());
}

}  // namespace
}  // namespace mingce
