// A transaction's statements on SQLite.
#pragma once

#include "store/sqlite_connection.h"
#include "store/turn.h"

namespace mingce {

/// For one piece of work; whoever runs it opens and ends the transaction or savepoint around it.
class SqliteTx final : public Tx {
public:
    explicit SqliteTx(SqliteConnection& connection) : connection_(connection) {}

    using Tx::query;
    using Tx::run;
    Dialect dialect() const override { return Dialect::Sqlite; }
    Result<std::uint64_t> run(std::string_view sql, std::span<const Param> params) override;
    Status query(std::string_view sql, std::span<const Param> params,
                 const std::function<Status(const Row&)>& each) override;
    Result<std::uint64_t> run_many(
        std::string_view sql, std::size_t count,
        const std::function<std::span<const Param>(std::size_t)>& params) override;
    Result<std::unique_ptr<BulkInsert>> bulk_insert(std::string_view table,
                                                    std::span<const BulkColumn> columns) override;
    Status run_script(std::string_view sql) override;

    /// Whether what ran may be committed. Errors: that of a statement refused earlier. Throws when
    /// a bulk insert was not finished.
    Status may_commit() const { return turn_.may_commit(); }

private:
    SqliteConnection& connection_;
    Turn turn_;
};

}  // namespace mingce
