// Database on an SQLite file: one writer, and as many readers as there are at once, up to a limit.
#include <condition_variable>
#include <mutex>
#include <vector>

#include "store/problems.h"
#include "store/sqlite_tx.h"
#include "store/sqlite_writer.h"

namespace mingce {

namespace {

// Each reader keeps up to 8 MiB of pages; two cores have no use for more at once.
constexpr std::size_t kReadersMax = 16;

/// Connections for reading, opened when first needed and kept.
class SqliteReaders {
public:
    explicit SqliteReaders(std::string path) : path_(std::move(path)) {}

    /// Waits while all are lent.
    Result<std::unique_ptr<SqliteConnection>> borrow() {
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [this] { return lent_ < kReadersMax; });
        ++lent_;
        if (!idle_.empty()) {
            auto reader = std::move(idle_.back());
            idle_.pop_back();
            return reader;
        }
        lock.unlock();
        auto opened = SqliteConnection::open(path_, SqliteUse::Read);
        if (!opened.ok()) give_back(nullptr);
        return opened;
    }
    void give_back(std::unique_ptr<SqliteConnection> reader) {
        {
            const std::lock_guard lock(mutex_);
            --lent_;
            if (reader) idle_.push_back(std::move(reader));
        }
        returned_.notify_one();
    }

private:
    const std::string path_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::size_t lent_ = 0;
    std::vector<std::unique_ptr<SqliteConnection>> idle_;
};

/// A reader inside its transaction; ends it and gives the reader back on every way out.
class LentReader {
public:
    LentReader(SqliteReaders& readers, std::unique_ptr<SqliteConnection> reader)
        : readers_(readers), reader_(std::move(reader)) {}
    LentReader(const LentReader&) = delete;
    LentReader& operator=(const LentReader&) = delete;
    ~LentReader() {
        const bool ended = !reader_->in_transaction() || reader_->step("ROLLBACK").ok();
        readers_.give_back(ended ? std::move(reader_) : nullptr);
    }
    SqliteConnection& connection() { return *reader_; }

private:
    SqliteReaders& readers_;
    std::unique_ptr<SqliteConnection> reader_;
};

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(const std::string& path, std::unique_ptr<SqliteConnection> writer)
        : writer_(std::move(writer)), readers_(path) {}

    Dialect dialect() const override { return Dialect::Sqlite; }
    std::uint64_t commits() const override { return writer_.commits(); }

    Status write(const std::function<Status(Tx&)>& work) override {
        const Nesting nesting(this);
        return writer_.write(work, Sharing::Grouped);
    }
    Status write_alone(const std::function<Status(Tx&)>& work) override {
        const Nesting nesting(this);
        return writer_.write(work, Sharing::Alone);
    }
    Status forget_deleted(std::span<const std::string_view> /*tables*/) override {
        const Nesting nesting(this);
        return writer_.empty_log();
    }
    Status read(const std::function<Status(Tx&)>& work) override {
        const Nesting nesting(this);
        LentReader lent(readers_, TRY(readers_.borrow()));
        TRY(lent.connection().step("BEGIN"));
        SqliteTx tx(lent.connection());
        TRY(work(tx));
        return tx.may_commit();
    }

private:
    SqliteWriter writer_;  // closed last, so that the log can go into the file
    SqliteReaders readers_;
};

}  // namespace

Result<std::unique_ptr<Database>> Database::open_sqlite(const std::string& path) {
    auto writer = TRY(SqliteConnection::open(path, SqliteUse::Write));
    return std::unique_ptr<Database>(std::make_unique<SqliteDatabase>(path, std::move(writer)));
}

}  // namespace mingce
