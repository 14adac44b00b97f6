// Runs a test on every database the program knows, each time in a fresh one.
#pragma once

#include <cstdlib>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <unistd.h>

#include "store/database.h"
#include "temporary_folder.h"

namespace mingce::testing {

/// The server of tools/with_postgres, "" when there is none.
inline std::string test_server() {
    const char* const url = std::getenv("MINGCE_TEST_POSTGRES");
    return url == nullptr ? "" : url;
}

/// Runs a statement that may stand in no transaction.
inline void on_test_server(const std::string& sql) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> server(
        PQconnectdb((test_server() + "&dbname=postgres").c_str()), PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> done(PQexec(server.get(), sql.c_str()),
                                                             PQclear);
    EXPECT_EQ(PQresultStatus(done.get()), PGRES_COMMAND_OK) << PQerrorMessage(server.get());
}

/// A database of its own for one test, gone with it.
class ScratchDatabase {
public:
    explicit ScratchDatabase(Dialect dialect) {
        if (dialect == Dialect::Sqlite) return;
        static int made = 0;
        name_ = "test_" + std::to_string(getpid()) + "_" + std::to_string(++made);
        on_test_server("CREATE DATABASE " + name_ + " TEMPLATE template0");
    }
    ScratchDatabase(const ScratchDatabase&) = delete;
    ScratchDatabase& operator=(const ScratchDatabase&) = delete;
    ~ScratchDatabase() {
        if (!name_.empty()) on_test_server("DROP DATABASE " + name_ + " WITH (FORCE)");
    }

    /// Opens it; also again, to see what was kept.
    Result<std::unique_ptr<Database>> open() const {
        return name_.empty() ? Database::open_sqlite(file().string())
                             : Database::open_postgres(url());
    }
    std::filesystem::path file() const { return folder_.path() / "record.db"; }
    std::string url() const { return test_server() + "&dbname=" + name_; }

private:
    TemporaryFolder folder_;
    std::string name_;  // of a database on the server
};

/// For TEST_P: database() is open and empty. Overriding SetUp(), go on only unless IsSkipped().
class OnEachDatabase : public ::testing::TestWithParam<Dialect> {
protected:
    void SetUp() override {
        if (GetParam() == Dialect::Postgres && test_server().empty())
            GTEST_SKIP() << "no PostgreSQL: run tools/with_postgres and the test, or ./dev test";
        scratch_ = std::make_unique<ScratchDatabase>(GetParam());
        reopen();
    }
    /// Closes it and opens it again.
    void reopen() {
        database_.reset();
        auto opened = scratch_->open();
        ASSERT_TRUE(opened.ok()) << opened.error().sentence(Language::English);
        database_ = std::move(opened).value();
    }
    void close() { database_.reset(); }
    Database& database() { return *database_; }
    ScratchDatabase& scratch() { return *scratch_; }

private:
    std::unique_ptr<ScratchDatabase> scratch_;
    std::unique_ptr<Database> database_;
};

inline std::string dialect_name(const ::testing::TestParamInfo<Dialect>& tested) {
    return tested.param == Dialect::Sqlite ? "Sqlite" : "Postgres";
}

}  // namespace mingce::testing

/// Beside the TEST_Ps of `suite`, a class made of OnEachDatabase.
#define TEST_ON_EACH_DATABASE(suite)                                                    \
    INSTANTIATE_TEST_SUITE_P(                                                           \
        , suite, ::testing::Values(mingce::Dialect::Sqlite, mingce::Dialect::Postgres), \
        mingce::testing::dialect_name)
