// Accounts, their sessions, and the keys of programs.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "http/session_answer.h"
#include "usecases/people/accounts.h"

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
            Member{
                "kind", &A::kind, {"种类", "kind"}, Bounds{.choices = words<AccountKind::Client>}},
            Member{"state",
                   &A::state,
                   {"状态", "state"},
                   Bounds{.choices = words<AccountState::Disabled>}},
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

struct NamesInput {
    std::vector<std::string> logins;
    static constexpr std::string_view kName = "AccountNamesInput";
    static constexpr auto members() {
        return std::tuple{Member{"logins",
                                 &NamesInput::logins,
                                 {"登录名", "logins"},
                                 Bounds{.length_max = 64, .items_max = kAccountNamesMax}}};
    }
};
struct AccountNameAnswer {
    std::string login, name;
    static constexpr std::string_view kName = "AccountName";
    static constexpr auto members() {
        using A = AccountNameAnswer;
        return std::tuple{Member{"login", &A::login, {"登录名", "login"}},
                          Member{"name", &A::name, {"姓名", "name"}}};
    }
};
struct AccountNamesAnswer {
    std::vector<AccountNameAnswer> items;
    static constexpr std::string_view kName = "AccountNames";
    static constexpr auto members() {
        return std::tuple{Member{"items",
                                 &AccountNamesAnswer::items,
                                 {"有账号的；不是账号的不在其中", "of those that are accounts"}}};
    }
};
Result<AccountNamesAnswer> names_here(Call& call, const NamesInput& in) {
    AccountNamesAnswer answer;
    for (AccountName& one : TRY(names_of_accounts(call.context, in.logins)))
        answer.items.push_back({std::move(one.login), std::move(one.name)});
    return answer;
}

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
                                 Bounds{.choices = words<AccountKind::Client>}}};
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

struct AccountSessionAnswer {
    std::string id, login, role, address, agent, created_at, last_seen_at, expires_at;
    static constexpr std::string_view kName = "AccountSession";
    static constexpr auto members() {
        using S = AccountSessionAnswer;
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
    std::vector<AccountSessionAnswer> items;
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
Result<EndedAnswer> end_sessions_here(Call& call, const AccountInput& in) {
    return EndedAnswer{static_cast<std::int64_t>(TRY(end_sessions_of(call.context, in.id)))};
}

constexpr std::string_view kPeopleTag = "accounts";
const Route kPeopleRoutes[] = {
    route<list_accounts_here>({Method::Get,
                               "/api/v1/accounts",
                               "listAccounts",
                               kPeopleTag,
                               {"账号", "Accounts"},
                               needs(Permission::AccountRead)}),
    route<names_here>({Method::Get,
                       "/api/v1/account-names",
                       "namesOfAccounts",
                       kPeopleTag,
                       {"登录名是谁", "Whose a login is"},
                       kOpenSession}),
    route<make_account_here>({Method::Post,
                              "/api/v1/accounts",
                              "makeAccount",
                              kPeopleTag,
                              {"建立账号", "Make an account"},
                              needs(Permission::AccountManage),
                              kCreates}),
    route<show_account_here>({Method::Get,
                              "/api/v1/accounts/{id}",
                              "showAccount",
                              kPeopleTag,
                              {"一个账号", "One account"},
                              needs(Permission::AccountRead)}),
    route<reset_here>({Method::Post,
                       "/api/v1/accounts/{id}/reset",
                       "resetAccount",
                       kPeopleTag,
                       {"重置账号", "Reset an account"},
                       needs(Permission::AccountManage)}),
    route<disable_here>({Method::Post,
                         "/api/v1/accounts/{id}/disabling",
                         "disableAccount",
                         kPeopleTag,
                         {"停用账号", "Disable an account"},
                         needs(Permission::AccountManage)}),
    route<enable_here>({Method::Post,
                        "/api/v1/accounts/{id}/enabling",
                        "enableAccount",
                        kPeopleTag,
                        {"启用账号", "Enable an account"},
                        needs(Permission::AccountManage)}),
    route<list_sessions_of>({Method::Get,
                             "/api/v1/accounts/{id}/sessions",
                             "listSessionsOf",
                             kPeopleTag,
                             {"账号的登录", "Sessions of an account"},
                             needs(Permission::AccountRead)}),
    route<end_sessions_here>({Method::Delete,
                              "/api/v1/accounts/{id}/sessions",
                              "endSessionsOf",
                              kPeopleTag,
                              {"结束账号的全部登录", "End the sessions of an account"},
                              needs(Permission::AccountManage)}),
    route<list_keys_here>({Method::Get,
                           "/api/v1/accounts/{id}/keys",
                           "listClientKeys",
                           kPeopleTag,
                           {"接口程序的密钥", "Keys of a program"},
                           needs(Permission::AccountRead)}),
    route<make_key_here>({Method::Post,
                          "/api/v1/accounts/{id}/keys",
                          "makeClientKey",
                          kPeopleTag,
                          {"发放接口密钥", "Make a program's key"},
                          needs(Permission::AccountManage),
                          kCreates}),
    route<end_key_here>({Method::Delete,
                         "/api/v1/keys/{id}",
                         "endClientKey",
                         kPeopleTag,
                         {"作废接口密钥", "End a program's key"},
                         needs(Permission::AccountManage)}),
};

}  // namespace

std::span<const Route> people_routes() { return kPeopleRoutes; }

}  // namespace mingce::http
