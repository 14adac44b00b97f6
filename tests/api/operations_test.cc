// Cells written over HTTP, once whatever is sent twice, told back cell by cell, taken back.
#include "api_fixture.h"

namespace mingce::testing {
namespace {

using http::Method;

class Operations : public ApiOnEachDatabase {
protected:
    void SetUp() override {
        ApiOnEachDatabase::SetUp();
        if (IsSkipped()) return;
        begin_school();
        join("registry", Role::Registry);
        join("department_secretary", Role::DepartmentSecretary);
    }
    std::string change(const std::string& who, std::int64_t version, const std::string& values) {
        return R"({"student":")" + id(who).hex() + R"(","version":)" + std::to_string(version) +
               R"(,"values":)" + values + "}";
    }
    Answer edit(const std::string& by, const std::string& changes, const std::string& once = "") {
        Ask request{by, Method::Post, "/api/v1/edits",
                    R"({"intake":"2026-ug","reason":"核实","changes":[)" + changes + "]}"};
        if (!once.empty()) request.headers.push_back({"idempotency-key", once});
        return ask(request);
    }
    std::string value(const std::string& who, const std::string& field) {
        const Answer answer = get("registry", "/api/v1/students/" + id(who).hex());
        for (const auto& told : answer.json.at("fields").as_array())
            if (told.at("field").as_string() == field)
                return std::string(told.at("value").as_string());
        return "";
    }
};

TEST_P(Operations, WriteManyCellsOnceAndTellOfEach) {
    const std::string changes = change("own", 1, R"({"remark":"甲","height":"180"})") + "," +
                                change("same_class", 1, R"({"remark":"甲","ethnicity":"土家族"})");
    const Answer edited = edit("registry", changes, "one");
    ASSERT_EQ(edited.status, 200) << edited.body;
    EXPECT_EQ(edited.text("cells"), "4");
    EXPECT_EQ(edited.text("written"), "2");
    EXPECT_EQ(edited.text("unchanged"), "1");
    const auto& refused = edited.json.at("refused").as_array();
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].at("field").as_string(), "height");
    EXPECT_EQ(refused[0].at("code").as_string(), "student.field_unknown");
    EXPECT_FALSE(refused[0].at("zh").as_string().empty());
    EXPECT_EQ(edited.json.at("versions").as_array().size(), 2U);
    EXPECT_EQ(edit("registry", changes, "one").body, edited.body) << "sent again: not done again";
    EXPECT_EQ(get("registry", "/api/v1/operations").items().size(), 1U);

    const Answer late =
        edit("department_secretary", change("own", 1, R"({"remark":"乙","campus":"东"})"));
    ASSERT_EQ(late.status, 200) << late.body;
    EXPECT_EQ(late.text("written"), "1");
    const auto& conflict = late.json.at("conflicts").as_array().at(0);
    EXPECT_EQ(conflict.at("version").as_int64(), 2);
    EXPECT_EQ(conflict.at("fields").as_array().at(0).at("theirs").as_string(), "甲");
}

TEST_P(Operations, AreListedShownAndTakenBack) {
    const Answer edited = edit("registry", change("own", 1, R"({"remark":"甲"})") + "," +
                                               change("same_class", 1, R"({"remark":"甲"})"));
    const std::string path = "/api/v1/operations/" + edited.text("operation");
    const Answer shown = get("registry", path);
    ASSERT_EQ(shown.status, 200) << shown.body;
    const auto& operation = shown.json.at("operation");
    EXPECT_EQ(operation.at("zh").as_string(), "改 2 人的备注");
    EXPECT_EQ(operation.at("state").as_string(), "done");
    EXPECT_TRUE(operation.at("may_undo").as_bool());
    EXPECT_EQ(operation.at("reason").as_string(), "核实");
    EXPECT_EQ(shown.json.at("cells").as_array().size(), 2U);
    EXPECT_EQ(get("department_secretary", path).status, 404) << "somebody else's";

    ASSERT_EQ(edit("registry", change("same_class", 2, R"({"remark":"乙"})")).status, 200);
    const Answer undone = post("registry", path + "/undoing", R"({"reason":"错行"})");
    ASSERT_EQ(undone.status, 200) << undone.body;
    EXPECT_EQ(undone.text("cells"), "1");
    const auto& kept = undone.json.at("kept").as_array();
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].at("student").as_string(), id("same_class").hex());
    EXPECT_EQ(kept[0].at("code").as_string(), "operation.changed_since");
    EXPECT_EQ(value("own", "remark"), "");
    EXPECT_EQ(value("same_class", "remark"), "乙");
    const Answer again = post("registry", path + "/undoing", "{}");
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.text("code"), "operation.undone");
    const Answer after = get("registry", path);
    EXPECT_EQ(after.json.at("operation").at("state").as_string(), "undone");
    EXPECT_FALSE(after.json.at("operation").at("why_zh").as_string().empty());

    const Answer page = get("registry", "/api/v1/operations?intake=2026-ug&limit=2");
    ASSERT_EQ(page.items().size(), 2U);
    EXPECT_EQ(page.items()[0].at("zh").as_string(), "撤销第 1 号操作：1 人的备注恢复原值");
    EXPECT_EQ(page.items()[0].at("undoes").as_int64(), 1);
    const Answer next = get("registry", "/api/v1/operations?after=" + page.text("next"));
    ASSERT_EQ(next.items().size(), 1U);
    EXPECT_EQ(next.text("next"), "null");
    const Answer redone =
        post("registry", "/api/v1/operations/" + undone.text("operation") + "/undoing", "{}");
    EXPECT_EQ(redone.status, 200) << redone.body;
    EXPECT_EQ(value("own", "remark"), "甲");
}

