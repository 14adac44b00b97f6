#include "domain/school_standard.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "domain/standard_difference.h"

namespace mingce {
namespace {

constexpr RuleText kHard{"ID-T1", 0, Severity::Blocking, {"错", "wrong"}, {"改", "fix"}, "", true},
    kSoft{"ID-T2", 0, Severity::Warning, {"疑", "odd"}, {"看", "look"}, ""};

StandardChange change(std::int64_t number, StandardKind kind, std::string key, Date from,
                      const StandardTerms& terms) {
    StandardChange made;
    made.number = number;
    made.kind = kind;
    made.key = std::move(key);
    made.effective_from = from;
    made.document = text_of(terms);
    return made;
}
StandardChange rule_change(std::int64_t number, Date from, Severity severity, bool is_on = true) {
    return change(number, StandardKind::Rule, "ID-T2", from, RuleTerms{is_on, severity});
}
StandardChange waiting(StandardChange made) {
    made.needs_second = true;
    return made;
}
StandardChange confirmed(StandardChange made) {
    made = waiting(std::move(made));
    made.confirmed_at = {1};
    return made;
}
StandardChange withdrawn(StandardChange made) {
    made.withdrawn_at = {1};
    return made;
}

TEST(SchoolStandard, TheLastThatHoldsOnTheDayWins) {
    using enum Severity;
    constexpr Date kMay{2026, 5, 1}, kJune{2026, 6, 1}, kJuly{2026, 7, 1};
    struct Case {
        std::string_view why;
        std::vector<StandardChange> changes;
        Date day;
        Severity severity;
        std::string_view states;
    };
    const Case cases[] = {
        {"nothing said", {}, kMay, Warning, ""},
        {"said for today", {rule_change(1, kMay, Note)}, kMay, Note, "in_force"},
        {"for a later day", {rule_change(1, kJune, Note)}, kMay, Warning, "coming"},
        {"that day came", {rule_change(1, kJune, Note)}, kJuly, Note, "in_force"},
        {"a later one replaces it",
         {rule_change(1, kMay, Note), rule_change(2, kJune, Blocking)},
         kJune,
         Blocking,
         "replaced in_force"},
        {"by its day, not its number",
         {rule_change(1, kJune, Blocking), rule_change(2, kMay, Note)},
         kJune,
         Blocking,
         "in_force replaced"},
        {"of one day the higher number",
         {rule_change(1, kMay, Note), rule_change(2, kMay, Blocking)},
         kMay,
         Blocking,
         "replaced in_force"},
        {"withdrawn, the earlier one holds again",
         {rule_change(1, kMay, Note), withdrawn(rule_change(2, kJune, Blocking))},
         kJuly,
         Note,
         "in_force withdrawn"},
        {"waits for a second person",
         {waiting(rule_change(1, kMay, Note))},
         kMay,
         Warning,
         "waiting"},
        {"who confirmed it", {confirmed(rule_change(1, kMay, Note))}, kMay, Note, "in_force"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto standard = SchoolStandard::on(c.day, c.changes);
        ASSERT_TRUE(standard.ok()) << standard.error().sentence(Language::English);
        EXPECT_EQ(standard.value().severity_of(kSoft), c.severity);
        std::string states;
        for (const StandardChange& each : c.changes)
            states +=
                (states.empty() ? "" : " ") + std::string(key_of(state_of(each, c.changes, c.day)));
        EXPECT_EQ(states, c.states);
    }
}

TEST(SchoolStandard, LeavesOutWhatIsOffAndGradesTheRest) {
    SchoolStandard school;
    std::vector<Finding> findings(2);
    findings[0].rule = &kHard;
    findings[1].rule = &kSoft;
    school.judge(findings);
    EXPECT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[1].severity(), Severity::Warning);
    school.take("ID-T2", RuleTerms{true, Severity::Blocking}, {2026, 5, 1});
    school.judge(findings);
    EXPECT_EQ(findings[1].severity(), Severity::Blocking);
    school.take("ID-T2", RuleTerms{false, Severity::Blocking}, {2026, 5, 1});
    school.judge(findings);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].rule, &kHard);
}

TEST(SchoolStandard, ChangesOneFieldAndLeavesTheOthers) {
    FieldTerms terms = shipped_terms(DataStandard::shipped().of(Field::Phone));
    terms.aliases = {"手机\"号\""};
    terms.required = {true, false, true};
    terms.width = 11;
    const StandardChange said[] = {change(4, StandardKind::Field, "phone", {2026, 5, 1}, terms)};
    const SchoolStandard school = SchoolStandard::on({2026, 5, 1}, said).value();
    const FieldStandard& phone = school.fields().of(Field::Phone);
    const FieldStandard& shipped = DataStandard::shipped().of(Field::Phone);
    EXPECT_EQ(phone.aliases.size(), shipped.aliases.size() + 1);
    EXPECT_EQ(phone.aliases.back(), "手机\"号\"");
    EXPECT_EQ(phone.width, 11);
    EXPECT_EQ(phone.required, terms.required);
    EXPECT_EQ(phone.sealed, shipped.sealed);
    EXPECT_EQ(school.of(Field::Phone).aliases, terms.aliases);
    EXPECT_EQ(school.of(Field::Email).width, DataStandard::shipped().of(Field::Email).width);
    EXPECT_EQ(school.changes(), std::vector<std::int64_t>{4});
    EXPECT_TRUE(school.is_changed(StandardKind::Field, "phone"));
    EXPECT_FALSE(school.is_changed(StandardKind::Field, "email"));
}

