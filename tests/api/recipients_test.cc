// What units are given of a published edition: set out, approved, taken after the terms, taken
// back.
#include <algorithm>

#include "recipients_fixture.h"

namespace mingce::testing {
namespace {

class Recipients : public RecipientsOnEachDatabase {};
TEST_ON_EACH_DATABASE(Recipients);

TEST_P(Recipients, AreSetOutBeforeTheyAreIssued) {
    const Answer empty = get("registry", list_path());
    ASSERT_EQ(empty.status, 200) << empty.body;
    EXPECT_TRUE(empty.items().empty());
    EXPECT_TRUE(empty.json.at("template").is_null());
    const std::int64_t number = add("department", "物理学院");
    EXPECT_EQ(post("registry", list_path(), R"({"kind":"department","recipient":"物理学院"})")
                  .text("code"),
              "publication.recipient_taken");
    EXPECT_EQ(
        post("registry", list_path(), R"({"kind":"department","recipient":"医学院"})").text("code"),
        "publication.recipient_unknown");
    EXPECT_EQ(issue(number).text("code"), "publication.no_purpose");
    ASSERT_EQ(change(number, R"("purpose":"院内工作")").status, 200);
    EXPECT_EQ(issue(number).text("code"), "publication.no_until");
    EXPECT_EQ(change(number, R"("until":")" + in_days(-1) + "\"").text("code"),
              "publication.until_past");
    ASSERT_EQ(change(number, R"("until":")" + in_days(10) + "\"").text("until"), in_days(10));
    EXPECT_TRUE(change(number, R"("until":"")").json.at("until").is_null());
    EXPECT_EQ(issue(number).text("code"), "publication.no_until") << "emptied again";
    ASSERT_EQ(change(number, R"("until":")" + in_days(10) + R"(","view":[])").status, 200);
    EXPECT_EQ(issue(number).text("code"), "publication.no_view");
    struct Case {
        const char* view;
        const char* code;
    };
    for (const Case& c :
         {Case{R"([{"field":"phone","is_whole":true}])", "publication.field_unknown"},
          Case{R"([{"field":"sex","is_whole":false}])", "publication.no_mask"}})
        EXPECT_EQ(change(number, std::string(R"("view":)") + c.view).text("code"), c.code);
    const Answer stale = ask({"registry",
                              http::Method::Patch,
                              of(number),
                              R"({"purpose":"x"})",
                              {{"if-match", "\"1\""}}});
    EXPECT_EQ(stale.text("code"), "publication.changed_meanwhile");
    const std::int64_t library = add("unit", "library");
    set_out(library);
    EXPECT_EQ(issue(library).text("code"), "publication.no_receiver");
    EXPECT_EQ(post("physics", list_path(), R"({"kind":"unit","recipient":"finance"})").text("code"),
              "access.denied");
    EXPECT_EQ(ask({"registry", http::Method::Delete, of(library)}).status, 204);
    EXPECT_EQ(get("registry", of(library)).text("code"), "publication.unknown");
}

TEST_P(Recipients, AcceptTheTermsBeforeAnythingIsHandedOut) {
    const std::string link = physics_link();
    const Answer list = get("physics", "/api/v1/received");
    ASSERT_EQ(list.items().size(), 1U) << list.body;
    EXPECT_FALSE(list.items()[0].at("is_accepted").as_bool());
    EXPECT_TRUE(get("letters", "/api/v1/received").items().empty());
    EXPECT_EQ(get("letters", received(link)).text("code"), "publication.link_unknown");
    EXPECT_EQ(get("physics", received(link) + "/rows").text("code"), "publication.terms_first");
    EXPECT_EQ(take("physics", link, "xlsx").text("code"), "publication.terms_first");
    EXPECT_EQ(post("physics", received(link) + "/acceptance", R"({"terms":"0"})").text("code"),
              "publication.terms_changed");
    accept("physics", link);
    const Answer rows = get("physics", received(link) + "/rows");
    ASSERT_EQ(rows.status, 200) << rows.body;
    EXPECT_EQ(rows.text("total"), "3");
    EXPECT_NE(rows.body.find("张文静"), std::string::npos);
    EXPECT_EQ(rows.body.find("赵小红"), std::string::npos) << "of another department";
    EXPECT_EQ(rows.body.find("26420101150001"), std::string::npos) << "exam numbers are masked";
    EXPECT_NE(rows.text("mark").find("physics"), std::string::npos) << rows.text("mark");
    EXPECT_NE(rows.text("mark").find("院内工作"), std::string::npos);
    pass_seconds(1);
    EXPECT_EQ(post("physics", received(link) + "/clips", R"({"rows":2})").status, 204);
    const Answer log = get("registry", of(1) + "/accesses");
    ASSERT_EQ(log.items().size(), 2U) << log.body;
    EXPECT_EQ(log.items()[0].at("act").as_string(), "clip");
    EXPECT_EQ(log.items()[0].at("rows").as_int64(), 2);
    const Answer shown = get("registry", of(1));
    for (const auto& receiver : shown.json.at("receivers").as_array())
        EXPECT_EQ(receiver.at("accepted_at").is_null(),
                  receiver.at("login").as_string() != "physics");
}

