// A school that is asked over HTTP, without sockets: the people of usecases/access/access_fixture.h
// with accounts of their own, made, activated and granted by requests alone.
#pragma once

#include <memory>
#include <string>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "crypto/totp.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/access/access_fixture.h"
#include "usecases/people/accounts.h"

namespace mingce::testing {

struct Answer {
    int status = 0;
    std::string body;
    std::vector<http::Header> headers;
    boost::json::value json;
    std::shared_ptr<http::EventStream> events;

    std::string header(std::string_view name) const {
        for (const http::Header& header : headers)
            if (header.name == name) return header.value;
        return "";
    }
    /// Of a JSON object's member: a text as it is, all else as JSON; "" where there is none.
    std::string text(std::string_view key) const {
        if (!json.is_object()) return "";
        const auto* const value = json.get_object().if_contains(key);
        if (value == nullptr) return "";
        return value->is_string() ? std::string(value->get_string())
                                  : boost::json::serialize(*value);
    }
    const boost::json::array& items() const {
        static const boost::json::array none;
        if (!json.is_object()) return none;
        const auto* const list = json.get_object().if_contains("items");
        return list == nullptr ? none : list->get_array();
    }
};

struct Ask {
    std::string who;  // a login; "" for nobody
    http::Method method = http::Method::Get;
    std::string path;  // with its query
    std::string body = {};
    std::vector<http::Header> headers = {};
};

class ApiOnEachDatabase : public SchoolOnEachDatabase {
protected:
    void SetUp() override {
        SchoolOnEachDatabase::SetUp();
        if (IsSkipped()) return;
        settings_.account_rate = settings_.address_rate = 100'000;
        settings_.people.sessions_max = 50;
        settings_.people.session_idle_minutes = 1'440;
        serve();
    }
    void TearDown() override {
        app_.reset();
        SchoolOnEachDatabase::TearDown();
    }

