// Every table of the schema is in a backup, column by column, or left out on purpose.
#include "store/table_rows.h"

#include <set>

#include <gtest/gtest.h>

#include "each_database.h"
#include "store/migrations.h"

namespace mingce {
namespace {

class TableRows : public testing::OnEachDatabase {};
TEST_ON_EACH_DATABASE(TableRows);

constexpr std::string_view kSqliteColumns =
    "SELECT tables.name, columns.name FROM pragma_table_list AS tables"
    " JOIN pragma_table_info (tables.name) AS columns"
    " WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.name <> 'sqlite_schema'";
constexpr std::string_view kPostgresColumns =
    "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = current_schema()";

TEST_P(TableRows, EveryTableOfTheSchemaIsKept) {
    ASSERT_TRUE(migrate(database(), Moment{1'788'000'000'000}).ok());
    std::set<std::string> schema, known;
    ASSERT_TRUE(database()
                    .read([&](Tx& tx) {
                        return tx.query(
                            tx.dialect() == Dialect::Sqlite ? kSqliteColumns : kPostgresColumns, {},
                            [&](const Row& row) -> Status {
                                // Each database has its own: restoring migrates first.
                                if (row.text(0) != "schema_version")
                                    schema.insert(row.string(0) + "." + row.string(1));
                                return Done{};
                            });
                    })
                    .ok());
    for (const RecordTable& table : record_tables())
        for (const BulkColumn& column : table.columns)
            known.insert(std::string(table.name) + "." + std::string(column.name));
    EXPECT_EQ(known, schema);
}

TEST_P(TableRows, MalformedBytesAreRefused) {
    const RecordTable& table = *find_record_table("audit_waiting");
    const std::string id(16, 'x'), good = std::string(
                                              "\0\0\0\x15"
                                              "B\0\0\0\x10",
                                              9) +
                                          id;
    struct Case {
        const char* why;
        std::string bytes;
        bool fits;
    };
    for (const Case& c : {
             Case{"one row", good, true},
             Case{"two rows", good + good, true},
             Case{"none", "", true},
             Case{"cut in its value", good.substr(0, 20), false},
             Case{"cut in its length", good.substr(0, 3), false},
             Case{"a value too many",
                  std::string("\0\0\0\x16"
                              "B\0\0\0\x10",
                              9) +
                      id + "N",
                  false},
             Case{"another type",
                  std::string("\0\0\0\x09"
                              "I\0\0\0\0\0\0\0\1",
                              13),
                  false},
             Case{"no value", std::string("\0\0\0\0", 4), false},
         }) {
        SCOPED_TRACE(c.why);
        const Status parsed = table_rows::parse(
            table, c.bytes, [](const table_rows::Values&) -> Status { return Done{}; });
        EXPECT_EQ(parsed.ok(), c.fits);
    }
}

}  // namespace
}  // namespace mingce
