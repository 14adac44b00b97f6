#include "store/migrations.h"

#include <gtest/gtest.h>

#include "each_database.h"
#include "store/problems.h"

namespace mingce {
namespace {

constexpr Moment kNow{1'788'000'000'000};

const MigrationFile kFirst{"migrations/0001_thing.sql",
                           "-- Things, for the test.\n"
                           "CREATE TABLE thing (\n"
                           "    id ID NOT NULL PRIMARY KEY,\n"
                           "    name TEXT NOT NULL,\n"
                           "    number INTEGER,\n"
                           "    bytes BYTES\n"
                           ");\n"};
const MigrationFile kSecondSqlite{
    "migrations/0002_index.sqlite.sql",
    "CREATE INDEX thing_name ON thing (name); INSERT INTO thing VALUES (x'01', 'a', 1, NULL);"};
const MigrationFile kSecondPostgres{
    "migrations/0002_index.postgres.sql",
    "CREATE INDEX thing_name ON thing (name); INSERT INTO thing VALUES ('\\x01', 'a', 1, NULL);"};
const MigrationFile kThird{"migrations/0003_more.sql", "ALTER TABLE thing ADD COLUMN more TEXT;"};

class Migrations : public testing::OnEachDatabase {};
TEST_ON_EACH_DATABASE(Migrations);

std::string refusal(const Status& status) {
    return status.ok() ? "" : std::string(status.error().problem().code);
}

TEST_P(Migrations, ApplyWhatIsMissingAndOnlyThat) {
    const MigrationFiles one{kFirst}, all{kThird, kSecondSqlite, kSecondPostgres, kFirst};
    EXPECT_EQ(refusal(require_current_schema(database(), one)), problem::kSchemaAbsent.code);
    EXPECT_EQ(refusal(migrate(database(), kNow, one)), "");
    EXPECT_EQ(refusal(require_current_schema(database(), one)), "");
    EXPECT_EQ(refusal(require_current_schema(database(), all)), problem::kSchemaOlder.code);
    EXPECT_EQ(refusal(migrate(database(), Moment{kNow.milliseconds + 1}, all)), "");
    EXPECT_EQ(refusal(migrate(database(), kNow, all)), "") << "a second time does nothing";
    EXPECT_EQ(refusal(require_current_schema(database(), all)), "");
    const Status read = database().read([](Tx& tx) -> Status {
        EXPECT_EQ(TRY(tx.integer("SELECT count(*) FROM thing WHERE more IS NULL")), 1);
        std::string versions;
        TRY(tx.query("SELECT name, applied_at FROM schema_version ORDER BY version", {},
                     [&](const Row& row) -> Status {
                         versions += row.string(0) + "@" +
                                     std::to_string(row.integer(1) - kNow.milliseconds) + " ";
                         return Done{};
                     }));
        EXPECT_EQ(versions, "0001_thing@0 0002_index@1 0003_more@1 ");
        return Done{};
    });
    EXPECT_TRUE(read.ok());
}

TEST_P(Migrations, RefuseWhatIsNotTheirs) {
    const MigrationFiles two{kFirst, kSecondSqlite, kSecondPostgres};
    ASSERT_EQ(refusal(migrate(database(), kNow, two)), "");
    EXPECT_EQ(refusal(migrate(database(), kNow, {kFirst})), problem::kSchemaNewer.code);
    MigrationFiles changed = two;
    changed[0].text = "CREATE TABLE thing (id ID);";
    EXPECT_EQ(refusal(migrate(database(), kNow, changed)), problem::kSchemaDiffers.code);
    EXPECT_EQ(refusal(require_current_schema(database(), changed)), problem::kSchemaDiffers.code);
}

TEST_P(Migrations, RefuseAnotherProgramsDatabase) {
    ASSERT_TRUE(database()
                    .write([](Tx& tx) { return tx.run_script("CREATE TABLE other (x TEXT);"); })
                    .ok());
    EXPECT_EQ(refusal(migrate(database(), kNow, {kFirst})), problem::kSchemaForeign.code);
    EXPECT_EQ(refusal(require_current_schema(database(), {kFirst})), problem::kSchemaForeign.code);
}

TEST_P(Migrations, OneThatFailsLeavesNothingOfItself) {
    const MigrationFile wrong{"migrations/0002_wrong.sql",
                              "CREATE TABLE half (x TEXT); CREATE TABLE thing (x TEXT);"};
    EXPECT_THROW((void)migrate(database(), kNow, {kFirst, wrong}), std::logic_error);
    EXPECT_EQ(refusal(require_current_schema(database(), {kFirst})), "");
    const MigrationFile right{"migrations/0002_right.sql", "CREATE TABLE half (x TEXT);"};
    EXPECT_EQ(refusal(migrate(database(), kNow, {kFirst, right})), "");
}

TEST(MigrationFiles, MustBeCompleteAndInOrder) {
    struct Case {
        std::string_view why;
        MigrationFiles files;
        bool right;
    };
    const Case cases[] = {
        {"none", {}, true},
        {"a common one and a pair", {kFirst, kSecondSqlite, kSecondPostgres}, true},
        {"half a pair", {kFirst, kSecondSqlite}, false},
        {"a common one beside a pair",
         {kFirst, kSecondSqlite, kSecondPostgres, {"migrations/0002_index.sql", ""}},
         false},
        {"a gap", {kFirst, kThird}, false},
        {"one number twice", {kFirst, {"migrations/0001_other.sql", ""}}, false},
        {"no number", {{"migrations/first.sql", ""}}, false},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(fault_of(c.files).empty(), c.right) << fault_of(c.files);
    }
    EXPECT_EQ(fault_of(shipped_migrations()), "");
}

TEST(MigrationText, IsTranslatedWordByWord) {
    struct Case {
        std::string_view common, sqlite, postgres;
    };
    const Case cases[] = {
        {"id ID, n INTEGER", "id BLOB, n INTEGER", "id BYTEA, n BIGINT"},
        {"t TEXT NOT NULL, b BYTES", "t TEXT NOT NULL, b BLOB",
         "t TEXT COLLATE \"C\" NOT NULL, b BYTEA"},
        {"(\n    x ID\n);\n", "(\n    x BLOB\n) STRICT;\n", "(\n    x BYTEA\n);\n"},
        {"(\n    x ID\n) WITHOUT ROWID;\n", "(\n    x BLOB\n) STRICT, WITHOUT ROWID;\n",
         "(\n    x BYTEA\n);\n"},
        {"(x ID);\n", "(x BLOB);\n", "(x BYTEA);\n"},
        {"-- an ID\nID", "-- an ID\nBLOB", "-- an ID\nBYTEA"},
        {"'ID' \"ID\" ID_CARD VALID", "'ID' \"ID\" ID_CARD VALID", "'ID' \"ID\" ID_CARD VALID"},
        {"'it''s an ID' ID", "'it''s an ID' BLOB", "'it''s an ID' BYTEA"},
        {"'never closed ID", "'never closed ID", "'never closed ID"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(sql_for(c.common, Dialect::Sqlite), c.sqlite);
        EXPECT_EQ(sql_for(c.common, Dialect::Postgres), c.postgres);
    }
}

}  // namespace
}  // namespace mingce
