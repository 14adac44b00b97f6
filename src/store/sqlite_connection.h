// One connection to an SQLite file: its settings, its prepared statements, its codes in words.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <sqlite3.h>

#include "base/result.h"
#include "store/database.h"

namespace mingce {

enum class SqliteUse : std::uint8_t { Write, Read };

/// A statement prepared once. Lent to one user at a time, who resets it.
class SqliteStatement {
public:
    SqliteStatement(sqlite3_stmt* handle, std::vector<int> places)
        : handle_(handle), places_(std::move(places)) {}

    sqlite3_stmt* handle() const { return handle_.get(); }
    bool reads_only() const { return sqlite3_stmt_readonly(handle_.get()) != 0; }
    /// Binds $1, $2 …; their texts and blobs are not copied and must live until the reset. Another
    /// number of them than the statement's is a bug and throws.
    /// Errors: BadInput (a text that is not UTF-8 or holds a zero byte; a value too big).
    Status bind(std::span<const Param> params) const;
    void reset() const { sqlite3_reset(handle_.get()); }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
    std::vector<int> places_;  // SQLite's number of $1, $2 …: it counts them as they are met
};

/// Used by one thread at a time.
class SqliteConnection {
public:
    /// Opens the file, creating it for this user alone when absent, and sets it up.
    /// Errors: Unavailable.
    static Result<std::unique_ptr<SqliteConnection>> open(const std::string& path, SqliteUse use);

    SqliteUse use() const { return use_; }
    sqlite3* handle() const { return handle_.get(); }
    /// Whether a transaction is open; SQLite itself ends one after some errors.
    bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

    /// The prepared statement of this text; it lives as long as the connection. A text that SQLite
    /// does not understand is a bug and throws.
    Result<const SqliteStatement*> prepare(std::string_view sql);
    /// Runs one prepared statement without parameters or answer, as of transactions.
    Status step(std::string_view sql);
    /// Runs any number of statements without parameters or answers.
    Status execute(const std::string& sql);

    /// What the last call's code means. A code that only a wrong program can meet throws.
    Error error(int code, std::string_view sql = {});
    /// Whether the disk failed or the file proved damaged: from then on even a commit that SQLite
    /// calls good is not to be trusted.
    bool has_failed() const { return has_failed_; }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    SqliteConnection(sqlite3* handle, SqliteUse use) : handle_(handle), use_(use) {}
    Status set_up();

    std::unique_ptr<sqlite3, Close> handle_;  // before the statements: closed after them
    SqliteUse use_;
    bool has_failed_ = false;
    std::unordered_map<std::string, SqliteStatement, TextHash, std::equal_to<>> statements_;
};

}  // namespace mingce
