#include "store/client_keys.h"

namespace mingce::client_keys {

namespace {

constexpr std::string_view kSelect =
    "SELECT id, account, created_by, created_at, expires_at, last_used_at, ended_at"
    " FROM client_key ";

ClientKey read_key(const Row& row) {
    return {row.id(0),     row.id(1),     row.string(2), row.moment(3),
            row.moment(4), row.moment(5), row.moment(6)};
}

Result<std::optional<ClientKey>> first(Tx& tx, std::string_view where, const Param& value) {
    std::optional<ClientKey> found;
    TRY(tx.first(std::string(kSelect) + std::string(where), {value},
                 [&](const Row& row) { found = read_key(row); }));
    return found;
}

}  // namespace

Status add(Tx& tx, const ClientKey& key, std::string_view sha256) {
    TRY(tx.run(
        "INSERT INTO client_key (id, account, key_sha256, created_at, created_by, expires_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        {key.id, key.account, Param::Blob{sha256}, key.created_at, key.created_by,
         key.expires_at}));
    return Done{};
}

Result<std::vector<ClientKey>> of_account(Tx& tx, const Id& account) {
    std::vector<ClientKey> keys;
    TRY(tx.query(std::string(kSelect) + "WHERE account = $1 ORDER BY created_at, id", {account},
                 [&](const Row& row) -> Status {
                     keys.push_back(read_key(row));
                     return Done{};
                 }));
    return keys;
}

Result<std::optional<ClientKey>> find(Tx& tx, const Id& key) {
    return first(tx, "WHERE id = $1", key);
}

Result<std::optional<ClientKey>> find_by_hash(Tx& tx, std::string_view sha256) {
    return first(tx, "WHERE key_sha256 = $1", Param::Blob{sha256});
}

Status set_used(Tx& tx, const Id& key, Moment now) {
    TRY(tx.run("UPDATE client_key SET last_used_at = $1 WHERE id = $2", {now, key}));
    return Done{};
}

Status end(Tx& tx, const Id& key, Moment now) {
    TRY(tx.run("UPDATE client_key SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL",
               {now, key}));
    return Done{};
}

Status end_all(Tx& tx, const Id& account, Moment now) {
    TRY(tx.run("UPDATE client_key SET ended_at = $1 WHERE account = $2 AND ended_at IS NULL",
               {now, account}));
    return Done{};
}

}  // namespace mingce::client_keys
