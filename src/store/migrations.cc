#include "store/migrations.h"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>

#include "base/assets.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "store/problems.h"

namespace mingce {

namespace {

constexpr std::string_view kFolder = "migrations/";
constexpr std::string_view kSqliteEnd = ".sqlite.sql", kPostgresEnd = ".postgres.sql";
constexpr std::size_t kNumberDigits = 4;

constexpr std::string_view kVersionTable =
    "CREATE TABLE IF NOT EXISTS schema_version (\n"
    "    version INTEGER NOT NULL PRIMARY KEY,\n"
    "    name TEXT NOT NULL,\n"
    "    applied_at INTEGER NOT NULL,\n"
    "    sha256 BYTES NOT NULL\n"
    ");\n";

/// One number's files: `common` alone, or the two others.
struct Migration {
    std::string name;  // 0001_record
    std::optional<std::string_view> common, sqlite, postgres;

    bool is_whole() const {
        return common ? !sqlite && !postgres : sqlite.has_value() && postgres.has_value();
    }
    std::string_view text(Dialect dialect) const {
        return common ? *common : dialect == Dialect::Sqlite ? *sqlite : *postgres;
    }
    std::string sql(Dialect dialect) const {
        return common ? sql_for(*common, dialect) : std::string(text(dialect));
    }
};

struct Ordered {
    std::map<std::int64_t, Migration> migrations;
    std::string fault;
};

void add_file(Ordered& ordered, const MigrationFile& file) {
    std::string_view name = file.path;
    const bool sqlite = name.ends_with(kSqliteEnd), postgres = name.ends_with(kPostgresEnd);
    if (name.starts_with(kFolder)) name.remove_prefix(kFolder.size());
    const std::string_view number = name.substr(0, kNumberDigits);
    if (number.size() != kNumberDigits || !all_digits(number) || !name.ends_with(".sql")) {
        ordered.fault = std::string(file.path) + " is not named NNNN_name.sql";
        return;
    }
    Migration& migration = ordered.migrations[std::stol(std::string(number))];
    const std::string stem(name.substr(0, name.find('.')));
    auto& text = sqlite ? migration.sqlite : postgres ? migration.postgres : migration.common;
    if (text || (!migration.name.empty() && migration.name != stem))
        ordered.fault = "two migrations have the number " + std::string(number);
    migration.name = stem;
    text = file.text;
}

Ordered in_order(const MigrationFiles& files) {
    Ordered ordered;
    for (const MigrationFile& file : files) add_file(ordered, file);
    std::int64_t expected = 1;
    for (const auto& [version, migration] : ordered.migrations) {
        if (version != expected++) ordered.fault = "a number is missing before " + migration.name;
        if (!migration.is_whole())
            ordered.fault = migration.name + " is neither one common file nor a pair";
    }
    return ordered;
}

std::map<std::int64_t, Migration> right_migrations(const MigrationFiles& files) {
    Ordered ordered = in_order(files);
    if (!ordered.fault.empty()) throw std::logic_error(ordered.fault);
    return std::move(ordered.migrations);
}

std::string hash_of(std::string_view text) {
    const Hash hash = sha256(text);
    return {hash.begin(), hash.end()};
}

std::string_view tables_sql(Dialect dialect) {
    return dialect == Dialect::Sqlite
               ? "SELECT count(*), coalesce(sum(name = 'schema_version'), 0) FROM sqlite_schema"
                 " WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
               : "SELECT count(*), count(*) FILTER (WHERE table_name = 'schema_version')"
                 " FROM information_schema.tables WHERE table_schema = current_schema()";
}

// How many migrations the database has; each must be the one known here.
Result<std::int64_t> applied(Tx& tx, const std::map<std::int64_t, Migration>& migrations) {
    std::int64_t tables = 0, own = 0, versions = 0;
    TRY(tx.first(tables_sql(tx.dialect()), {}, [&](const Row& row) {
        tables = row.integer(0);
        own = row.integer(1);
    }));
    if (own == 0 && tables != 0) return Error(problem::kSchemaForeign);
    if (own == 0) return versions;
    TRY(tx.query("SELECT version, name, sha256 FROM schema_version ORDER BY version", {},
                 [&](const Row& row) -> Status {
                     const auto known = migrations.find(row.integer(0));
                     if (known == migrations.end())
                         return Error(problem::kSchemaNewer, row.string(1));
                     const std::string_view text = known->second.text(tx.dialect());
                     if (row.blob(2) != hash_of(text))
                         return Error(problem::kSchemaDiffers, row.string(1));
                     ++versions;
                     return Done{};
                 }));
    return versions;
}

// Applies one, unless another program did so meanwhile. Returns whether it did.
Result<bool> apply(Tx& tx, std::int64_t version, const Migration& migration, Moment now) {
    // The first statement, so that what is read after it is not of before the wait.
    if (tx.dialect() == Dialect::Postgres)
        TRY(tx.run_script("LOCK TABLE schema_version IN EXCLUSIVE MODE;"));
    const std::int64_t there =
        TRY(tx.integer("SELECT count(*) FROM schema_version WHERE version = $1", {version}));
    if (there != 0) return false;
    TRY(tx.run_script(migration.sql(tx.dialect())));
    const std::string hash = hash_of(migration.text(tx.dialect()));
    TRY(
        tx.run("INSERT INTO schema_version (version, name, applied_at, sha256)"
               " VALUES ($1, $2, $3, $4)",
               {version, migration.name, now, Param::Blob{hash}}));
    return true;
}

}  // namespace

MigrationFiles shipped_migrations() {
    MigrationFiles files;
    for (const AssetBytes& file : asset_table())
        if (file.path.starts_with(kFolder)) files.push_back({file.path, file.text()});
    return files;
}

std::string fault_of(const MigrationFiles& files) { return in_order(files).fault; }

std::int64_t schema_version(const MigrationFiles& files) {
    return static_cast<std::int64_t>(right_migrations(files).size());
}

Result<SchemaState> schema_state(Database& database, const MigrationFiles& files) {
    const auto migrations = right_migrations(files);
    const std::int64_t versions =
        TRY(read_value(database, [&](Tx& tx) { return applied(tx, migrations); }));
    if (versions == 0) return SchemaState::Absent;
    const bool current = versions == static_cast<std::int64_t>(migrations.size());
    return current ? SchemaState::Current : SchemaState::Older;
}

Status require_current_schema(Database& database, const MigrationFiles& files) {
    switch (TRY(schema_state(database, files))) {
        case SchemaState::Absent: return Error(problem::kSchemaAbsent);
        case SchemaState::Older: return Error(problem::kSchemaOlder);
        case SchemaState::Current: return Done{};
    }
    throw std::logic_error("no such schema state");
}

Status migrate(Database& database, Moment now, const MigrationFiles& files,
               const std::function<Status(Tx&)>& with_last) {
    const auto migrations = right_migrations(files);
    if (TRY(schema_state(database, files)) == SchemaState::Absent)
        TRY(database.write_alone(
            [](Tx& tx) -> Status { return tx.run_script(sql_for(kVersionTable, tx.dialect())); }));
    const auto last = static_cast<std::int64_t>(migrations.size());
    for (const auto& [version, migration] : migrations) {
        const std::int64_t number = version;  // a lambda captures no structured binding in clang 14
        const Migration& next = migration;
        TRY(database.write_alone([&](Tx& tx) -> Status {
            const bool is_applied = TRY(apply(tx, number, next, now));
            if (is_applied && number == last && with_last) return with_last(tx);
            return Done{};
        }));
    }
    return Done{};
}

}  // namespace mingce