TEST_P(Operations, OnFindingsArePreviewedAssignedAndWaived) {
    ASSERT_EQ(edit("registry", change("own", 1, R"({"sex":"男"})")).status, 200);
    const std::string fixes = "/api/v1/findings/fixes", rule = R"("intake":"2026-ug","rule":)";
    const Answer preview = post("registry", fixes, "{" + rule + R"("ID-012","preview":true})");
    ASSERT_EQ(preview.status, 200) << preview.body;
    const auto& line = preview.json.at("preview").as_array().at(0);
    EXPECT_EQ(line.at("before").as_string(), "男");
    EXPECT_EQ(line.at("after").as_string(), "女");
    EXPECT_EQ(value("own", "sex"), "男");
    EXPECT_EQ(post("registry", fixes, "{" + rule + R"("ID-012","expected":7})").text("code"),
              "finding.other_count");
    EXPECT_EQ(post("registry", fixes, "{" + rule + R"("ID-012","expected":1})").text("fixed"), "1");

    const Answer given = post("registry", "/api/v1/findings/assignments",
                              "{" + rule + R"("PH-001","note":"请核实"})");
    ASSERT_EQ(given.status, 200) << given.body;
    EXPECT_EQ(given.text("assigned"), "4");
    const Answer first = get("department_secretary", "/api/v1/findings?intake=2026-ug&limit=1");
    EXPECT_EQ(first.items().at(0).at("assigned_to").as_string(), "物理学院");
    EXPECT_EQ(first.items().at(0).at("assigned_by").as_string(), "registry");
    EXPECT_EQ(first.items().at(0).at("note").as_string(), "请核实");
    std::string after = first.text("next");
    std::size_t assigned = 1, all = 1;
    while (after != "null") {
        const Answer page =
            get("department_secretary", "/api/v1/findings?intake=2026-ug&limit=1&after=" + after);
        ASSERT_EQ(page.status, 200) << page.body;
        ++all;
        const bool is_own = !page.items().at(0).at("assigned_to").as_string().empty();
        if (is_own) {
            EXPECT_EQ(++assigned, all) << "those handed over come first";
        }
        after = page.text("next");
    }
    EXPECT_EQ(assigned, 3U);
    EXPECT_GT(all, 3U);
    const Answer causes = get("registry", "/api/v1/findings/causes?intake=2026-ug&assigned_to=*");
    ASSERT_EQ(causes.items().size(), 1U);
    EXPECT_EQ(causes.items()[0].at("assigned").as_int64(), 4);
    EXPECT_EQ(causes.items()[0].at("students").as_int64(), 4);
    EXPECT_EQ(causes.items()[0].at("title_zh").as_string(), "电话号码无效");
    const Answer back =
        post("registry", "/api/v1/findings/assignments/taking-back", "{" + rule + R"("PH-001"})");
    EXPECT_EQ(back.text("assigned"), "4");

    const Answer waived = post("registry", "/api/v1/findings/waivers",
                               "{" + rule + R"("PH-001","reason":"国外号码"})");
    ASSERT_EQ(waived.status, 200) << waived.body;
    EXPECT_EQ(waived.text("waived"), "4");
    EXPECT_EQ(post("registry", "/api/v1/operations/" + waived.text("operation") + "/undoing", "{}")
                  .text("decided"),
              "4");
    const std::string id =
        std::string(get("registry", "/api/v1/findings?intake=2026-ug&rule=PH-001")
                        .items()
                        .at(0)
                        .at("id")
                        .as_string());
    const Answer one =
        post("registry", "/api/v1/findings/" + id + "/waiver", R"({"reason":"国外号码"})");
    EXPECT_EQ(one.status, 200) << one.body;
    EXPECT_NE(one.text("operation"), "null");
}

TEST_ON_EACH_DATABASE(Operations);

}  // namespace
}  // namespace mingce::testing
