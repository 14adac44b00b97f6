// What every database must do alike.
#include "store/database.h"

#include <limits>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "each_database.h"
#include "store/problems.h"

namespace mingce {
namespace {

using namespace std::string_literals;

class AnyDatabase : public testing::OnEachDatabase {
protected:
    void SetUp() override {
        OnEachDatabase::SetUp();
        if (IsSkipped()) return;
        const bool sqlite = GetParam() == Dialect::Sqlite;
        must(database().write([&](Tx& tx) -> Status {
            return tx.run_script(
                sqlite
                    ? "CREATE TABLE thing (number INTEGER NOT NULL PRIMARY KEY, name TEXT UNIQUE,"
                      " bytes BLOB, CHECK (number <> 13)) STRICT;"
                      "CREATE TABLE part (thing INTEGER NOT NULL REFERENCES thing (number)) STRICT;"
                    : "CREATE TABLE thing (number BIGINT NOT NULL PRIMARY KEY, name TEXT COLLATE"
                      " \"C\" UNIQUE, bytes BYTEA, CHECK (number <> 13));"
                      "CREATE TABLE part (thing BIGINT NOT NULL REFERENCES thing (number));");
        }));
    }
    static void must(const Status& done) {
        ASSERT_TRUE(done.ok()) << done.error().sentence(Language::English);
    }
    static Status put(Tx& tx, std::int64_t number, const Param& name = {},
                      const Param& bytes = {}) {
        TRY(tx.run("INSERT INTO thing (number, name, bytes) VALUES ($1, $2, $3)",
                   {number, name, bytes}));
        return Done{};
    }
    std::int64_t count() {
        const auto counted =
            read_value(database(), [](Tx& tx) { return tx.integer("SELECT count(*) FROM thing"); });
        return counted.ok() ? counted.value() : -1;
    }
};
TEST_ON_EACH_DATABASE(AnyDatabase);

TEST_P(AnyDatabase, GivesBackWhatWasPutIn) {
    const Param::Blob none{""}, zeros{std::string_view("\0a\0", 3)};
    const std::string long_text(100'000, 'x');
    struct Case {
        std::string_view why;
        std::int64_t number;
        Param name, bytes;
    };
    const Case cases[] = {
        {"nothing", 0, {}, {}},
        {"empty, not absent", 1, "", none},
        {"zero bytes", 2, "a", zeros},
        {"the smallest integer", std::numeric_limits<std::int64_t>::min(), "b", {}},
        {"the largest integer", std::numeric_limits<std::int64_t>::max(), "c", {}},
        {"a name", 3, "王小明", {}},
        {"a character of extension B", 4, "𠀀𪚥·买买提", {}},
        {"long", 5, long_text, {}},
    };
    must(database().write([&](Tx& tx) -> Status {
        for (const Case& c : cases) TRY(put(tx, c.number, c.name, c.bytes));
        return Done{};
    }));
    reopen();
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        must(database().read([&](Tx& tx) -> Status {
            const bool found = TRY(tx.first(
                "SELECT number, name, bytes FROM thing WHERE number = $1", {c.number},
                [&](const Row& row) {
                    EXPECT_EQ(row.integer(0), c.number);
                    const auto* name = std::get_if<std::string_view>(&c.name.value());
                    EXPECT_EQ(row.is_null(1), name == nullptr);
                    EXPECT_EQ(row.text(1), name == nullptr ? std::string_view() : *name);
                    const auto* bytes = std::get_if<Param::Blob>(&c.bytes.value());
                    EXPECT_EQ(row.is_null(2), bytes == nullptr);
                    EXPECT_EQ(row.blob(2), bytes == nullptr ? std::string_view() : bytes->bytes);
                    EXPECT_THROW((void)row.text(0), std::logic_error);
                    EXPECT_THROW((void)row.integer(3), std::logic_error);
                }));
            EXPECT_TRUE(found);
            return Done{};
        }));
    }
}

TEST_P(AnyDatabase, OrdersTextByItsBytes) {
    must(database().write([&](Tx& tx) -> Status {
        std::int64_t number = 0;
        for (const char* name : {"啊", "b", "A", "a", "𠀀", "吧", "Z"})
            TRY(put(tx, ++number, name));
        return Done{};
    }));
    std::string names;
    must(database().read([&](Tx& tx) {
        return tx.query("SELECT name FROM thing ORDER BY name", {}, [&](const Row& row) -> Status {
            names += row.text(0);
            return Done{};
        });
    }));
    EXPECT_EQ(names, "AZab吧啊𠀀");
}

TEST_P(AnyDatabase, SaysWhyAStatementIsRefused) {
    must(database().write([](Tx& tx) { return put(tx, 1, "one"); }));
    struct Case {
        std::string_view why;
        std::function<Status(Tx&)> work;
        const Problem* problem;
    };
    const Case cases[] = {
        {"the same key", [](Tx& tx) { return put(tx, 1, "two"); }, &problem::kStoreDuplicate},
        {"the same name", [](Tx& tx) { return put(tx, 2, "one"); }, &problem::kStoreDuplicate},
        {"a check", [](Tx& tx) { return put(tx, 13); }, &problem::kStoreConstraint},
        {"nothing to refer to",
         [](Tx& tx) -> Status {
             TRY(tx.run("INSERT INTO part (thing) VALUES ($1)", {99}));
             return Done{};
         },
         &problem::kStoreConstraint},
        {"absent where it must not be",
         [](Tx& tx) -> Status {
             TRY(tx.run("INSERT INTO part (thing) VALUES ($1)", {Param()}));
             return Done{};
         },
         &problem::kStoreConstraint},
        {"a zero byte in a text", [](Tx& tx) { return put(tx, 2, "a\0b"s); },
         &problem::kStoreTextMalformed},
        {"no UTF-8", [](Tx& tx) { return put(tx, 2, "\xC4\xE3"); }, &problem::kStoreTextMalformed},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const Status done = database().write(c.work);
        ASSERT_FALSE(done.ok());
        EXPECT_EQ(done.error().problem().code, c.problem->code);
        EXPECT_EQ(count(), 1);
    }
}

TEST_P(AnyDatabase, ARefusalLeavesNothing) {
    const Status done = database().write([](Tx& tx) -> Status {
        TRY(put(tx, 1));
        return Error(problem::kStoreTooBig);
    });
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().problem().code, problem::kStoreTooBig.code);
    EXPECT_EQ(count(), 0);
}

TEST_P(AnyDatabase, AnExceptionLeavesNothingAndGoesOn) {
    const auto throws = [](Tx& tx) -> Status {
        TRY(put(tx, 1));
        throw std::runtime_error("made up");
    };
    EXPECT_THROW((void)database().write(throws), std::runtime_error);
    EXPECT_THROW((void)database().write_alone(throws), std::runtime_error);
    EXPECT_THROW((void)database().read([](Tx&) -> Status { throw std::runtime_error("made up"); }),
                 std::runtime_error);
    EXPECT_EQ(count(), 0);
    must(database().write([](Tx& tx) { return put(tx, 2); }));
    EXPECT_EQ(count(), 1);
}

TEST_P(AnyDatabase, ARefusedStatementCannotBeKeptQuiet) {
    const Status done = database().write([](Tx& tx) -> Status {
        TRY(put(tx, 1, "one"));
        EXPECT_FALSE(put(tx, 1).ok());
        const Status after = put(tx, 2);
        EXPECT_FALSE(after.ok());
        EXPECT_EQ(after.error().problem().code, problem::kStoreDuplicate.code);
        return Done{};
    });
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().problem().code, problem::kStoreDuplicate.code);
    EXPECT_EQ(count(), 0);
    must(database().write([](Tx& tx) { return put(tx, 2); }));
}

