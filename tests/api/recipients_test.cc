// What units are given of a published edition: set out, approved, taken after the terms, taken
// back; copies that are numbered, locked and traced.
#include <algorithm>
#include <fstream>

#include "formats/zip_archive.h"
#include "publications_fixture.h"
#include "usecases/publications/trace_file.h"

namespace mingce::testing {
namespace {

class Recipients : public PublicationsOnEachDatabase {
protected:
    void SetUp() override {
        PublicationsOnEachDatabase::SetUp();
        if (IsSkipped()) return;
        join("logistics", Role::Unit);
        bring_to_filed("备1");
        ASSERT_EQ(publish().status, 200);
    }

    std::string list_path() const { return path() + "/publications"; }
    std::int64_t add(const std::string& kind, const std::string& recipient) {
        const Answer added =
            post("registry", list_path(),
                 R"({"kind":")" + kind + R"(","recipient":")" + recipient + R"("})");
        EXPECT_EQ(added.status, 201) << added.body;
        return added.json.at("number").as_int64();
    }
    static std::string of(std::int64_t number) {
        return "/api/v1/publications/" + std::to_string(number);
    }
    Answer change(std::int64_t number, const std::string& members) {
        const std::string version = get("registry", of(number)).text("version");
        return ask({"registry",
                    http::Method::Patch,
                    of(number),
                    "{" + members + "}",
                    {{"if-match", "\"" + version + "\""}}});
    }
    std::string in_days(std::int64_t days) {
        return iso_text(date_from_days(days_since_epoch(day_of(app().now())) + days));
    }
    /// What for and until when, and whatever else.
    void set_out(std::int64_t number, const std::string& more = "", std::int64_t days = 30) {
        const Answer changed =
            change(number, R"("purpose":"院内工作","until":")" + in_days(days) + "\"" + more);
        ASSERT_EQ(changed.status, 200) << changed.body;
    }
    Answer issue(std::int64_t number) {
        return post("registry", "/api/v1/publications/issue",
                    R"({"numbers":[)" + std::to_string(number) + "]}");
    }
    /// Issued at once, and its link.
    std::string issued(std::int64_t number) {
        const Answer told = issue(number);
        EXPECT_EQ(told.status, 200) << told.body;
        EXPECT_EQ(told.items()[0].at("state").as_string(), "open") << told.body;
        return std::string(told.items()[0].at("link").as_string());
    }
    std::string physics_link(const std::string& more = "") {
        const std::int64_t number = add("department", "物理学院");
        set_out(number, more);
        return issued(number);
    }
    static std::string received(const std::string& link) { return "/api/v1/received/" + link; }
    void accept(const std::string& who, const std::string& link) {
        const std::string terms = get(who, "/api/v1/received/terms").text("sha256");
        const Answer accepted =
            post(who, received(link) + "/acceptance", R"({"terms":")" + terms + R"("})");
        ASSERT_EQ(accepted.status, 200) << accepted.body;
    }
    Answer take(const std::string& who, const std::string& link, const std::string& form) {
        return post(who, received(link) + "/copies", R"({"format":")" + form + R"("})");
    }
    Answer file_of(const std::string& who, std::int64_t copy,
                   std::vector<http::Header> headers = {}) {
        return ask({who, http::Method::Get, "/api/v1/copies/" + std::to_string(copy) + "/file", "",
                    std::move(headers)});
    }
    Result<FileTrace> traced(const std::string& name, const std::string& bytes) {
        const TemporaryFolder folder;
        const auto file = folder.path() / name;
        std::ofstream(file, std::ios::binary) << bytes;
        TraceFile request;
        request.file = file;
        request.reading = read_in_this_process();
        request.hand_over.paths = {file};
        return trace_file(machine_now(), request);
    }
    Context machine_now() { return {record(), "os:root", app().now(), random()}; }
};
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

TEST_P(Recipients, TakeLockedCopiesWhosePasswordIsShownOnce) {
    const std::string link = physics_link(R"(,"formats":["screen","xlsx","pdf","csv","dbf"])");
    accept("physics", link);
    const std::pair<const char*, const char*> forms[] = {
        {"xlsx", "\xD0\xCF\x11\xE0"}, {"pdf", "%PDF"}, {"csv", "PK"}, {"dbf", "PK"}};
    std::int64_t before = 0;
    for (const auto& [form, head] : forms) {
        SCOPED_TRACE(form);
        const Answer copy = take("physics", link, form);
        ASSERT_EQ(copy.status, 201) << copy.body;
        const std::int64_t number = copy.json.at("number").as_int64();
        EXPECT_GT(number, before) << "each has a number of its own";
        before = number;
        EXPECT_TRUE(copy.json.at("has_password").as_bool());
        EXPECT_EQ(copy.body.find("\"password\""), std::string::npos) << "never beside the file";
        const std::string name = copy.text("file_name");
        EXPECT_NE(name.find("_2026级本科_新生入学花名册_v1.1_"), std::string::npos) << name;
        EXPECT_NE(name.find("_物理学院."), std::string::npos) << name;
        const Answer file = file_of("physics", number);
        ASSERT_EQ(file.status, 200) << file.body;
        EXPECT_TRUE(file.body.starts_with(head));
        EXPECT_EQ(std::to_string(file.body.size()), copy.text("size"));
        EXPECT_EQ(file.body.find("张文静"), std::string::npos);
        const std::string password_path = "/api/v1/copies/" + std::to_string(number) + "/password";
        EXPECT_EQ(post("letters", password_path, "{}").text("code"), "publication.copy_unknown");
        const std::string password = post("physics", password_path, "{}").text("password");
        EXPECT_EQ(password.size(), 23U);
        EXPECT_EQ(post("physics", password_path, "{}").text("code"), "publication.password_shown");
        EXPECT_EQ(file.body.find(password), std::string::npos);
    }
    EXPECT_EQ(file_of("letters", before).text("code"), "publication.copy_unknown");
    EXPECT_EQ(take("physics", link, "screen").text("code"), "publication.form_not_given");
}

TEST_P(Recipients, GoOnWithADownloadThatWasCut) {
    const std::string link = physics_link();
    accept("physics", link);
    const std::int64_t number = take("physics", link, "xlsx").json.at("number").as_int64();
    const Answer whole = file_of("physics", number);
    const std::string tag = whole.header("ETag");
    const Answer rest = file_of("physics", number, {{"range", "bytes=1000-"}, {"if-range", tag}});
    EXPECT_EQ(rest.status, 206);
    EXPECT_EQ(rest.body, whole.body.substr(1000));
    EXPECT_EQ(rest.header("Content-Range"), "bytes 1000-" + std::to_string(whole.body.size() - 1) +
                                                "/" + std::to_string(whole.body.size()));
    const Answer piece = file_of("physics", number, {{"range", "bytes=10-19"}});
    EXPECT_EQ(piece.body, whole.body.substr(10, 10));
    for (const char* const range : {"bytes=99999999-", "bytes=-5", "lines=1-2", "bytes=9-3"})
        EXPECT_EQ(file_of("physics", number, {{"range", range}}).body, whole.body) << range;
    const Answer another =
        file_of("physics", number, {{"range", "bytes=1000-"}, {"if-range", "\"x\""}});
    EXPECT_EQ(another.status, 200) << "another file than the one that was begun";
    std::vector<std::string> acts;
    const Answer log = get("registry", of(1) + "/accesses");
    for (const auto& access : log.items()) acts.emplace_back(access.at("act").as_string());
    EXPECT_EQ(std::ranges::count(acts, "resumed"), 2) << "the two that began further on";
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

TEST_P(Recipients, ACopyIsTracedAndNoneIsClaimedWhereSeveralFit) {
    const std::string link = physics_link(R"(,"formats":["xlsx","csv","pdf"])");
    accept("physics", link);
    const std::int64_t number = take("physics", link, "pdf").json.at("number").as_int64();
    const std::string pdf = file_of("physics", number).body;
    const FileTrace same = must(traced("a.pdf", pdf));
    EXPECT_EQ(same.basis, TraceBasis::SameBytes);
    ASSERT_EQ(same.found.size(), 1U);
    EXPECT_EQ(same.found[0].copies.at(0).number, number);
    ASSERT_EQ(take("physics", link, "csv").status, 201);
    const std::string rows = "姓名,性别\n张文静,女\n李强,男\n";
    const FileTrace some = must(traced("b.csv", rows));
    EXPECT_EQ(some.basis, TraceBasis::Rows);
    ASSERT_EQ(some.found.size(), 1U);
    EXPECT_EQ(some.found[0].copies.size(), 2U) << "either could have given them";
    for (const char* const other : {"姓名,性别\n张文静,男\n", "姓名,性别\n赵小红,女\n",
                                    "姓名,联系电话\n张文静,13800000000\n"})
        EXPECT_EQ(must(traced("c.csv", other)).basis, TraceBasis::Nothing) << other;
    EXPECT_EQ(problem_of(trace_file(
                  Context{record(), "registry", app().now(), random(), Caller::nobody()}, {})),
              "access.denied");
}

TEST_P(Recipients, PaperCopiesAreNumberedAndASealIsPermittedAndCounted) {
    const std::string papers = path() + "/paper-copies";
    const Answer none = get("registry", papers);
    ASSERT_EQ(none.json.at("volumes").as_array().size(), 2U) << none.body;
    const auto print = [&](const std::string& members) {
        return post("registry", papers, "{" + members + "}");
    };
    ASSERT_EQ(print(R"("copies":2)").items().size(), 4U);
    EXPECT_EQ(print(R"("copies":0)").text("code"), "paper.count");
    EXPECT_EQ(print(R"("copies":1,"volume":9)").text("code"), "paper.volume");
    EXPECT_EQ(print(R"("copies":1,"volume":1,"is_sealed":true)").text("code"),
              "paper.seal_not_permitted");
    const std::string permit = path() + "/seal-permission";
    EXPECT_EQ(post("registry", permit, R"({"times":1,"words":"存档"})").text("code"),
              "access.denied");
    ASSERT_EQ(post("university_leader", permit, R"({"times":1,"words":"存档"})").status, 200);
    const Answer sealed = print(R"("copies":1,"volume":1,"is_sealed":true)");
    ASSERT_EQ(sealed.status, 200) << sealed.body;
    EXPECT_EQ(sealed.json.at("seal").at("used").as_int64(), 1);
    EXPECT_EQ(print(R"("copies":1,"volume":1,"is_sealed":true)").text("code"),
              "paper.seal_used_up");
    const auto file = [&](int number) {
        return get("registry", "/api/v1/paper-copies/" + std::to_string(number) + "/file");
    };
    ASSERT_TRUE(file(1).body.starts_with("%PDF")) << file(1).body.substr(0, 400);
    ASSERT_TRUE(file(5).body.starts_with("%PDF"));
    EXPECT_NE(file(1).body, file(5).body);
    const std::string events = "/api/v1/paper-copies/1/events";
    EXPECT_EQ(post("registry", events, R"({"act":"returned","person":"王老师"})").text("code"),
              "paper.state");
    EXPECT_EQ(post("registry", events, R"({"act":"handed_out","person":""})").text("code"),
              "paper.person");
    EXPECT_EQ(post("registry", events, R"({"act":"handed_out","person":"王老师"})").text("holder"),
              "王老师");
    EXPECT_EQ(post("registry", events, R"({"act":"returned","person":"王老师"})").text("state"),
              "returned");
    EXPECT_EQ(post("registry", events, R"({"act":"destroyed","person":"两人监销"})").text("state"),
              "destroyed");
    EXPECT_TRUE(get("registry", path() + "/transfer-list").body.starts_with("%PDF"));
}

}  // namespace
}  // namespace mingce::testing