TEST(SchoolStandard, ReplacesATableByItsEdition) {
    CodeEdition edition{"GB/T 3304", "2026", {}};
    edition.entries = {{"01", "汉族", "Han", {"汉"}, {}, {}},
                       {"60", "新族", "", {}, Date{2026, 9, 1}, {}},
                       {"60", "旧族", "", {}, {}, Date{2026, 8, 31}}};
    ASSERT_TRUE(check_edition(*CodeTables::shipped().find("ethnicity"), edition).ok());
    const StandardChange said[] = {
        change(1, StandardKind::CodeTable, "ethnicity", {2026, 5, 1}, edition)};
    struct Case {
        Date day;
        std::string_view name;
    };
    for (const Case& c : {Case{{2026, 6, 1}, "旧族"}, Case{{2026, 10, 1}, "新族"}}) {
        const SchoolStandard school = SchoolStandard::on(c.day, said).value();
        const CodeTable& table = *school.codes().find("ethnicity");
        EXPECT_EQ(table.edition, "2026");
        EXPECT_EQ(table.zh, "民族");
        EXPECT_EQ(table.find("60")->entry->name, c.name) << "the code of two, by its days";
        EXPECT_TRUE(table.find("汉").has_value());
        EXPECT_FALSE(table.find("回族").has_value());
        EXPECT_TRUE(school.codes().find("sex")->find("男").has_value());
    }
}

TEST(SchoolStandard, PassesOverWhatThisProgramDoesNotKnow) {
    const StandardChange said[] = {
        change(1, StandardKind::Field, "shoe_size", {2026, 5, 1}, FieldTerms{}),
        change(2, StandardKind::CodeTable, "shoes", {2026, 5, 1}, CodeEdition{"a", "b", {}})};
    const auto school = SchoolStandard::on({2026, 6, 1}, said);
    ASSERT_TRUE(school.ok());
    EXPECT_TRUE(school.value().changes().empty());
    StandardChange damaged = said[0];
    damaged.key = "phone";
    damaged.document = "widht = 3\n";
    EXPECT_EQ(SchoolStandard::on({2026, 6, 1}, std::span(&damaged, 1)).error().problem().code,
              "standard.key");
}

TEST(StandardTerms, AreReadBackAsTheyWereWritten) {
    const StandardTerms all[] = {
        FieldTerms{{"甲\\乙", "丙\t"}, {true, false, true}, 40},
        RuleTerms{false, Severity::Note},
        CodeEdition{"GB", "1", {{"001", "名", "Name", {"别", "名2"}, Date{2026, 1, 2}, {}}}},
    };
    for (const StandardTerms& terms : all) {
        const auto read = parse_terms(kind_of(terms), text_of(terms));
        ASSERT_TRUE(read.ok()) << read.error().sentence(Language::English);
        EXPECT_EQ(text_of(read.value()), text_of(terms));
        EXPECT_TRUE(differences(terms, read.value()).empty());
    }
}

TEST(StandardTerms, AreReadStrictly) {
    struct Case {
        StandardKind kind;
        std::string_view text, problem;
    };
    using enum StandardKind;
    const Case cases[] = {
        {Field, "width = \"wide\"", "standard.value"},
        {Field, "width = 4001", "standard.value"},
        {Field, "required = [\"phd\"]", "standard.value"},
        {Field, "sealed = false", "standard.field_fixed"},
        {Field, "class = \"C1\"", "standard.field_fixed"},
        {Field, "widths = 1", "standard.key"},
        {Field, "width = ", "standard.not_toml"},
        {Rule, "is_on = true", "standard.value"},
        {Rule, "severity = \"grave\"", "standard.value"},
        {CodeTable, "standard = \"a\"", "codes.value"},
        {CodeTable, "standard = \"a\"\nedition = \"b\"\nopen = true", "codes.key"},
    };
    for (const Case& c : cases) {
        const auto read = parse_terms(c.kind, c.text);
        ASSERT_FALSE(read.ok()) << c.text;
        EXPECT_EQ(read.error().problem().code, c.problem) << c.text;
    }
}

