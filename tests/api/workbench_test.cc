// What the pages of the workbench read, as they read it: blocks of the grid, what stands in a
// column, numbers, views, the audit by sentence.
#include "api_fixture.h"

namespace mingce::testing {
namespace {

class Workbench : public ApiOnEachDatabase {
protected:
    void begin() {
        begin_school();
        join("registry", Role::Registry);
        join("counsellor", Role::Counsellor);
        join("leader", Role::DepartmentLeader);
    }
    static std::string one(const boost::json::value& value) {
        return boost::json::serialize(value);
    }
};
TEST_ON_EACH_DATABASE(Workbench);

TEST_P(Workbench, TellsWhoseALoginIs) {
    begin();
    const Answer made =
        post("system", "/api/v1/accounts", R"({"login":"chen","name":"陈老师","kind":"person"})");
    ASSERT_EQ(made.status, 201) << made.body;
    const Answer told =
        get("counsellor", "/api/v1/account-names?logins=chen&logins=os:root&logins=registry");
    ASSERT_EQ(told.status, 200) << told.body;
    EXPECT_EQ(one(told.json.at("items")),
              R"([{"login":"chen","name":"陈老师"},{"login":"registry","name":"registry"}])");
    EXPECT_TRUE(get("counsellor", "/api/v1/account-names").items().empty());
    EXPECT_EQ(get("", "/api/v1/account-names?logins=chen").status, 401);
}

TEST_P(Workbench, ReadsBlocksOfTheGrid) {
    begin();
    const Answer block = post("registry", "/api/v1/students/query",
                              R"({"intake":"2026-ug","filters":[{"field":"department","op":"is",)"
                              R"("values":["物理学院"]}],"order":"exam_number","descending":true,)"
                              R"("fields":["name","id_number","bank_account","class"],)"
                              R"("with_findings":true,"offset":1,"limit":1})");
    ASSERT_EQ(block.status, 200) << block.body;
    EXPECT_EQ(block.text("total"), "3");
    EXPECT_EQ(block.text("seen"), R"(["whole","masked","hidden","whole"])");
    ASSERT_EQ(block.items().size(), 1U);
    const auto& item = block.items()[0].as_object();
    EXPECT_EQ(one(item.at("values")), R"(["李强","420*************19","","物理2601"])");
    EXPECT_EQ(one(item.at("id")), '"' + id("same_class").hex() + '"');
    EXPECT_EQ(one(item.at("state")), R"("live")");
    EXPECT_EQ(one(item.at("status")), R"("admitted")");
    EXPECT_EQ(one(item.at("source_row")), "null") << "entered by hand";
    bool is_on_phone = false;
    for (const auto& finding : item.at("findings").as_array()) {
        const auto& of = finding.as_object();
        is_on_phone = is_on_phone || of.at("field") == "phone";
        EXPECT_NE(one(of.at("zh")), R"("")");
        EXPECT_NE(one(of.at("en")), R"("")");
    }
    EXPECT_TRUE(is_on_phone) << block.body;

    const Answer pasted =
        post("registry", "/api/v1/students/query",
             R"({"intake":"2026-ug","numbers":["26420101150001","x"],"without_total":true})");
    EXPECT_EQ(pasted.items().size(), 1U);
    EXPECT_EQ(pasted.text("total"), "null");
    EXPECT_EQ(pasted.text("missing_numbers"), R"(["x"])");
}

TEST_P(Workbench, RefusesWhatNobodyMayAsk) {
    begin();
    struct Case {
        std::string_view why;
        std::string who, members;
        int status;
        std::string_view code;
    };
    const Case cases[] = {
        {"no such order", "registry", R"("order":"shoe_size")", 400, "student.order_unknown"},
        {"no such field", "registry", R"("fields":["shoe_size"])", 400, "student.field_unknown"},
        {"a sealed order", "registry", R"("order":"id_number")", 400, "student.field_sealed"},
        {"an order not seen", "leader", R"("order":"exam_number")", 403, "access.field_hidden"},
        {"no such comparison", "registry",
         R"("filters":[{"field":"sex","op":"like","values":["男"]}])", 400, "request.member_value"},
        {"too many at once", "registry", R"("limit":201)", 400, "request.member_length"},
        {"before the first", "registry", R"("offset":-1)", 400, "request.member_length"},
        {"no such severity", "registry", R"("severity":"bad")", 400, "request.member_value"},
    };
    for (const Case& c : cases) {
        const Answer answer =
            post(c.who, "/api/v1/students/query", R"({"intake":"2026-ug",)" + c.members + "}");
        EXPECT_EQ(answer.status, c.status) << c.why << answer.body;
        EXPECT_EQ(answer.text("code"), c.code) << c.why << answer.body;
    }
    std::string numbers;
    for (int i = 0; i <= 5'000; ++i)
        numbers += (i == 0 ? "\"" : ",\"") + std::to_string(26'420'101'150'000 + i) + "\"";
    const std::string begin = R"({"intake":"2026-ug","numbers":[)";
    EXPECT_EQ(post("registry", "/api/v1/students/query", begin + numbers + "]}").text("code"),
              "request.member_length");
    numbers.resize(numbers.rfind(','));
    const Answer most = post("registry", "/api/v1/students/query", begin + numbers + "]}");
    EXPECT_EQ(most.status, 200) << most.body.substr(0, 200);
    EXPECT_EQ(most.text("total"), "4");
}

TEST_P(Workbench, SaysWhatStandsInAColumnAndWhatItAddsUpTo) {
    begin();
    const Answer values =
        post("registry", "/api/v1/students/values", R"({"intake":"2026-ug","field":"department"})");
    ASSERT_EQ(values.status, 200) << values.body;
    EXPECT_EQ(one(values.items()[0]),
              R"({"value":"物理学院","label_zh":"","label_en":"","count":3})");
    EXPECT_EQ(values.text("is_cut"), "false");
    const Answer states =
        post("registry", "/api/v1/students/values", R"({"intake":"2026-ug","field":"status"})");
    EXPECT_EQ(one(states.items()[0]),
              R"({"value":"已录取","label_zh":"已录取","label_en":"Admitted","count":4})");
    const Answer counts = get("registry", "/api/v1/intakes/2026-ug/counts");
    ASSERT_EQ(counts.status, 200) << counts.body;
    EXPECT_EQ(counts.text("students"), "4");
    EXPECT_EQ(counts.text("last_import"), "null");
    const std::string department = one(counts.json.at("departments").as_array()[0]);
    EXPECT_NE(
        department.find(R"("filters":[{"field":"department","op":"is","values":["文学院"]}])"),
        std::string::npos)
        << department;
    const Answer few = get("counsellor", "/api/v1/intakes/2026-ug/counts");
    EXPECT_EQ(few.json.at("departments").as_array()[0].as_object().at("students"), nullptr);
}

TEST_P(Workbench, KeepsViewsAndPreferences) {
    begin();
    const std::string view =
        R"({"screen":"students","name":"缺照片","content":"{\"a\":1}","is_shared":true})";
    const Answer kept = post("registry", "/api/v1/views", view);
    ASSERT_EQ(kept.status, 201) << kept.body;
    EXPECT_EQ(kept.text("is_own"), "true");
    const std::string path = "/api/v1/views/" + kept.text("id");
    EXPECT_EQ(get("registry", "/api/v1/views").items().size(), 1U);
    EXPECT_EQ(get("counsellor", "/api/v1/views").items().size(), 0U);
    EXPECT_EQ(ask({"counsellor", http::Method::Put, path, view}).status, 404);
    const Answer changed = ask({"registry", http::Method::Put, path,
                                R"({"screen":"students","name":"n","content":"[]"})"});
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.text("is_shared"), "false");
    EXPECT_EQ(ask({"registry", http::Method::Delete, path}).status, 204);
    EXPECT_EQ(get("registry", "/api/v1/views").items().size(), 0U);

