#include "usecases/people/sessions.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"
#include "usecases/people/people_problems.h"
#include "usecases/people/session_work.h"

namespace mingce {

std::string_view key_of(SessionStage stage) {
    switch (stage) {
        case SessionStage::CodeAsked: return "code_asked";
        case SessionStage::EnrolAsked: return "enrol_asked";
        case SessionStage::RoleAsked: return "role_asked";
        case SessionStage::Open: return "open";
    }
    return "";
}

bool SessionFacts::csrf_matches(std::string_view csrf_token) const {
    Hash kept{};
    if (csrf_sha256.size() != kept.size()) return false;
    std::ranges::copy(bytes_of(csrf_sha256), kept.begin());
    return equal_in_constant_time(sha256(csrf_token), kept);
}

Result<SessionFacts> look_at_session(const Context& context, const PeopleSettings& settings,
                                     std::string_view token) {
    const SessionRules rules{settings, context.now};
    const std::string hash = hash_of_token(token);
    return read_value(context.database(), [&](Tx& tx) -> Result<SessionFacts> {
        const auto session = TRY(sessions::find_by_token(tx, hash));
        if (!session || !is_living(*session, rules)) return Error(problem::kSessionNone);
        const Account account = TRY(accounts::load(tx, session->account));
        if (account.state != AccountState::Active) return Error(problem::kSessionNone);
        return facts_of(tx, *session, account, rules);
    });
}

Result<SessionFacts> find_session(const Context& context, const PeopleSettings& settings,
                                  std::string_view token) {
    SessionFacts facts = TRY(look_at_session(context, settings, token));
    if (context.now.milliseconds - facts.last_seen_at.milliseconds >=
        settings.seen_every_seconds * 1000) {
        TRY(context.database().write(
            [&](Tx& tx) { return sessions::set_seen(tx, facts.session, context.now); }));
        facts.last_seen_at = context.now;
        facts.idle_until = {context.now.milliseconds +
                            settings.session_idle_minutes * kMillisecondsPerMinute};
    }
    return facts;
}

Result<NewSession> choose_role(const Context& context, const PeopleSettings& settings,
                               const SessionFacts& session, std::string_view choice) {
    if (session.stage != SessionStage::RoleAsked && session.stage != SessionStage::Open)
        return Error(problem::kSessionStage);
    return write_value(context.database(), [&](Tx& tx) -> Result<NewSession> {
        StoredSession stored = TRY(living_session(tx, session.session, {settings, context.now}));
        stored.choice = choice;
        NewSession renewed = TRY(renew_session(tx, context, settings, std::move(stored)));
        if (renewed.facts.stage == SessionStage::RoleAsked) return Error(problem::kSessionChoice);
        if (renewed.facts.stage != SessionStage::Open) return Error(problem::kSessionStage);
        TRY(audit(tx, acting_as(context, session.login),
                  {"session.role", "account", session.account,
                   "role=" + std::string(key_of(renewed.facts.caller->role)), ""}));
        return renewed;
    });
}

Status sign_out(const Context& context, const SessionFacts& session) {
    return context.database().write([&](Tx& tx) -> Status {
        TRY(sessions::end(tx, session.session, context.now));
        return audit(tx, acting_as(context, session.login),
                     {"session.end", "account", session.account, "sessions=1", ""});
    });
}

namespace {

Result<std::uint64_t> end_all(Tx& tx, const Context& context, const Id& account) {
    const std::uint64_t ended = TRY(sessions::end_all(tx, {account, {}, context.now}));
    TRY(audit(tx, context,
              {"session.end", "account", account, "sessions=" + std::to_string(ended), ""}));
    return ended;
}

/// Of an account, or of all with none. `own`: the one that asks, or none.
Result<std::vector<SessionLine>> read_lines(Tx& tx, const SessionRules& rules, const Id& account,
                                            const Id& own) {
    std::vector<SessionLine> lines;
    for (StoredSession& session :
         TRY(sessions::living(tx, {account, rules.now, rules.idle_since()}))) {
        const Account owner = TRY(accounts::load(tx, session.account));
        lines.push_back({session.id, owner.login, std::move(session.choice),
                         std::move(session.address), std::move(session.agent), session.created_at,
                         session.last_seen_at, session.expires_at, session.id == own});
    }
    return lines;
}

}  // namespace

Result<std::uint64_t> sign_out_everywhere(const Context& context, const SessionFacts& session) {
    return write_value(context.database(), [&](Tx& tx) {
        return end_all(tx, acting_as(context, session.login), session.account);
    });
}

Result<std::vector<SessionLine>> list_own_sessions(const Context& context,
                                                   const PeopleSettings& settings,
                                                   const SessionFacts& session) {
    return read_value(context.database(), [&](Tx& tx) {
        return read_lines(tx, {settings, context.now}, session.account, session.session);
    });
}

Result<std::vector<SessionLine>> list_sessions(const Context& context,
                                               const PeopleSettings& settings,
                                               std::string_view who) {
    TRY(require(context.caller, Permission::AccountRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<SessionLine>> {
        const Id account = who.empty() ? Id{} : TRY(accounts::find(tx, who)).id;
        return read_lines(tx, {settings, context.now}, account, {});
    });
}

Result<std::uint64_t> end_sessions_of(const Context& context, std::string_view who) {
    TRY(require(context.caller, Permission::AccountManage));
    return write_value(context.database(), [&](Tx& tx) -> Result<std::uint64_t> {
        return end_all(tx, context, TRY(accounts::find(tx, who)).id);
    });
}

}  // namespace mingce
