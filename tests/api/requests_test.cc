// The API as its callers meet it: who asks what, what comes back, what must not be in it.
#include <thread>

#include "api_fixture.h"

namespace mingce::testing {
namespace {

using http::Method;

class Requests : public ApiWithRegistry {
protected:
    std::string path_of(const std::string& who) { return "/api/v1/students/" + id(who).hex(); }
    Answer edit(const std::string& who, const std::string& tag, const std::string& values,
                std::vector<http::Header> more = {}) {
        Ask asked{"registry", Method::Patch, path_of(who), R"({"values":)" + values + "}"};
        asked.headers = std::move(more);
        if (!tag.empty()) asked.headers.push_back({"if-match", tag});
        return ask(asked);
    }
};

TEST_P(Requests, BadOnesGetOneClearSentence) {
    struct Row {
        std::string why, who;
        Method method;
        std::string path, body;
        int status;
        std::string code;
    };
    const Row rows[] = {
        {"no such address", "", Method::Get, "/api/v1/nothing", "", 404, "request.no_route"},
        {"no such file", "", Method::Get, "/nothing.php", "", 404, "request.no_route"},
        {"a broken escape", "", Method::Get, "/api/v1/students/%zz", "", 404, "request.no_route"},
        {"another method", "registry", Method::Put, "/api/v1/students", "", 405, "request.method"},
        {"nobody signed in", "", Method::Get, "/api/v1/students", "", 401, "session.needed"},
        {"no JSON", "registry", Method::Post, "/api/v1/checks", "{\"values\":", 400,
         "request.not_json"},
        {"a list for an object", "registry", Method::Post, "/api/v1/checks", "[]", 400,
         "request.not_json"},
        {"nested without end", "registry", Method::Post, "/api/v1/checks",
         std::string(1'000, '[') + std::string(1'000, ']'), 400, "request.not_json"},
        {"half a character", "registry", Method::Post, "/api/v1/checks",
         "{\"values\":{\"name\":\"\xE5\"}}", 400, "request.not_json"},
        {"an unknown member", "registry", Method::Post, "/api/v1/checks",
         R"({"values":{},"surprise":1})", 400, "request.unknown_member"},
        {"an unknown parameter", "registry", Method::Get, "/api/v1/students?surprise=1", "", 400,
         "request.unknown_member"},
        {"one twice", "registry", Method::Get, "/api/v1/students?order=name&order=class", "", 400,
         "request.unknown_member"},
        {"a number for a text", "registry", Method::Post, "/api/v1/intakes", R"({"key":7})", 400,
         "request.member_type"},
        {"a text for a number", "registry", Method::Get, "/api/v1/students?limit=many", "", 400,
         "request.member_type"},
        {"over-long", "registry", Method::Post, "/api/v1/intakes",
         R"({"key":")" + std::string(500, 'x') + R"("})", 400, "request.member_length"},
        {"neither an intake nor a search", "registry", Method::Get, "/api/v1/students", "", 400,
         "request.missing_member"},
        {"beyond its range", "registry", Method::Get, "/api/v1/students?limit=100000", "", 400,
         "request.member_length"},
        {"none of its choices", "registry", Method::Get, "/api/v1/students?order=luck", "", 400,
         "request.member_value"},
        {"missing", "registry", Method::Post, "/api/v1/intakes", "{}", 400,
         "request.missing_member"},
        {"no version", "registry", Method::Patch, "/api/v1/students/26420101150001",
         R"({"values":{}})", 428, "request.version_needed"},
        {"an id that is none", "registry", Method::Get, "/api/v1/jobs/xyz", "", 400,
         "request.member_value"},
        {"a job of nobody", "registry", Method::Get,
         "/api/v1/jobs/00000000000000000000000000000001", "", 404, "job.unknown"},
        {"a field that is none", "registry", Method::Post, "/api/v1/checks",
         R"({"values":{"shoe_size":"42"}})", 400, "student.field_unknown"},
        {"a sealed field to filter by", "registry", Method::Get,
         "/api/v1/students?intake=2026-ug&filter=phone%3D13800000001", "", 400,
         "student.field_sealed"},
    };
    for (const Row& row : rows) {
        const Answer answer = ask({row.who, row.method, row.path, row.body});
        EXPECT_EQ(answer.status, row.status) << row.why << answer.body;
        EXPECT_EQ(answer.text("code"), row.code) << row.why << answer.body;
        EXPECT_EQ(answer.text("request_id").size(), 32U) << row.why;
        EXPECT_FALSE(answer.text("zh").empty()) << row.why;
        EXPECT_FALSE(answer.text("en").empty()) << row.why;
        EXPECT_EQ(answer.header("Content-Type"), "application/problem+json; charset=utf-8");
    }
}

TEST_P(Requests, OthersPagesChangeNothing) {
    struct Row {
        std::string why;
        std::vector<http::Header> headers;
    };
    const Row rows[] = {
        {"no token", {{"x-csrf-token", ""}}},
        {"another's token", {{"x-csrf-token", std::string(64, 'a')}}},
        {"another site's page", {{"origin", "https://evil.example"}}},
        {"the same host over plain HTTP elsewhere", {{"origin", "http://127.0.0.1:9"}}},
        {"a page in a frame", {{"origin", "null"}}},
        {"a browser that says so", {{"sec-fetch-site", "cross-site"}}},
    };
    for (const Row& row : rows)
        for (const http::Route& route : http::all_routes()) {
            if (http::is_reading(route.method) || route.needs.who == http::Needs::Who::Anyone)
                continue;
            std::string path(route.path);
            for (std::size_t brace; (brace = path.find('{')) != std::string::npos;)
                path.replace(brace, path.find('}') - brace + 1, "1");
            const Answer answer = ask({"registry", route.method, path, "", row.headers});
            EXPECT_EQ(answer.status, 403) << row.why << ": " << route.operation << answer.body;
            EXPECT_EQ(answer.text("code"), "request.foreign") << row.why << ": " << route.operation;
        }
    const Answer signing = ask({"",
                                Method::Post,
                                "/api/v1/session",
                                R"({"login":"registry","password":"x"})",
                                {{"origin", "https://evil.example"}}});
    EXPECT_EQ(signing.text("code"), "request.foreign");
    EXPECT_EQ(get("registry", "/api/v1/session").status, 200) << "the session lives on";
}

TEST_P(Requests, EveryAnswerCarriesItsHeaders) {
    for (const std::string& path :
         {std::string("/healthz"), std::string("/api/v1/session"), std::string("/nothing")}) {
        const Answer answer = get("registry", path);
        EXPECT_EQ(answer.header("Cache-Control"), "no-store") << path;
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer") << path;
        EXPECT_NE(answer.header("Content-Security-Policy").find("frame-ancestors 'none'"),
                  std::string::npos);
        for (const char* const allowance : {"unsafe-inline", "unsafe-eval"})
            EXPECT_EQ(answer.header("Content-Security-Policy").find(allowance), std::string::npos)
                << path << ": " << allowance;
    }
    const Answer signed_in =
        post("", "/api/v1/session",
             R"({"login":"registry","password":")" + password_of("registry") + R"("})");
    const std::string cookie = signed_in.header("Set-Cookie");
    for (const char* const part : {"HttpOnly", "SameSite=Strict", "Path=/"})
        EXPECT_NE(cookie.find(part), std::string::npos) << cookie;
}

TEST_P(Requests, SomebodyOvertakenSeesBoth) {
    const Answer first = get("registry", path_of("own"));
    const std::string tag = first.header("ETag");
    EXPECT_EQ(edit("own", tag, R"({"remark":"走读"})").status, 200);
    const Answer late = edit("own", tag, R"({"remark":"住校"})");
    EXPECT_EQ(late.status, 412) << late.body;
    EXPECT_EQ(late.text("code"), "student.changed_meanwhile");
    EXPECT_NE(late.text("yours").find("住校"), std::string::npos);
    EXPECT_NE(late.text("current").find("走读"), std::string::npos);
    const Answer again = edit("own", late.header("ETag"), R"({"remark":"住校"})");
    EXPECT_EQ(again.status, 200) << again.body;
}

TEST_P(Requests, SentAgainIsNotDoneAgain) {
    const std::string body = R"({"intake":"2026-ug","values":{"name":"新同学"}})";
    const auto add = [&](const std::string& key, const std::string& what) {
        return ask(
            {"registry", Method::Post, "/api/v1/students", what, {{"idempotency-key", key}}});
    };
    const Answer first = add("k1", body);
    EXPECT_EQ(first.status, 201) << first.body;
    const Answer second = add("k1", body);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(second.body, first.body);
    EXPECT_EQ(second.header("Idempotency-Replayed"), "true");
    EXPECT_EQ(add("k1", R"({"intake":"2026-ug","values":{"name":"别人"}})").text("code"),
              "request.repeated_otherwise");
    EXPECT_NE(add("k2", body).body, first.body) << "another key is another act";

    // What was refused did nothing, so its key is free.
    EXPECT_EQ(add("k3", R"({"intake":"2020-ug","values":{"name":"甲"}})").status, 404);
    EXPECT_EQ(add("k3", R"({"intake":"2026-ug","values":{"name":"甲"}})").status, 201);
}

TEST_P(Requests, AFileIsMadeOnceAndSaidToBe) {
    const Answer asked = post("registry", "/api/v1/exports",
                              R"({"intake":"2026-ug","fields":["name","class"],"purpose":"分班"})");
    ASSERT_EQ(asked.status, 201) << asked.body;
    const Ask make{"registry",
                   Method::Post,
                   "/api/v1/exports/" + asked.text("number") + "/file",
                   "",
                   {{"idempotency-key", "file"}}};
    const Answer first = ask(make);
    EXPECT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.header("Content-Type"), "application/octet-stream");
    const Answer second = ask(make);
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(second.text("code"), "request.done_before") << second.body;
}

TEST_P(Requests, AnIntakeWithAWordOfItsOwnHasItsKind) {
    const Answer made = post("registry", "/api/v1/intakes", R"({"key":"2026-ug-spring"})");
    EXPECT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("kind"), "ug");
}

TEST_P(Requests, OfManySendingsAtOnceOneIsDone) {
    std::vector<std::thread> senders;
    std::atomic<int> done = 0, replayed = 0, odd = 0;
    for (int i = 0; i < 8; ++i)
        senders.emplace_back([&] {
            for (int key = 0; key < 10; ++key) {
                const Answer answer = ask({"registry",
                                           Method::Post,
                                           "/api/v1/students",
                                           R"({"intake":"2026-ug","values":{"name":"并发"}})",
                                           {{"idempotency-key", "once-" + std::to_string(key)}}});
                if (answer.status != 201)
                    ++odd;
                else if (answer.header("Idempotency-Replayed").empty())
                    ++done;
                else
                    ++replayed;
            }
        });
    for (std::thread& sender : senders) sender.join();
    EXPECT_EQ(done, 10);
    EXPECT_EQ(replayed + odd, 70);
    const Answer found = get("registry",
                             "/api/v1/students?search="
                             "%E5%B9%B6%E5%8F%91");
    EXPECT_EQ(found.items().size(), 10U) << "each key did its act once";
}

TEST_P(Requests, PagesFollowEachOtherThroughEveryOrder) {
    for (int i = 0; i < 30; ++i)
        EXPECT_EQ(post("registry", "/api/v1/students",
                       R"({"intake":"2026-ug","values":{"name":"同学","remark":")" +
                           std::to_string(i) + R"("}})")
                      .status,
                  201);
    for (const char* const order : {"number", "name", "class", "change", "source"}) {
        std::set<std::string> seen;
        std::string cursor;
        for (int page = 0; page < 20; ++page) {
            const Answer answer =
                get("registry", std::string("/api/v1/students?intake=2026-ug&limit=7&order=") +
                                    order + (cursor.empty() ? "" : "&cursor=" + cursor));
            ASSERT_EQ(answer.status, 200) << answer.body;
            for (const auto& item : answer.items())
                EXPECT_TRUE(seen.insert(std::string(item.at("id").as_string())).second) << order;
            cursor = answer.text("next");
            if (cursor == "null") break;
        }
        EXPECT_EQ(seen.size(), 34U) << order;
    }
    EXPECT_EQ(get("registry", "/api/v1/students?intake=2026-ug&cursor=abc").status, 400);
}

