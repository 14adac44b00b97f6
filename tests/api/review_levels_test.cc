// Who reviews at which level, over HTTP: seen by those who work with rosters, changed by the
// registry with its effect seen before, and deputies.
#include "api_fixture.h"
#include "base/date.h"

namespace mingce::testing {
namespace {

class ReviewLevelsApi : public ApiOnEachDatabase {
protected:
    void begin() {
        begin_school();
        join("registry", Role::Registry);
        join("secretary", Role::DepartmentSecretary);
        join("leader", Role::UniversityLeader);
        join("leader2", Role::UniversityLeader);
    }
    std::string in_days(std::int64_t days) {
        return iso_text(date_from_days(days_since_epoch(day_of(app().now())) + days));
    }
    static std::string level(const std::string& key, const std::string& role,
                             const std::string& rest = R"(,"signatures":1,"days":2)") {
        return R"({"level":")" + key + R"(","roles":[")" + role + "\"]" + rest + "}";
    }
    static std::string rules(const std::string& leader, const std::string& last_change) {
        return R"({"levels":[)" + level("department", "department_secretary") + "," +
               level("registry", "registry") + "," + leader + "," + level("filing", "registry") +
               R"(],"last_change":)" + last_change;
    }
    static const boost::json::object& level_of(const Answer& answer, std::size_t at) {
        const auto& root = answer.json.as_object();
        const auto* const now = root.if_contains("now");
        return (now == nullptr ? root : now->as_object())
            .at("levels")
            .as_array()
            .at(at)
            .as_object();
    }
};
TEST_ON_EACH_DATABASE(ReviewLevelsApi);

constexpr auto kLevelsPath = "/api/v1/review/levels";
constexpr auto kDeputiesPath = "/api/v1/review/deputies";

TEST_P(ReviewLevelsApi, AreLookedAtChangedAndKeptInHistory) {
    begin();
    const Answer shipped = get("secretary", kLevelsPath);
    ASSERT_EQ(shipped.status, 200) << shipped.body;
    EXPECT_EQ(shipped.text("may_change"), "false");
    EXPECT_EQ(shipped.text("candidates"), "[]");
    EXPECT_EQ(shipped.text("changes"), "[]");
    EXPECT_EQ(level_of(shipped, 2).at("level").as_string(), "leader");
    EXPECT_EQ(level_of(shipped, 2).at("signers").as_int64(), 2);
    EXPECT_EQ(level_of(shipped, 2).at("is_enough").as_bool(), true);
    EXPECT_NE(shipped.body.find(R"({"department":"物理学院","signers":["secretary"]})"),
              std::string::npos)
        << shipped.body;
    EXPECT_EQ(get("system", kLevelsPath).status, 403);

    const std::string leader =
        level("leader", "university_leader", R"(,"people":["leader"],"signatures":1,"days":5)");
    const std::string path = kLevelsPath;
    const Answer seen = post("registry", path + "/preview", rules(leader, "0") + "}");
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(level_of(seen, 2).at("signers").as_int64(), 1);
    EXPECT_EQ(get("registry", kLevelsPath).text("last_change"), "0") << "nothing is kept";

    const std::string why = R"(,"reason":"校发〔2026〕3 号"})";
    EXPECT_EQ(post("secretary", path, rules(leader, "0") + why).status, 403);
    const Answer made = post("registry", path, rules(leader, "0") + why);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("number"), "1");
    EXPECT_EQ(post("registry", path, rules(leader, "0") + why).text("code"), "review.overtaken");
    EXPECT_EQ(post("registry", path, rules(leader, "1") + why).text("code"), "review.same");
    const Answer now = get("registry", kLevelsPath);
    EXPECT_EQ(now.text("last_change"), "1");
    EXPECT_EQ(now.text("may_change"), "true");
    EXPECT_NE(now.text("changes").find(R"("state":"in_force")"), std::string::npos);
    EXPECT_EQ(level_of(now, 2).at("days").as_int64(), 5);
    EXPECT_NE(now.text("candidates").find(R"("login":"leader2")"), std::string::npos);
}

TEST_P(ReviewLevelsApi, AreRefusedInWords) {
    begin();
    const std::string path = std::string(kLevelsPath) + "/preview";
    const std::string leader = level("leader", "university_leader");
    struct Case {
        std::string_view why, code;
        std::string body;
    };
    const Case cases[] = {
        {"a level that is none", "request.member_value", rules(level("dean", "registry"), "0")},
        {"a level twice", "review.value", rules(level("registry", "registry"), "0")},
        {"three levels", "review.value",
         R"({"levels":[)" + level("department", "department_secretary") + "," +
             level("registry", "registry") + "," + leader + R"(],"last_change":0)"},
        {"a role that is none", "review.value", rules(level("leader", "dean"), "0")},
        {"a role that may not", "review.role_level", rules(level("leader", "registry"), "0")},
        {"nobody of this name", "review.person_unknown",
         rules(level("leader", "university_leader",
                     R"(,"people":["nobody"],"signatures":1,"days":2)"),
               "0")},
        {"before today", "review.effective",
         rules(leader, "0") + R"(,"effective_from":")" + in_days(-1) + "\""},
        {"no day at all", "request.member_value",
         rules(leader, "0") + R"(,"effective_from":"soon")"},
    };
    for (const Case& c : cases)
        EXPECT_EQ(post("registry", path, c.body + "}").text("code"), c.code) << c.why;
}

TEST_P(ReviewLevelsApi, DeputiesAreNamedListedAndEnded) {
    begin();
    const std::string deputy = R"({"principal":"leader","deputy":"leader2","levels":["leader"],)"
                               R"("from":")" +
                               in_days(0) + R"(","until":")" + in_days(9) + R"(","reason":"出差"})";
    EXPECT_EQ(post("leader", kDeputiesPath, deputy).status, 403);
    const Answer named = post("registry", kDeputiesPath, deputy);
    ASSERT_EQ(named.status, 201) << named.body;
    EXPECT_EQ(named.text("number"), "1");
    EXPECT_EQ(named.text("state"), "in_force");
    EXPECT_EQ(named.text("idle_levels"), "[]");
    EXPECT_EQ(post("registry", kDeputiesPath, deputy).text("code"), "review.deputy_there");
    EXPECT_EQ(get("leader2", kDeputiesPath).items().size(), 1U) << "one's own";
    EXPECT_EQ(get("secretary", kDeputiesPath).items().size(), 0U);

    const std::string ending = std::string(kDeputiesPath) + "/1/ending";
    EXPECT_EQ(post("leader", ending, "{}").status, 403);
    const Answer ended = post("registry", ending, "{}");
    ASSERT_EQ(ended.status, 200) << ended.body;
    EXPECT_EQ(ended.text("state"), "ended");
    EXPECT_EQ(ended.text("ended_by"), "registry");
    EXPECT_EQ(post("registry", ending, "{}").text("code"), "review.deputy_over");
    EXPECT_EQ(post("registry", std::string(kDeputiesPath) + "/7/ending", "{}").text("code"),
              "review.deputy_unknown");
}

}  // namespace
}  // namespace mingce::testing
