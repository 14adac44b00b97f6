// A published edition whose recipients are set out, issued and taken, through the API.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "publications_fixture.h"

namespace mingce::testing {

class RecipientsOnEachDatabase : public PublicationsOnEachDatabase {
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
    template <class Work>
    auto database_value(Work&& work) {
        return read_value(database(), std::forward<Work>(work));
    }
    Context machine_now() { return {record(), "os:root", app().now(), random()}; }
};

}  // namespace mingce::testing
