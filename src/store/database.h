// The one way to a database: sessions that run SQL, on SQLite and PostgreSQL alike. Only the rooms'
// own files of store/ write SQL; it is the subset both speak (docs/adr/0002), with $1 parameters.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/result.h"

namespace mingce {

enum class Dialect : std::uint8_t { Sqlite, Postgres };

/// What a parameter can be. Integers are 64 bits; texts are UTF-8 without NUL; blobs are bytes.
/// Views must live until the call returns.
class Param {
public:
    struct Blob {
        std::string_view bytes;
    };
    Param() = default;  // NULL
    Param(std::int64_t value) : value_(value) {}
    Param(int value) : value_(std::int64_t{value}) {}
    Param(std::uint64_t value) : value_(static_cast<std::int64_t>(value)) {}
    Param(std::uint32_t value) : value_(std::int64_t{value}) {}
    Param(bool value) : value_(std::int64_t{value}) {}
    Param(Moment value) : value_(value.milliseconds) {}
    Param(std::string_view text) : value_(text) {}
    Param(const std::string& text) : value_(std::string_view(text)) {}
    Param(const char* text) : value_(std::string_view(text)) {}
    Param(Blob blob) : value_(blob) {}
    /// 16 bytes; NULL when there is none.
    Param(const Id& id) {
        if (!id.is_none()) value_ = Blob{id.view()};
    }
    const std::variant<std::monostate, std::int64_t, std::string_view, Blob>& value() const {
        return value_;
    }

private:
    std::variant<std::monostate, std::int64_t, std::string_view, Blob> value_;
};

/// "" is stored as NULL: absent and empty are one thing in the record.
inline Param text_or_null(std::string_view text) { return text.empty() ? Param() : Param(text); }
inline Param blob_or_null(std::string_view bytes) {
    return bytes.empty() ? Param() : Param(Param::Blob{bytes});
}

/// One row of an answer, columns from 0. Views die with the next row. A NULL reads as 0, "" or no
/// id; asking for another type than the column's is a bug and throws.
class Row {
public:
    virtual ~Row() = default;
    virtual bool is_null(std::size_t column) const = 0;
    virtual std::int64_t integer(std::size_t column) const = 0;
    virtual std::string_view text(std::size_t column) const = 0;
    virtual std::string_view blob(std::size_t column) const = 0;

    std::string string(std::size_t column) const { return std::string(text(column)); }
    Moment moment(std::size_t column) const { return {integer(column)}; }
    Id id(std::size_t column) const {
        const std::string_view bytes = blob(column);
        return bytes.empty() ? Id{} : Id::from_bytes(bytes).value();
    }
};

enum class ColumnType : std::uint8_t { Integer, Text, Blob };
struct BulkColumn {
    std::string_view name;
    ColumnType type;
};

/// Rows going in by the fastest way there is: COPY in binary, or one prepared statement. Ends with
/// finish(); dropped without it, the transaction must be rolled back.
class BulkInsert {
public:
    virtual ~BulkInsert() = default;
    /// One value a column, in their order.
    virtual Status add(std::span<const Param> values) = 0;
    /// Returns the number of rows.
    virtual Result<std::uint64_t> finish() = 0;
};

/// One connection inside a transaction. Statements are prepared once and kept: texts are constants,
/// and lists of values go in as parameters.
/// Errors of every call: Conflict (a uniqueness or other constraint; two writers met), Unavailable
/// (disk full, file damaged, connection lost, locked), BadInput (a text that is not UTF-8 or holds
/// a zero byte, a value too big), Misuse (writing in a read). After one the transaction is lost:
/// every later call returns the same error and nothing is committed. So ask with ON CONFLICT, not
/// by failing. SQL that the database does not understand, or another number or type of parameters
/// or columns than there are, is a bug and throws.
class Tx {
public:
    virtual ~Tx() = default;
    virtual Dialect dialect() const = 0;

    /// Returns the number of rows changed.
    virtual Result<std::uint64_t> run(std::string_view sql, std::span<const Param> params) = 0;
    /// Calls `each` for every row as it comes; its refusal ends the reading, is returned, and
    /// leaves the transaction as it was. `each` may not use the transaction: collect first.
    virtual Status query(std::string_view sql, std::span<const Param> params,
                         const std::function<Status(const Row&)>& each) = 0;
    /// The same statement for `count` sets of parameters, in one round trip where there is one.
    /// `params(i)` is called in order and its views must live until the next call. Returns the
    /// number of rows changed by all.
    virtual Result<std::uint64_t> run_many(
        std::string_view sql, std::size_t count,
        const std::function<std::span<const Param>(std::size_t)>& params) = 0;
    /// Nothing else may run in the transaction until it is finished.
    virtual Result<std::unique_ptr<BulkInsert>> bulk_insert(
        std::string_view table, std::span<const BulkColumn> columns) = 0;

