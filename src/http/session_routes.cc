// Signing in and out, the second factor, the role one works under.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "http/session_answer.h"
#include "usecases/people/sessions.h"
#include "usecases/people/sign_in.h"

namespace mingce::http {

namespace {

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
    return session_answer(*TRY(session_of(call)));
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

constexpr std::string_view kSessionTag = "session";
const Route kSessionRoutes[] = {
    route<sign_in_here>({Method::Post,
                         "/api/v1/session",
                         "signIn",
                         kSessionTag,
                         {"登录", "Sign in"},
                         kAnyone,
                         kSignInRoute}),
    route<show_session>({Method::Get,
                         "/api/v1/session",
                         "showSession",
                         kSessionTag,
                         {"当前登录", "The session"},
                         kAnySession}),
    route<sign_out_here>({Method::Delete,
                          "/api/v1/session",
                          "signOut",
                          kSessionTag,
                          {"退出", "Sign out"},
                          kAnySession}),
    route<show_code>({Method::Post,
                      "/api/v1/session/code",
                      "passSecondFactor",
                      kSessionTag,
                      {"提交动态码", "Show the second factor"},
                      kAnySession}),
    route<begin_second_factor>({Method::Post,
                                "/api/v1/session/second-factor",
                                "enrolSecondFactor",
                                kSessionTag,
                                {"开始绑定动态码", "Set up a second factor"},
                                kAnySession}),
    route<confirm_second_factor>({Method::Put,
                                  "/api/v1/session/second-factor",
                                  "confirmSecondFactor",
                                  kSessionTag,
                                  {"用一个动态码完成绑定", "Confirm it by a code"},
                                  kAnySession}),
    route<choose_role_here>({Method::Put,
                             "/api/v1/session/role",
                             "chooseRole",
                             kSessionTag,
                             {"选择角色", "Choose the role to work under"},
                             kAnySession}),
    route<change_password_here>({Method::Put,
                                 "/api/v1/session/password",
                                 "changePassword",
                                 kSessionTag,
                                 {"修改口令", "Change the password"},
                                 kAnySession,
                                 kSlowRoute}),
    route<list_sessions_here>({Method::Get,
                               "/api/v1/sessions",
                               "listSessions",
                               kSessionTag,
                               {"自己的登录", "One's own sessions"},
                               kAnySession}),
    route<sign_out_everywhere_here>({Method::Delete,
                                     "/api/v1/sessions",
                                     "signOutEverywhere",
                                     kSessionTag,
                                     {"全部退出", "Sign out everywhere"},
                                     kAnySession}),
    route<activate_here>({Method::Post,
                          "/api/v1/activation",
                          "activate",
                          kSessionTag,
                          {"用激活码设置口令", "Set a password by an activation code"},
                          kAnyone,
                          kSignInRoute}),
};

}  // namespace

std::span<const Route> session_routes() { return kSessionRoutes; }

}  // namespace mingce::http