TEST_P(AnyDatabase, ARefusalOfTheReaderOfRowsIsNotTheDatabases) {
    must(database().write([](Tx& tx) -> Status {
        for (int i = 0; i < 5; ++i) TRY(put(tx, i));
        int seen = 0;
        const Status stopped = tx.query("SELECT number FROM thing", {}, [&](const Row&) -> Status {
            if (++seen == 2) return Error(problem::kStoreTooBig);
            return Done{};
        });
        EXPECT_FALSE(stopped.ok());
        EXPECT_EQ(seen, 2);
        return put(tx, 6);
    }));
    EXPECT_EQ(count(), 6);
}

TEST_P(AnyDatabase, BugsThrow) {
    must(database().write([](Tx& tx) { return put(tx, 1, "one"); }));
    struct Case {
        std::string_view why;
        std::function<Status(Tx&)> work;
    };
    const auto run = [](std::string_view sql, std::vector<Param> params) {
        return [sql, params](Tx& tx) -> Status {
            TRY(tx.run(sql, std::span(params)));
            return Done{};
        };
    };
    const Case cases[] = {
        {"no SQL", run("SELEKT 1", {})},
        {"no such table", run("DELETE FROM nowhere", {})},
        {"too few parameters", run("DELETE FROM thing WHERE number = $1", {})},
        {"too many parameters", run("DELETE FROM thing", {1})},
        {"a text for an integer", run("INSERT INTO thing (number) VALUES ($1)", {"one"})},
        {"two statements", run("DELETE FROM thing; DELETE FROM part", {})},
        {"a statement inside another's rows",
         [](Tx& tx) { return tx.query("SELECT 1", {}, [&](const Row&) { return put(tx, 7); }); }},
        {"a bulk insert not finished",
         [](Tx& tx) -> Status {
             const BulkColumn columns[] = {{"number", ColumnType::Integer}};
             const auto bulk = TRY(tx.bulk_insert("thing", columns));
             return bulk->add(std::array{Param(5)});
         }},
        {"SQL in a name",
         [](Tx& tx) -> Status {
             const BulkColumn columns[] = {{"number) --", ColumnType::Integer}};
             TRY(tx.bulk_insert("thing", columns));
             return Done{};
         }},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_THROW((void)database().write(c.work), std::logic_error);
        EXPECT_EQ(count(), 1);
    }
    EXPECT_THROW((void)database().write(
                     [&](Tx&) { return database().read([](Tx&) -> Status { return Done{}; }); }),
                 std::logic_error);
}