TEST_P(Recipients, WholeNumbersNeedTwoOthersAndALinkOfAWeek) {
    const std::int64_t number = add("unit", "logistics");
    set_out(number, R"(,"view":[{"field":"name","is_whole":true},)"
                    R"({"field":"id_number","is_whole":true}])");
    EXPECT_EQ(get("registry", of(number)).text("approvals_needed"), "2");
    const Answer asked = issue(number);
    ASSERT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(asked.items()[0].at("state").as_string(), "asked");
    EXPECT_TRUE(asked.json.at("job").is_null());
    const auto decide = [&](const std::string& who, bool approves) {
        return post(who, of(number) + "/decision",
                    std::string(R"({"approves":)") + (approves ? "true" : "false") + "}");
    };
    EXPECT_EQ(decide("registry", true).text("code"), "publication.own");
    EXPECT_EQ(decide("department_leader", true).text("code"), "publication.unknown")
        << "who sees a part decides on no whole";
    EXPECT_EQ(decide("registry2", false).text("code"), "publication.no_words");
    EXPECT_EQ(get("registry2", "/api/v1/publications").items().size(), 1U);
    EXPECT_EQ(decide("registry2", true).text("state"), "asked");
    EXPECT_TRUE(get("registry2", "/api/v1/publications").items().empty());
    EXPECT_EQ(decide("registry2", true).text("code"), "publication.decided_already");
    const Answer open = decide("university_leader", true);
    ASSERT_EQ(open.text("state"), "open") << open.body;
    EXPECT_EQ(open.text("link_until").substr(0, 10) <= in_days(7), true) << open.body;
    const Answer preview = get("registry", of(number) + "/preview");
    EXPECT_EQ(preview.body.find("420101200804040048"), std::string::npos)
        << "a preview is no way around a reveal";
    accept("logistics", open.text("link"));
    const Answer rows = get("logistics", received(open.text("link")) + "/rows");
    EXPECT_NE(rows.body.find("420101200804040048"), std::string::npos) << rows.body;
    const std::int64_t other = add("department", "文学院");
    set_out(other, R"(,"view":[{"field":"exam_number","is_whole":true}])");
    EXPECT_EQ(get("registry", of(other)).text("approvals_needed"), "1");
    ASSERT_EQ(issue(other).status, 200);
    const Answer refused = post("department_leader2", of(other) + "/decision",
                                R"({"approves":false,"words":"用不着"})");
    EXPECT_EQ(refused.text("state"), "refused") << refused.body;
}

