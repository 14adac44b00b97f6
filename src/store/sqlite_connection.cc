#include "store/sqlite_connection.h"

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

#include "base/text.h"
#include "store/problems.h"
#include "store/turn.h"

namespace mingce {

namespace {

constexpr int kBusyMilliseconds = 10'000;
constexpr std::size_t kSqliteStatementsMax = 512;

// WAL with FULL: a commit is on the disk when it returns. secure_delete: what is erased leaves no
// bytes in the file. temp_store: no temporary file with someone's data. case_sensitive_like: as
// PostgreSQL, and a prefix can use an index.
constexpr const char* kSqliteSettings =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA case_sensitive_like = ON;"
    "PRAGMA wal_autocheckpoint = 0;"
    "PRAGMA journal_size_limit = 67108864;";
// 96 MiB. Bulk work dirties index pages all over; those that do not fit go to the log and come
// back. Measured with a wide index in no order: 16 MiB takes 1.4 times as long as 128, 512 MiB
// saves a tenth; the 96 leave an import of a million rows below 400 MB.
constexpr const char* kWriterCache = "PRAGMA cache_size = -98304;";
constexpr const char* kReaderSettings = "PRAGMA cache_size = -8192; PRAGMA query_only = ON;";

// The log and the shared memory beside the file get its mode.
void create_for_this_user_alone(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0) ::close(file);
}

Status bind_one(sqlite3_stmt* handle, int place, const Param& param) {
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&param.value())) {
        code = sqlite3_bind_int64(handle, place, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&param.value())) {
        if (!is_storable_text(*text)) return Error(problem::kStoreTextMalformed);
        const char* const begin = text->empty() ? "" : text->data();  // a null pointer is NULL
        code = sqlite3_bind_text64(handle, place, begin, text->size(), SQLITE_STATIC, SQLITE_UTF8);
    } else if (const auto* blob = std::get_if<Param::Blob>(&param.value())) {
        const char* const begin = blob->bytes.empty() ? "" : blob->bytes.data();
        code = sqlite3_bind_blob64(handle, place, begin, blob->bytes.size(), SQLITE_STATIC);
    } else {
        code = sqlite3_bind_null(handle, place);
    }
    if (code == SQLITE_OK) return Done{};
    return Error(code == SQLITE_TOOBIG ? problem::kStoreTooBig : problem::kStoreNoMemory);
}

// "UNIQUE constraint failed: student.student_no" -> "student.student_no"
std::string after_colon(std::string_view message) {
    const std::size_t colon = message.find(": ");
    return std::string(colon == std::string_view::npos ? message : message.substr(colon + 2));
}

const Problem* problem_of(int code) {
    switch (code & 0xFF) {
        case SQLITE_CONSTRAINT:
            if (code == SQLITE_CONSTRAINT_DATATYPE) return nullptr;
            // The schema has no other triggers that refuse.
            if (code == SQLITE_CONSTRAINT_TRIGGER) return &problem::kStoreAppendOnly;
            return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
                           code == SQLITE_CONSTRAINT_ROWID
                       ? &problem::kStoreDuplicate
                       : &problem::kStoreConstraint;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL: return &problem::kStoreLocked;
        case SQLITE_FULL: return &problem::kStoreDiskFull;
        case SQLITE_IOERR:
            if (code == SQLITE_IOERR_NOMEM) return &problem::kStoreNoMemory;
            // The shared memory's file could not grow; nothing was written yet.
            return code == SQLITE_IOERR_SHMSIZE ? &problem::kStoreDiskFull
                                                : &problem::kStoreDiskFailed;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return &problem::kStoreDamaged;
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH: return &problem::kStoreCannotOpen;
        case SQLITE_READONLY: return &problem::kStoreNotWritable;
        case SQLITE_TOOBIG: return &problem::kStoreTooBig;
        case SQLITE_NOMEM: return &problem::kStoreNoMemory;
        default: return nullptr;
    }
}

}  // namespace

Status SqliteStatement::bind(std::span<const Param> params) const {
    if (params.size() != places_.size())
        throw std::logic_error("another number of parameters than in " +
                               std::string(sqlite3_sql(handle())));
    for (std::size_t i = 0; i < params.size(); ++i) TRY(bind_one(handle(), places_[i], params[i]));
    return Done{};
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& path,
                                                                 SqliteUse use) {
    create_for_this_user_alone(path);
    sqlite3* handle = nullptr;
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path.c_str(), &handle, kFlags, nullptr);
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(handle, use));
    if (code != SQLITE_OK) {
        const int reason = handle == nullptr ? 0 : sqlite3_system_errno(handle);
        return Error(problem::kStoreCannotOpen, reason == 0 ? "" : std::strerror(reason))
            .in_file(path);
    }
    Status done = connection->set_up();
    if (!done.ok()) return std::move(done).error().in_file(path);
    return connection;
}

Status SqliteConnection::set_up() {
    sqlite3_busy_timeout(handle(), kBusyMilliseconds);
    // What a tampered file could make the program run, and texts in the quotes of names.
    for (const int off : {SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_DQS_DML})
        sqlite3_db_config(handle(), off, 0, nullptr);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    TRY(execute(kSqliteSettings));
    return execute(use_ == SqliteUse::Write ? kWriterCache : kReaderSettings);
}

Status SqliteConnection::step(std::string_view sql) {
    const SqliteStatement& statement = *TRY(prepare(sql));
    const int code = sqlite3_step(statement.handle());
    statement.reset();
    if (code != SQLITE_DONE) return error(code, sql);
    return Done{};
}

Status SqliteConnection::execute(const std::string& sql) {
    const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return error(code, sql);
    return Done{};
}

Result<const SqliteStatement*> SqliteConnection::prepare(std::string_view sql) {
    if (const auto known = statements_.find(sql); known != statements_.end()) return &known->second;
    sqlite3_stmt* prepared = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, &rest);
    if (code != SQLITE_OK) return error(code, sql);
    std::vector<int> places(static_cast<std::size_t>(sqlite3_bind_parameter_count(prepared)));
    bool numbered = true;
    for (std::size_t i = 0; i < places.size(); ++i) {
        places[i] = sqlite3_bind_parameter_index(prepared, ("$" + std::to_string(i + 1)).c_str());
        numbered = numbered && places[i] != 0;
    }
    SqliteStatement statement(prepared, std::move(places));
    const std::string_view behind = sql.substr(static_cast<std::size_t>(rest - sql.data()));
    if (prepared == nullptr || !numbered || !trim_blanks(behind).empty())
        throw std::logic_error("not one statement with $1, $2 …: " + std::string(sql));
    if (statements_.size() == kSqliteStatementsMax) statements_.clear();  // one is used at a time
    return &statements_.emplace(sql, std::move(statement)).first->second;
}

Error SqliteConnection::error(int code, std::string_view sql) {
    const Problem* const problem = problem_of(code);
    const std::string message = sqlite3_errmsg(handle());
    has_failed_ =
        has_failed_ || problem == &problem::kStoreDiskFailed || problem == &problem::kStoreDamaged;
    if (problem == nullptr) throw std::logic_error(message + ": " + std::string(sql));
    if (problem == &problem::kStoreNotWritable && use_ == SqliteUse::Read)
        return Error(problem::kStoreWriteInRead);
    if ((code & 0xFF) == SQLITE_CONSTRAINT) return {*problem, after_colon(message)};
    return {*problem, "SQLite " + std::to_string(code)};
}

}  // namespace mingce