TEST_P(AnyDatabase, RunSaysHowManyRowsItChanged) {
    must(database().write([](Tx& tx) -> Status {
        for (int i = 0; i < 5; ++i) TRY(put(tx, i));
        EXPECT_EQ(TRY(tx.run("UPDATE thing SET name = NULL WHERE number > $1", {2})), 2U);
        EXPECT_EQ(TRY(tx.run("DELETE FROM thing WHERE number > $1", {100})), 0U);
        EXPECT_EQ(TRY(tx.run("SELECT number FROM thing")), 0U);
        EXPECT_EQ(TRY(tx.run("INSERT INTO thing (number) VALUES ($1) ON CONFLICT DO NOTHING", {4})),
                  0U);
        return Done{};
    }));
}

TEST_P(AnyDatabase, AnIntegerIsOneWhateverTheDatabaseCallsIt) {
    must(database().write([](Tx& tx) -> Status {
        TRY(put(tx, 4'000'000'000'000'000'000));
        TRY(put(tx, -1));
        for (const auto& [sql, value] : std::initializer_list<std::pair<const char*, std::int64_t>>{
                 {"SELECT count(*) FROM thing", 2},
                 {"SELECT sum(number) FROM thing", 3'999'999'999'999'999'999},
                 {"SELECT sum(number) FROM thing WHERE number < 0", -1},
                 {"SELECT sum(number) FROM thing WHERE number = 5", 0},
                 {"SELECT CASE WHEN number > 0 THEN 10000 ELSE 2 END FROM thing WHERE number > 0",
                  10000},
                 {"SELECT EXISTS (SELECT 1 FROM thing)", 1},
                 {"SELECT length('王小明')", 3}}) {
            SCOPED_TRACE(sql);
            EXPECT_EQ(TRY(tx.integer(sql)), value);
        }
        return Done{};
    }));
}

TEST_P(AnyDatabase, AReadCannotWrite) {
    const Status done = database().read([](Tx& tx) { return put(tx, 1); });
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().problem().code, problem::kStoreWriteInRead.code);
    EXPECT_EQ(count(), 0);
}

TEST_P(AnyDatabase, AReadSeesOneMoment) {
    must(database().write([](Tx& tx) { return put(tx, 1); }));
    must(database().read([&](Tx& tx) -> Status {
        EXPECT_EQ(TRY(tx.integer("SELECT count(*) FROM thing")), 1);
        Status written = Error(problem::kStoreLocked);
        std::thread other(
            [&] { written = database().write([](Tx& inner) { return put(inner, 2); }); });
        other.join();
        EXPECT_TRUE(written.ok());
        EXPECT_EQ(TRY(tx.integer("SELECT count(*) FROM thing")), 1);
        return Done{};
    }));
    EXPECT_EQ(count(), 2);
}

TEST_P(AnyDatabase, AParameterMayBeAbsentAndTypedInTurn) {
    must(database().write([](Tx& tx) -> Status {
        for (int i = 0; i < 8; ++i)
            TRY(put(tx, i, i % 2 == 0 ? Param() : Param(std::to_string(i)),
                    i % 4 < 2 ? Param() : Param(Param::Blob{"x"})));
        const char* const kSame = "SELECT count(*) FROM thing WHERE name IS NOT DISTINCT FROM $1";
        if (tx.dialect() == Dialect::Postgres) {
            EXPECT_EQ(TRY(tx.integer(kSame, {Param()})), 4);
            EXPECT_EQ(TRY(tx.integer(kSame, {"3"})), 1);
        }
        EXPECT_EQ(TRY(tx.integer("SELECT coalesce($1, 7)", {Param()})), 7);
        EXPECT_EQ(TRY(tx.integer("SELECT coalesce($1, 7)", {5'000'000'000})), 5'000'000'000);
        return Done{};
    }));
}

}  // namespace
}  // namespace mingce
