// What only a file of one's own can suffer: a full disk, a failing one, damage, other programs.
#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "store/database.h"
#include "store/problems.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;

// Stands between SQLite and the disk, and fails flushes when told to.
class FailingDisk {
public:
    FailingDisk() {
        ordinary_ = sqlite3_vfs_find(nullptr);
        failing_ = *ordinary_;
        failing_.zName = "failing";
        failing_.xOpen = open;
        sqlite3_vfs_register(&failing_, 1);
    }
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    ~FailingDisk() {
        fail = false;
        sqlite3_vfs_register(ordinary_, 1);
        sqlite3_vfs_unregister(&failing_);
    }
    static inline std::atomic<bool> fail = false;

private:
    static int open(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags,
                    int* opened) {
        const int code = ordinary_->xOpen(ordinary_, name, file, flags, opened);
        if (code != SQLITE_OK || file->pMethods == nullptr) return code;
        // The record has other methods than its log; all flush alike.
        auto [methods, is_new] = methods_.try_emplace(file->pMethods, *file->pMethods);
        if (is_new) {
            sync_ = methods->second.xSync;
            methods->second.xSync = sync;
        }
        file->pMethods = &methods->second;
        return code;
    }
    static int sync(sqlite3_file* file, int flags) {
        return fail ? SQLITE_IOERR_FSYNC : sync_(file, flags);
    }
    static inline sqlite3_vfs* ordinary_ = nullptr;
    static inline sqlite3_vfs failing_ = {};
    static inline std::map<const sqlite3_io_methods*, sqlite3_io_methods> methods_;
    static inline int (*sync_)(sqlite3_file*, int) = nullptr;
};

