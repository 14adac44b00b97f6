// A record of its own for each test, on each database, with hand-overs written beside it.
#pragma once

#include <string>
#include <vector>

#include "crypto/random_fixture.h"
#include "each_database.h"
#include "store/students.h"
#include "usecases/import_batch.h"
#include "usecases/intakes.h"

namespace mingce::testing {

/// Unwraps a result that a test goes on with; a refusal is told and gives a default value.
template <class T>
T must(Result<T> result) {
    if (result.ok()) return std::move(result).value();
    ADD_FAILURE() << result.error().sentence(Language::English);
    return T{};
}
inline void must(const Status& done) {
    EXPECT_TRUE(done.ok()) << done.error().sentence(Language::English);
}
template <class T>
std::string problem_of(const Result<T>& result) {
    return result.ok() ? "" : std::string(result.error().problem().code);
}

/// For TEST_P. The clock stands still until tick().
class OnEachRecord : public OnEachDatabase {
protected:
    void SetUp() override {
        OnEachDatabase::SetUp();
        if (IsSkipped()) return;
        close();
        InitRecord init;
        init.folder = folder_.path() / "data";
        if (GetParam() == Dialect::Postgres) init.database = scratch().url();
        init.institution = "示例大学";
        init.actor = "os:test";
        init.now = now_;
        const auto made = init_record(init, random_);
        ASSERT_TRUE(made.ok()) << made.error().sentence(Language::English);
        auto opened = Record::open({init.folder, std::nullopt, now_});
        ASSERT_TRUE(opened.ok()) << opened.error().sentence(Language::English);
        record_.emplace(std::move(opened).value());
        must(add_intake(context(), "2026-ug"));
    }
    void TearDown() override { record_.reset(); }

    Context context() { return {*record_, "os:test", now_, random_}; }
    void tick() { now_.milliseconds += 1000; }

    std::filesystem::path write(const std::string& name, std::string_view text) const {
        folder_.write("in/" + name, text);
        return folder_.path() / "in" / name;
    }
    ImportReport import(const std::vector<std::filesystem::path>& paths, bool commit = true) {
        tick();
        ImportFiles request;
        request.hand_over.paths = paths;
        request.intake = "2026-ug";
        request.commit = commit;
        request.today = {2026, 9, 1};
        return must(import_files(context(), request));
    }

    StudentRecord student(const std::string& who) {
        return must(read_value(context().database(), [&](Tx& tx) -> Result<StudentRecord> {
            Boxes boxes = context().boxes();
            return students::load(tx, boxes, TRY(students::find(tx, who)));
        }));
    }
    std::int64_t number(std::string_view sql) {
        return must(read_value(context().database(),
                               [&](Tx& tx) -> Result<std::int64_t> { return tx.integer(sql); }));
    }

    const TemporaryFolder folder_;
    SeededRandom random_;
    Moment now_{1'788'000'000'000};

private:
    std::optional<Record> record_;
};

}  // namespace mingce::testing
