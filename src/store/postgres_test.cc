// What only a server beside the program can do: go away, refuse, hold others back.
#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "each_database.h"
#include "store/problems.h"

namespace mingce {
namespace {

class Postgres : public ::testing::Test {
protected:
    void SetUp() override {
        if (testing::test_server().empty())
            GTEST_SKIP() << "no PostgreSQL: run tools/with_postgres and the test, or ./dev test";
        scratch_ = std::make_unique<testing::ScratchDatabase>(Dialect::Postgres);
        auto opened = scratch_->open();
        ASSERT_TRUE(opened.ok()) << opened.error().sentence(Language::English);
        database_ = std::move(opened).value();
        ASSERT_TRUE(
            database_
                ->write([](Tx& tx) { return tx.run_script("CREATE TABLE thing (number BIGINT)"); })
                .ok());
    }
    // As when the server is started anew: every session ends.
    void end_all_sessions() {
        auto other = scratch_->open();
        ASSERT_TRUE(other.ok());
        ASSERT_TRUE(other.value()
                        ->read([](Tx& tx) -> Status {
                            TRY(tx.integer(
                                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                " WHERE datname = current_database() AND pid <> pg_backend_pid()"));
                            return Done{};
                        })
                        .ok());
    }
    static Status put(Tx& tx) {
        TRY(tx.run("INSERT INTO thing (number) VALUES ($1)", {1}));
        return Done{};
    }
    std::int64_t count() {
        const auto counted =
            read_value(*database_, [](Tx& tx) { return tx.integer("SELECT count(*) FROM thing"); });
        return counted.ok() ? counted.value() : -1;
    }

    std::unique_ptr<testing::ScratchDatabase> scratch_;
    std::unique_ptr<Database> database_;
};

TEST_F(Postgres, AConnectionLostBetweenTransactionsIsMadeAgain) {
    end_all_sessions();
    EXPECT_TRUE(database_->write(put).ok());
    end_all_sessions();
    EXPECT_EQ(count(), 1);
}

TEST_F(Postgres, AConnectionLostWithinATransactionIsSaid) {
    int runs = 0;
    const Status done = database_->write([&](Tx& tx) -> Status {
        ++runs;
        TRY(put(tx));
        end_all_sessions();
        return put(tx);
    });
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().problem().code, problem::kServerLost.code);
    EXPECT_EQ(runs, 1) << "what may have been written is not tried again";
    EXPECT_EQ(count(), 0);
    EXPECT_TRUE(database_->write(put).ok());
}

TEST_F(Postgres, AConnectionLostAmongRowsIsSaid) {
    const Status in_bulk = database_->write([&](Tx& tx) -> Status {
        const BulkColumn columns[] = {{"number", ColumnType::Integer}};
        const auto bulk = TRY(tx.bulk_insert("thing", columns));
        const Param row[] = {1};
        TRY(bulk->add(row));
        end_all_sessions();
        for (int i = 0; i < 100'000; ++i) TRY(bulk->add(row));
        TRY(bulk->finish());
        return Done{};
    });
    ASSERT_FALSE(in_bulk.ok());
    EXPECT_EQ(in_bulk.error().problem().code, problem::kServerLost.code);
    const Status reading = database_->read([&](Tx& tx) {
        bool ended = false;
        return tx.query("SELECT repeat('x', 1000) FROM generate_series(1, 100000)", {},
                        [&](const Row&) -> Status {
                            if (!ended) end_all_sessions();
                            ended = true;
                            return Done{};
                        });
    });
    ASSERT_FALSE(reading.ok());
    EXPECT_EQ(reading.error().problem().code, problem::kServerLost.code);
    EXPECT_EQ(count(), 0);
}

TEST_F(Postgres, ManyReadersWaitForAConnection) {
    std::vector<std::thread> threads;
    std::atomic<int> read = 0;
    for (int i = 0; i < 150; ++i) threads.emplace_back([&] { read += count() == 0 ? 1 : 0; });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(read, 150);
}

TEST(PostgresOpen, SaysWhyAServerIsNotReached) {
    const auto opened = Database::open_postgres("postgres://nobody@/none?host=/nowhere");
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().problem().code, problem::kServerUnreachable.code);
}

TEST(PostgresOpen, RefusesADatabaseOfAnotherEncoding) {
    if (testing::test_server().empty()) GTEST_SKIP() << "no PostgreSQL";
    testing::on_test_server(
        "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"
        " LOCALE_PROVIDER libc");
    const auto opened = Database::open_postgres(testing::test_server() + "&dbname=latin");
    testing::on_test_server("DROP DATABASE latin WITH (FORCE)");
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().problem().code, problem::kServerUnfit.code);
}

}  // namespace
}  // namespace mingce
