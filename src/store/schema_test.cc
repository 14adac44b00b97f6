// The tables after all migrations: the same on both databases, and as tests/golden/schema.txt says.
// After a change that is meant: MINGCE_GOLDEN=write build/store_test --gtest_filter='Schema.*'
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <vector>

#include <gtest/gtest.h>

#include "each_database.h"
#include "places.h"
#include "store/migrations.h"

namespace mingce {
namespace {

// Tables of a full-text search are SQLite's own and have no like on the other side.
constexpr std::string_view kSqliteColumns =
    "SELECT tables.name, columns.name, columns.type, columns.\"notnull\", 'C'"
    " FROM pragma_table_list AS tables JOIN pragma_table_info (tables.name) AS columns"
    " WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.name <> 'sqlite_schema'";
constexpr std::string_view kPostgresColumns =
    "SELECT table_name, column_name, data_type,"
    " CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END, coalesce(collation_name, 'C')"
    " FROM information_schema.columns WHERE table_schema = current_schema()";

std::string_view common_type(std::string_view type) {
    if (type == "INTEGER" || type == "bigint") return "integer";
    if (type == "TEXT" || type == "text") return "text";
    if (type == "BLOB" || type == "bytea") return "bytes";
    return type;
}

class Schema : public testing::OnEachDatabase {};
TEST_ON_EACH_DATABASE(Schema);

TEST_P(Schema, IsTheSameOnBothDatabases) {
    const Status migrated = migrate(database(), Moment{1'788'000'000'000});
    ASSERT_TRUE(migrated.ok()) << migrated.error().sentence(Language::English);
    std::vector<std::string> lines;
    const Status read = database().read([&](Tx& tx) {
        const bool sqlite = tx.dialect() == Dialect::Sqlite;
        return tx.query(sqlite ? kSqliteColumns : kPostgresColumns, {},
                        [&](const Row& row) -> Status {
                            std::string line = row.string(0) + "." + row.string(1) + " ";
                            line += common_type(row.text(2));
                            if (row.text(4) != "C") line += " in the order of " + row.string(4);
                            lines.push_back(line + (row.integer(3) != 0 ? " not null" : ""));
                            return Done{};
                        });
    });
    ASSERT_TRUE(read.ok()) << read.error().sentence(Language::English);
    std::sort(lines.begin(), lines.end());
    std::string schema;
    for (const std::string& line : lines) schema += line + "\n";

    const auto file = std::filesystem::path(testing::kProject) / "tests/golden/schema.txt";
    const char* const wish = std::getenv("MINGCE_GOLDEN");
    if (wish != nullptr && std::string_view(wish) == "write" && GetParam() == Dialect::Sqlite)
        std::ofstream(file, std::ios::binary) << schema;
    EXPECT_EQ(schema, testing::contents(file)) << file;
}

}  // namespace
}  // namespace mingce
