// How a database comes to the tables this program needs: migrations/NNNN_name.sql, in order, each
// once and whole.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.h"
#include "store/database.h"

namespace mingce {

/// A file of migrations/: NNNN_name.sql in the words of both databases (sql_for), or the pair
/// NNNN_name.sqlite.sql and NNNN_name.postgres.sql, each in its own.
struct MigrationFile {
    std::string_view path, text;
};
using MigrationFiles = std::vector<MigrationFile>;

/// Those inside the executable.
MigrationFiles shipped_migrations();

/// How many migrations there are: the number of the schema they lead to.
std::int64_t schema_version(const MigrationFiles& files = shipped_migrations());

enum class SchemaState : std::uint8_t { Absent, Older, Current };

/// How the database stands to this program.
/// Errors: Conflict (a newer program's, another program's, migrated by other texts); Unavailable.
Result<SchemaState> schema_state(Database& database,
                                 const MigrationFiles& files = shipped_migrations());

/// Done when the state is Current, else the refusal that says what to do.
Status require_current_schema(Database& database,
                              const MigrationFiles& files = shipped_migrations());

/// Applies what is missing, each migration in one transaction; when one fails the earlier ones
/// stay. Does nothing on a current database. Safe beside another program that migrates it.
/// `with_last` runs in the transaction of the last migration, so that what it tells of is never
/// done untold; not where another program applied that one.
/// Errors: those of schema_state(); of `with_last`.
Status migrate(Database& database, Moment now, const MigrationFiles& files = shipped_migrations(),
               const std::function<Status(Tx&)>& with_last = nullptr);

/// A common text in one database's words: ID and BYTES become its type of bytes, INTEGER is 64
/// bits, TEXT orders by bytes, a line ");" ends a table (on SQLite a STRICT one). Words in
/// comments, texts and quoted names stay.
std::string sql_for(std::string_view text, Dialect dialect);

/// What is wrong with the files, "" when nothing: numbers without a gap from 1, one common file or
/// one pair for each. Migrating with wrong files throws.
std::string fault_of(const MigrationFiles& files);

}  // namespace mingce
