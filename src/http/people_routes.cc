// Accounts, what they may do, their sessions, and the keys of programs.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/people/accounts.h"
#include "usecases/people/grants.h"

namespace mingce::http {

namespace {

struct AccountAnswer {
    std::string id, login, name, cas_name, kind, state, created_by, created_at, activated_at,
        last_sign_in_at, disabled_at;
    bool has_second_factor = false;
    static constexpr std::string_view kName = "Account";
    static constexpr auto members() {
        using A = AccountAnswer;
        return std::tuple{
            Member{"id", &A::id, kIdText},
            Member{"login", &A::login, {"登录名", "login"}},
            Member{"name", &A::name, {"姓名", "name"}},
            Member{"cas_name", &A::cas_name, {"统一身份认证的名字", "name in CAS"}},
            Member{"kind", &A::kind, {"种类：person、client", "person or client"}},
            Member{"state",
                   &A::state,
                   {"状态：waiting、active、disabled", "waiting, active, disabled"}},
            Member{"has_second_factor",
                   &A::has_second_factor,
                   {"已绑定动态码", "has a second factor"}},
            Member{"created_by", &A::created_by, {"建立人", "made by"}},
            Member{"created_at", &A::created_at, {"建立时间", "made at"}},
            Member{"activated_at", &A::activated_at, {"激活时间", "activated at"}},
            Member{"last_sign_in_at", &A::last_sign_in_at, {"最近登录", "last signed in"}},
            Member{"disabled_at", &A::disabled_at, {"停用时间", "disabled at"}}};
    }
};
AccountAnswer answer_of(const Account& account) {
    return {account.id.hex(),
            account.login,
            account.name,
            account.cas_name,
            std::string(key_of(account.kind)),
            std::string(key_of(account.state)),
            account.created_by,
            time_text(account.created_at),
            time_text(account.activated_at),
            time_text(account.last_sign_in_at),
            time_text(account.disabled_at),
            account.has_second_factor};
}
struct AccountsAnswer {
    std::vector<AccountAnswer> items;
    static constexpr std::string_view kName = "Accounts";
    static constexpr auto members() {
        return std::tuple{Member{"items", &AccountsAnswer::items, {"账号", "accounts"}}};
    }
};
Result<AccountsAnswer> list_accounts_here(Call& call, const Nothing&) {
    AccountsAnswer answer;
    for (const Account& account : TRY(list_accounts(call.context)))
        answer.items.push_back(answer_of(account));
    return answer;
}

struct AccountInput {
    std::string id;
    static constexpr std::string_view kName = "AccountInput";
    static constexpr auto members() {
        return std::tuple{Member{
            "id", &AccountInput::id, {"登录名或编号", "login or id"}, Bounds{.length_max = 64}}};
    }
};
Result<AccountAnswer> show_account_here(Call& call, const AccountInput& in) {
    return answer_of(TRY(show_account(call.context, in.id)));
}

std::vector<std::string_view> kind_words() { return {"person", "client"}; }
struct NewAccountInput {
    std::string login;
    std::optional<std::string> name, cas_name, kind;
    static constexpr std::string_view kName = "NewAccount";
    static constexpr auto members() {
        using N = NewAccountInput;
        return std::tuple{Member{"login", &N::login, {"登录名", "login"}, Bounds{.length_max = 64}},
                          Member{"name", &N::name, {"姓名", "name"}, Bounds{.length_max = 100}},
                          Member{"cas_name",
                                 &N::cas_name,
                                 {"统一身份认证的名字", "name in CAS"},
                                 Bounds{.length_max = 100}},
                          Member{"kind",
                                 &N::kind,
                                 {"种类；缺省 person", "kind; a person without"},
                                 Bounds{.choices = kind_words}}};
    }
};
struct CodeAnswer {
    AccountAnswer account;
    std::string code, code_until;
    static constexpr std::string_view kName = "AccountCode";
    static constexpr auto members() {
        using C = CodeAnswer;
        return std::tuple{
            Member{"account", &C::account, {"账号", "account"}},
            Member{"code", &C::code, {"激活码，只显示这一次", "activation code, shown this once"}},
            Member{"code_until", &C::code_until, {"激活码有效至", "good until"}}};
    }
};
CodeAnswer answer_of(const NewAccount& made) {
    return {answer_of(made.account), made.code, time_text(made.code_until)};
}
Result<CodeAnswer> make_account_here(Call& call, const NewAccountInput& in) {
    MakeAccount request;
    request.login = in.login;
    request.name = in.name.value_or("");
    request.cas_name = in.cas_name.value_or("");
    if (in.kind == "client") request.kind = AccountKind::Client;
    return answer_of(TRY(make_account(call.context, call.app.settings().people, request)));
}
Result<CodeAnswer> reset_here(Call& call, const AccountInput& in) {
    return answer_of(TRY(reset_account(call.context, call.app.settings().people, in.id)));
}
Result<Nothing> disable_here(Call& call, const AccountInput& in) {
    TRY(disable_account(call.context, in.id));
    return Nothing{};
}
Result<Nothing> enable_here(Call& call, const AccountInput& in) {
    TRY(enable_account(call.context, in.id));
    return Nothing{};
}

// ── keys of programs ──

struct KeyAnswer {
    std::string id, created_at, expires_at, token;
    static constexpr std::string_view kName = "ClientKey";
    static constexpr auto members() {
        using K = KeyAnswer;
        return std::tuple{
            Member{"id", &K::id, kIdText},
            Member{"created_at", &K::created_at, {"发放时间", "made at"}},
            Member{"expires_at", &K::expires_at, {"有效至", "good until"}},
            Member{"token", &K::token, {"密钥，只在发放时给出", "the key, given when it is made"}}};
    }
};
struct KeysAnswer {
    std::vector<KeyAnswer> items;
    static constexpr std::string_view kName = "ClientKeys";
    static constexpr auto members() {
        return std::tuple{Member{"items", &KeysAnswer::items, {"密钥", "keys"}}};
    }
};
KeyAnswer answer_of(const ClientKey& key, std::string token) {
    return {key.id.hex(), time_text(key.created_at), time_text(key.expires_at), std::move(token)};
}
Result<KeyAnswer> make_key_here(Call& call, const AccountInput& in) {
    NewClientKey made = TRY(make_client_key(call.context, call.app.settings().people, in.id));
    return answer_of(made.key, std::move(made.token));
}
Result<KeysAnswer> list_keys_here(Call& call, const AccountInput& in) {
    KeysAnswer answer;
    for (const ClientKey& key : TRY(list_client_keys(call.context, in.id)))
        answer.items.push_back(answer_of(key, ""));
    return answer;
}
Result<Nothing> end_key_here(Call& call, const ById& in) {
    TRY(end_client_key(call.context, TRY(id_of_text("id", in.id))));
    return Nothing{};
}

// ── sessions of others ──

struct SessionAnswer {
    std::string id, login, role, address, agent, created_at, last_seen_at, expires_at;
    static constexpr std::string_view kName = "AccountSession";
    static constexpr auto members() {
        using S = SessionAnswer;
        return std::tuple{Member{"id", &S::id, kIdText},
                          Member{"login", &S::login, {"登录名", "login"}},
                          Member{"role", &S::role, {"角色", "role"}},
                          Member{"address", &S::address, {"网络地址", "address"}},
                          Member{"agent", &S::agent, {"浏览器", "browser"}},
                          Member{"created_at", &S::created_at, {"登录时间", "signed in at"}},
                          Member{"last_seen_at", &S::last_seen_at, {"最近使用", "last seen at"}},
                          Member{"expires_at", &S::expires_at, {"最晚退出", "ends at the latest"}}};
    }
};
struct SessionsAnswer {
    std::vector<SessionAnswer> items;
    static constexpr std::string_view kName = "AccountSessions";
    static constexpr auto members() {
        return std::tuple{Member{"items", &SessionsAnswer::items, {"登录", "sessions"}}};
    }
};
Result<SessionsAnswer> list_sessions_of(Call& call, const AccountInput& in) {
    SessionsAnswer answer;
    for (const SessionLine& line :
         TRY(list_sessions(call.context, call.app.settings().people, in.id)))
        answer.items.push_back({line.id.hex(), line.login, line.role, line.address, line.agent,
                                time_text(line.created_at), time_text(line.last_seen_at),
                                time_text(line.expires_at)});
    return answer;
}
struct EndedAnswer {
    std::int64_t ended = 0;
    static constexpr std::string_view kName = "EndedSessions";
    static constexpr auto members() {
        return std::tuple{Member{"ended", &EndedAnswer::ended, {"结束的登录数", "sessions ended"}}};
    }
};
Result<EndedAnswer> end_sessions_here(Call& call, const AccountInput& in) {
    return EndedAnswer{static_cast<std::int64_t>(TRY(end_sessions_of(call.context, in.id)))};
}

// ── grants ──

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
            Member{"state",
                   &G::state,
                   {"状态：proposed、in_force、ended", "proposed, in_force, ended"}},
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
    for (const ScopeUnit& unit : grant.scope.units)
        answer.units.push_back(unit.class_name.empty() ? unit.department
                                                       : unit.department + "/" + unit.class_name);
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
    for (const std::string& unit : in.units) {
        const std::size_t slash = unit.find('/');
        request.units.push_back(
            {unit.substr(0, slash), slash == std::string::npos ? "" : unit.substr(slash + 1)});
    }
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
Result<GrantAnswer> end_here(Call& call, const ById& in) {
    return answer_of(TRY(end_grant(call.context, TRY(id_of_text("id", in.id)))), "");
}

constexpr std::string_view kTag = "accounts";
const Route kRoutes[] = {
    route<list_accounts_here>({Method::Get,
                               "/api/v1/accounts",
                               "listAccounts",
                               kTag,
                               {"账号", "Accounts"},
                               needs(Permission::AccountRead)}),
    route<make_account_here>({Method::Post,
                              "/api/v1/accounts",
                              "makeAccount",
                              kTag,
                              {"建立账号", "Make an account"},
                              needs(Permission::AccountManage),
                              kCreates}),
    route<show_account_here>({Method::Get,
                              "/api/v1/accounts/{id}",
                              "showAccount",
                              kTag,
                              {"一个账号", "One account"},
                              needs(Permission::AccountRead)}),
    route<reset_here>({Method::Post,
                       "/api/v1/accounts/{id}/reset",
                       "resetAccount",
                       kTag,
                       {"重置账号", "Reset an account"},
                       needs(Permission::AccountManage)}),
    route<disable_here>({Method::Post,
                         "/api/v1/accounts/{id}/disabling",
                         "disableAccount",
                         kTag,
                         {"停用账号", "Disable an account"},
                         needs(Permission::AccountManage)}),
    route<enable_here>({Method::Post,
                        "/api/v1/accounts/{id}/enabling",
                        "enableAccount",
                        kTag,
                        {"启用账号", "Enable an account"},
                        needs(Permission::AccountManage)}),
    route<list_sessions_of>({Method::Get,
                             "/api/v1/accounts/{id}/sessions",
                             "listSessionsOf",
                             kTag,
                             {"账号的登录", "Sessions of an account"},
                             needs(Permission::AccountRead)}),
    route<end_sessions_here>({Method::Delete,
                              "/api/v1/accounts/{id}/sessions",
                              "endSessionsOf",
                              kTag,
                              {"结束账号的全部登录", "End the sessions of an account"},
                              needs(Permission::AccountManage)}),
    route<list_keys_here>({Method::Get,
                           "/api/v1/accounts/{id}/keys",
                           "listClientKeys",
                           kTag,
                           {"接口程序的密钥", "Keys of a program"},
                           needs(Permission::AccountRead)}),
    route<make_key_here>({Method::Post,
                          "/api/v1/accounts/{id}/keys",
                          "makeClientKey",
                          kTag,
                          {"发放接口密钥", "Make a program's key"},
                          needs(Permission::AccountManage),
                          kCreates}),
    route<end_key_here>({Method::Delete,
                         "/api/v1/keys/{id}",
                         "endClientKey",
                         kTag,
                         {"作废接口密钥", "End a program's key"},
                         needs(Permission::AccountManage)}),
    route<list_grants_here>({Method::Get,
                             "/api/v1/grants",
                             "listGrants",
                             kTag,
                             {"授权", "Grants"},
                             needs(Permission::GrantRead)}),
    route<propose_here>({Method::Post,
                         "/api/v1/grants",
                         "proposeGrant",
                         kTag,
                         {"提出授权", "Propose a grant"},
                         needs(Permission::GrantDecide),
                         kCreates}),
    route<confirm_here>({Method::Post,
                         "/api/v1/grants/{id}/confirmation",
                         "confirmGrant",
                         kTag,
                         {"另一人确认授权", "Confirm another's proposal"},
                         needs(Permission::GrantDecide)}),
    route<end_here>({Method::Post,
                     "/api/v1/grants/{id}/ending",
                     "endGrant",
                     kTag,
                     {"结束授权", "End a grant"},
                     needs(Permission::GrantDecide)}),
};

}  // namespace

std::span<const Route> people_routes() { return kRoutes; }

}  // namespace mingce::http