    EXPECT_EQ(get("registry", "/api/v1/preferences").text("content"), "");
    const Answer put = ask({"registry", http::Method::Put, "/api/v1/preferences",
                            R"({"content":"{\"theme\":\"dark\"}"})"});
    EXPECT_EQ(put.status, 204) << put.body;
    EXPECT_EQ(get("registry", "/api/v1/preferences").text("content"), R"({"theme":"dark"})");
    EXPECT_EQ(get("leader", "/api/v1/preferences").text("content"), "");
}

TEST_P(Workbench, SearchesTheAuditAndTellsOnesOwnActs) {
    begin();
    pass_seconds(60);
    const std::string own = id("own").hex();
    const Answer edited = ask({"registry",
                               http::Method::Patch,
                               "/api/v1/students/" + own,
                               R"({"values":{"remark":"走读"},"reason":"电话"})",
                               {{"if-match", "\"1\""}}});
    ASSERT_EQ(edited.status, 200) << edited.body;
    const Answer found = get("audit", "/api/v1/audit/search?actor=registry&subject=" + own);
    ASSERT_EQ(found.status, 200) << found.body;
    ASSERT_EQ(found.items().size(), 1U) << found.body;
    EXPECT_EQ(found.items()[0].at("action"), "student.set");
    EXPECT_EQ(found.text("next"), "null");
    const Answer page = get("audit", "/api/v1/audit/search?limit=2");
    EXPECT_EQ(page.items().size(), 2U);
    const Answer next = get("audit", "/api/v1/audit/search?limit=2&after=" + page.text("next"));
    EXPECT_EQ(next.items().size(), 2U);
    EXPECT_LT(one(next.items()[0].at("id")), one(page.items()[1].at("id")));
    EXPECT_EQ(get("audit", "/api/v1/audit/search?from=2026").text("code"), "request.member_value");
    EXPECT_GT(get("audit", "/api/v1/audit/actions").items().size(), 50U);

    const Answer recent = get("registry", "/api/v1/recent");
    ASSERT_EQ(recent.items().size(), 3U) << recent.body;
    EXPECT_EQ(recent.items()[0].at("action"), "student.set");
    EXPECT_EQ(recent.items()[0].at("zh"), "修改学生");
    EXPECT_EQ(recent.items()[0].at("subject"), boost::json::string(own));
}

}  // namespace
}  // namespace mingce::testing