TEST_P(Requests, ASessionEndsWhenItIsToldTo) {
    const auto other = [&] {
        return post("", "/api/v1/session",
                    R"({"login":"registry","password":")" + password_of("registry") + R"("})");
    };
    const Answer half = other();
    EXPECT_EQ(half.text("stage"), "code_asked");
    keep_session("half", half);
    EXPECT_EQ(get("half", "/api/v1/students?intake=2026-ug").status, 401) << "no code was shown";
    EXPECT_EQ(get("half", "/api/v1/session").status, 200);
    EXPECT_EQ(ask({"half", Method::Delete, "/api/v1/session"}).status, 204);
    EXPECT_EQ(get("half", "/api/v1/session").status, 401);

    EXPECT_EQ(ask({"registry", Method::Delete, "/api/v1/sessions"}).status, 200);
    EXPECT_EQ(get("registry", "/api/v1/session").status, 401) << "everywhere is here too";
}

TEST_P(Requests, WrongPasswordsTellNothingAndWait) {
    const auto attempt = [&](const std::string& login) {
        return post("", "/api/v1/session",
                    R"({"login":")" + login + R"(","password":"wrong wrong wrong"})");
    };
    const Answer known = attempt("registry"), unknown = attempt("nobody-here");
    EXPECT_EQ(known.status, 401);
    EXPECT_EQ(known.text("code"), unknown.text("code"));
    EXPECT_EQ(known.text("zh"), unknown.text("zh"));
    Answer last;
    for (int i = 0; i < 12; ++i) last = attempt("registry");
    EXPECT_EQ(last.status, 429) << last.body;
    EXPECT_NE(last.header("Retry-After"), "");
}

