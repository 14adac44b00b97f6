// A record of its own for one test, on each database: made by init, worked on through use cases,
// under a clock the test moves.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "domain/student_record.h"
#include "each_database.h"
#include "store/students.h"
#include "usecases/imports/import_batch.h"
#include "usecases/record/intakes.h"
#include "usecases/record/record.h"

namespace mingce::testing {

class RecordOnEachDatabase : public ::testing::TestWithParam<Dialect> {
protected:
    void SetUp() override {
        if (GetParam() == Dialect::Postgres && test_server().empty())
            GTEST_SKIP() << "no PostgreSQL: run tools/with_postgres and the test, or ./dev test";
        scratch_ = std::make_unique<ScratchDatabase>(GetParam());
        InitRecord request;
        request.folder = folder();
        if (GetParam() == Dialect::Postgres) request.database = scratch_->url();
        request.institution = "江城明远大学";
        request.actor = "os:tester";
        request.now = now_;
        const auto made = init_record(request, random_);
        ASSERT_TRUE(made.ok()) << made.error().sentence(Language::English);
        recovery_ = made.value().recovery;
        open();
        ASSERT_TRUE(add_intake(context(), "2026-ug").ok());
    }

    /// Opens it as the next command would, an hour later.
    void open() {
        record_.reset();
        now_.milliseconds += 3'600'000;
        auto opened = Record::open({folder(), std::nullopt, now_});
        ASSERT_TRUE(opened.ok()) << opened.error().sentence(Language::English);
        record_ = std::make_unique<Record>(std::move(opened).value());
    }
    /// The same at the beginning of a later day.
    void open_on(Date day) {
        now_ = {start_of(day).milliseconds - 3'600'000};
        open();
    }
    void close() { record_.reset(); }

    std::filesystem::path folder() const { return folder_.path() / "data"; }
    std::filesystem::path key_file() const { return usual_key_path(folder()); }
    const std::filesystem::path& temporary() const { return folder_.path(); }
    Record& record() { return *record_; }
    Database& database() { return record_->database(); }
    Moment now() const { return now_; }
    /// A minute later each time.
    Context context(const std::string& actor = "os:clerk") {
        now_.milliseconds += 60'000;
        return {*record_, actor, now_, random_};
    }
    Random& random() { return random_; }
    const std::string& recovery() const { return recovery_; }

    /// Rows under a header, as the file a clerk was sent.
    struct Import {
        std::string csv;
        bool commit = true;
        std::string name = "students.csv";
        std::map<std::string, std::string> columns = {};
    };
    Result<ImportReport> try_import(const Import& import) {
        ImportFiles request;
        request.hand_over.paths = {folder_.write("in/" + import.name, import.csv)};
        request.hand_over.forced_columns = import.columns;
        request.intake = "2026-ug";
        request.commit = import.commit;
        request.today = {2026, 8, 20};
        return import_files(context(), request);
    }
    ImportReport import(const Import& import) {
        auto report = try_import(import);
        EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.error().sentence(Language::English));
        return report.ok() ? std::move(report).value() : ImportReport{};
    }

    StudentRecord student(std::string_view who) {
        auto loaded = read_value(database(), [&](Tx& tx) -> Result<StudentRecord> {
            Boxes boxes(record_->ring(), random_);
            return students::load(tx, boxes, TRY(students::find(tx, who)));
        });
        EXPECT_TRUE(loaded.ok()) << who;
        return loaded.ok() ? std::move(loaded).value() : StudentRecord{};
    }

    /// Every student of any state, in words: equal texts, equal records.
    std::string all_students() {
        std::vector<std::string> texts;
        const Status read = database().read([&](Tx& tx) {
            Boxes boxes(record_->ring(), random_);
            students::Selection selection;
            selection.state = "";
            return students::load_all(
                tx, boxes, selection, [&](StudentRecord& record, OpenStudentKey&) -> Status {
                    texts.push_back(std::string(key_of(record.state)) + " " + record.status + "\n" +
                                    canonical_text(record.values));
                    return Done{};
                });
        });
        EXPECT_TRUE(read.ok());
        std::sort(texts.begin(), texts.end());
        std::string all;
        for (const std::string& text : texts) all += text;
        return all;
    }

private:
    TemporaryFolder folder_;
    std::unique_ptr<ScratchDatabase> scratch_;
    SystemRandom random_;
    Moment now_{1'787'184'000'000};  // 2026-08-20
    std::string recovery_;
    std::unique_ptr<Record> record_;
};

/// Three made-up students; the check characters of their numbers are right.
inline const std::string kThreeStudents =
    "姓名,性别,考生号,身份证号,出生日期,民族,生源省份,院系,专业,手机号码,家庭地址\n"
    "张文静,女,26420101150001,42010120080101002X,20080101,汉族,湖北,物理学院,物理学,13800000001,"
    "江城市临溪区一路1号\n"
    "李强,男,26420101150002,420101200802020019,20080202,汉族,湖北,物理学院,物理学,13800000002,"
    "江城市临溪区二路2号\n"
    "王小明,男,26420101150003,420101200803030016,20080303,汉族,湖北,文学院,汉语言文学,"
    "13800000003,江城市临溪区三路3号\n";

}  // namespace mingce::testing
