#include "store/sqlite_tx.h"

#include <stdexcept>
#include <string>

#include "store/bulk_names.h"
#include "store/problems.h"

namespace mingce {

namespace {

/// Gives the statement back on every way out, so that no read stays open behind a commit.
class Reset {
public:
    explicit Reset(const SqliteStatement& statement) : statement_(statement) {}
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;
    ~Reset() { statement_.reset(); }

private:
    const SqliteStatement& statement_;
};

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* handle) : handle_(handle) {}

    bool is_null(std::size_t column) const override { return type(column) == SQLITE_NULL; }
    std::int64_t integer(std::size_t column) const override {
        return is(column, SQLITE_INTEGER) ? sqlite3_column_int64(handle_, number(column)) : 0;
    }
    std::string_view text(std::size_t column) const override {
        return is(column, SQLITE_TEXT) ? bytes(column) : std::string_view();
    }
    std::string_view blob(std::size_t column) const override {
        return is(column, SQLITE_BLOB) ? bytes(column) : std::string_view();
    }

private:
    static int number(std::size_t column) { return static_cast<int>(column); }
    int type(std::size_t column) const {
        if (column >= static_cast<std::size_t>(sqlite3_data_count(handle_)))
            throw std::logic_error("no such column in the answer");
        return sqlite3_column_type(handle_, number(column));
    }
    // False for NULL; another type than the one asked for is a bug.
    bool is(std::size_t column, int wanted) const {
        const int found = type(column);
        if (found == SQLITE_NULL) return false;
        if (found != wanted)
            throw std::logic_error("a column of another type than the one asked for: " +
                                   std::string(sqlite3_column_name(handle_, number(column))));
        return true;
    }
    std::string_view bytes(std::size_t column) const {
        const void* const begin = sqlite3_column_blob(handle_, number(column));
        if (begin == nullptr) return "";
        return {static_cast<const char*>(begin),
                static_cast<std::size_t>(sqlite3_column_bytes(handle_, number(column)))};
    }
    sqlite3_stmt* handle_;
};

// Runs to the end; returns the rows changed by the statement itself, without its triggers'.
Result<std::uint64_t> step_through(SqliteConnection& connection, const SqliteStatement& statement,
                                   std::span<const Param> params) {
    const Reset reset(statement);
    TRY(statement.bind(params));
    sqlite3* const handle = connection.handle();
    const sqlite3_int64 before = sqlite3_total_changes64(handle);
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW) code = sqlite3_step(statement.handle());
    if (code != SQLITE_DONE) return connection.error(code, sqlite3_sql(statement.handle()));
    // What changed nothing leaves the count of the statement before it.
    if (sqlite3_total_changes64(handle) == before) return std::uint64_t{0};
    return static_cast<std::uint64_t>(sqlite3_changes64(handle));
}

class SqliteBulkInsert final : public BulkInsert {
public:
    SqliteBulkInsert(SqliteConnection& connection, const SqliteStatement& statement, Turn& turn)
        : connection_(connection), statement_(statement), turn_(turn) {
        turn_.set_running(true);
    }

    Status add(std::span<const Param> values) override {
        if (broken_) return *broken_;
        auto added = step_through(connection_, statement_, values);
        if (!added.ok()) return broken_.emplace(turn_.broke(std::move(added).error()));
        ++rows_;
        return Done{};
    }
    // Only here, so that a bulk insert dropped before it leaves a transaction that cannot commit.
    Result<std::uint64_t> finish() override {
        turn_.set_running(false);
        if (broken_) return *broken_;
        return rows_;
    }

private:
    SqliteConnection& connection_;
    const SqliteStatement& statement_;
    Turn& turn_;
    std::uint64_t rows_ = 0;
    std::optional<Error> broken_;
};

}  // namespace

Result<std::uint64_t> SqliteTx::run(std::string_view sql, std::span<const Param> params) {
    return run_many(sql, 1, [&](std::size_t) { return params; });
}

Status SqliteTx::query(std::string_view sql, std::span<const Param> params,
                       const std::function<Status(const Row&)>& each) {
    TRY(turn_.may_run());
    auto prepared = connection_.prepare(sql);
    if (!prepared.ok()) return turn_.broke(std::move(prepared).error());
    const SqliteStatement& statement = *prepared.value();
    const Reset reset(statement);
    const Turn::Running running(turn_);
    Status bound = statement.bind(params);
    if (!bound.ok()) return turn_.broke(std::move(bound).error());
    const SqliteRow row(statement.handle());
    int code = sqlite3_step(statement.handle());
    for (; code == SQLITE_ROW; code = sqlite3_step(statement.handle())) TRY(each(row));
    if (code != SQLITE_DONE) return turn_.broke(connection_.error(code, sql));
    return Done{};
}

Result<std::uint64_t> SqliteTx::run_many(
    std::string_view sql, std::size_t count,
    const std::function<std::span<const Param>(std::size_t)>& params) {
    TRY(turn_.may_run());
    auto prepared = connection_.prepare(sql);
    if (!prepared.ok()) return turn_.broke(std::move(prepared).error());
    const Turn::Running running(turn_);
    std::uint64_t changed = 0;
    for (std::size_t i = 0; i < count; ++i) {
        auto step = step_through(connection_, *prepared.value(), params(i));
        if (!step.ok()) return turn_.broke(std::move(step).error());
        changed += step.value();
    }
    return changed;
}

Result<std::unique_ptr<BulkInsert>> SqliteTx::bulk_insert(std::string_view table,
                                                          std::span<const BulkColumn> columns) {
    TRY(turn_.may_run());
    std::string sql =
        "INSERT INTO " + plain_name(table) + " (" + plain_names(columns) + ") VALUES (";
    for (std::size_t i = 0; i < columns.size(); ++i)
        sql += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
    auto prepared = connection_.prepare(sql + ")");
    if (!prepared.ok()) return turn_.broke(std::move(prepared).error());
    return std::unique_ptr<BulkInsert>(
        std::make_unique<SqliteBulkInsert>(connection_, *prepared.value(), turn_));
}

Status SqliteTx::run_script(std::string_view sql) {
    TRY(turn_.may_run());
    Status done = connection_.execute(std::string(sql));
    if (!done.ok()) return turn_.broke(std::move(done).error());
    return Done{};
}

}  // namespace mingce
