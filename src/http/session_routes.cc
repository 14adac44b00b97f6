// Signing in and out, the second factor, the role one works under.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/people/cas_ticket.h"
#include "usecases/people/sessions.h"
#include "usecases/people/sign_in.h"

namespace mingce::http {

namespace {

struct ChoiceAnswer {
    std::string key, role, zh, en, purpose, scope;
    std::vector<std::string> units;
    std::vector<std::int64_t> years;
    static constexpr std::string_view kName = "RoleChoice";
    static constexpr auto members() {
        using C = ChoiceAnswer;
        return std::tuple{
            Member{"key", &C::key, {"选择时用的键", "key to choose it by"}},
            Member{"role", &C::role, {"角色", "role"}},
            Member{"zh", &C::zh, {"角色中文名", "its Chinese name"}},
            Member{"en", &C::en, {"角色英文名", "its English name"}},
            Member{"purpose", &C::purpose, {"用途", "purpose"}},
            Member{"scope", &C::scope, {"范围种类", "kind of scope"}},
            Member{"units", &C::units, {"院系或“院系/班级”", "departments, or department/class"}},
            Member{"years", &C::years, {"年级；空为全部", "years; none for every one"}}};
    }
};

struct SessionAnswer {
    std::string account, login, name, stage, choice, csrf_token, idle_until, expires_at;
    std::vector<ChoiceAnswer> choices;
    std::vector<std::string> permissions;
    bool second_factor_enrolled = false, second_factor_done = false;
    static constexpr std::string_view kName = "Session";
    static constexpr auto members() {
        using S = SessionAnswer;
        return std::tuple{
            Member{"account", &S::account, {"账号编号", "id of the account"}},
            Member{"login", &S::login, {"登录名", "login"}},
            Member{"name", &S::name, {"姓名", "name"}},
            Member{"stage",
                   &S::stage,
                   {"阶段：code_asked 待动态码，enrol_asked 待绑定，role_asked 待选角色，open 可用",
                    "stage: code_asked, enrol_asked, role_asked, open"}},
            Member{"choice", &S::choice, {"当前角色的键", "key of the role worked under"}},
            Member{"choices", &S::choices, {"可选角色", "roles to choose from"}},
            Member{"permissions", &S::permissions, {"当前角色可做的事", "what the role may do"}},
            Member{"csrf_token",
                   &S::csrf_token,
                   {"修改请求要带的 X-CSRF-Token；只在登录、换角色时给出",
                    "X-CSRF-Token for changes; given only at sign-in and a change of role"},
                   Bounds{.length_max = 64}},
            Member{"second_factor_enrolled",
                   &S::second_factor_enrolled,
                   {"已绑定动态码", "a second factor is set up"}},
            Member{
                "second_factor_done", &S::second_factor_done, {"本次已验证动态码", "it was shown"}},
            Member{"idle_until", &S::idle_until, {"无操作退出的时间", "ends then if idle"}},
            Member{"expires_at", &S::expires_at, {"最晚退出的时间", "ends then anyway"}}};
    }
};

SessionAnswer answer_of(const SessionFacts& facts) {
    SessionAnswer answer;
    answer.account = facts.account.hex();
    answer.login = facts.login;
    answer.name = facts.name;
    answer.stage = key_of(facts.stage);
    answer.choice = facts.choice;
    answer.second_factor_enrolled = facts.second_factor_enrolled;
    answer.second_factor_done = facts.second_factor_done;
    answer.idle_until = time_text(facts.idle_until);
    answer.expires_at = time_text(facts.expires_at);
    for (const RoleChoice& choice : facts.choices) {
        ChoiceAnswer line;
        line.key = choice.key;
        line.role = key_of(choice.role);
        line.zh = text_of(choice.role).name.zh;
        line.en = text_of(choice.role).name.en;
        line.purpose = choice.purpose;
        line.scope = key_of(choice.scope.kind);
        line.years = choice.scope.years;
        for (const ScopeUnit& unit : choice.scope.units)
            line.units.push_back(unit.class_name.empty() ? unit.department
                                                         : unit.department + "/" + unit.class_name);
        answer.choices.push_back(std::move(line));
    }
    if (facts.caller)
        for (const Permission permission : permissions_of(facts.caller->role))
            answer.permissions.emplace_back(key_of(permission));
    return answer;
}

/// Its tokens go to the browser: one in a cookie that no script reads, one in the answer.
SessionAnswer begin_session(Call& call, const NewSession& session) {
    const bool is_secure = call.request.is_secure;
    std::string cookie(App::cookie_name(is_secure));
    cookie += "=" + session.token + "; Path=/; HttpOnly; SameSite=Strict";
    if (is_secure) cookie += "; Secure";
    call.set_header("Set-Cookie", cookie);
    SessionAnswer answer = answer_of(session.facts);
    answer.csrf_token = session.csrf_token;
    return answer;
}

void end_cookie(Call& call) {
    const bool is_secure = call.request.is_secure;
    std::string cookie(App::cookie_name(is_secure));
    cookie += "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0";
    if (is_secure) cookie += "; Secure";
    call.set_header("Set-Cookie", cookie);
}

SignInDoor door_of(Call& call) {
    return {call.context, call.app.hashing(), call.app.settings().people};
}

Result<const SessionFacts*> session_of(const Call& call) {
    if (!call.session) return Error(problem::kSignInNeeded);
    return &*call.session;
}

// ── signing in ──

struct SignInInput {
    std::string login, password;
    std::optional<std::string> code;
    static constexpr std::string_view kName = "SignIn";
    static constexpr auto members() {
        using S = SignInInput;
        return std::tuple{
            Member{"login", &S::login, {"登录名", "login"}, Bounds{.length_max = 64}},
            Member{"password", &S::password, {"口令", "password"}, Bounds{.length_max = 256}},
            Member{"code",
                   &S::code,
                   {"动态码，6 位；也可随后提交", "code of the authenticator; may follow later"},
                   Bounds{.length_max = 8}}};
    }
};
Result<SessionAnswer> sign_in_here(Call& call, const SignInInput& in) {
    const NewSession session = TRY(
        sign_in(door_of(call), {in.login, in.password, in.code.value_or(""), call.comes_from()}));
    return begin_session(call, session);
}

struct ActivationInput {
    std::string code, password;
    static constexpr std::string_view kName = "Activation";
    static constexpr auto members() {
        using A = ActivationInput;
        return std::tuple{
            Member{"code", &A::code, {"激活码", "activation code"}, Bounds{.length_max = 64}},
            Member{"password",
                   &A::password,
                   {"新口令，至少 10 个字符", "password, 10 characters or more"},
                   Bounds{.length_max = 256}}};
    }
};
struct ActivationAnswer {
    std::string login;
    static constexpr std::string_view kName = "Activated";
    static constexpr auto members() {
        return std::tuple{Member{"login", &ActivationAnswer::login, {"登录名", "login"}}};
    }
};
Result<ActivationAnswer> activate_here(Call& call, const ActivationInput& in) {
    return ActivationAnswer{
        TRY(activate(door_of(call), {in.code, in.password, call.comes_from()}))};
}

Result<SessionAnswer> show_session(Call& call, const Nothing&) {
    return answer_of(*TRY(session_of(call)));
}

struct CodeInput {
    std::string code;
    static constexpr std::string_view kName = "Code";
    static constexpr auto members() {
        return std::tuple{Member{
            "code", &CodeInput::code, {"动态码，6 位", "code, 6 digits"}, Bounds{.length_max = 8}}};
    }
};
Result<SessionAnswer> show_code(Call& call, const CodeInput& in) {
    const SessionFacts& session = *TRY(session_of(call));
    return begin_session(
        call, TRY(pass_second_factor(door_of(call), session, {in.code, call.comes_from()})));
}

struct EnrolmentAnswer {
    std::string secret, uri;
    static constexpr std::string_view kName = "SecondFactor";
    static constexpr auto members() {
        using E = EnrolmentAnswer;
        return std::tuple{
            Member{"secret",
                   &E::secret,
                   {"密钥，base32，只显示这一次", "secret, base32, shown this once"}},
            Member{"uri", &E::uri, {"otpauth 地址，供生成二维码", "otpauth URI, for a QR code"}}};
    }
};
Result<EnrolmentAnswer> begin_second_factor(Call& call, const Nothing&) {
    const TotpEnrolment enrolment = TRY(enrol_totp(call.context, *TRY(session_of(call))));
    return EnrolmentAnswer{enrolment.secret, enrolment.uri};
}
Result<SessionAnswer> confirm_second_factor(Call& call, const CodeInput& in) {
    const SessionFacts& session = *TRY(session_of(call));
    return begin_session(call,
                         TRY(confirm_totp(door_of(call), session, {in.code, call.comes_from()})));
}

struct ChoiceInput {
    std::string choice;
    static constexpr std::string_view kName = "Choice";
    static constexpr auto members() {
        return std::tuple{Member{"choice", &ChoiceInput::choice, {"角色的键", "key of the role"}}};
    }
};
Result<SessionAnswer> choose_role_here(Call& call, const ChoiceInput& in) {
    return begin_session(call, TRY(choose_role(call.context, call.app.settings().people,
                                               *TRY(session_of(call)), in.choice)));
}

struct PasswordInput {
    std::string old_password, new_password;
    static constexpr std::string_view kName = "PasswordChange";
    static constexpr auto members() {
        using P = PasswordInput;
        return std::tuple{Member{"old_password",
                                 &P::old_password,
                                 {"原口令", "old password"},
                                 Bounds{.length_max = 256}},
                          Member{"new_password",
                                 &P::new_password,
                                 {"新口令", "new password"},
                                 Bounds{.length_max = 256}}};
    }
};
Result<SessionAnswer> change_password_here(Call& call, const PasswordInput& in) {
    const SessionFacts& session = *TRY(session_of(call));
    return begin_session(
        call, TRY(change_password(door_of(call), session,
                                  {in.old_password, in.new_password, call.comes_from()})));
}

Result<Nothing> sign_out_here(Call& call, const Nothing&) {
    TRY(sign_out(call.context, *TRY(session_of(call))));
    end_cookie(call);
    return Nothing{};
}

// ── through the school's CAS ──

constexpr std::string_view kCasCallback = "/api/v1/cas/callback";

Result<CasSettings> cas_of(const Call& call) {
    const ServerSettings& settings = call.app.settings();
    if (settings.cas_url.empty()) return Error(problem::kRequestNoRoute);
    CasSettings cas;
    cas.url = settings.cas_url;
    cas.service = settings.cas_service + std::string(kCasCallback);
    cas.attribute = settings.cas_attribute;
    cas.ca_file = settings.cas_ca;
    return cas;
}
Result<FileAnswer> go_to_cas(Call& call, const Nothing&) {
    call.set_header("Location", cas_login_url(TRY(cas_of(call))));
    call.status = 302;
    return FileAnswer{"", "text/plain; charset=utf-8", "cas", true};
}

struct TicketInput {
    std::string ticket;
    static constexpr std::string_view kName = "Ticket";
    static constexpr auto members() {
        return std::tuple{Member{"ticket",
                                 &TicketInput::ticket,
                                 {"CAS 票据", "service ticket"},
                                 Bounds{.length_max = 256}}};
    }
};
/// The browser comes from another site, so a strict cookie is not sent with what it loads next; a
/// page of ours that moves on by itself makes it ours again. The page takes the other token from a
/// cookie that lives a minute.
Result<FileAnswer> come_from_cas(Call& call, const TicketInput& in) {
    const std::string name = TRY(cas_name_of_ticket(TRY(cas_of(call)), in.ticket));
    const NewSession session = TRY(sign_in_by_cas(door_of(call), {name, call.comes_from()}));
    begin_session(call, session);
    std::string cookie =
        "mingce-csrf=" + session.csrf_token + "; Path=/; Max-Age=60; SameSite=Strict";
    if (call.request.is_secure) cookie += "; Secure";
    call.set_header("Set-Cookie", cookie);
    call.set_header("Refresh", "0; url=/");
    return FileAnswer{
        "<!doctype html><meta charset=utf-8><title>名册</title><p><a href=/>继续 / go on</a>",
        "text/html; charset=utf-8", "cas.html", true};
}

struct EndedAnswer {
    std::int64_t ended = 0;
    static constexpr std::string_view kName = "EndedSessions";
    static constexpr auto members() {
        return std::tuple{Member{"ended", &EndedAnswer::ended, {"结束的登录数", "sessions ended"}}};
    }
};
Result<EndedAnswer> sign_out_everywhere_here(Call& call, const Nothing&) {
    const std::uint64_t ended = TRY(sign_out_everywhere(call.context, *TRY(session_of(call))));
    end_cookie(call);
    return EndedAnswer{static_cast<std::int64_t>(ended)};
}

struct OwnSession {
    std::string id, role, address, agent, created_at, last_seen_at, expires_at;
    bool is_own = false;
    static constexpr std::string_view kName = "SessionLine";
    static constexpr auto members() {
        using O = OwnSession;
        return std::tuple{Member{"id", &O::id, kIdText},
                          Member{"role", &O::role, {"角色", "role"}},
                          Member{"address", &O::address, {"网络地址", "address"}},
                          Member{"agent", &O::agent, {"浏览器", "browser"}},
                          Member{"created_at", &O::created_at, {"登录时间", "signed in at"}},
                          Member{"last_seen_at", &O::last_seen_at, {"最近使用", "last seen at"}},
                          Member{"expires_at", &O::expires_at, {"最晚退出", "ends at the latest"}},
                          Member{"is_own", &O::is_own, {"即本次登录", "the one that asks"}}};
    }
};
struct OwnSessions {
    std::vector<OwnSession> items;
    static constexpr std::string_view kName = "Sessions";
    static constexpr auto members() {
        return std::tuple{Member{"items", &OwnSessions::items, {"登录", "sessions"}}};
    }
};
Result<OwnSessions> list_sessions_here(Call& call, const Nothing&) {
    OwnSessions answer;
    for (const SessionLine& line :
         TRY(list_own_sessions(call.context, call.app.settings().people, *TRY(session_of(call)))))
        answer.items.push_back({line.id.hex(), line.role, line.address, line.agent,
                                time_text(line.created_at), time_text(line.last_seen_at),
                                time_text(line.expires_at), line.is_own});
    return answer;
}

constexpr std::string_view kTag = "session";
const Route kRoutes[] = {
    route<sign_in_here>({Method::Post,
                         "/api/v1/session",
                         "signIn",
                         kTag,
                         {"登录", "Sign in"},
                         kAnyone,
                         kSignInRoute}),
    route<show_session>({Method::Get,
                         "/api/v1/session",
                         "showSession",
                         kTag,
                         {"当前登录", "The session"},
                         kAnySession}),
    route<sign_out_here>(
        {Method::Delete, "/api/v1/session", "signOut", kTag, {"退出", "Sign out"}, kAnySession}),
    route<show_code>({Method::Post,
                      "/api/v1/session/code",
                      "passSecondFactor",
                      kTag,
                      {"提交动态码", "Show the second factor"},
                      kAnySession}),
    route<begin_second_factor>({Method::Post,
                                "/api/v1/session/second-factor",
                                "enrolSecondFactor",
                                kTag,
                                {"开始绑定动态码", "Set up a second factor"},
                                kAnySession}),
    route<confirm_second_factor>({Method::Put,
                                  "/api/v1/session/second-factor",
                                  "confirmSecondFactor",
                                  kTag,
                                  {"用一个动态码完成绑定", "Confirm it by a code"},
                                  kAnySession}),
    route<choose_role_here>({Method::Put,
                             "/api/v1/session/role",
                             "chooseRole",
                             kTag,
                             {"选择角色", "Choose the role to work under"},
                             kAnySession}),
    route<change_password_here>({Method::Put,
                                 "/api/v1/session/password",
                                 "changePassword",
                                 kTag,
                                 {"修改口令", "Change the password"},
                                 kAnySession,
                                 kSlowRoute}),
    route<list_sessions_here>({Method::Get,
                               "/api/v1/sessions",
                               "listSessions",
                               kTag,
                               {"自己的登录", "One's own sessions"},
                               kAnySession}),
    route<sign_out_everywhere_here>({Method::Delete,
                                     "/api/v1/sessions",
                                     "signOutEverywhere",
                                     kTag,
                                     {"全部退出", "Sign out everywhere"},
                                     kAnySession}),
    route<activate_here>({Method::Post,
                          "/api/v1/activation",
                          "activate",
                          kTag,
                          {"用激活码设置口令", "Set a password by an activation code"},
                          kAnyone,
                          kSignInRoute}),
    route<go_to_cas>({Method::Get,
                      "/api/v1/cas",
                      "goToCas",
                      kTag,
                      {"去统一身份认证登录", "Sign in through the school's CAS"},
                      kAnyone}),
    route<come_from_cas>({Method::Get,
                          kCasCallback,
                          "comeFromCas",
                          kTag,
                          {"从统一身份认证回来", "Come back from it"},
                          kAnyone,
                          kSignInRoute}),
};

}  // namespace

std::span<const Route> session_routes() { return kRoutes; }

}  // namespace mingce::http
