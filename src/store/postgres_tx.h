// A transaction's statements on PostgreSQL.
#pragma once

#include "store/postgres_connection.h"
#include "store/turn.h"

namespace mingce {

/// For one piece of work; whoever runs it opens and ends the transaction around it.
class PostgresTx final : public Tx {
public:
    explicit PostgresTx(PostgresConnection& connection) : connection_(connection) {}

    using Tx::query;
    using Tx::run;
    Dialect dialect() const override { return Dialect::Postgres; }
    Result<std::uint64_t> run(std::string_view sql, std::span<const Param> params) override;
    /// Rows are fetched one at a time, so an answer of any length takes little memory.
    Status query(std::string_view sql, std::span<const Param> params,
                 const std::function<Status(const Row&)>& each) override;
    Result<std::uint64_t> run_many(
        std::string_view sql, std::size_t count,
        const std::function<std::span<const Param>(std::size_t)>& params) override;
    Result<std::unique_ptr<BulkInsert>> bulk_insert(std::string_view table,
                                                    std::span<const BulkColumn> columns) override;
    Status run_script(std::string_view sql) override;

    /// As SqliteTx::may_commit().
    Status may_commit() const { return turn_.may_commit(); }
    /// Whether the transaction must be run again because others changed what it saw.
    bool met_others() const { return turn_.met_others(); }

private:
    Result<const PostgresStatement*> ready(std::string_view sql, std::span<const Param> params);

    PostgresConnection& connection_;
    PostgresParams params_;
    Turn turn_;
};

}  // namespace mingce
