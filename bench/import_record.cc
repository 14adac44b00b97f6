// Measures what a record does with whole intakes: import_record VERB FOLDER …
//   new FOLDER [postgres://…]     a record, with its key beside it
//   import FOLDER INTAKE FILE     reads, checks, compares, seals and writes a file
//   check FOLDER INTAKE           judges every student of an intake again
//   undo FOLDER NUMBER            takes a batch back
//   plain FOLDER FILE.db          the yardstick: the students of a SQLite record, read first, then
//                                 written by the bare library into the same table with its indexes
// Prints seconds, those of the processor, and the peak of memory.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <sqlite3.h>
#include <sys/resource.h>

#include "usecases/imports/import_batch.h"
#include "usecases/imports/undo_batch.h"
#include "usecases/record/intakes.h"
#include "usecases/students/findings_work.h"

namespace {

using Clock = std::chrono::steady_clock;
using mingce::Done;
using mingce::Error;
using mingce::Status;

constexpr mingce::Date kToday{2026, 9, 1};
constexpr mingce::Moment kNow{1'788'220'800'000};
constexpr std::string_view kActor = "os:bench";

int say(Clock::time_point start, std::uint64_t rows) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    const auto spent = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    std::printf("rows %llu seconds %.3f cpu %.3f peak_mb %.0f\n",
                static_cast<unsigned long long>(rows), seconds,
                spent(usage.ru_utime) + spent(usage.ru_stime),
                static_cast<double>(usage.ru_maxrss) / 1024);
    return 0;
}

int refused(const Error& error) {
    std::fprintf(stderr, "%s\n", error.sentence(mingce::Language::English).c_str());
    return 2;
}

int make_record(const std::string& folder, const std::string& database) {
    mingce::SystemRandom random;
    mingce::InitRecord request;
    request.folder = folder;
    request.database = database;
    request.institution = "江城明远大学";
    request.actor = kActor;
    request.now = kNow;
    const auto made = mingce::init_record(request, random);
    return made.ok() ? 0 : refused(made.error());
}

/// Opens the record and returns how many rows the work did.
mingce::Result<std::uint64_t> work(const std::vector<std::string>& words,
                                   Clock::time_point& start) {
    auto record = TRY(mingce::Record::open({words[1], std::nullopt, kNow}));
    mingce::SystemRandom random;
    const mingce::Context context{record, std::string(kActor), kNow, random};
    if (words[0] == "import") static_cast<void>(mingce::add_intake(context, words[2]));
    start = Clock::now();
    std::uint64_t rows = 0;
    if (words[0] == "import") {
        mingce::ImportFiles request;
        request.hand_over.paths = {words[3]};
        request.intake = words[2];
        request.commit = true;
        request.today = kToday;
        const auto report = TRY(mingce::import_files(context, request));
        rows = report.batch.counts.rows_accepted;
        std::printf("findings %llu pairs %llu changed %llu\n",
                    static_cast<unsigned long long>(report.findings_written),
                    static_cast<unsigned long long>(report.pairs_written),
                    static_cast<unsigned long long>(report.batch.counts.students_changed));
    } else if (words[0] == "check") {
        const auto counts = TRY(mingce::check_intake_again(context, words[2], kToday));
        rows = counts.opened + counts.gone;
    } else {
        mingce::UndoBatch request;
        request.number = std::atoll(words[2].c_str());
        request.reason = "bench";
        request.today = kToday;
        rows = TRY(mingce::undo_batch(context, request)).removed;
    }
    TRY(record.settle_audit(kNow));
    return rows;
}

/// Rows of a table as SQLite's own values.
struct Rows {
    int columns = 0;
    std::vector<sqlite3_value*> values;
};

sqlite3* open_file(const std::string& path) {
    sqlite3* handle = nullptr;
    if (sqlite3_open(path.c_str(), &handle) != SQLITE_OK) std::exit(2);
    return handle;
}

Rows read_students(sqlite3* record, std::vector<std::string>& schema) {
    sqlite3_stmt* query = nullptr;
    sqlite3_prepare_v2(record,
                       "SELECT sql FROM sqlite_master WHERE tbl_name = 'student' AND sql NOT NULL"
                       " ORDER BY type DESC",
                       -1, &query, nullptr);
    while (sqlite3_step(query) == SQLITE_ROW)
        schema.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(query, 0)));
    sqlite3_finalize(query);
    Rows rows;
    sqlite3_prepare_v2(record, "SELECT * FROM student ORDER BY id", -1, &query, nullptr);
    rows.columns = sqlite3_column_count(query);
    while (sqlite3_step(query) == SQLITE_ROW)
        for (int i = 0; i < rows.columns; ++i)
            rows.values.push_back(sqlite3_value_dup(sqlite3_column_value(query, i)));
    sqlite3_finalize(query);
    return rows;
}

int write_plain(const std::string& from, const std::string& to) {
    std::vector<std::string> schema;
    sqlite3* const record = open_file(from + "/mingce.db");
    const Rows rows = read_students(record, schema);
    sqlite3* const plain = open_file(to);
    sqlite3_exec(plain,
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                 " PRAGMA cache_size = -98304; BEGIN;",
                 nullptr, nullptr, nullptr);
    for (const std::string& sql : schema)
        sqlite3_exec(plain, sql.c_str(), nullptr, nullptr, nullptr);
    std::string insert = "INSERT INTO student VALUES (?";
    for (int i = 1; i < rows.columns; ++i) insert += ",?";
    const auto start = Clock::now();
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(plain, (insert + ")").c_str(), -1, &statement, nullptr);
    for (std::size_t at = 0; at < rows.values.size();
         at += static_cast<std::size_t>(rows.columns)) {
        for (int i = 0; i < rows.columns; ++i)
            sqlite3_bind_value(statement, i + 1, rows.values[at + static_cast<std::size_t>(i)]);
        if (sqlite3_step(statement) != SQLITE_DONE) return 2;
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    sqlite3_exec(plain, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE);", nullptr, nullptr, nullptr);
    return say(start, rows.values.size() / static_cast<std::size_t>(rows.columns));
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string> args(words + 1, words + count);
    const bool is_import = args.size() == 4 && args[0] == "import";
    const bool is_other = args.size() == 3 && (args[0] == "check" || args[0] == "undo");
    if (args.size() >= 2 && args[0] == "new")
        return make_record(args[1], args.size() > 2 ? args[2] : "");
    if (args.size() == 3 && args[0] == "plain") return write_plain(args[1], args[2]);
    if (!is_import && !is_other) {
        std::fprintf(stderr, "usage: import_record new|import|check|undo|plain FOLDER …\n");
        return 64;
    }
    auto start = Clock::now();
    const auto rows = work(args, start);
    return rows.ok() ? say(start, rows.value()) : refused(rows.error());
}
