// Definitions of rosters over HTTP: changed, saved as versions, compared, seen on paper before
// that.
#include "store/definitions.h"

#include "api_fixture.h"
#include "documents/typeface.h"

namespace mingce::testing {
namespace {

constexpr std::string_view kDefinitions = "/api/v1/standard/definitions/";

class DefinitionsApi : public ApiOnEachDatabase {
protected:
    void begin() {
        begin_school();
        join("registry", Role::Registry);
        join("secretary", Role::DepartmentSecretary);
    }
    /// What an answer gives is what a request takes.
    boost::json::object definition(const std::string& path) {
        return get("registry", std::string(kDefinitions) + path)
            .json.at("version")
            .at("definition")
            .as_object();
    }
    Answer save(const std::string& who, const std::string& key, boost::json::object body) {
        return ask({who, http::Method::Put, std::string(kDefinitions) + key,
                    boost::json::serialize(body)});
    }
    Answer preview(const std::string& who, const std::string& what, boost::json::object body) {
        body["intake"] = "2026-ug";
        return post(who, "/api/v1/rosters/preview" + what, boost::json::serialize(body));
    }
};
TEST_ON_EACH_DATABASE(DefinitionsApi);

TEST_P(DefinitionsApi, AreReadChangedAndSavedAsTheNextVersion) {
    begin();
    for (const std::string key : {"by_department", "check_in", "class_roster", "publicity"}) {
        const Answer same = save("registry", key, {{"base", 0}, {"definition", definition(key)}});
        EXPECT_EQ(same.text("code"), "roster.definition_same") << same.body;
    }
    boost::json::object changed = definition("class_roster");
    changed["has_cover"] = true;
    changed["columns"].at(2).as_object()["width_um"] = 41'500;
    const boost::json::object body{{"base", 0}, {"note", "加宽"}, {"definition", changed}};
    EXPECT_EQ(save("secretary", "class_roster", body).status, 403);
    const Answer saved = save("registry", "class_roster", body);
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(saved.text("version"), "1");
    EXPECT_EQ(save("registry", "class_roster", body).text("code"), "roster.definition_changed");
    EXPECT_EQ(definition("class_roster"), changed);
    EXPECT_FALSE(definition("class_roster?version=0").at("has_cover").as_bool());

    const Answer history = get("secretary", std::string(kDefinitions) + "class_roster/versions");
    ASSERT_EQ(history.items().size(), 2U) << history.body;
    EXPECT_EQ(history.items()[0].at("note").as_string(), "加宽");
    EXPECT_EQ(history.items()[0].at("actor").as_string(), "registry");
    EXPECT_TRUE(history.items()[0].at("is_official").as_bool());

    const std::string differences = std::string(kDefinitions) + "class_roster/differences";
    const Answer between = post("secretary", differences, R"({"before":0,"after":1})");
    ASSERT_EQ(between.items().size(), 2U) << between.body;
    EXPECT_EQ(between.items()[0].at("what_zh").as_string(), "封面");
    EXPECT_EQ(between.items()[1].at("after_en").as_string(), "41.5 mm");
    const Answer unsaved =
        post("secretary", differences,
             boost::json::serialize(boost::json::object{{"before", 1}, {"definition", changed}}));
    EXPECT_TRUE(unsaved.items().empty()) << unsaved.body;
}

TEST_P(DefinitionsApi, WhatIsNoDefinitionIsRefusedByName) {
    begin();
    const boost::json::object sound = definition("class_roster");
    struct Case {
        std::string why, code;
        void (*change)(boost::json::object&);
    };
    const Case cases[] = {
        {"a field nobody knows", "definition.field",
         [](auto& d) { d["columns"].at(1).as_object()["field"] = "shoe_size"; }},
        {"a mask nobody knows", "request.member_value",
         [](auto& d) { d["columns"].at(1).as_object()["mask"] = "blur"; }},
        {"a birth date beside the last four", "definition.last_four",
         [](auto& d) { d["columns"].at(1).as_object()["field"] = "birth_date"; }},
        {"an annex of no status", "definition.value",
         [](auto& d) { d["annex"] = boost::json::array{"asleep"}; }},
        {"a group by name", "definition.value",
         [](auto& d) { d["group"] = boost::json::array{"name"}; }},
        {"no columns", "definition.columns", [](auto& d) { d["columns"].as_array().clear(); }},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        boost::json::object changed = sound;
        c.change(changed);
        const Answer refused =
            save("registry", "class_roster", {{"base", 0}, {"definition", changed}});
        EXPECT_EQ(refused.text("code"), c.code) << refused.body;
        EXPECT_EQ(preview("registry", "", {{"definition", changed}}).text("code"), c.code);
    }
}

TEST_P(DefinitionsApi, ThePaperIsSeenBeforeAnythingIsSaved) {
    if (!Typefaces::open().ok()) GTEST_SKIP() << "the type faces for printing are missing";
    begin();
    boost::json::object changed = definition("by_department");
    changed["columns"].at(2).as_object()["width_um"] = 9'000;
    const boost::json::object asked{{"definition", changed}, {"department", "物理学院"}};
    const Answer seen = preview("registry", "", asked);
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(seen.text("rows_listed"), "3");
    EXPECT_EQ(seen.json.at("volumes").as_array().size(), 2U);
    EXPECT_EQ(seen.text("block_um"), "170000");
    EXPECT_EQ(seen.text("lacks"), "");
    boost::json::object without = changed;
    without["annex"] = boost::json::array{"deferred"};
    EXPECT_EQ(preview("registry", "", {{"definition", without}}).text("lacks"),
              "annex = declined, annex = revoked");
    EXPECT_GT(seen.json.at("columns").at(2).at("wanted_um").as_int64(), 9'000);
    for (const std::string name : {"张文静", "李强", "王小明"})
        EXPECT_EQ(seen.body.find(name), std::string::npos) << "names are on the paper alone";

    boost::json::object page = asked;
    page["page"] = 2;
    page["width"] = 300;
    const Answer picture = preview("registry", "/page", page);
    ASSERT_EQ(picture.status, 200) << picture.body;
    EXPECT_EQ(picture.header("Content-Type"), "image/png");
    EXPECT_EQ(picture.body.substr(1, 3), "PNG");
    const Answer pdf = preview("registry", "/pdf", asked);
    EXPECT_EQ(pdf.header("Content-Type"), "application/pdf");
    EXPECT_EQ(pdf.body.substr(0, 5), "%PDF-");
    const Answer elsewhere =
        preview("secretary", "", {{"key", "by_department"}, {"department", "文学院"}});
    EXPECT_EQ(elsewhere.text("code"), "roster.no_department");
}

TEST_P(DefinitionsApi, AVersionThatNamesAFieldThatIsGoneIsToldWithWhatToDo) {
    begin();
    must(database().write([&](Tx& tx) -> Status {
        const std::string text = "title = \"t\"\n[[columns]]\nfield = \"shoe_size\"\n";
        EXPECT_TRUE(TRY(definitions::add(tx, record().identity().institution,
                                         {"class_roster", 1, text, "", now(), "registry", {}})));
        return Done{};
    }));
    const Answer list = get("registry", "/api/v1/standard/definitions");
    ASSERT_EQ(list.items().size(), 4U) << list.body;
    const auto& broken = list.items()[2].as_object();
    EXPECT_EQ(broken.at("key").as_string(), "class_roster");
    EXPECT_TRUE(broken.at("definition").is_null());
    EXPECT_EQ(broken.at("broken").at("code").as_string(), "definition.field");
    EXPECT_EQ(broken.at("broken").at("detail").as_string(), "shoe_size");
    EXPECT_EQ(broken.at("broken").at("line").as_int64(), 3);
    EXPECT_NE(
        get("registry", std::string(kDefinitions) + "class_roster").text("toml").find("shoe_size"),
        std::string::npos);
    EXPECT_EQ(preview("registry", "", {{"key", "class_roster"}}).text("code"), "definition.field");
    EXPECT_EQ(definition("class_roster?version=0").at("key").as_string(), "class_roster");
    EXPECT_EQ(save("registry", "class_roster",
                   {{"base", 1}, {"definition", definition("class_roster?version=0")}})
                  .text("version"),
              "2");
}

TEST_P(DefinitionsApi, RostersAreCompiledByAVersion) {
    begin();
    boost::json::object changed = definition("class_roster");
    changed["filters"] = boost::json::array{boost::json::object{
        {"field", "department"}, {"kind", "is"}, {"values", boost::json::array{"文学院"}}}};
    ASSERT_EQ(save("registry", "class_roster", {{"base", 0}, {"definition", changed}}).status, 200);
    const auto compiled = [&](const std::string& more) {
        return post(
            "registry", "/api/v1/rosters",
            R"({"intake":"2026-ug","definition":"class_roster","format":"csv")" + more + "}");
    };
    EXPECT_EQ(compiled("").body.find("物理学院"), std::string::npos);
    EXPECT_NE(compiled(R"(,"version":0)").body.find("物理学院"), std::string::npos);
    EXPECT_EQ(compiled(R"(,"version":7)").text("code"), "roster.definition_unknown");
    EXPECT_EQ(
        post("registry", "/api/v1/rosters", R"({"intake":"2026-ug","definition":"/etc/passwd"})")
            .text("code"),
        "roster.definition_unknown");
}

}  // namespace
}  // namespace mingce::testing
