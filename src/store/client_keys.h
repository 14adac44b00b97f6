// Bearer tokens of programs: their SHA-256, never themselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "store/database.h"

namespace mingce {

struct ClientKey {
    Id id, account;
    std::string created_by;
    Moment created_at, expires_at, last_used_at, ended_at;  // 0: never
};

namespace client_keys {

Status add(Tx& tx, const ClientKey& key, std::string_view sha256);
Result<std::vector<ClientKey>> of_account(Tx& tx, const Id& account);
Result<std::optional<ClientKey>> find(Tx& tx, const Id& key);
Result<std::optional<ClientKey>> find_by_hash(Tx& tx, std::string_view sha256);
Status set_used(Tx& tx, const Id& key, Moment now);
Status end(Tx& tx, const Id& key, Moment now);
Status end_all(Tx& tx, const Id& account, Moment now);

}  // namespace client_keys

}  // namespace mingce
