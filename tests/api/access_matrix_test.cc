// docs/access.md is written by hand: every endpoint, each role, students in and out of scope, asked
// over HTTP and held against it. A route that the page does not list fails.
#include <set>

#include "access_page.h"
#include "api_fixture.h"

namespace mingce::testing {
namespace {

/// operation -> what it needs, as the page says.
std::map<std::string, std::string> needs_of_page() {
    std::map<std::string, std::string> needs;
    for (const Cells& row : access_table("operation"))
        if (row[0] != "operation") needs[row[0]] = row[2];
    return needs;
}
/// (permission, role) pairs that the page gives.
std::set<std::pair<std::string, std::string>> grants_of_page() {
    std::set<std::pair<std::string, std::string>> given;
    const auto table = access_table("permission");
    for (std::size_t row = 1; row < table.size(); ++row)
        for (std::size_t column = 1; column < table[row].size(); ++column)
            if (table[row][column] == "+")
                given.emplace(table[row][0].substr(0, table[row][0].find(' ')), table[0][column]);
    return given;
}

std::string with_places_filled(std::string_view path) {
    std::string filled(path);
    for (const auto& [brace, value] :
         std::map<std::string, std::string>{{"{id}", std::string(32, '0')},
                                            {"{number}", "999"},
                                            {"{sequence}", "999"},
                                            {"{comment}", "999"},
                                            {"{key}", "nothing"},
                                            {"{intake}", "2020-ug"}}) {
        const std::size_t at = filled.find(brace);
        if (at != std::string::npos) filled.replace(at, brace.size(), value);
    }
    return filled;
}

/// `need` is a permission, or two with " or " between them.
bool is_given(const std::set<std::pair<std::string, std::string>>& given, const std::string& need,
              std::string_view role) {
    const std::size_t either = need.find(" or ");
    if (either == std::string::npos) return given.contains({need, std::string(role)});
    return given.contains({need.substr(0, either), std::string(role)}) ||
           given.contains({need.substr(either + 4), std::string(role)});
}

class AccessMatrix : public ApiOnEachDatabase {};

TEST(AccessMatrixPage, ListsEveryRouteAndNoOther) {
    const auto needs = needs_of_page();
    std::set<std::string> routes;
    for (const http::Route& route : http::all_routes()) {
        routes.insert(std::string(route.operation));
        EXPECT_TRUE(needs.contains(std::string(route.operation)))
            << route.operation << " has no row in docs/access.md";
    }
    EXPECT_EQ(routes.size(), http::all_routes().size()) << "two routes have one name";
    for (const auto& [operation, need] : needs)
        EXPECT_TRUE(routes.contains(operation)) << operation << " is no route";
}

// Nothing is well-formed in these requests but who asks: whoever may gets past the gate and is
// refused, if at all, for another reason.
TEST_P(AccessMatrix, LetsEachRoleToItsEndpointsAlone) {
    join_every_role();
    const auto needs = needs_of_page();
    const auto given = grants_of_page();
    std::size_t cells = 0;
    for (const http::Route& route : http::all_routes()) {
        const std::string operation(route.operation);
        const std::string need = needs.at(operation);
        // These end the session that asks, or what others stand on.
        if (operation == "signOut" || operation == "signOutEverywhere" || operation == "openEvents")
            continue;
        Ask request;
        request.method = route.method;
        request.path = with_places_filled(route.path);
        const Answer nobody = ask(request);
        EXPECT_EQ(nobody.status == 401, need != "anyone") << operation << nobody.body;
        ++cells;
        for (const RoleText& role : all_roles()) {
            const Answer answer = ask(as_role(role.role, request));
            const bool is_open = need == "anyone" || need == "session" || need == "role";
            const bool may_come = is_open || is_given(given, need, role.key);
            const bool was_refused = answer.status == 403 && answer.text("code") == "access.denied";
            const bool is_session_of_program = need == "session" && role.role == Role::Client;
            EXPECT_EQ(answer.status == 401, is_session_of_program)
                << operation << " as " << role.key << answer.body;
            EXPECT_EQ(was_refused, !may_come) << operation << " as " << role.key << answer.body;
            EXPECT_NE(answer.status, 500) << operation << " as " << role.key << answer.body;
            EXPECT_EQ(answer.header("X-Request-Id").size(), 32U);
            ++cells;
        }
    }
    EXPECT_GE(cells, 1'200U);
}

/// What each role's scope holds of the school (usecases/access/access_fixture.h).
std::set<std::string> reach_of(Role role) {
    const std::set<std::string> department = {"own", "same_class", "same_department", "other_year",
                                              "handed_over"};
    const std::set<std::string> year = {"own", "same_class", "same_department", "other_department",
                                        "handed_over"};
    const std::set<std::string> all = {
        "own", "same_class", "same_department", "other_department", "other_year", "handed_over"};
    switch (role) {
        case Role::Admissions:
            return {"own", "same_class", "same_department", "other_department", "other_year"};
        case Role::Registry:
        case Role::UniversityLeader: return all;
        case Role::DepartmentSecretary:
        case Role::DepartmentLeader:
        case Role::Client: return department;
        case Role::Counsellor: return {"own", "same_class", "handed_over"};
        case Role::Unit:
        case Role::Checker: return year;
        case Role::Student: return {"own"};
        case Role::SystemAdmin:
        case Role::SecurityAdmin:
        case Role::AuditAdmin: return {};
    }
    return {};
}

struct StudentRequest {
    http::Method method;
    std::string path;  // after /api/v1/students/{id}
    std::string permission, body;
    std::string if_match = {};
};
const StudentRequest kStudentRequests[] = {
    {http::Method::Get, "", "student.read", ""},
    {http::Method::Get, "/history", "student.read", ""},
    {http::Method::Get, "/statuses", "status.read", ""},
    {http::Method::Get, "/reveals", "reveal.read", ""},
    {http::Method::Post, "/photo", "student.read", R"({"reason":"核对"})"},
    {http::Method::Post, "/reveals", "student.reveal",
     R"({"fields":["phone"],"reason":"verify","words":"核对"})"},
    {http::Method::Patch, "", "student.edit", R"({"values":{"remark":"走读"},"reason":"电话"})",
     "\"99\""},
};

TEST_P(AccessMatrix, TellsNobodyOfStudentsOutOfScope) {
    join_every_role();
    const auto given = grants_of_page();
    for (const StudentRequest& request : kStudentRequests) {
        for (const RoleText& role : all_roles()) {
            if (!given.contains({request.permission, std::string(role.key)})) continue;
            const auto reach = reach_of(role.role);
            for (const auto& [who, id] : students()) {
                Ask asked;
                asked.method = request.method;
                asked.path = "/api/v1/students/" + id.hex() + request.path;
                asked.body = request.body;
                if (!request.if_match.empty())
                    asked.headers.push_back({"if-match", request.if_match});
                const Answer answer = ask(as_role(role.role, asked));
                const bool is_unknown =
                    answer.status == 404 && answer.text("code") == "student.unknown";
                // Of a photo the role alone may be refused, whoever's it is: that tells nothing.
                if (answer.text("code") == "access.field_hidden") continue;
                if (who == "erased") continue;  // only the row is left: its answer is its own
                EXPECT_EQ(is_unknown, !reach.contains(who))
                    << request.path << " of " << who << " as " << role.key << answer.body;
                EXPECT_NE(answer.text("code"), "access.denied")
                    << request.path << " of " << who << " as " << role.key;
            }
        }
    }
}

// The values of those out of scope, and whole numbers, stand in no answer whatever is asked.
TEST_P(AccessMatrix, ListsHoldNobodyOutOfScopeAndNoWholeNumber) {
    join_every_role();
    const std::map<std::string, std::string> names = {{"own", "张文静"},
                                                      {"same_class", "李强"},
                                                      {"same_department", "王小明"},
                                                      {"other_department", "赵小红"},
                                                      {"other_year", "钱学文"},
                                                      {"handed_over", "孙立"}};
    const std::string paths[] = {"/api/v1/students?intake=2026-ug&order=source",
                                 "/api/v1/students?intake=2025-ug",
                                 "/api/v1/students?intake=2026-pg",
                                 "/api/v1/students?search=264201",
                                 "/api/v1/findings?intake=2026-ug",
                                 "/api/v1/statuses?intake=2026-ug",
                                 "/api/v1/matches?intake=2026-ug"};
    std::vector<Ask> asked;
    for (const std::string& path : paths) asked.push_back({"", http::Method::Get, path});
    for (const std::string intake : {"2026-ug", "2025-ug", "2026-pg"}) {
        const std::string of = R"({"intake":")" + intake + "\"";
        asked.push_back({"", http::Method::Post, "/api/v1/students/query",
                         of + R"(,"order":"change","fields":["name","id_number","exam_number"]})"});
        asked.push_back({"", http::Method::Post, "/api/v1/students/query",
                         of + R"(,"order":"change","fields":["name","id_number"],)"
                              R"("with_findings":true,"severity":"any"})"});
        asked.push_back(
            {"", http::Method::Post, "/api/v1/students/values", of + R"(,"field":"name"})"});
        asked.push_back({"", http::Method::Get, "/api/v1/intakes/" + intake + "/counts"});
    }
    for (const RoleText& role : all_roles()) {
        const auto reach = reach_of(role.role);
        for (const Ask& request : asked) {
            const std::string path = request.path + request.body;
            const Answer answer = ask(as_role(role.role, request));
            EXPECT_TRUE(answer.status == 200 || answer.status == 403)
                << path << " as " << role.key << answer.body;
            for (const auto& [who, name] : names) {
                const bool is_told = answer.body.find(name) != std::string::npos;
                EXPECT_FALSE(is_told && !reach.contains(who))
                    << name << " in " << path << " as " << role.key;
            }
            for (const char* const number : {"42010120080101002X", "420101200802020019"}) {
                const bool is_told = answer.body.find(number) != std::string::npos;
                EXPECT_FALSE(is_told && role.role != Role::Student) << path << " as " << role.key;
            }
        }
    }
}

TEST_ON_EACH_DATABASE(AccessMatrix);

}  // namespace
}  // namespace mingce::testing
