#include "usecases/people/session_work.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"
#include "store/role_grants.h"
#include "usecases/people/people_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kAddressCharacters = 64, kAgentCharacters = 120;

struct Tokens {
    std::string token, csrf_token, token_sha256, csrf_sha256;
};

Tokens make_tokens(Random& random) {
    Tokens made;
    made.token = make_token(random);
    made.csrf_token = make_token(random);
    made.token_sha256 = hash_of_token(made.token);
    made.csrf_sha256 = hash_of_token(made.csrf_token);
    return made;
}

SessionStage stage_of(const SessionFacts& facts, bool needs_enrolment, bool has_choice) {
    if (facts.second_factor_enrolled && !facts.second_factor_done) return SessionStage::CodeAsked;
    if (needs_enrolment) return SessionStage::EnrolAsked;
    return has_choice ? SessionStage::Open : SessionStage::RoleAsked;
}

/// Whoever has one role works under it without being asked.
Result<std::string> only_choice(Tx& tx, const Id& account, Moment now) {
    const auto choices = role_choices(TRY(role_grants::standing(tx, account)), day_of(now));
    return choices.size() == 1 ? choices.front().key : std::string();
}

Status end_oldest(Tx& tx, const Context& context, const PeopleSettings& settings,
                  const Id& account) {
    const SessionRules rules{settings, context.now};
    auto living = TRY(sessions::living(tx, {account, context.now, rules.idle_since()}));
    std::ranges::sort(living, {}, &StoredSession::created_at);
    for (std::size_t i = 0; static_cast<std::int64_t>(living.size() - i) >= settings.sessions_max;
         ++i)
        TRY(sessions::end(tx, living[i].id, context.now));
    return Done{};
}

}  // namespace

Context acting_as(const Context& context, std::string_view login) {
    return {context.record, std::string(login), context.now, context.random};
}

std::string make_token(Random& random) {
    std::array<std::uint8_t, kTokenBytes> bytes{};
    random.fill(bytes);
    return hex_of(bytes);
}

std::string hash_of_token(std::string_view token) { return std::string(view_of(sha256(token))); }

bool is_living(const StoredSession& session, const SessionRules& rules) {
    const std::int64_t ahead = session.last_seen_at.milliseconds - rules.now.milliseconds;
    return session.ended_at.milliseconds == 0 && rules.now < session.expires_at &&
           rules.idle_since() < session.last_seen_at &&
           ahead <= rules.settings.seen_every_seconds * 1000;
}

Result<SessionFacts> facts_of(Tx& tx, const StoredSession& session, const Account& account,
                              const SessionRules& rules) {
    SessionFacts facts;
    facts.session = session.id;
    facts.account = account.id;
    facts.login = account.login;
    facts.name = account.name;
    facts.choice = session.choice;
    facts.second_factor_enrolled = account.has_second_factor;
    facts.second_factor_done = session.second_factor_at.milliseconds != 0;
    facts.grants_version = account.grants_version;
    facts.created_at = session.created_at;
    facts.last_seen_at = session.last_seen_at;
    facts.expires_at = session.expires_at;
    facts.idle_until = {session.last_seen_at.milliseconds +
                        rules.settings.session_idle_minutes * kMillisecondsPerMinute};
    facts.csrf_sha256 = session.csrf_sha256;

    auto choices = role_choices(TRY(role_grants::standing(tx, account.id)), day_of(rules.now));
    const bool is_staff = std::ranges::any_of(
        choices, [](const RoleChoice& choice) { return needs_second_factor(choice.role); });
    const auto chosen = std::ranges::find(choices, session.choice, &RoleChoice::key);
    facts.stage = stage_of(facts, is_staff && !account.has_second_factor, chosen != choices.end());
    if (facts.stage == SessionStage::Open)
        facts.caller =
            Caller{account.login, account.id, chosen->role, chosen->purpose, chosen->scope};
    if (facts.stage == SessionStage::Open || facts.stage == SessionStage::RoleAsked)
        facts.choices = std::move(choices);
    return facts;
}

Result<NewSession> begin_session(Tx& tx, const Context& context, const PeopleSettings& settings,
                                 const BeginSession& request) {
    TRY(end_oldest(tx, context, settings, request.account.id));
    const Tokens tokens = make_tokens(context.random);
    StoredSession session;
    session.id = context.make_id();
    session.account = request.account.id;
    session.csrf_sha256 = tokens.csrf_sha256;
    session.choice = TRY(only_choice(tx, request.account.id, context.now));
    session.address = one_line(request.from.address, kAddressCharacters);
    session.agent = one_line(request.from.agent, kAgentCharacters);
    if (request.second_factor_passed) session.second_factor_at = context.now;
    session.created_at = session.last_seen_at = context.now;
    session.expires_at = {context.now.milliseconds +
                          settings.session_hours_max * 60 * kMillisecondsPerMinute};
    TRY(sessions::add(tx, session, tokens.token_sha256));
    TRY(accounts::set_signed_in(tx, request.account.id, context.now));
    return NewSession{tokens.token, tokens.csrf_token,
                      TRY(facts_of(tx, session, request.account, {settings, context.now}))};
}

Result<NewSession> renew_session(Tx& tx, const Context& context, const PeopleSettings& settings,
                                 StoredSession session) {
    const Tokens tokens = make_tokens(context.random);
    session.csrf_sha256 = tokens.csrf_sha256;
    session.last_seen_at = context.now;
    if (session.choice.empty()) session.choice = TRY(only_choice(tx, session.account, context.now));
    if (!TRY(sessions::renew(tx, session, {tokens.token_sha256, tokens.csrf_sha256})))
        return Error(problem::kSessionNone);
    const Account account = TRY(accounts::load(tx, session.account));
    return NewSession{tokens.token, tokens.csrf_token,
                      TRY(facts_of(tx, session, account, {settings, context.now}))};
}

Result<StoredSession> living_session(Tx& tx, const Id& session, const SessionRules& rules) {
    auto found = TRY(sessions::find(tx, session));
    if (!found || !is_living(*found, rules)) return Error(problem::kSessionNone);
    return std::move(*found);
}

}  // namespace mingce
