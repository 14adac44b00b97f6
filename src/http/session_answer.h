// A session as every route that begins or shows one answers it.
#pragma once

#include "http/answers.h"
#include "http/call.h"
#include "usecases/people/sign_in.h"

namespace mingce::http {

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
                    "stage: what is still asked for"},
                   Bounds{.choices = words<SessionStage::Open>}},
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

SessionAnswer session_answer(const SessionFacts& facts);
/// Its tokens go to the browser: one in a cookie that no script reads, one in the answer.
SessionAnswer begin_session(Call& call, const NewSession& session);
void end_cookie(Call& call);

SignInDoor door_of(Call& call);
/// Errors: Forbidden (session.needed) for a program, which has no session.
Result<const SessionFacts*> session_of(const Call& call);

struct EndedAnswer {
    std::int64_t ended = 0;
    static constexpr std::string_view kName = "EndedSessions";
    static constexpr auto members() {
        return std::tuple{Member{"ended", &EndedAnswer::ended, {"结束的登录数", "sessions ended"}}};
    }
};

}  // namespace mingce::http
