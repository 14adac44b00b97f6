// How sessions come about and what a stored one is worth now: shared by all that sign somebody in.
#pragma once

#include <string>
#include <string_view>

#include "store/accounts.h"
#include "store/sessions.h"
#include "usecases/people/sessions.h"
#include "usecases/people/sign_in.h"

namespace mingce {

/// What an account's own acts are audited with: their login as the actor.
Context acting_as(const Context& context, std::string_view login);

/// 64 hexadecimal digits of randomness, and the SHA-256 that is kept of such a secret.
std::string make_token(Random& random);
std::string hash_of_token(std::string_view token);

/// What sessions are judged by.
struct SessionRules {
    const PeopleSettings& settings;
    Moment now;

    Moment idle_since() const {
        return {now.milliseconds - settings.session_idle_minutes * kMillisecondsPerMinute};
    }
};

/// Whether it may still be used: not ended, not idle too long, not too old, and not last seen at a
/// time that is yet to come (the clock was set back: nothing lasts longer for it).
bool is_living(const StoredSession& session, const SessionRules& rules);

/// What it is worth with the account's grants now.
Result<SessionFacts> facts_of(Tx& tx, const StoredSession& session, const Account& account,
                              const SessionRules& rules);

/// Begins one for somebody who showed who they are; the oldest beyond `sessions_max` end. Works
/// under the only role there is where there is one.
struct BeginSession {
    const Account& account;
    const ComesFrom& from;
    bool second_factor_passed = false;
};
Result<NewSession> begin_session(Tx& tx, const Context& context, const PeopleSettings& settings,
                                 const BeginSession& request);

/// New tokens in place of the former. Errors: session.none where it ended meanwhile.
Result<NewSession> renew_session(Tx& tx, const Context& context, const PeopleSettings& settings,
                                 StoredSession session);
/// Of a session that still lives. Errors: session.none.
Result<StoredSession> living_session(Tx& tx, const Id& session, const SessionRules& rules);

}  // namespace mingce
