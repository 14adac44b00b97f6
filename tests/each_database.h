// Runs a test on every database the program knows, each time in a fresh one.
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "store/database.h"
#include "temporary_folder.h"

namespace mingce::testing {

/// A database of its own for one test, gone with it.
class ScratchDatabase {
public:
    explicit ScratchDatabase(Dialect /*dialect*/) {}

    /// Opens it; also again, to see what was kept.
    Result<std::unique_ptr<Database>> open() const {
        return Database::open_sqlite(file().string());
    }
    std::filesystem::path file() const { return folder_.path() / "record.db"; }

private:
    TemporaryFolder folder_;
};

/// For TEST_P: database() is open and empty.
class OnEachDatabase : public ::testing::TestWithParam<Dialect> {
protected:
    void SetUp() override {
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
#define TEST_ON_EACH_DATABASE(suite)                                              \
    INSTANTIATE_TEST_SUITE_P(, suite, ::testing::Values(mingce::Dialect::Sqlite), \
                             mingce::testing::dialect_name)
