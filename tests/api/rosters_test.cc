// Rosters over HTTP: the annex as a file of its own, and who may hold a file against the record.
#include "api_fixture.h"
#include "usecases/jobs/uploads.h"

namespace mingce::testing {
namespace {

class RostersApi : public ApiOnEachDatabase {
protected:
    void begin() {
        begin_school();
        join("registry", Role::Registry);
        join("secretary", Role::DepartmentSecretary);
        join("leader", Role::UniversityLeader);
    }
    /// Whole, as the door that takes raw bytes leaves it. (tests/api/server_test.cc has that door.)
    std::string uploaded(const std::string& name, const std::string& text) {
        Context own = as(Role::Registry, "registry");
        const Answer accounts = get("system", "/api/v1/accounts");
        for (const auto& account : accounts.items())
            if (account.at("login") == "registry")
                own.caller.account = Id::parse(account.at("id").as_string()).value();
        const UploadRow begun = must(begin_upload(own, {name, text.size(), {}}));
        return must(append_upload(own, {begun.id, 0, text, {}})).id.hex();
    }
    Answer compare(const std::string& who, const std::string& upload) {
        return post(who, "/api/v1/rosters/comparisons",
                    R"({"intake":"2026-ug","upload":")" + upload + R"("})");
    }
};
TEST_ON_EACH_DATABASE(RostersApi);

// What it answers is asked of a running server, whose files are read in a process of their own
// (web/client/test).
TEST_P(RostersApi, AComparisonIsOfAWholeUploadOfOnesOwn) {
    begin();
    const std::string upload = uploaded("名单.csv", "考生号,姓名\n26420101150001,张文静\n");
    EXPECT_EQ(compare("secretary", upload).text("code"), "upload.unknown");
    EXPECT_EQ(compare("leader", upload).text("code"), "access.denied");
    EXPECT_EQ(compare("registry", "0").status, 400);
    EXPECT_EQ(compare("registry", std::string(32, '0')).text("code"), "upload.unknown");
}

TEST_P(RostersApi, WhoCompilesRostersBringsAHandMadeOneToCompare) {
    begin();
    const std::string file = R"({"name":"名单.csv","size":0})";
    const Answer begun = post("secretary", "/api/v1/uploads", file);
    ASSERT_EQ(begun.status, 201) << begun.body;
    EXPECT_EQ(get("secretary", "/api/v1/uploads").items().size(), 1U);
    EXPECT_EQ(post("leader", "/api/v1/uploads", file).text("code"), "access.denied");
    EXPECT_EQ(post("secretary", "/api/v1/imports",
                   R"({"intake":"2026-ug","uploads":[")" + begun.text("id") + R"("]})")
                  .text("code"),
              "access.denied");
}

TEST_P(RostersApi, TheAnnexIsAskedForByItself) {
    begin();
    const std::string csv = R"({"intake":"2026-ug","definition":"class_roster","format":"csv")";
    EXPECT_EQ(post("registry", "/api/v1/rosters", csv + R"(,"annex":true})").text("code"),
              "roster.annex_empty");
    ASSERT_EQ(post("registry", "/api/v1/statuses",
                   R"({"who":["26420101150004"],"event":"decline","effective":"2026-08-20",)"
                   R"("reason":"不来"})")
                  .status,
              200);
    const Answer body = post("registry", "/api/v1/rosters", csv + "}");
    ASSERT_EQ(body.status, 200) << body.body;
    EXPECT_EQ(body.body.find("赵小红"), std::string::npos);
    EXPECT_NE(body.body.find("张文静"), std::string::npos);
    const Answer annex = post("registry", "/api/v1/rosters", csv + R"(,"annex":true})");
    EXPECT_NE(annex.body.find("放弃入学资格"), std::string::npos);
    EXPECT_NE(annex.body.find("赵小红"), std::string::npos);
    EXPECT_EQ(annex.body.find("张文静"), std::string::npos);
}

}  // namespace
}  // namespace mingce::testing
