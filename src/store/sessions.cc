#include "store/sessions.h"

namespace mingce::sessions {

namespace {

constexpr std::string_view kSelect =
    "SELECT id, account, csrf_sha256, choice, address, agent, second_factor_at, created_at,"
    " last_seen_at, expires_at, ended_at FROM account_session ";

StoredSession read_session(const Row& row) {
    StoredSession session;
    session.id = row.id(0);
    session.account = row.id(1);
    session.csrf_sha256 = row.blob(2);
    session.choice = row.text(3);
    session.address = row.text(4);
    session.agent = row.text(5);
    session.second_factor_at = row.moment(6);
    session.created_at = row.moment(7);
    session.last_seen_at = row.moment(8);
    session.expires_at = row.moment(9);
    session.ended_at = row.moment(10);
    return session;
}

Param moment_or_null(Moment moment) { return moment.milliseconds == 0 ? Param() : Param(moment); }

Result<std::optional<StoredSession>> first(Tx& tx, std::string_view where, const Param& value) {
    std::optional<StoredSession> found;
    TRY(tx.first(std::string(kSelect) + std::string(where), {value},
                 [&](const Row& row) { found = read_session(row); }));
    return found;
}

}  // namespace

Status add(Tx& tx, const StoredSession& session, std::string_view token_sha256) {
    TRY(tx.run(
        "INSERT INTO account_session (id, account, token_sha256, csrf_sha256, choice,"
        " second_factor_at, created_at, last_seen_at, expires_at, address, agent)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        {session.id, session.account, Param::Blob{token_sha256}, Param::Blob{session.csrf_sha256},
         session.choice, moment_or_null(session.second_factor_at), session.created_at,
         session.last_seen_at, session.expires_at, session.address, session.agent}));
    return Done{};
}

Result<std::optional<StoredSession>> find_by_token(Tx& tx, std::string_view token_sha256) {
    return first(tx, "WHERE token_sha256 = $1", Param::Blob{token_sha256});
}

Result<std::optional<StoredSession>> find(Tx& tx, const Id& session) {
    return first(tx, "WHERE id = $1", session);
}

Result<std::vector<StoredSession>> living(Tx& tx, const Living& wanted) {
    std::vector<StoredSession> found;
    const auto take = [&](const Row& row) -> Status {
        found.push_back(read_session(row));
        return Done{};
    };
    const std::string living_ones = std::string(kSelect) +
                                    "WHERE ended_at IS NULL AND last_seen_at > $1"
                                    " AND expires_at > $2";
    if (wanted.account.is_none())
        TRY(tx.query(living_ones + " ORDER BY last_seen_at DESC, id",
                     {wanted.seen_after, wanted.now}, take));
    else
        TRY(tx.query(living_ones + " AND account = $3 ORDER BY last_seen_at DESC, id",
                     {wanted.seen_after, wanted.now, wanted.account}, take));
    return found;
}

Status set_seen(Tx& tx, const Id& session, Moment now) {
    TRY(
        tx.run("UPDATE account_session SET last_seen_at = $1 WHERE id = $2 AND last_seen_at < $1"
               " AND ended_at IS NULL",
               {now, session}));
    return Done{};
}

Result<bool> renew(Tx& tx, const StoredSession& session, const Tokens& tokens) {
    return TRY(tx.run(
               "UPDATE account_session SET token_sha256 = $1, csrf_sha256 = $2, choice = $3,"
               " second_factor_at = $4, last_seen_at = $5"
               " WHERE id = $6 AND ended_at IS NULL",
               {Param::Blob{tokens.token_sha256}, Param::Blob{tokens.csrf_sha256}, session.choice,
                moment_or_null(session.second_factor_at), session.last_seen_at, session.id})) == 1;
}

Status end(Tx& tx, const Id& session, Moment now) {
    TRY(tx.run("UPDATE account_session SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL",
               {now, session}));
    return Done{};
}

Result<std::uint64_t> end_all(Tx& tx, const EndAll& wanted) {
    if (wanted.kept.is_none())
        return tx.run(
            "UPDATE account_session SET ended_at = $1 WHERE account = $2 AND ended_at IS NULL",
            {wanted.now, wanted.account});
    return tx.run(
        "UPDATE account_session SET ended_at = $1 WHERE account = $2 AND ended_at IS NULL"
        " AND id <> $3",
        {wanted.now, wanted.account, wanted.kept});
}

Status end_everyones(Tx& tx, Moment now) {
    TRY(tx.run("UPDATE account_session SET ended_at = $1 WHERE ended_at IS NULL", {now}));
    return Done{};
}

Status forget(Tx& tx, Moment before) {
    TRY(tx.run("DELETE FROM account_session WHERE expires_at < $1 OR ended_at < $1", {before}));
    return Done{};
}

}  // namespace mingce::sessions