TEST(StandardTerms, RefuseWhatCannotBe) {
    EXPECT_TRUE(check_terms(FieldTerms{{"工号"}, {}, 0}).ok());
    for (const std::vector<std::string>& aliases : {std::vector<std::string>{""},
                                                    {"甲", "甲"},
                                                    {" 甲"},
                                                    {"甲\n乙"},
                                                    {std::string(61, 'x')},
                                                    std::vector<std::string>(51, "甲")})
        EXPECT_EQ(check_terms(FieldTerms{aliases, {}, 0}).error().problem().code, "standard.alias");
    EXPECT_EQ(check_terms(FieldTerms{{}, {}, 4001}).error().problem().code, "standard.width");
    EXPECT_TRUE(check_terms(kSoft, {false, Severity::Note}).ok());
    EXPECT_TRUE(check_terms(kHard, {true, Severity::Blocking}).ok());
    EXPECT_EQ(check_terms(kHard, {false, Severity::Blocking}).error().problem().code,
              "standard.rule_fixed");
    EXPECT_EQ(check_terms(kHard, {true, Severity::Warning}).error().problem().code,
              "standard.rule_fixed");
}

TEST(StandardTerms, RefuseAnEditionWithTheRowAtFault) {
    struct Case {
        std::string_view why;
        std::vector<CodeEntry> entries;
        std::string_view problem, detail;  // "": accepted
    };
    const Date august{2026, 8, 31}, september{2026, 9, 1};
    const Case cases[] = {
        {"two good rows", {{"1", "甲", "", {}, {}, {}}, {"2", "乙", "", {}, {}, {}}}, "", ""},
        {"none", {}, "standard.edition_size", ""},
        {"no code", {{"", "甲", "", {}, {}, {}}}, "standard.edition_code", "1."},
        {"no name", {{"1", "", "", {}, {}, {}}}, "standard.edition_name", "1. 1"},
        {"a tab in a name", {{"1", "甲\t", "", {}, {}, {}}}, "standard.edition_name", "1. 1"},
        {"a code twice",
         {{"1", "甲", "", {}, {}, {}}, {"1", "乙", "", {}, {}, {}}},
         "standard.edition_code_twice",
         "2. 1 乙"},
        {"a name twice",
         {{"1", "甲", "", {}, {}, {}}, {"2", "甲", "", {}, {}, {}}},
         "standard.edition_name_twice",
         "1. 1 甲；2. 2 甲"},
        {"an alias that is another's name",
         {{"1", "甲", "", {}, {}, {}}, {"2", "乙", "", {"甲"}, {}, {}}},
         "standard.edition_name_twice",
         "2. 2 乙"},
        {"twice, one after the other",
         {{"1", "甲", "", {}, {}, august}, {"1", "甲", "", {}, september, {}}},
         "",
         ""},
        {"twice on one day",
         {{"1", "甲", "", {}, {}, september}, {"1", "甲", "", {}, september, {}}},
         "standard.edition_code_twice",
         "2. 1 甲"},
        {"ends before it begins",
         {{"1", "甲", "", {}, september, august}},
         "standard.edition_days",
         "1. 1 甲"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const Status checked =
            check_edition(*CodeTables::shipped().find("ethnicity"), {"GB", "2026", c.entries});
        EXPECT_EQ(checked.ok() ? "" : checked.error().problem().code, c.problem);
        if (!checked.ok()) {
            EXPECT_NE(checked.error().detail().find(c.detail), std::string::npos)
                << checked.error().detail();
        }
    }
    const CodeEdition whole{"GB", "2026", {{"1", "甲", "", {}, {}, {}}}};
    EXPECT_EQ(
        check_edition(*CodeTables::shipped().find("student_status"), whole).error().problem().code,
        "standard.table_fixed");
    EXPECT_EQ(check_edition(*CodeTables::shipped().find("sex"), {"", "1", whole.entries})
                  .error()
                  .problem()
                  .code,
              "standard.edition_head");
}

std::string words_of(const std::vector<StandardDifference>& lines) {
    std::string text;
    for (const StandardDifference& line : lines)
        text += (text.empty() ? "" : "; ") + std::string(key_of(line.what)) + " " + line.code +
                "." + line.property + " " + line.before + ">" + line.after;
    return text;
}

TEST(StandardDifference, TellsLineByLine) {
    EXPECT_EQ(words_of(differences(FieldTerms{{"甲"}, {true, false, false}, 10},
                                   FieldTerms{{"乙"}, {true, true, false}, 12})),
              "removed .aliases 甲>; added .aliases >乙; changed .required ug>ug、pg; changed "
              ".width 10>12");
    EXPECT_EQ(words_of(differences(RuleTerms{true, Severity::Blocking},
                                   RuleTerms{false, Severity::Note})),
              "changed .is_on true>false; changed .severity blocking>note");
    EXPECT_EQ(
        words_of(differences(
            CodeEdition{"GB", "1", {{"1", "甲", "", {}, {}, {}}, {"2", "乙", "", {}, {}, {}}}},
            CodeEdition{
                "GB", "2", {{"2", "乙乙", "", {"乙"}, {}, {}}, {"3", "丙", "", {}, {}, {}}}})),
        "changed .edition 1>2; removed 1.name 甲>; changed 2.name 乙>乙乙; changed 2.aliases "
        ">乙; added 3.name >丙");
}

}  // namespace
}  // namespace mingce
