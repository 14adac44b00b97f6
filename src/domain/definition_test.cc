#include "domain/definition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingce {
namespace {

using ::testing::HasSubstr;

std::string with_column(std::string_view rest) {
    return "title = \"t\"\n" + std::string(rest) + "\n[[columns]]\nfield = \"name\"\n";
}

TEST(Definition, ShippedOnesAllRead) {
    EXPECT_THAT(shipped_definition_keys(),
                ::testing::ElementsAre("by_department", "check_in", "class_roster", "publicity"));
    for (const std::string& key : shipped_definition_keys()) {
        SCOPED_TRACE(key);
        const auto definition = parse_definition(key, *shipped_definition(key));
        ASSERT_TRUE(definition.ok()) << definition.error().sentence(Language::English);
        EXPECT_EQ(definition.value().key, key);
        for (const RosterColumn& column : definition.value().columns) {
            EXPECT_FALSE(column.label.empty());
            EXPECT_FALSE(column.label_en.empty());
        }
    }
}

TEST(Definition, RefusalsNameWhatIsWrong) {
    struct Case {
        std::string toml, code, detail, why;
    };
    const Case cases[] = {
        {"title = ", "definition.not_toml", "", "not TOML"},
        {"title = \"t\"", "definition.columns", "", "no columns"},
        {"[[columns]]\nfield = \"name\"", "definition.value", "title", "no title"},
        {with_column("colour = 1"), "definition.key", "colour", "unknown key"},
        {with_column("kind = \"poster\""), "definition.value", "poster", "unknown template"},
        {with_column("cover = \"yes\""), "definition.value", "cover", "text for a yes or no"},
        {with_column("group = [\"nothing\"]"), "definition.field", "nothing", "unknown group"},
        {with_column("group = [\"name\"]"), "definition.value", "name", "cannot group by it"},
        {with_column("students = [\"nobody\"]"), "definition.value", "nobody", "unknown kind"},
        {with_column("order = [{ field = \"no_such\" }]"), "definition.field", "no_such",
         "unknown field of the order"},
        {with_column("filter = [{ field = \"sex\" }]"), "definition.value", "sex",
         "a filter without a value"},
        {with_column("paper = { size = \"A0\" }"), "definition.value", "A0", "unknown paper"},
        {with_column("paper = { row_height = -1 }"), "definition.value", "row_height",
         "a height below 0"},
        {"title = \"t\"\n[[columns]]\nfield = \"shoe_size\"", "definition.field", "shoe_size",
         "unknown field of a column"},
        {"title = \"t\"\n[[columns]]\nfield = \"name\"\nmask = \"blur\"", "definition.value",
         "blur", "unknown mask"},
        {"title = \"t\"\n[[columns]]\nbuiltin = \"sum\"", "definition.value", "sum",
         "unknown builtin"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto definition = parse_definition("mine", c.toml);
        ASSERT_FALSE(definition.ok());
        EXPECT_EQ(definition.error().problem().code, c.code);
        EXPECT_THAT(definition.error().detail(), HasSubstr(c.detail));
    }
}

TEST(Definition, APublicListShowsOnlyWhatIsAllowed) {
    struct Case {
        std::string column;
        bool allowed;
        std::string why;
    };
    const Case cases[] = {
        {"field = \"name\"\nmask = \"surname\"", true, "surname only"},
        {"field = \"name\"", false, "the whole name"},
        {"field = \"exam_number\"\nmask = \"ends\"", true, "both ends"},
        {"field = \"exam_number\"", false, "the whole exam number"},
        {"builtin = \"id_last4\"", false, "any part of a document number"},
        {"field = \"id_number\"\nmask = \"number\"", false, "a masked document number"},
        {"field = \"phone\"\nmask = \"phone\"", false, "a masked phone"},
        {"builtin = \"birth_month\"", false, "birth month"},
        {"field = \"home_address\"", false, "address"},
        {"field = \"bank_account\"", false, "bank account"},
        {"field = \"class\"", true, "class"},
        {"builtin = \"serial\"", true, "serial number"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto definition = parse_definition(
            "mine", "title = \"t\"\nkind = \"publicity\"\n[[columns]]\n" + c.column);
        EXPECT_EQ(definition.ok(), c.allowed);
        if (!definition.ok()) {
            EXPECT_EQ(definition.error().problem().code, "definition.public");
        }
    }
}

TEST(Definition, TheLastFourNeverStandBesideABirthDateOrACounty) {
    struct Case {
        std::string head, column;
        bool allowed;
        std::string why;
    };
    const Case cases[] = {
        {"", "builtin = \"birth_month\"", false, "month of birth"},
        {"", "field = \"birth_date\"", false, "birth date"},
        {"", "field = \"birth_date\"\nmask = \"year\"", true, "year of birth only"},
        {"", "field = \"birth_date\"\nmask = \"hidden\"", true, "hidden"},
        {"", "field = \"exam_number\"", false, "an exam number holds the county"},
        {"", "field = \"exam_number\"\nmask = \"ends\"", true, "its ends do not"},
        {"", "field = \"home_address\"", false, "address"},
        {"", "field = \"province\"", true, "a province has a hundred counties"},
        {"kind = \"checkin\"", "field = \"birth_date\"", true, "the desk compares cards"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto definition = parse_definition(
            "mine", "title = \"t\"\n" + c.head +
                        "\n[[columns]]\nbuiltin = \"id_last4\"\n[[columns]]\n" + c.column);
        EXPECT_EQ(definition.ok(), c.allowed);
        if (!definition.ok()) {
            EXPECT_EQ(definition.error().problem().code, "definition.last_four");
        }
    }
}

TEST(Definition, TextHoldsEveryPropertyThatChangesTheRoster) {
    const auto text = [](std::string_view rest) {
        return definition_text(parse_definition("mine", with_column(rest)).value());
    };
    const std::string plain = text("");
    for (const std::string change :
         {"order = [{ field = \"name\", by = \"strokes\" }]",
          "filter = [{ field = \"sex\", value = \"女\" }]", "group = [\"class\"]",
          "paper = { size = \"A3\" }", "totals = false", "volumes = \"department\"",
          "serial = \"volume\"", "signatures = [\"甲\"]"})
        EXPECT_NE(text(change), plain) << change;
    EXPECT_EQ(text(""), plain);
}

}  // namespace
}  // namespace mingce
