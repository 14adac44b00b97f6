// Definitions of rosters as a school saved them: version after version, none ever altered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "store/database.h"

namespace mingce {

struct StoredDefinition {
    std::string key;
    std::int64_t version = 0;    // from 1
    std::string document, note;  // document: TOML, read by domain/definition.h
    Moment at;
    std::string actor;
    Id account;
};

namespace definitions {

/// The newest version of each key, by key.
Result<std::vector<StoredDefinition>> newest(Tx& tx, const Id& institution);
/// All versions of a key, newest first.
Result<std::vector<StoredDefinition>> history(Tx& tx, const Id& institution, std::string_view key);
/// The newest without a number.
Result<std::optional<StoredDefinition>> find(Tx& tx, const Id& institution, std::string_view key,
                                             std::optional<std::int64_t> version);
/// False where the version is there already: another person saved it in the meantime.
Result<bool> add(Tx& tx, const Id& institution, const StoredDefinition& definition);

}  // namespace definitions

}  // namespace mingce
