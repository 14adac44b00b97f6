#include "store/postgres_connection.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/text.h"
#include "store/problems.h"

namespace mingce {

namespace {

constexpr int kServerVersionMin = 130'000;
constexpr std::size_t kPostgresStatementsMax = 512;

// A server whose default is weaker is raised to a commit that is on the disk when it returns; one
// that waits for more, say a standby, keeps its own. Queries here take milliseconds; compiling one
// to machine code takes hundreds.
constexpr const char* kPostgresSettings =
    "SET client_min_messages = error;"
    "SET standard_conforming_strings = on;"
    "SET jit = off;"
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') IN ('off', 'local')";

struct CodeClass {
    std::string_view begin;  // of SQLSTATE
    const Problem* problem;
};
// The first that fits. What is not here, only a wrong program can meet.
constexpr CodeClass kCodes[] = {
    {"23505", &problem::kStoreDuplicate},
    {"23000", &problem::kStoreAppendOnly},
    {"23", &problem::kStoreConstraint},
    {"40001", &problem::kStoreWritersMet},
    {"40P01", &problem::kStoreWritersMet},
    {"25006", &problem::kStoreWriteInRead},
    {"53100", &problem::kStoreDiskFull},
    {"53200", &problem::kStoreNoMemory},
    {"53", &problem::kServerUnreachable},
    {"54", &problem::kStoreTooBig},
    {"22021", &problem::kStoreTextMalformed},
    {"55P03", &problem::kStoreLocked},
    {"57014", &problem::kStoreLocked},
    {"57P", &problem::kServerLost},
    {"08", &problem::kServerLost},
    {"58", &problem::kStoreDiskFailed},
    {"XX001", &problem::kStoreDamaged},
    {"XX002", &problem::kStoreDamaged},
    {"42501", &problem::kServerRefuses},
    {"28", &problem::kServerRefuses},
};

// The highest N of the $N in a statement; texts and quoted names do not count.
std::size_t highest_parameter(std::string_view sql) {
    std::size_t highest = 0;
    char quote = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (quote == 0 && sql[i] == '$') {
            std::size_t number = 0;
            std::from_chars(sql.data() + i + 1, sql.data() + sql.size(), number);
            highest = std::max(highest, number);
        }
        if (sql[i] == quote)
            quote = 0;
        else if (quote == 0 && (sql[i] == '\'' || sql[i] == '"'))
            quote = sql[i];
    }
    return highest;
}

std::string_view field_of(const PGresult* result, char field) {
    const char* const text = PQresultErrorField(result, field);
    return text == nullptr ? std::string_view() : text;
}

}  // namespace

bool PostgresStatement::takes(std::span<const Param> params) const {
    return std::equal(types.begin(), types.end(), params.begin(), params.end(),
                      [](Oid type, const Param& param) {
                          const Oid given = type_of(param);
                          return given == 0 || given == type;
                      });
}

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& url) {
    // What stands before dbname, the address may change.
    const char* const names[] = {"connect_timeout",  "tcp_user_timeout", "dbname",
                                 "application_name", "client_encoding",  nullptr};
    const char* const values[] = {"10", "20000", url.c_str(), "mingce", "UTF8", nullptr};
    std::unique_ptr<PostgresConnection> connection(
        new PostgresConnection(PQconnectdbParams(names, values, 1)));
    if (connection->is_lost())
        return Error(problem::kServerUnreachable, PQerrorMessage(connection->handle()));
    TRY(connection->set_up());
    return connection;
}

Status PostgresConnection::set_up() {
    const auto keep_quiet = [](void* /*unused*/, const PGresult* /*notice*/) {};
    PQsetNoticeReceiver(handle(), keep_quiet, nullptr);
    const char* const encoding = PQparameterStatus(handle(), "server_encoding");
    const bool is_utf8 = encoding != nullptr && std::string_view(encoding) == "UTF8";
    const int version = PQserverVersion(handle());
    if (!is_utf8 || version < kServerVersionMin)
        return Error(problem::kServerUnfit, std::to_string(version / 10'000) + ", " +
                                                (encoding == nullptr ? "" : encoding));
    return execute(kPostgresSettings);
}

const PostgresStatement* PostgresConnection::find(std::string_view sql,
                                                  std::span<const Param> params) const {
    const auto known = statements_.find(sql);
    if (known == statements_.end()) return nullptr;
    for (const PostgresStatement& statement : known->second)
        if (statement.takes(params)) return &statement;
    return nullptr;
}

Result<const PostgresStatement*> PostgresConnection::prepare(std::string_view sql,
                                                             std::span<const Param> params) {
    if (const PostgresStatement* known = find(sql, params)) return known;
    if (highest_parameter(sql) != params.size())
        throw std::logic_error("another number of parameters than in " + std::string(sql));
    if (statements_.size() == kPostgresStatementsMax) {
        TRY(execute("DEALLOCATE ALL"));
        statements_.clear();
    }
    PostgresStatement statement{"s" + std::to_string(++prepared_), {}};
    for (const Param& param : params) statement.types.push_back(type_of(param));
    const PostgresResult prepared(
        PQprepare(handle(), statement.name.c_str(), std::string(sql).c_str(),
                  static_cast<int>(params.size()), statement.types.data()));
    if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) return error(prepared.get(), sql);
    // What a NULL was taken for here, so that values of that type need no statement of their own.
    const PostgresResult described(PQdescribePrepared(handle(), statement.name.c_str()));
    if (PQresultStatus(described.get()) != PGRES_COMMAND_OK) return error(described.get(), sql);
    for (std::size_t i = 0; i < statement.types.size(); ++i)
        statement.types[i] = PQparamtype(described.get(), static_cast<int>(i));
    auto& variants = statements_[std::string(sql)];
    variants.push_back(std::move(statement));
    return &variants.back();
}

Status PostgresConnection::execute(const std::string& sql) {
    const PostgresResult result(PQexec(handle(), sql.c_str()));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
        return Done{};
    return error(result.get(), sql);
}

Error PostgresConnection::error(const PGresult* result, std::string_view sql) const {
    const std::string_view code = field_of(result, PG_DIAG_SQLSTATE);
    if (code.empty() && is_lost()) return Error(problem::kServerLost);
    for (const CodeClass& known : kCodes) {
        if (!code.starts_with(known.begin)) continue;
        // The message and its details may quote values; the names of the schema do not.
        for (const char field : {PG_DIAG_CONSTRAINT_NAME, PG_DIAG_COLUMN_NAME})
            if (const std::string_view name = field_of(result, field); !name.empty())
                return {*known.problem, std::string(name)};
        return {*known.problem, "PostgreSQL " + std::string(code)};
    }
    throw std::logic_error(std::string(PQresultErrorMessage(result)) + std::string(sql));
}

}  // namespace mingce
