// Many people edit few students at once: nobody's acknowledged work is lost, nobody overwrites what
// they did not see, and one person never counts as two.
#include <cstdlib>
#include <set>
#include <thread>

#include "api_fixture.h"

namespace mingce::testing {
namespace {

using http::Method;

/// ./dev soak lets them work for two minutes on 200 students.
std::int64_t number_from(const char* name, std::int64_t otherwise) {
    const char* const text = std::getenv(name);
    return text == nullptr ? otherwise : std::atoll(text);
}

class Editors : public ApiWithRegistry {
protected:
    std::string add_student() {
        return post("registry", "/api/v1/students",
                    R"({"intake":"2026-ug","values":{"name":"同学"}})")
            .text("id");
    }
};

TEST_P(Editors, LoseNobodysWork) {
    const auto seconds = number_from("MINGCE_EDITOR_SECONDS", 2);
    const auto students_count = number_from("MINGCE_EDITOR_STUDENTS", 12);
    std::vector<std::string> hot;
    for (std::int64_t i = 0; i < students_count; ++i) hot.push_back(add_student());
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    std::mutex lock;
    std::map<std::string, std::set<std::string>> kept;  // acknowledged words by student
    std::atomic<int> overtaken = 0, odd = 0;
    std::vector<std::thread> editors;
    for (int editor = 0; editor < 64; ++editor)
        editors.emplace_back([&, editor] {
            for (int i = 0; std::chrono::steady_clock::now() < until; ++i) {
                const std::string& id = hot[static_cast<std::size_t>(editor * 7 + i) % hot.size()];
                const std::string path = "/api/v1/students/" + id;
                const std::string tag = get("registry", path).header("ETag");
                const std::string word = "w" + std::to_string(editor) + "-" + std::to_string(i);
                const Answer answer = ask({"registry",
                                           Method::Patch,
                                           path,
                                           R"({"values":{"remark":")" + word + R"("}})",
                                           {{"if-match", tag}}});
                if (answer.status == 200) {
                    const std::lock_guard held(lock);
                    kept[id].insert(word);
                } else if (answer.status == 412) {
                    ++overtaken;
                } else {
                    ++odd;
                    ADD_FAILURE() << answer.status << answer.body;
                }
            }
        });
    for (std::thread& editor : editors) editor.join();
    EXPECT_EQ(odd, 0);
    std::size_t acknowledged = 0;
    for (const std::string& id : hot) {
        const Answer history = get("registry", "/api/v1/students/" + id + "/history");
        std::set<std::string> written;
        std::string before;
        for (const auto& event : history.items())
            for (const auto& change : event.at("changes").as_array()) {
                if (change.at("field").as_string() != "remark") continue;
                EXPECT_EQ(change.at("before").as_string(), before)
                    << "an edit over something unseen";
                before = change.at("after").as_string();
                EXPECT_TRUE(written.insert(before).second) << "one edit was made twice";
            }
        EXPECT_EQ(written, kept[id]) << "what was acknowledged and what is there differ";
        acknowledged += kept[id].size();
    }
    EXPECT_GT(acknowledged, 0U);
    RecordProperty("acknowledged", static_cast<int>(acknowledged));
    RecordProperty("overtaken", overtaken.load());
}

TEST_P(Editors, OneApproverIsNeverTwo) {
    join("university_leader", Role::UniversityLeader);
    join("department_secretary", Role::DepartmentSecretary);
    const Answer asked =
        post("registry", "/api/v1/exports",
             R"({"intake":"2026-ug","fields":["name","id_number"],"whole":["id_number"],)"
             R"("purpose":"上报"})");
    ASSERT_EQ(asked.status, 201) << asked.body;
    const std::string path = "/api/v1/exports/" + asked.text("number") + "/decision";
    std::vector<std::thread> deciders;
    std::atomic<int> taken = 0;
    for (int i = 0; i < 8; ++i)
        deciders.emplace_back([&] {
            taken += post("university_leader", path, R"({"approves":true})").status == 200;
        });
    for (std::thread& decider : deciders) decider.join();
    EXPECT_EQ(taken, 1);
    EXPECT_NE(post("registry", path, R"({"approves":true})").status, 200) << "nobody's own";
    EXPECT_EQ(get("registry", "/api/v1/exports/" + asked.text("number")).text("state"), "asked");
}

TEST_ON_EACH_DATABASE(Editors);

}  // namespace
}  // namespace mingce::testing
