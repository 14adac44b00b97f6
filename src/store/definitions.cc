#include "store/definitions.h"

namespace mingce::definitions {

namespace {

StoredDefinition read_definition(const Row& row) {
    StoredDefinition definition;
    definition.key = row.text(0);
    definition.version = row.integer(1);
    definition.document = row.text(2);
    definition.note = row.text(3);
    definition.at = row.moment(4);
    definition.actor = row.text(5);
    definition.account = row.id(6);
    return definition;
}

constexpr std::string_view kSelectDefinition =
    "SELECT key, version, document, note, at, actor, account FROM roster_definition AS d"
    " WHERE institution = $1 ";

Result<std::vector<StoredDefinition>> read_all(Tx& tx, const std::string& sql,
                                               std::span<const Param> params) {
    std::vector<StoredDefinition> found;
    TRY(tx.query(sql, params, [&found](const Row& row) -> Status {
        found.push_back(read_definition(row));
        return Done{};
    }));
    return found;
}

}  // namespace

Result<std::vector<StoredDefinition>> newest(Tx& tx, const Id& institution) {
    const Param params[] = {institution};
    return read_all(tx,
                    std::string(kSelectDefinition) +
                        "AND version = (SELECT max(version) FROM roster_definition AS o"
                        " WHERE o.institution = d.institution AND o.key = d.key) ORDER BY key",
                    params);
}

Result<std::vector<StoredDefinition>> history(Tx& tx, const Id& institution, std::string_view key) {
    const Param params[] = {institution, key};
    return read_all(tx, std::string(kSelectDefinition) + "AND key = $2 ORDER BY version DESC",
                    params);
}

Result<std::optional<StoredDefinition>> find(Tx& tx, const Id& institution, std::string_view key,
                                             std::optional<std::int64_t> version) {
    std::optional<StoredDefinition> found;
    const auto take = [&found](const Row& row) { found = read_definition(row); };
    if (version)
        TRY(tx.first(std::string(kSelectDefinition) + "AND key = $2 AND version = $3",
                     {institution, key, *version}, take));
    else
        TRY(tx.first(std::string(kSelectDefinition) + "AND key = $2 ORDER BY version DESC LIMIT 1",
                     {institution, key}, take));
    return found;
}

Result<bool> add(Tx& tx, const Id& institution, const StoredDefinition& definition) {
    return TRY(tx.run("INSERT INTO roster_definition (institution, key, version, document, note,"
                      " at, actor, account) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
                      " ON CONFLICT (institution, key, version) DO NOTHING",
                      {institution, definition.key, definition.version, definition.document,
                       definition.note, definition.at, definition.actor, definition.account})) == 1;
}

}  // namespace mingce::definitions
