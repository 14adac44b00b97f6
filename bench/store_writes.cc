// How fast rows reach the disk: FILE-OR-URL bulk|many|single|raw ROWS, or FILE-OR-URL small WRITERS
// -> rows, seconds. `raw` is the bare SQLite library; `small` are durable writes of one row for
// some seconds, by so many writers at once.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include <sqlite3.h>

#include "base/id.h"
#include "store/database.h"

namespace {

using mingce::Param;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kInsert =
    "INSERT INTO person (id, exam_no, name, department, class, born, state, box)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr std::size_t kColumnCount = 8;
constexpr std::chrono::seconds kSmallSeconds{4};

// Made-up people with a sealed box each; the ids are in the order of time.
class People {
public:
    explicit People(std::uint64_t first) : next_(first) { box_.resize(320); }
    std::span<const Param> operator()(std::size_t /*row*/) {
        const std::uint64_t number = next_++;
        const mingce::Moment moment{static_cast<std::int64_t>(1'788'000'000'000 + number / 20)};
        id_ = mingce::Id::make(moment, random_);
        exam_no_ = std::to_string(26'420'000'000'000 + number * 7'919 % 1'000'000'007);
        random_.fill({reinterpret_cast<std::uint8_t*>(box_.data()), box_.size()});
        row_ = {id_,
                exam_no_,
                kNames[number % kNames.size()],
                kDepartments[number % 3],
                "软件2601",
                "2008-01-31",
                static_cast<std::int64_t>(number % 5),
                Param::Blob{box_}};
        return row_;
    }

private:
    static constexpr std::array<std::string_view, 4> kNames = {"王小明", "欧阳若曦", "李一",
                                                               "赵思"};
    static constexpr std::array<std::string_view, 3> kDepartments = {"计算机学院", "文学院",
                                                                     "医学部"};
    std::uint64_t next_;
    mingce::SystemRandom random_;
    mingce::Id id_;
    std::string exam_no_, box_;
    std::array<Param, kColumnCount> row_;
};

bool said(const mingce::Status& status) {
    if (!status.ok())
        std::fprintf(stderr, "%s\n", status.error().sentence(mingce::Language::English).c_str());
    return !status.ok();
}

mingce::Status make_table(mingce::Tx& tx) {
    const bool sqlite = tx.dialect() == mingce::Dialect::Sqlite;
    const std::string text = sqlite ? "TEXT" : "TEXT COLLATE \"C\"";
    const std::string bytes = sqlite ? "BLOB" : "BYTEA", integer = sqlite ? "INTEGER" : "BIGINT";
    return tx.run_script(
        "DROP TABLE IF EXISTS person; CREATE TABLE person (id " + bytes +
        " NOT NULL PRIMARY KEY, exam_no " + text + ", name " + text + ", department " + text +
        ", class " + text + ", born " + text + ", state " + integer + ", box " + bytes + ")" +
        (sqlite ? " STRICT;" : ";") + "CREATE INDEX person_exam_no ON person (exam_no);");
}

mingce::Status put(mingce::Tx& tx, const std::string& way, std::size_t rows) {
    People people(0);
    if (way == "bulk") {
        using enum mingce::ColumnType;
        const mingce::BulkColumn columns[] = {
            {"id", Blob},    {"exam_no", Text}, {"name", Text},     {"department", Text},
            {"class", Text}, {"born", Text},    {"state", Integer}, {"box", Blob}};
        const auto bulk = TRY(tx.bulk_insert("person", columns));
        for (std::size_t i = 0; i < rows; ++i) TRY(bulk->add(people(i)));
        TRY(bulk->finish());
    } else if (way == "many") {
        TRY(tx.run_many(kInsert, rows, people));
    } else {
        for (std::size_t i = 0; i < rows; ++i) TRY(tx.run(kInsert, people(i)));
    }
    return mingce::Done{};
}

// The yardstick: the same rows, one prepared statement, nothing of ours but the settings of safety.
bool put_raw(const std::string& path, std::size_t rows) {
    sqlite3* handle = nullptr;
    sqlite3_stmt* insert = nullptr;
    sqlite3_open(path.c_str(), &handle);
    sqlite3_exec(handle, "PRAGMA synchronous = FULL; PRAGMA cache_size = -98304; BEGIN;", nullptr,
                 nullptr, nullptr);
    sqlite3_prepare_v2(handle, kInsert.data(), -1, &insert, nullptr);
    People people(0);
    for (std::size_t i = 0; i < rows; ++i) {
        int place = 0;
        for (const Param& param : people(i)) {
            ++place;
            if (const auto* text = std::get_if<std::string_view>(&param.value()))
                sqlite3_bind_text(insert, place, text->data(), static_cast<int>(text->size()),
                                  SQLITE_STATIC);
            else if (const auto* blob = std::get_if<Param::Blob>(&param.value()))
                sqlite3_bind_blob(insert, place, blob->bytes.data(),
                                  static_cast<int>(blob->bytes.size()), SQLITE_STATIC);
            else
                sqlite3_bind_int64(insert, place, std::get<std::int64_t>(param.value()));
        }
        if (sqlite3_step(insert) != SQLITE_DONE) return false;
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    const bool done = sqlite3_exec(handle, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(handle);
    return done;
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

int small_writes(mingce::Database& database, std::size_t writers) {
    std::atomic<bool> refused = false;
    std::vector<std::vector<double>> waited(writers);
    std::vector<std::thread> threads;
    const auto start = Clock::now();
    for (std::size_t writer = 0; writer < writers; ++writer)
        threads.emplace_back([&, writer] {
            People people(writer * 10'000'000);
            while (Clock::now() - start < kSmallSeconds && !refused) {
                const auto row = people(0);
                const auto begun = Clock::now();
                const auto done = database.write([&](mingce::Tx& tx) -> mingce::Status {
                    TRY(tx.run(kInsert, row));
                    return mingce::Done{};
                });
                waited[writer].push_back(seconds_since(begun) * 1'000);
                if (said(done)) refused = true;
            }
        });
    for (std::thread& thread : threads) thread.join();
    const double seconds = seconds_since(start);
    std::vector<double> all;
    for (const auto& one : waited) all.insert(all.end(), one.begin(), one.end());
    std::sort(all.begin(), all.end());
    std::printf("writes %zu seconds %.3f per_second %.0f commits %llu median_ms %.2f p99_ms %.2f\n",
                all.size(), seconds, static_cast<double>(all.size()) / seconds,
                static_cast<unsigned long long>(database.commits()), all[all.size() / 2],
                all[all.size() * 99 / 100]);
    return refused ? 2 : 0;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) {
        std::fprintf(stderr, "usage: store_writes FILE-OR-URL bulk|many|single|raw|small COUNT\n");
        return 64;
    }
    const std::string where = words[1], way = words[2];
    const auto number = static_cast<std::size_t>(std::strtoul(words[3], nullptr, 10));
    auto opened = where.starts_with("postgres") ? mingce::Database::open_postgres(where)
                                                : mingce::Database::open_sqlite(where);
    if (!opened.ok()) return said(opened.error()) ? 2 : 0;
    auto database = std::move(opened).value();
    if (said(database->write_alone(make_table))) return 2;
    if (way == "small") return small_writes(*database, number);
    if (way == "raw") database.reset();
    const auto start = Clock::now();
    if (way == "raw") {
        if (!put_raw(where, number)) return 2;
    } else if (said(database->write_alone([&](mingce::Tx& tx) { return put(tx, way, number); }))) {
        return 2;
    }
    std::printf("rows %zu seconds %.3f\n", number, seconds_since(start));
    return 0;
}