    /// Any number of statements, each ended by ';', without parameters: for migrations alone.
    virtual Status run_script(std::string_view sql) = 0;

    Result<std::uint64_t> run(std::string_view sql, std::initializer_list<Param> params = {}) {
        return run(sql, std::span(params.begin(), params.size()));
    }
    Status query(std::string_view sql, std::initializer_list<Param> params,
                 const std::function<Status(const Row&)>& each) {
        return query(sql, std::span(params.begin(), params.size()), each);
    }
    /// Whether there was a row; `each` is called for the first.
    Result<bool> first(std::string_view sql, std::initializer_list<Param> params,
                       const std::function<void(const Row&)>& each);
    /// The first column of the first row; 0 without one.
    Result<std::int64_t> integer(std::string_view sql, std::initializer_list<Param> params = {});
    /// The first column of every row.
    Result<std::vector<Id>> ids(std::string_view sql, std::initializer_list<Param> params);
};

/// A database, opened. Safe to use from several threads.
/// `work` may be run more than once, after all it did was undone (writers met on PostgreSQL; one of
/// a group filled the disk on SQLite), and in another caller's thread: what it fills outside it
/// begins by emptying. A transaction inside another one of the same database is a bug and throws.
class Database {
public:
    virtual ~Database() = default;
    virtual Dialect dialect() const = 0;
    /// Transactions committed since it was opened.
    virtual std::uint64_t commits() const = 0;

    /// Runs `work` in one transaction that commits only when it returns ok; a refusal or an
    /// exception rolls all of it back. Durable when it returns. On SQLite, writers that wait
    /// together are committed together, each undone alone where it refuses.
    virtual Status write(const std::function<Status(Tx&)>& work) = 0;
    /// Runs `work` on a snapshot; writing in it is refused.
    virtual Status read(const std::function<Status(Tx&)>& work) = 0;
    /// For what may not share its transaction with others' or be grouped: bulk work that takes
    /// seconds. Otherwise as write().
    virtual Status write_alone(const std::function<Status(Tx&)>& work) = 0;

    /// Takes from the disk what was deleted from these tables: on SQLite, where deleting
    /// overwrites, the log goes into the file and is cut; on PostgreSQL dead rows are vacuumed. For
    /// use outside transactions. Errors: Unavailable (store.locked while somebody still reads an
    /// older state).
    virtual Status forget_deleted(std::span<const std::string_view> tables) = 0;

    /// Opens a file, creating it when absent, for this user alone. Closing it moves the log beside
    /// it into it.
    /// Errors: Unavailable (no such folder, no right, damaged, in use).
    static Result<std::unique_ptr<Database>> open_sqlite(const std::string& path);
    /// postgres://…; the password comes from the URL's own file, PGPASSFILE or PGPASSWORD. Writes
    /// are serializable: they are as if each had run alone.
    /// Errors: Unavailable (not reached, not let in, an old server or another encoding than UTF8).
    static Result<std::unique_ptr<Database>> open_postgres(const std::string& url);
};

/// The value that `work` returns, out of one transaction.
template <class Work>
auto write_value(Database& database, Work&& work) -> decltype(work(std::declval<Tx&>())) {
    using Answer = decltype(work(std::declval<Tx&>()));
    std::optional<Answer> answer;
    const Status done = database.write([&](Tx& tx) -> Status {
        answer.emplace(work(tx));
        if (!answer->ok()) return answer->error();
        return Done{};
    });
    if (!done.ok()) return done.error();
    return std::move(*answer);
}

template <class Work>
auto read_value(Database& database, Work&& work) -> decltype(work(std::declval<Tx&>())) {
    using Answer = decltype(work(std::declval<Tx&>()));
    std::optional<Answer> answer;
    const Status done = database.read([&](Tx& tx) -> Status {
        answer.emplace(work(tx));
        if (!answer->ok()) return answer->error();
        return Done{};
    });
    if (!done.ok()) return done.error();
    return std::move(*answer);
}

}  // namespace mingce
