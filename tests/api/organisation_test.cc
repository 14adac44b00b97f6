// The organisation and the definitions of rosters as the settings read them, and an export measured
// before it is asked for.
#include "api_fixture.h"

namespace mingce::testing {
namespace {

class OrganisationApi : public ApiOnEachDatabase {
protected:
    void begin() {
        begin_school();
        join("registry", Role::Registry);
        join("counsellor", Role::Counsellor);
        join("secretary", Role::DepartmentSecretary);
    }
};
TEST_ON_EACH_DATABASE(OrganisationApi);

TEST_P(OrganisationApi, IsReadChangedAndUndone) {
    begin();
    const std::string path = "/api/v1/organisation/changes";
    const Answer said = post("registry", path,
                             R"({"after":{"department":"物理学院","name":"光学","level":"本科",)"
                             R"("plan_count":30},"reason":"教务处通知"})");
    ASSERT_EQ(said.status, 201) << said.body;
    EXPECT_EQ(said.text("number"), "1");
    const Answer tree = get("registry", "/api/v1/organisation?intake=2026-ug");
    ASSERT_EQ(tree.status, 200) << tree.body;
    EXPECT_EQ(tree.text("students"), "4");
    EXPECT_NE(tree.body.find(R"({"name":"光学","level":"本科","school_code":"","national_code":"",)"
                             R"("duration":"","plan_count":30,"students":0,"is_listed":true,)"
                             R"("is_by_hand":true,"is_imported":false,"classes":[]})"),
              std::string::npos)
        << tree.body;
    EXPECT_EQ(get("counsellor", "/api/v1/organisation?intake=2026-ug").body.find("光学"),
              std::string::npos);
    EXPECT_EQ(
        post("secretary", path, R"({"after":{"department":"a","name":"b"},"reason":"c"})").status,
        403);
    EXPECT_EQ(get("registry", path).items().size(), 1U);
    EXPECT_EQ(get("secretary", path).status, 403);
    EXPECT_EQ(post("registry", path + "/1/undoing", "{}").status, 200);
    EXPECT_EQ(post("registry", path + "/1/undoing", "{}").text("code"), "organisation.undone");
    EXPECT_EQ(get("registry", "/api/v1/organisation?intake=2026-ug").body.find("光学"),
              std::string::npos);
}

TEST_P(OrganisationApi, DefinitionsAreToldInPartsAndAsText) {
    begin();
    const Answer list = get("counsellor", "/api/v1/standard/definitions");
    ASSERT_EQ(list.status, 200) << list.body;
    ASSERT_EQ(list.items().size(), 4U);
    for (const auto& item : list.items()) {
        const auto& version = item.as_object();
        const std::string key(version.at("key").as_string());
        const auto& definition = version.at("definition").as_object();
        EXPECT_EQ(version.at("version").as_int64(), 0) << key;
        EXPECT_TRUE(version.at("broken").is_null()) << key;
        EXPECT_FALSE(definition.at("columns").as_array().empty()) << key;
        EXPECT_NE(definition.at("zh").as_string(), "") << key;
        EXPECT_NE(definition.at("en").as_string(), "") << key;
        const Answer one = get("counsellor", "/api/v1/standard/definitions/" + key);
        EXPECT_NE(one.text("toml").find("[[columns]]"), std::string::npos) << key;
    }
    EXPECT_EQ(get("counsellor", "/api/v1/standard/definitions/none").text("code"),
              "roster.definition_unknown");
}

TEST_P(OrganisationApi, AnExportIsMeasuredBeforeItIsAskedFor) {
    begin();
    const std::string list =
        R"("intake":"2026-ug","fields":["name","id_number"],"numbers":["26420101150001","x"],)"
        R"("filters":[{"field":"department","op":"one_of","values":["物理学院","文学院"]}])";
    const Answer masked = post("registry", "/api/v1/exports/measure", "{" + list + "}");
    ASSERT_EQ(masked.status, 200) << masked.body;
    EXPECT_EQ(masked.text("students"), "1");
    EXPECT_EQ(masked.text("highest"), "C2");
    EXPECT_EQ(masked.text("approvals_needed"), "0");
    EXPECT_EQ(masked.text("missing_numbers"), R"(["x"])");
    const Answer whole =
        post("registry", "/api/v1/exports/measure", "{" + list + R"(,"whole":["id_number"]})");
    EXPECT_EQ(whole.text("approvals_needed"), "2");
    EXPECT_EQ(whole.text("is_locked"), "true");
    EXPECT_NE(whole.text("approvers").find("university_leader"), std::string::npos);
    const Answer chosen =
        post("registry", "/api/v1/exports",
             R"({"intake":"2026-ug","fields":["name"],"purpose":"p","chosen":[")" +
                 id("own").hex() + R"("],"left_out":[]})");
    ASSERT_EQ(chosen.status, 201) << chosen.body;
    EXPECT_EQ(chosen.text("students"), "1");
    EXPECT_EQ(chosen.text("chosen"), "1");
    EXPECT_EQ(chosen.text("numbers"), "null");
    EXPECT_EQ(chosen.text("is_mine"), "true");
    EXPECT_EQ(post("registry", "/api/v1/exports/measure",
                   R"({"intake":"2026-ug","fields":["name"],"chosen":["x"]})")
                  .text("code"),
              "request.member_value");
    EXPECT_EQ(post("counsellor", "/api/v1/exports/measure",
                   R"({"intake":"2026-ug","fields":["name"],"filters":[{"field":"ethnicity",)"
                   R"("op":"is","values":["汉族"]}]})")
                  .text("code"),
              "access.field_hidden");
}

}  // namespace
}  // namespace mingce::testing