TEST_P(Requests, ValuesAreJudgedAsTheyAreTyped) {
    const Answer answer = post("registry", "/api/v1/checks",
                               R"({"values":{"id_number":"420101200801010021","sex":"女"}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    ASSERT_FALSE(answer.items().empty());
    EXPECT_EQ(answer.items()[0].at("field").as_string(), "id_number");
}

TEST_P(Requests, FindingsComeInPages) {
    const std::string all = "/api/v1/findings?intake=2026-ug&state=any";
    std::vector<std::string> whole, paged;
    const Answer listed = get("registry", all);
    for (const auto& item : listed.items()) whole.push_back(std::string(item.at("id").as_string()));
    ASSERT_GT(whole.size(), 2U);
    std::string after;
    do {
        const Answer page = get("registry", all + "&limit=1" + after);
        ASSERT_EQ(page.items().size(), 1U) << page.body;
        paged.push_back(std::string(page.items()[0].at("id").as_string()));
        after = page.text("next") == "null" ? "" : "&after=" + page.text("next");
    } while (!after.empty());
    EXPECT_EQ(paged, whole);
    EXPECT_EQ(get("registry", all + "&after=7").text("code"), "request.member_value");
}

TEST_ON_EACH_DATABASE(Requests);

}  // namespace
}  // namespace mingce::testing
