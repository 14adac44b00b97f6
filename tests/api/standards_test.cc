// The settings page's standard over HTTP: what holds, what was said, what would be, and taking it
// back.
#include "api_fixture.h"

namespace mingce::testing {
namespace {

class StandardsApi : public ApiOnEachDatabase {
protected:
    void begin() {
        begin_school();
        join("registry", Role::Registry);
        join("registrar", Role::Registry);
        join("secretary", Role::DepartmentSecretary);
    }
    static const boost::json::object& item(const Answer& answer, std::string_view key,
                                           std::string_view value) {
        static const boost::json::object none;
        for (const auto& each : answer.items())
            if (each.as_object().at(key) == boost::json::value(value)) return each.as_object();
        ADD_FAILURE() << "no " << key << " " << value << " in " << answer.body.substr(0, 300);
        return none;
    }
};
TEST_ON_EACH_DATABASE(StandardsApi);

TEST_P(StandardsApi, ShowsWhatHoldsAndWhoChangedIt) {
    begin();
    const Answer rules = get("registry", "/api/v1/standard/rules");
    ASSERT_EQ(rules.status, 200) << rules.body;
    const auto& phone = item(rules, "code", "PH-001");
    EXPECT_EQ(phone.at("is_on"), true);
    EXPECT_EQ(phone.at("is_changed"), false);
    EXPECT_GE(phone.at("open").to_number<int>(), 4);
    EXPECT_TRUE(
        item(get("secretary", "/api/v1/standard/rules"), "code", "PH-001").at("open").is_null());

    const std::string change =
        R"({"kind":"rule","key":"PH-001","rule":{"is_on":false,"severity":"warning"})";
    const Answer preview = post("registry", "/api/v1/standard/changes/preview", change + "}");
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(preview.text("needs_second"), "false");
    EXPECT_EQ(
        preview.text("differences"),
        R"([{"what":"changed","code":"","property":"is_on","before":"true","after":"false"}])");
    EXPECT_EQ(preview.json.at("effects").as_array().size(), 3U);

    const Answer made =
        post("registry", "/api/v1/standard/changes", change + R"(,"reason":"无电话"})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("number"), "1");
    EXPECT_EQ(made.text("state"), "in_force");
    EXPECT_EQ(made.text("rule"), R"({"is_on":false,"severity":"warning"})");
    EXPECT_EQ(made.text("field"), "null");
    const Answer after = get("registry", "/api/v1/standard/rules");
    EXPECT_EQ(item(after, "code", "PH-001").at("is_on"), false);
    EXPECT_EQ(item(after, "code", "PH-001").at("is_changed"), true);
    EXPECT_EQ(item(after, "code", "PH-001").at("open"), 0);
    EXPECT_EQ(post("registry", "/api/v1/checks", R"({"values":{"phone":"12"}})").items().size(),
              0U);

    const Answer back =
        post("registry", "/api/v1/standard/changes/1/withdraw", R"({"reason":"有电话了"})");
    ASSERT_EQ(back.status, 200) << back.body;
    EXPECT_EQ(back.text("state"), "withdrawn");
    EXPECT_EQ(get("registry", "/api/v1/standard/rules").body, rules.body) << "as before";
    EXPECT_EQ(post("registry", "/api/v1/checks", R"({"values":{"phone":"12"}})").items().size(),
              1U);
    const Answer told = get("secretary", "/api/v1/standard/changes?kind=rule&key=PH-001");
    ASSERT_EQ(told.items().size(), 1U);
    EXPECT_EQ(told.items()[0].as_object().at("withdrawn_reason"), "有电话了");
    EXPECT_EQ(get("secretary", "/api/v1/standard/changes?kind=field").items().size(), 0U);
}

TEST_P(StandardsApi, ChangesAFieldAndATableAndAsksASecondPerson) {
    begin();
    const Answer made = post(
        "registry", "/api/v1/standard/changes",
        R"({"kind":"field","key":"phone","reason":"报到表","field":{"aliases":["随身的号"],"width":12}})");
    ASSERT_EQ(made.status, 201) << made.body;
    const Answer fields = get("registry", "/api/v1/standard/fields");
    const auto& phone = item(fields, "key", "phone");
    EXPECT_EQ(phone.at("width"), 12);
    EXPECT_EQ(phone.at("type"), "phone");
    EXPECT_EQ(phone.at("is_changed"), true);
    EXPECT_EQ(boost::json::serialize(phone.at("school_aliases")), R"(["随身的号"])");

    const std::string table =
        R"({"kind":"code_table","key":"ethnicity","reason":"新版","code_table":{"standard":"GB/T 3304",)"
        R"("edition":"2026","entries":[{"code":"01","name":"汉族","name_en":"Han","aliases":["汉"],)"
        R"("valid_from":"1991-01-01"}]}})";
    const Answer waiting = post("registry", "/api/v1/standard/changes", table);
    ASSERT_EQ(waiting.status, 201) << waiting.body;
    EXPECT_EQ(waiting.text("state"), "waiting");
    EXPECT_EQ(post("registry", "/api/v1/standard/changes/2/confirm", "{}").text("code"),
              "standard.second_person");
    const Answer confirmed = post("registrar", "/api/v1/standard/changes/2/confirm", "{}");
    ASSERT_EQ(confirmed.status, 200) << confirmed.body;
    EXPECT_EQ(confirmed.text("confirmed_by"), "registrar");
    const Answer codes = get("registry", "/api/v1/standard/code-tables/ethnicity");
    EXPECT_EQ(codes.text("items"),
              R"([{"code":"01","name":"汉族","name_en":"Han","aliases":["汉"],)"
              R"("valid_from":"1991-01-01","valid_to":""}])");
    const auto listed = get("registry", "/api/v1/standard/code-tables");
    EXPECT_EQ(item(listed, "key", "ethnicity").at("is_changed"), true);
    EXPECT_EQ(item(listed, "key", "ethnicity").at("edition"), "2026");
    EXPECT_EQ(item(listed, "key", "ethnicity").at("zh"), "民族");
    EXPECT_EQ(get("registry", "/api/v1/standard/changes")
                  .items()[0]
                  .as_object()
                  .at("code_table")
                  .as_object()
                  .at("entry_count"),
              1);
}

TEST_P(StandardsApi, RefusesWhatCannotBe) {
    begin();
    struct Case {
        std::string_view why;
        std::string who, body;
        int status;
        std::string_view code;
    };
    const std::string soft = R"("rule":{"is_on":false,"severity":"warning"})";
    const Case cases[] = {
        {"not theirs", "secretary", R"({"kind":"rule","key":"PH-001",)" + soft + "}", 403,
         "access.denied"},
        {"no kind of change", "registry", R"({"kind":"shoe","key":"PH-001",)" + soft + "}", 400,
         "request.member_value"},
        {"not what its kind says", "registry", R"({"kind":"field","key":"phone",)" + soft + "}",
         400, "standard.change_kind"},
        {"no such rule", "registry", R"({"kind":"rule","key":"XX-001",)" + soft + "}", 404,
         "standard.key_unknown"},
        {"never waived", "registry", R"({"kind":"rule","key":"ID-002",)" + soft + "}", 409,
         "standard.rule_fixed"},
        {"a class", "registry", R"({"kind":"field","key":"phone","field":{"class":"C1"}})", 400,
         "request.unknown_member"},
        {"another's header", "registry",
         R"({"kind":"field","key":"phone","field":{"aliases":["姓名"]}})", 409,
         "standard.alias_taken"},
        {"a bound table", "registry",
         R"({"kind":"code_table","key":"student_status","code_table":{"standard":"a","edition":"b",)"
         R"("entries":[{"code":"1","name":"x"}]}})",
         409, "standard.table_fixed"},
        {"yesterday", "registry",
         R"({"kind":"rule","key":"PH-001","effective_from":"2020-01-01",)" + soft + "}", 400,
         "standard.effective_past"},
        {"no day", "registry",
         R"({"kind":"rule","key":"PH-001","effective_from":"soon",)" + soft + "}", 400,
         "request.member_value"},
    };
    for (const Case& c : cases) {
        const Answer answer = post(c.who, "/api/v1/standard/changes/preview", c.body);
        EXPECT_EQ(answer.status, c.status) << c.why << answer.body;
        EXPECT_EQ(answer.text("code"), c.code) << c.why << answer.body;
    }
}

}  // namespace
}  // namespace mingce::testing
