#include "store/postgres_tx.h"

#include <charconv>
#include <cstring>
#include <stdexcept>

#include "store/bulk_names.h"
#include "store/postgres_bulk.h"
#include "store/problems.h"

namespace mingce {

namespace {

// Few enough that their answers fit into a socket's buffer while nobody reads them.
constexpr std::size_t kPipelineBatch = 256;

// Rows changed; those that a SELECT found do not count.
std::uint64_t rows_changed(PGresult* result) {
    if (std::strncmp(PQcmdStatus(result), "SELECT", 6) == 0) return 0;
    const std::string_view text = PQcmdTuples(result);
    std::uint64_t rows = 0;
    std::from_chars(text.data(), text.data() + text.size(), rows);
    return rows;
}

bool is_done(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/// Reads an answer to its end on every way out: the connection is free only then.
class Drain {
public:
    explicit Drain(PGconn* handle) : handle_(handle) {}
    Drain(const Drain&) = delete;
    Drain& operator=(const Drain&) = delete;
    ~Drain() {
        while (const PostgresResult rest{PQgetResult(handle_)}) {
        }
    }

private:
    PGconn* handle_;
};

/// One statement many times without waiting for each answer.
class Pipeline {
public:
    Pipeline(PostgresConnection& connection, std::string_view sql)
        : connection_(connection), sql_(sql) {
        PQenterPipelineMode(connection.handle());
    }
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;
    ~Pipeline() {
        try {
            static_cast<void>(collect());
        } catch (const std::exception&) {
            waiting_ = 0;  // another exception is on its way, or the error was returned before
        }
        PQexitPipelineMode(connection_.handle());
    }

    Status send(const PostgresStatement& statement, std::span<const Param> params) {
        TRY(params_.set(params));
        if (PQsendQueryPrepared(connection_.handle(), statement.name.c_str(), params_.count(),
                                params_.values(), params_.sizes(), params_.formats(), kBinary) == 0)
            return Error(problem::kServerLost);
        return ++waiting_ == kPipelineBatch ? collect() : Status(Done{});
    }
    /// Waits for the answers to all that was sent. Errors: the first one's.
    Status collect() {
        if (waiting_ == 0) return Done{};
        PGconn* const handle = connection_.handle();
        if (PQpipelineSync(handle) == 0) return Error(problem::kServerLost);
        PostgresResult refused;
        for (; waiting_ > 0; --waiting_) {
            PostgresResult result(PQgetResult(handle));
            if (result && is_done(result.get())) changed_ += rows_changed(result.get());
            if ((!result || !is_done(result.get())) && !refused) refused = std::move(result);
            const Drain drain(handle);  // a null ends each statement's answer
        }
        const PostgresResult synced(PQgetResult(handle));
        if (connection_.is_lost()) return Error(problem::kServerLost);
        if (refused) return connection_.error(refused.get(), sql_);
        return Done{};
    }
    std::uint64_t changed() const { return changed_; }

private:
    PostgresConnection& connection_;
    std::string_view sql_;
    PostgresParams params_;
    std::size_t waiting_ = 0;
    std::uint64_t changed_ = 0;
};

}  // namespace

Result<const PostgresStatement*> PostgresTx::ready(std::string_view sql,
                                                   std::span<const Param> params) {
    TRY(turn_.may_run());
    auto statement = connection_.prepare(sql, params);
    if (!statement.ok()) return turn_.broke(std::move(statement).error());
    const Status set = params_.set(params);
    if (!set.ok()) return turn_.broke(set.error());
    return statement;
}

Result<std::uint64_t> PostgresTx::run(std::string_view sql, std::span<const Param> params) {
    const PostgresStatement& statement = *TRY(ready(sql, params));
    const PostgresResult result(PQexecPrepared(connection_.handle(), statement.name.c_str(),
                                               params_.count(), params_.values(), params_.sizes(),
                                               params_.formats(), kBinary));
    if (!is_done(result.get())) return turn_.broke(connection_.error(result.get(), sql));
    return rows_changed(result.get());
}

Status PostgresTx::query(std::string_view sql, std::span<const Param> params,
                         const std::function<Status(const Row&)>& each) {
    const PostgresStatement& statement = *TRY(ready(sql, params));
    PGconn* const handle = connection_.handle();
    if (PQsendQueryPrepared(handle, statement.name.c_str(), params_.count(), params_.values(),
                            params_.sizes(), params_.formats(), kBinary) == 0)
        return turn_.broke(Error(problem::kServerLost));
    const Turn::Running running(turn_);
    const Drain drain(handle);
    PQsetSingleRowMode(handle);
    for (PostgresResult result(PQgetResult(handle)); result; result.reset(PQgetResult(handle))) {
        if (PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE)
            TRY(each(PostgresRow(result.get(), 0)));
        else if (!is_done(result.get()))
            return turn_.broke(connection_.error(result.get(), sql));
    }
    return Done{};
}

Result<std::uint64_t> PostgresTx::run_many(
    std::string_view sql, std::size_t count,
    const std::function<std::span<const Param>(std::size_t)>& params) {
    TRY(turn_.may_run());
    std::uint64_t changed = 0;
    for (std::size_t i = 0; i < count;) {
        // In a pipeline nothing can be prepared: it ends where parameters need another statement.
        const PostgresStatement& statement = *TRY(ready(sql, params(i)));
        const Turn::Running running(turn_);
        Pipeline pipeline(connection_, sql);
        Status done = Done{};
        for (; done.ok() && i < count; ++i) {
            const std::span<const Param> next = params(i);
            if (!statement.takes(next)) break;
            done = pipeline.send(statement, next);
        }
        if (done.ok()) done = pipeline.collect();
        if (!done.ok()) return turn_.broke(std::move(done).error());
        changed += pipeline.changed();
    }
    return changed;
}

Result<std::unique_ptr<BulkInsert>> PostgresTx::bulk_insert(std::string_view table,
                                                            std::span<const BulkColumn> columns) {
    TRY(turn_.may_run());
    const std::string sql =
        "COPY " + plain_name(table) + " (" + plain_names(columns) + ") FROM STDIN (FORMAT BINARY)";
    const PostgresResult begun(PQexec(connection_.handle(), sql.c_str()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN)
        return turn_.broke(connection_.error(begun.get(), sql));
    return std::unique_ptr<BulkInsert>(
        std::make_unique<PostgresBulkInsert>(connection_, turn_, columns));
}

Status PostgresTx::run_script(std::string_view sql) {
    TRY(turn_.may_run());
    const Status done = connection_.execute(std::string(sql));
    if (!done.ok()) return turn_.broke(done.error());
    return Done{};
}

}  // namespace mingce