TEST_P(Recipients, LinksAreRevokedReplacedAndEnd) {
    const std::string link = physics_link();
    accept("physics", link);
    const std::int64_t copy = take("physics", link, "csv").status == 201 ? 1 : 0;
    EXPECT_EQ(copy, 0) << "csv was not given";
    const std::int64_t number = take("physics", link, "xlsx").json.at("number").as_int64();
    EXPECT_EQ(post("registry", of(1) + "/revocation", R"({"words":""})").text("code"),
              "publication.no_words");
    ASSERT_EQ(post("registry", of(1) + "/revocation", R"({"words":"发错"})").status, 200);
    EXPECT_EQ(file_of("physics", number).text("code"), "publication.link_revoked");
    EXPECT_EQ(get("physics", received(link) + "/rows").text("code"), "publication.link_revoked");
    EXPECT_EQ(get("physics", received(link)).text("revoked_words"), "发错");
    EXPECT_EQ(post("registry", of(1) + "/reissue", "{}").text("state"), "draft");
    const std::string next = issued(1);
    EXPECT_NE(next, link);
    EXPECT_EQ(get("physics", received(link)).text("code"), "publication.link_revoked")
        << "who comes by the old one is told so";
    EXPECT_TRUE(get("physics", received(next)).json.at("is_accepted").as_bool());
    pass_seconds(31 * 86'400);
    EXPECT_EQ(get("physics", received(next)).text("state"), "expired");
    EXPECT_EQ(get("physics", received(next) + "/rows").text("code"), "publication.link_expired");
    EXPECT_EQ(post("registry", of(1) + "/reissue", "{}").text("code"), "publication.no_until");
    const Answer again =
        post("registry", of(1) + "/reissue", R"({"until":")" + in_days(5) + R"("})");
    ASSERT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(get("physics", received(again.text("link")) + "/rows").status, 200);
}

TEST_P(Recipients, NothingPrivateIsPutUpInPublic) {
    const std::int64_t number = add("public", "public");
    set_out(number);
    for (const char* const view : {R"([{"field":"id_number","is_whole":false}])",
                                   R"([{"field":"birth_date","is_whole":true}])",
                                   R"([{"field":"birth_date","is_whole":false}])",
                                   R"([{"field":"exam_number","is_whole":true}])"})
        EXPECT_EQ(change(number, std::string(R"("view":)") + view).text("code"),
                  "publication.public_field")
            << view;
    const std::string link = issued(number);
    accept("registry2", link);
    const Answer rows = get("registry2", received(link));
    EXPECT_EQ(rows.body.find("26420101150001"), std::string::npos);
    const Answer copy = take("registry2", link, "pdf");
    ASSERT_EQ(copy.status, 201) << copy.body;
    EXPECT_FALSE(copy.json.at("is_locked").as_bool());
}

TEST_P(Recipients, TheNextEditionTakesTheListOverAndTellsWhatChanged) {
    const std::string link = physics_link();
    accept("physics", link);
    ASSERT_EQ(take("physics", link, "xlsx").status, 201);
    EXPECT_EQ(get("physics", received(link)).text("changed"), "0");
    number_ = 2;
    make("更正一人");
    must(set_student(context(),
                     {id("own").hex(), {}, {{Field::Name, "张文静一"}}, "更正", {2026, 9, 1}}));
    bring_to_filed("备2", false);
    ASSERT_EQ(publish().status, 200);
    EXPECT_EQ(get("physics", received(link)).text("newer"), "2");
    const Answer list = get("registry", list_path());
    EXPECT_EQ(list.json.at("template").at("recipients").as_int64(), 1) << list.body;
    const Answer taken = post("registry", list_path() + "/template", "{}");
    ASSERT_EQ(taken.items().size(), 1U) << taken.body;
    EXPECT_EQ(taken.items()[0].at("purpose").as_string(), "院内工作");
    EXPECT_TRUE(taken.items()[0].at("until").is_null()) << "the day is set anew";
    const std::int64_t number = taken.items()[0].at("number").as_int64();
    set_out(number);
    const std::string next = issued(number);
    accept("physics", next);
    const Answer difference = get("physics", received(next) + "/difference");
    EXPECT_EQ(difference.text("total_changed"), "1") << difference.body;
    EXPECT_NE(difference.body.find("张文静一"), std::string::npos);
    EXPECT_EQ(get("registry", of(number) + "/difference").text("total_changed"), "1");
}

TEST_P(Recipients, EachReceivesWhatIsItsOwnAlone) {
    join("counsellor", Role::Counsellor);
    join_within("finance", Role::Unit, Scope::whole());  // of logistics too: the fixture's purpose
    struct Case {
        const char* kind;
        const char* recipient;
        std::vector<std::string> receivers;
    };
    const std::vector<Case> cases = {
        {"department", "物理学院", {"department_leader", "physics"}},
        {"department", "文学院", {"department_leader2", "letters"}},
        {"class", "物理学院/物理2601", {"counsellor", "department_leader", "physics"}},
        {"unit", "logistics", {"finance", "logistics"}},
        {"public", "public", {"registry", "registry2"}},
    };
    std::map<std::string, std::vector<std::string>> expected;
    for (const Case& c : cases) {
        const std::int64_t number = add(c.kind, c.recipient);
        set_out(number);
        const std::string link = issued(number);
        for (const std::string& who : c.receivers) expected[who].push_back(link);
    }
    for (const char* const who : {"registry", "registry2", "physics", "letters", "counsellor",
                                  "department_leader", "department_leader2", "logistics", "finance",
                                  "university_leader", "system", "security1"}) {
        const Answer list = get(who, "/api/v1/received");
        std::vector<std::string> links;
        for (const auto& item : list.items()) links.emplace_back(item.at("link").as_string());
        std::ranges::sort(links);
        std::vector<std::string>& wanted = expected[who];
        std::ranges::sort(wanted);
        EXPECT_EQ(links, wanted) << who << list.body;
    }
}

}  // namespace
}  // namespace mingce::testing
