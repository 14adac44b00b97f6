#include "http/session_answer.h"

#include "http/app.h"

namespace mingce::http {

SessionAnswer session_answer(const SessionFacts& facts) {
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
        for (const ScopeUnit& unit : choice.scope.units) line.units.push_back(text_of(unit));
        answer.choices.push_back(std::move(line));
    }
    if (facts.caller)
        for (const Permission permission : permissions_of(facts.caller->role))
            answer.permissions.emplace_back(key_of(permission));
    return answer;
}

SessionAnswer begin_session(Call& call, const NewSession& session) {
    const bool is_secure = call.request.is_secure;
    std::string cookie(App::cookie_name(is_secure));
    cookie += "=" + session.token + "; Path=/; HttpOnly; SameSite=Strict";
    if (is_secure) cookie += "; Secure";
    call.set_header("Set-Cookie", cookie);
    SessionAnswer answer = session_answer(session.facts);
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

}  // namespace mingce::http
