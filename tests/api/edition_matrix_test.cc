// Who may do what with an edition at each stage: asked of the server, and what is not offered is
// tried and refused. The page is tests/golden/edition_matrix.txt.
#include <fstream>

#include "editions_fixture.h"
#include "places.h"

namespace mingce::testing {
namespace {

using http::Method;

/// Acts that a person does, in the order of a life, and what a request of each says.
struct Deed {
    const char* key;
    const char* at;    // the path's end
    const char* body;  // without its revision
};
constexpr Deed kDeeds[] = {
    {"submit", "/revisions", "{}"},
    {"revise", "/revisions", "{}"},
    {"endorse", "/signatures", R"({"act":"endorse","department":"物理学院","revision":)"},
    {"recheck", "/signatures", R"({"act":"recheck","opinion":"核对","revision":)"},
    {"approve", "/signatures", R"({"act":"approve","code":"000000","revision":)"},
    {"return", "/returns", R"({"to":"draft","reason":"试","revision":)"},
    {"file", "/filing",
     R"({"filing_no":"备9","filed_on":"2026-08-21","code":"000000","revision":)"},
};

class EditionMatrix : public EditionsOnEachDatabase {
protected:
    void SetUp() override {
        EditionsOnEachDatabase::SetUp();
        if (IsSkipped()) return;
        for (const RoleText& role : all_roles())
            if (!is_administrator(role.role) && !is_here(role.role))
                join(std::string(role.key), role.role);
    }
    /// Those that the fixture has made under their role's own name.
    static bool is_here(Role role) {
        return role == Role::Registry || role == Role::DepartmentLeader ||
               role == Role::UniversityLeader;
    }

    /// "+" may; "-" may not come in, or is offered no such act; else why not now.
    std::string cell(Role role, const Deed& deed) {
        const Answer seen = ask(as_role(role, {"", Method::Get, path()}));
        if (seen.status != 200) return "-";
        std::string why = "-";
        for (const auto& act : seen.json.at("acts").as_array()) {
            if (act.at("act").as_string() != deed.key) continue;
            if (act.at("may").as_bool()) return "+";
            why = act.at("code").as_string();
        }
        return why;
    }
    void expect_refused(Role role, const Deed& deed) {
        std::string body = deed.body;
        if (!body.ends_with('}'))
            body += std::to_string(std::max<std::int64_t>(revision_, 1)) + "}";
        const std::string before = edition("registry").text("version");
        const Answer tried = ask(as_role(role, {"", Method::Post, path() + deed.at, body}));
        EXPECT_GE(tried.status, 400) << key_of(role) << " " << deed.key << tried.body;
        EXPECT_EQ(edition("registry").text("version"), before) << "nothing was done";
    }

    std::string stage(const std::string& name) {
        const Answer now = edition("registry");
        const auto& sealed = now.json.at("revision");
        revision_ = sealed.is_null() ? 0 : sealed.at("number").as_int64();
        std::string text = "## " + name + "\n";
        for (const Deed& deed : kDeeds) {
            text += std::string(deed.key) + ":";
            for (const RoleText& role : all_roles()) {
                const std::string told = cell(role.role, deed);
                // A revision is sealed by the same request whether it is the first or the next.
                const bool is_other_word =
                    std::string_view(deed.at) == "/revisions" && role.role == Role::Registry;
                if (told != "+" && !is_other_word) expect_refused(role.role, deed);
                if (told != "-") text += " " + std::string(role.key) + "=" + told;
            }
            text += "\n";
        }
        return text;
    }

    std::int64_t revision_ = 0;
};

// After a change that is meant: MINGCE_GOLDEN=write build/api_test --gtest_filter='*EditionMatrix*'
TEST_P(EditionMatrix, IsAsItWas) {
    std::string page =
        "What each role is offered at each stage of an edition; what is not offered "
        "is refused.\n+ may; a code: why not now; roles not named: never.\n";
    make();
    page += stage("draft");
    ASSERT_EQ(submit().status, 201);
    page += stage("department_review");
    endorse("physics", "物理学院");
    page += stage("department_review, one department endorsed");
    endorse("letters", "文学院");
    page += stage("registry_review");
    recheck("registry2");
    page += stage("leader_approval");
    ASSERT_EQ(approve("university_leader").status, 200);
    page += stage("leader_approval, approved");
    ASSERT_EQ(file("registry", "备1").status, 200);
    page += stage("filed");
    const auto golden =
        std::filesystem::path(testing::kProject) / "tests" / "golden" / "edition_matrix.txt";
    const char* const wish = std::getenv("MINGCE_GOLDEN");
    if (wish != nullptr && std::string_view(wish) == "write")
        std::ofstream(golden, std::ios::binary) << page;
    EXPECT_EQ(page, contents(golden));
}

TEST_ON_EACH_DATABASE(EditionMatrix);

}  // namespace
}  // namespace mingce::testing
