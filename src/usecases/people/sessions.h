// Sessions: who a token is, under which role, and how a session ends. The tokens themselves are
// kept nowhere: the database has their SHA-256.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/grant.h"
#include "usecases/people/people_settings.h"
#include "usecases/record/record.h"

namespace mingce {

/// What a session may do next. Only an Open one works with the record.
enum class SessionStage : std::uint8_t {
    CodeAsked,   // the second factor is to be shown: pass_second_factor
    EnrolAsked,  // a role asks for a second factor that is not set up: enrol_totp, confirm_totp
    RoleAsked,   // choose_role; also where the role worked under was taken away
    Open,
};
std::string_view key_of(SessionStage stage);

struct SessionFacts {
    Id session, account;
    std::string login, name;
    SessionStage stage = SessionStage::CodeAsked;
    std::optional<Caller> caller;     // of an Open one alone: nobody else may anything
    std::string choice;               // key of the role worked under, "" before one was chosen
    std::vector<RoleChoice> choices;  // none before the second factor passed
    bool second_factor_done = false, second_factor_enrolled = false;
    std::int64_t grants_version = 0;  // of the account: changes with every grant
    Moment created_at, last_seen_at;
    Moment idle_until, expires_at;  // ends at whichever is first

    bool csrf_matches(std::string_view csrf_token) const;
    std::string csrf_sha256;  // 32 bytes
};

/// A session as its owner gets it: the only time its tokens are known. 64 hexadecimal digits each.
struct NewSession {
    std::string token, csrf_token;
    SessionFacts facts;
};

/// Whose token it is. Writes when it was last seen, at most once in `seen_every_seconds`. An Open
/// session's caller has the scope of its grants in force now.
/// Errors: Forbidden (session.none): unknown, ended, idle too long, too old, of a disabled account.
Result<SessionFacts> find_session(const Context& context, const PeopleSettings& settings,
                                  std::string_view token);
/// The same without being a use of it: for what a browser keeps open while nobody is there.
Result<SessionFacts> look_at_session(const Context& context, const PeopleSettings& settings,
                                     std::string_view token);

/// Works under another role from now on; the former token ends, a new one comes.
/// Errors: session.none; Forbidden (session.stage, session.choice).
Result<NewSession> choose_role(const Context& context, const PeopleSettings& settings,
                               const SessionFacts& session, std::string_view choice);

Status sign_out(const Context& context, const SessionFacts& session);
/// Ends all sessions of the account, this one too. Returns how many.
Result<std::uint64_t> sign_out_everywhere(const Context& context, const SessionFacts& session);

/// Own sessions that have not ended, the last seen first.
struct SessionLine {
    Id id;
    std::string login, role, address, agent;
    Moment created_at, last_seen_at, expires_at;
    bool is_own = false;  // the one that asks
};
Result<std::vector<SessionLine>> list_own_sessions(const Context& context,
                                                   const PeopleSettings& settings,
                                                   const SessionFacts& session);
/// Of one account, or of all with "". Needs AccountRead.
Result<std::vector<SessionLine>> list_sessions(const Context& context,
                                               const PeopleSettings& settings,
                                               std::string_view who);
/// Needs AccountManage. Returns how many ended.
Result<std::uint64_t> end_sessions_of(const Context& context, std::string_view who);

}  // namespace mingce