    void serve() {
        app_ = std::make_unique<http::App>(http::AppParts{
            record(), settings_, hashing_, log(), [this] { return Moment{clock_ms_.load()}; }});
    }
    /// Stopped and begun again, after its folder's settings changed.
    void serve_anew() {
        app_.reset();
        open();
        serve();
    }
    virtual http::Log& log() { return silent_; }
    http::App& app() { return *app_; }
    http::ServerSettings& settings() { return settings_; }
    void pass_seconds(std::int64_t seconds) { clock_ms_ += seconds * 1'000; }

    /// Safe from several threads.
    Answer ask(const Ask& request) {
        http::Request asked;
        asked.method = request.method;
        const std::size_t question = request.path.find('?');
        asked.path = request.path.substr(0, question);
        if (question != std::string::npos) asked.query = request.path.substr(question + 1);
        asked.body = request.body;
        asked.address = "127.0.0.1";
        asked.headers = {{"host", "127.0.0.1:8080"}};
        if (!request.body.empty()) asked.headers.push_back({"content-type", "application/json"});
        if (const auto found = people_.find(request.who); found != people_.end()) {
            asked.headers.push_back({"cookie", "mingce=" + found->second.token});
            asked.headers.push_back({"x-csrf-token", found->second.csrf});
        }
        for (const http::Header& header : request.headers) {
            std::erase_if(asked.headers,
                          [&](const http::Header& own) { return own.name == header.name; });
            if (!header.value.empty()) asked.headers.push_back(header);
        }
        (void)app_->plan(asked);
        const http::Response response = app_->answer(std::move(asked));
        Answer answer{response.status, response.body, response.headers, {}, response.events};
        boost::system::error_code failed;
        auto json = boost::json::parse(answer.body, failed);
        if (!failed) answer.json = std::move(json);
        return answer;
    }
    Answer get(const std::string& who, const std::string& path) {
        return ask({who, http::Method::Get, path});
    }
    Answer post(const std::string& who, const std::string& path, const std::string& body) {
        return ask({who, http::Method::Post, path, body});
    }

    /// Keeps the session of an answer for `who`.
    void keep_session(const std::string& who, const Answer& answer) {
        const std::string cookie = answer.header("Set-Cookie");
        const std::size_t equals = cookie.find('=');
        people_[who].token = cookie.substr(equals + 1, cookie.find(';') - equals - 1);
        people_[who].csrf = answer.text("csrf_token");
    }

    /// Sets a password by the code, signs in and, where it is asked for, sets up a second factor.
    void take_over(const std::string& login, const std::string& code) {
        Person& person = people_[login];
        person = {};
        person.password = "Correct horse 7 " + login.substr(0, 1);
        const Answer activated =
            post("", "/api/v1/activation",
                 R"({"code":")" + code + R"(","password":")" + person.password + R"("})");
        EXPECT_EQ(activated.status, 200) << login << activated.body;
        sign_in(login);
        if (people_[login].stage == "enrol_asked") {
            person.secret = post(login, "/api/v1/session/second-factor", "").text("secret");
            pass_seconds(60);
            const Answer confirmed = ask({login, http::Method::Put, "/api/v1/session/second-factor",
                                          R"({"code":")" + code_of(login) + R"("})"});
            EXPECT_EQ(confirmed.status, 200) << login << confirmed.body;
            keep_session(login, confirmed);
        }
    }
    void sign_in(const std::string& login) {
        const Answer answer =
            post("", "/api/v1/session",
                 R"({"login":")" + login + R"(","password":")" + people_[login].password + R"("})");
        EXPECT_EQ(answer.status, 200) << login << answer.body;
        keep_session(login, answer);
        people_[login].stage = answer.text("stage");
    }
    std::string code_of(const std::string& login) {
        return totp_code(bytes_of_base32(people_[login].secret).value_or(""),
                         totp_counter(app_->now()));
    }
    const std::string& password_of(const std::string& login) { return people_[login].password; }
    void leave(const std::string& login) { people_.erase(login); }

    /// The first start: system, security1, security2, audit.
    void begin_school() {
        const auto made = begin_accounts(context("os:root"), settings_.people,
                                         {"system", "security1", "security2", "audit"});
        ASSERT_TRUE(made.ok()) << made.error().sentence(Language::English);
        for (const NewAccount& account : made.value())
            take_over(account.account.login, account.code);
    }
    /// One more account, under a role with the scope the school has for it, or another one.
    void join(const std::string& login, Role role, const std::string& cas_name = "") {
        join_within(login, role, scope_of(role), cas_name);
    }
    void join_within(const std::string& login, Role role, const Scope& scope,
                     const std::string& cas_name = "") {
        const bool is_client = role == Role::Client;
        const Answer made =
            post("system", "/api/v1/accounts",
                 R"({"login":")" + login + R"(","kind":")" + (is_client ? "client" : "person") +
                     R"(","cas_name":")" + cas_name + R"("})");
        ASSERT_EQ(made.status, 201) << made.body;
        std::string grant = R"({"account":")" + login + R"(","role":")" +
                            std::string(key_of(role)) + R"(","scope":")" +
                            std::string(key_of(scope.kind)) + R"(","reason":"测试","years":[)";
        for (const std::int64_t year : scope.years) grant += std::to_string(year);
        grant += R"(],"units":[)";
        for (const ScopeUnit& unit : scope.units)
            grant += "\"" + unit.department +
                     (unit.class_name.empty() ? "" : "/" + unit.class_name) + "\"";
        grant += "]";
        if (role == Role::Student) grant += R"(,"student":")" + scope.student.hex() + "\"";
        if (role == Role::Unit) grant += R"(,"purpose":"logistics")";
        if (is_client) grant += R"(,"purpose":"library")";
        const Answer proposed = post("security1", "/api/v1/grants", grant + "}");
        ASSERT_EQ(proposed.status, 201) << proposed.body;
        const Answer confirmed =
            post("security2", "/api/v1/grants/" + proposed.text("id") + "/confirmation", "");
        ASSERT_EQ(confirmed.status, 200) << confirmed.body;
        if (!is_client) return take_over(login, made.text("code"));
        const Answer key = post("system", "/api/v1/accounts/" + login + "/keys", "");
        ASSERT_EQ(key.status, 201) << key.body;
        keys_[login] = key.text("token");
    }
    /// One account for each role, named by its key; the three administrators are there.
    void join_every_role() {
        begin_school();
        for (const RoleText& role : all_roles())
            if (!is_administrator(role.role)) join(std::string(role.key), role.role);
    }
    /// The login that works under a role, with what its requests carry.
    Ask as_role(Role role, Ask request) {
        switch (role) {
            case Role::SystemAdmin: request.who = "system"; break;
            case Role::SecurityAdmin: request.who = "security1"; break;
            case Role::AuditAdmin: request.who = "audit"; break;
            case Role::Client:
                request.headers.push_back({"authorization", "Bearer " + keys_["client"]});
                break;
            default: request.who = key_of(role);
        }
        return request;
    }

private:
    struct Person {
        std::string password, secret, token, csrf, stage;
    };
    http::ServerSettings settings_;
    PasswordHashing hashing_;
    http::Log silent_;
    std::unique_ptr<http::App> app_;
    std::atomic<std::int64_t> clock_ms_ = 1'787'270'400'000;  // 2026-08-21, and on
    std::map<std::string, Person> people_;
    std::map<std::string, std::string> keys_;
};

/// The same, and "registry" signed in under its role.
class ApiWithRegistry : public ApiOnEachDatabase {
protected:
    void SetUp() override {
        ApiOnEachDatabase::SetUp();
        if (IsSkipped()) return;
        begin_school();
        join("registry", Role::Registry);
    }
};

}  // namespace mingce::testing
