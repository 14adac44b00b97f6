// Who may do what: proposed by one, confirmed by another, ended.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/people/grants.h"

namespace mingce::http {

namespace {

struct GrantAnswer {
    std::string id, login, role, scope, student, purpose, valid_from, valid_until, state, reason,
        proposed_by, proposed_at, confirmed_by, confirmed_at, ended_by, ended_at;
    std::vector<std::string> units;
    std::vector<std::int64_t> years;
    static constexpr std::string_view kName = "Grant";
    static constexpr auto members() {
        using G = GrantAnswer;
        return std::tuple{
            Member{"id", &G::id, kIdText},
            Member{"login", &G::login, {"登录名", "login"}},
            Member{"role", &G::role, {"角色", "role"}},
            Member{"scope", &G::scope, {"范围种类", "kind of scope"}},
            Member{"units", &G::units, {"院系或“院系/班级”", "departments, or department/class"}},
            Member{"student", &G::student, {"学生编号（本人）", "id of the student, of self"}},
            Member{"years", &G::years, {"年级；空为全部", "years; none for every one"}},
            Member{"purpose", &G::purpose, {"用途", "purpose"}},
            Member{"valid_from", &G::valid_from, {"生效日", "first day"}},
            Member{"valid_until", &G::valid_until, {"截止日", "last day"}},
            Member{
                "state", &G::state, {"状态", "state"}, Bounds{.choices = words<GrantState::Ended>}},
            Member{"reason", &G::reason, kReasonText},
            Member{"proposed_by", &G::proposed_by, {"提出人", "proposed by"}},
            Member{"proposed_at", &G::proposed_at, {"提出时间", "proposed at"}},
            Member{"confirmed_by", &G::confirmed_by, {"确认人", "confirmed by"}},
            Member{"confirmed_at", &G::confirmed_at, {"确认时间", "confirmed at"}},
            Member{"ended_by", &G::ended_by, {"结束人", "ended by"}},
            Member{"ended_at", &G::ended_at, {"结束时间", "ended at"}}};
    }
};
GrantAnswer answer_of(const Grant& grant, std::string login) {
    GrantAnswer answer;
    answer.id = grant.id.hex();
    answer.login = std::move(login);
    answer.role = key_of(grant.role);
    answer.scope = key_of(grant.scope.kind);
    for (const ScopeUnit& unit : grant.scope.units) answer.units.push_back(text_of(unit));
    if (!grant.scope.student.is_none()) answer.student = grant.scope.student.hex();
    answer.years = grant.scope.years;
    answer.purpose = grant.purpose;
    answer.valid_from = iso_text(grant.valid_from);
    if (grant.valid_until) answer.valid_until = iso_text(*grant.valid_until);
    answer.state = key_of(grant.state);
    answer.reason = grant.reason;
    answer.proposed_by = grant.proposed.by;
    answer.proposed_at = time_text(grant.proposed.at);
    answer.confirmed_by = grant.confirmed.by;
    answer.confirmed_at = time_text(grant.confirmed.at);
    answer.ended_by = grant.ended.by;
    answer.ended_at = time_text(grant.ended.at);
    return answer;
}
struct GrantsAnswer {
    std::vector<GrantAnswer> items;
    static constexpr std::string_view kName = "Grants";
    static constexpr auto members() {
        return std::tuple{Member{"items", &GrantsAnswer::items, {"授权", "grants"}}};
    }
};
struct GrantListInput {
    std::optional<std::string> account;
    static constexpr std::string_view kName = "GrantListInput";
    static constexpr auto members() {
        return std::tuple{Member{"account",
                                 &GrantListInput::account,
                                 {"登录名或编号；不填为全部", "login or id; all without"}}};
    }
};
Result<GrantsAnswer> list_grants_here(Call& call, const GrantListInput& in) {
    GrantsAnswer answer;
    for (const GrantLine& line : TRY(list_grants(call.context, in.account.value_or(""))))
        answer.items.push_back(answer_of(line.grant, line.login));
    return answer;
}

std::vector<std::string_view> role_words() {
    std::vector<std::string_view> words;
    for (const RoleText& role : all_roles()) words.push_back(role.key);
    return words;
}
struct GrantInput {
    std::string account, role, reason;
    std::optional<std::string> scope, student, purpose, valid_from, valid_until;
    std::vector<std::string> units;
    std::vector<std::int64_t> years;
    static constexpr std::string_view kName = "ProposeGrant";
    static constexpr auto members() {
        using G = GrantInput;
        return std::tuple{
            Member{"account", &G::account, {"登录名或编号", "login or id"}},
            Member{"role", &G::role, {"角色", "role"}, Bounds{.choices = role_words}},
            Member{"scope",
                   &G::scope,
                   {"范围种类；不填为该角色通常的", "kind of scope; the role's usual one without"}},
            Member{"units",
                   &G::units,
                   {"院系或“院系/班级”", "departments, or department/class"},
                   Bounds{.items_max = 256}},
            Member{"student", &G::student, {"学生编号（本人）", "id of the student, of self"}},
            Member{"years",
                   &G::years,
                   {"年级；空为全部", "years; none for every one"},
                   Bounds{.least = 1'900, .most = 2'200, .items_max = 50}},
            Member{"purpose", &G::purpose, {"用途的键", "key of a purpose"}},
            Member{
                "valid_from", &G::valid_from, {"生效日；不填为今天", "first day; today without"}},
            Member{"valid_until", &G::valid_until, {"截止日", "last day"}},
            Member{"reason", &G::reason, kReasonText, kReasonBounds}};
    }
};
Result<GrantAnswer> propose_here(Call& call, const GrantInput& in) {
    ProposeGrant request;
    request.who = in.account;
    request.role = *parse_role(in.role);
    if (in.scope) {
        request.kind = parse_scope_kind(*in.scope);
        if (!request.kind) return Error(problem::kRequestMemberValue, "scope");
    }
    for (const std::string& unit : in.units) request.units.push_back(scope_unit_of(unit));
    if (in.student) request.student = TRY(id_of_text("student", *in.student));
    request.years = in.years;
    request.purpose = in.purpose.value_or("");
    if (in.valid_from) request.valid_from = TRY(day_of_text("valid_from", *in.valid_from));
    if (in.valid_until) request.valid_until = TRY(day_of_text("valid_until", *in.valid_until));
    request.reason = in.reason;
    return answer_of(TRY(propose_grant(call.context, request)), in.account);
}
Result<GrantAnswer> confirm_here(Call& call, const ById& in) {
    return answer_of(TRY(confirm_grant(call.context, TRY(id_of_text("id", in.id)))), "");
}
Result<GrantAnswer> end_grant_here(Call& call, const ById& in) {
    return answer_of(TRY(end_grant(call.context, TRY(id_of_text("id", in.id)))), "");
}

constexpr std::string_view kGrantTag = "grants";
const Route kGrantRoutes[] = {
    route<list_grants_here>({Method::Get,
                             "/api/v1/grants",
                             "listGrants",
                             kGrantTag,
                             {"授权", "Grants"},
                             needs(Permission::GrantRead)}),
    route<propose_here>({Method::Post,
                         "/api/v1/grants",
                         "proposeGrant",
                         kGrantTag,
                         {"提出授权", "Propose a grant"},
                         needs(Permission::GrantDecide),
                         kCreates}),
    route<confirm_here>({Method::Post,
                         "/api/v1/grants/{id}/confirmation",
                         "confirmGrant",
                         kGrantTag,
                         {"另一人确认授权", "Confirm another's proposal"},
                         needs(Permission::GrantDecide)}),
    route<end_grant_here>({Method::Post,
                           "/api/v1/grants/{id}/ending",
                           "endGrant",
                           kGrantTag,
                           {"结束授权", "End a grant"},
                           needs(Permission::GrantDecide)}),
};

}  // namespace

std::span<const Route> grant_routes() { return kGrantRoutes; }

}  // namespace mingce::http