class Sqlite : public ::testing::Test {
protected:
    void SetUp() override {
        open();
        ASSERT_EQ(code_of(database_->write([](Tx& tx) {
                      return tx.run_script(
                          "CREATE TABLE thing (number INTEGER NOT NULL, name TEXT) STRICT;");
                  })),
                  "");
    }
    void open() {
        database_.reset();
        auto opened = Database::open_sqlite(file().string());
        ASSERT_TRUE(opened.ok()) << opened.error().sentence(Language::English);
        database_ = std::move(opened).value();
    }
    fs::path file() const { return folder_.path() / "record.db"; }
    static std::string code_of(const Status& status) {
        return status.ok() ? "" : std::string(status.error().problem().code);
    }
    static Status put(Tx& tx, std::int64_t number, const std::string& name = {}) {
        TRY(tx.run("INSERT INTO thing (number, name) VALUES ($1, $2)", {number, name}));
        return Done{};
    }
    Status put_one(std::int64_t number) {
        return database_->write([&](Tx& tx) { return put(tx, number); });
    }
    Status put_much(int rows) {
        return database_->write([rows](Tx& tx) -> Status {
            for (int i = 0; i < rows; ++i) TRY(put(tx, i, std::string(1'000, 'x')));
            return Done{};
        });
    }
    std::int64_t count() {
        const auto counted =
            read_value(*database_, [](Tx& tx) { return tx.integer("SELECT count(*) FROM thing"); });
        return counted.ok() ? counted.value() : -1;
    }
    Status limit_pages(int pages) {
        return database_->write([&](Tx& tx) {
            return tx.run_script("PRAGMA max_page_count = " + std::to_string(pages) + ";");
        });
    }

    testing::TemporaryFolder folder_;
    std::unique_ptr<Database> database_;
};

TEST_F(Sqlite, ClosedIsOneFileOfThisUserAlone) {
    ASSERT_EQ(code_of(put_one(1)), "");
    EXPECT_TRUE(fs::exists(file().string() + "-wal"));
    for (const auto& entry : fs::directory_iterator(folder_.path()))
        EXPECT_EQ(entry.status().permissions(), fs::perms::owner_read | fs::perms::owner_write)
            << entry.path();
    database_.reset();
    EXPECT_FALSE(fs::exists(file().string() + "-wal"));
    open();
    EXPECT_EQ(count(), 1);
}

TEST_F(Sqlite, AFullDiskIsSaidAndPasses) {
    ASSERT_EQ(code_of(limit_pages(50)), "");
    EXPECT_EQ(code_of(put_much(1'000)), problem::kStoreDiskFull.code);
    EXPECT_EQ(count(), 0);
    EXPECT_EQ(code_of(put_one(1)), "") << "what still fits is written";
    ASSERT_EQ(code_of(limit_pages(100'000)), "");
    EXPECT_EQ(code_of(put_much(1'000)), "") << "no restart is needed";
    EXPECT_EQ(count(), 1'001);
}

// The first writer holds the lead until the others wait, so that they become one group.
TEST_F(Sqlite, OneWhoFillsTheDiskHarmsNobodyInHisGroup) {
    ASSERT_EQ(code_of(limit_pages(50)), "");
    constexpr int kOthers = 8;
    std::atomic<int> waiting = 0, written = 0, full = 0;
    std::vector<std::thread> threads;
    threads.emplace_back([&] {
        const Status done = database_->write([&](Tx& tx) -> Status {
            while (waiting < kOthers) std::this_thread::yield();
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            return put(tx, 0);
        });
        written += done.ok() ? 1 : 0;
    });
    for (int i = 1; i <= kOthers; ++i)
        threads.emplace_back([&, i] {
            ++waiting;
            const Status done = i == kOthers / 2 ? put_much(1'000) : put_one(i);
            written += done.ok() ? 1 : 0;
            full += code_of(done) == problem::kStoreDiskFull.code ? 1 : 0;
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(written, kOthers);
    EXPECT_EQ(full, 1);
    EXPECT_EQ(count(), kOthers);
}

TEST(SqliteDisk, AFailedFlushStopsWritingUntilItIsOpenedAgain) {
    const FailingDisk disk;
    const testing::TemporaryFolder folder;
    const std::string file = (folder.path() / "record.db").string();
    const auto put = [](Tx& tx) -> Status {
        TRY(tx.run("INSERT INTO thing (number) VALUES ($1)", {1}));
        return Done{};
    };
    for (int round = 0; round < 2; ++round) {
        auto database = std::move(Database::open_sqlite(file)).value();
        ASSERT_TRUE(database
                        ->write([](Tx& tx) {
                            return tx.run_script(
                                "CREATE TABLE IF NOT EXISTS thing (number INTEGER) STRICT;");
                        })
                        .ok());
        ASSERT_TRUE(database->write(put).ok());
        FailingDisk::fail = true;
        std::atomic<int> refused = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] { refused += database->write(put).ok() ? 0 : 1; });
        for (std::thread& thread : threads) thread.join();
        EXPECT_EQ(refused, 8) << "nothing is acknowledged";
        FailingDisk::fail = false;
        const Status after = database->write(put);
        ASSERT_FALSE(after.ok());
        EXPECT_EQ(after.error().problem().code, problem::kStoreWritesStopped.code);
        const auto seen =
            read_value(*database, [](Tx& tx) { return tx.integer("SELECT count(*) FROM thing"); });
        EXPECT_TRUE(seen.ok()) << "reading goes on";
    }
}

TEST_F(Sqlite, ADamagedPageIsSaid) {
    ASSERT_EQ(code_of(put_much(2'000)), "");
    database_.reset();
    std::string bytes = testing::contents(file());
    for (std::size_t at = 10 * 4096; at < 60 * 4096; ++at) bytes[at] = static_cast<char>(at * 7);
    folder_.write("record.db", bytes);
    open();
    std::int64_t rows = 0;
    const Status read = database_->read([&](Tx& tx) {
        return tx.query("SELECT number, name FROM thing", {}, [&](const Row&) -> Status {
            ++rows;
            return Done{};
        });
    });
    EXPECT_EQ(code_of(read), problem::kStoreDamaged.code) << rows;
    EXPECT_EQ(code_of(database_->write([](Tx& tx) -> Status {
                  TRY(tx.run("UPDATE thing SET number = number + 1"));
                  return Done{};
              })),
              problem::kStoreDamaged.code);
    EXPECT_EQ(code_of(put_one(1)), problem::kStoreWritesStopped.code);
}

TEST(SqliteOpen, SaysWhyAFileCannotBeOpened) {
    const testing::TemporaryFolder folder;
    struct Case {
        std::string_view why;
        fs::path file;
        const Problem* problem;
    };
    const Case cases[] = {
        {"no such folder", folder.path() / "nowhere" / "record.db", &problem::kStoreCannotOpen},
        {"a folder", folder.path(), &problem::kStoreCannotOpen},
        {"some text", folder.write("text.db", std::string(5'000, 'x')), &problem::kStoreDamaged},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto opened = Database::open_sqlite(c.file.string());
        ASSERT_FALSE(opened.ok());
        EXPECT_EQ(opened.error().problem().code, c.problem->code);
        EXPECT_EQ(opened.error().place().file, c.file.string());
    }
}

TEST_F(Sqlite, WhatIsDeletedLeavesNoBytes) {
    const std::string secret = "made-up-secret-0123456789";
    ASSERT_EQ(code_of(database_->write([&](Tx& tx) { return put(tx, 1, secret); })), "");
    database_.reset();
    EXPECT_NE(testing::contents(file()).find(secret), std::string::npos);
    open();
    ASSERT_EQ(code_of(database_->write([](Tx& tx) -> Status {
                  TRY(tx.run("DELETE FROM thing"));
                  return Done{};
              })),
              "");
    database_.reset();
    EXPECT_EQ(testing::contents(file()).find(secret), std::string::npos);
}

TEST_F(Sqlite, ALongLogIsMovedIntoTheFileWhileItIsOpen) {
    const auto before = fs::file_size(file());
    for (int i = 0; i < 5; ++i) ASSERT_EQ(code_of(put_much(10'000)), "");
    EXPECT_GT(fs::file_size(file()), before + 10'000'000);
    EXPECT_LT(fs::file_size(file().string() + "-wal"), 70'000'000);
}

}  // namespace
}  // namespace mingce
