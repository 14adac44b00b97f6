// Sessions as rows. Tokens are kept as their SHA-256 alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "store/database.h"

namespace mingce {

struct StoredSession {
    Id id, account;
    std::string csrf_sha256, choice, address, agent;
    Moment second_factor_at;                                // 0: not yet
    Moment created_at, last_seen_at, expires_at, ended_at;  // ended_at 0: not
};

namespace sessions {

Status add(Tx& tx, const StoredSession& session, std::string_view token_sha256);
Result<std::optional<StoredSession>> find_by_token(Tx& tx, std::string_view token_sha256);
Result<std::optional<StoredSession>> find(Tx& tx, const Id& session);
/// Not ended, seen since `seen_after`, not past their end; of one account or, with none, of all.
/// The last seen first.
struct Living {
    Id account;
    Moment now, seen_after;
};
Result<std::vector<StoredSession>> living(Tx& tx, const Living& wanted);

Status set_seen(Tx& tx, const Id& session, Moment now);
/// Other tokens from now on; the former ones are nobody's. False where it had ended.
struct Tokens {
    std::string_view token_sha256, csrf_sha256;
};
Result<bool> renew(Tx& tx, const StoredSession& session, const Tokens& tokens);
Status end(Tx& tx, const Id& session, Moment now);
/// All of an account's but `kept`, which may be none. Returns how many.
struct EndAll {
    Id account, kept;
    Moment now;
};
Result<std::uint64_t> end_all(Tx& tx, const EndAll& wanted);
/// Of every account: those that a backup brought back.
Status end_everyones(Tx& tx, Moment now);
/// Takes away what ended or ran out before `before`: nothing depends on such rows.
Status forget(Tx& tx, Moment before);

}  // namespace sessions

}  // namespace mingce
