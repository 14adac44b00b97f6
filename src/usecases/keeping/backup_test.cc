// Backups come back: on either database, whole, or not at all.
#include "usecases/keeping/backup.h"

#include <fstream>
#include <random>

#include <gmock/gmock.h>

#include "crypto/problems.h"
#include "pictures/picture_fixture.h"
#include "record_fixture.h"
#include "usecases/keeping/backup_problems.h"
#include "usecases/keeping/erase_student.h"
#include "usecases/keeping/restore_backup.h"
#include "usecases/record/reseal_students.h"
#include "usecases/record/root_key.h"
#include "usecases/students/student_photo.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;
using testing::contents;
using testing::kThreeStudents;

class Backup : public testing::RecordOnEachDatabase {
protected:
    WrittenBackup backup(const std::string& name = "backup.age") {
        auto written = write_backup(context(), temporary() / name);
        EXPECT_TRUE(written.ok()) << (written.ok() ? ""
                                                   : written.error().sentence(Language::English));
        return written.ok() ? std::move(written).value() : WrittenBackup{};
    }
    RestoreRecord restore_request(const WrittenBackup& from, const std::string& name) {
        RestoreRecord request;
        request.file = from.file;
        request.folder = temporary() / name;
        request.recovery = recovery();
        request.actor = "os:tester";
        request.now = context().now;
        return request;
    }
    /// "ok", or the code of the refusal.
    std::string outcome_of(const RestoreRecord& request) {
        const auto restored = restore_record(request, random());
        return restored.ok() ? "ok" : std::string(restored.error().problem().code);
    }
    std::string students_in(const fs::path& folder) {
        auto opened = Record::open({folder, std::nullopt, context().now});
        EXPECT_TRUE(opened.ok()) << opened.error().sentence(Language::English);
        if (!opened.ok()) return "";
        std::string all;
        EXPECT_TRUE(opened.value()
                        .database()
                        .read([&](Tx& tx) {
                            Boxes boxes(opened.value().ring(), random());
                            return students::load_all(
                                tx, boxes, {{}, {}, ""},
                                [&](StudentRecord& record, OpenStudentKey&) -> Status {
                                    all += std::string(key_of(record.state)) +
                                           canonical_text(record.values);
                                    return Done{};
                                });
                        })
                        .ok());
        return all;
    }
};
TEST_ON_EACH_DATABASE(Backup);

TEST_P(Backup, ComesBackAsItWas) {
    import({kThreeStudents});
    const WrittenBackup written = backup();
    EXPECT_EQ(written.run.students, 3U);
    EXPECT_EQ(outcome_of(restore_request(written, "restored")), "ok");
    const std::string students = students_in(temporary() / "restored");
    EXPECT_THAT(students, ::testing::HasSubstr("张文静"));
    EXPECT_THAT(students, ::testing::HasSubstr("13800000003"));
    EXPECT_TRUE(fs::exists(temporary() / "restored.key"));
    EXPECT_EQ(outcome_of(restore_request(written, "restored")), "restore.target_taken");
}

TEST_P(Backup, BringsPhotosBack) {
    import({kThreeStudents});
    const std::string picture = testing::jpeg_of({480, 640, 60'000, "张文静"});
    ImportFiles photos;
    photos.hand_over.paths = {temporary() / "photos"};
    fs::create_directories(photos.hand_over.paths[0]);
    std::ofstream(photos.hand_over.paths[0] / "26420101150001.jpg", std::ios::binary) << picture;
    photos.intake = "2026-ug";
    photos.commit = true;
    photos.today = {2026, 8, 20};
    ASSERT_TRUE(import_files(context(), photos).ok());
    const WrittenBackup written = backup();
    ASSERT_EQ(outcome_of(restore_request(written, "restored")), "ok");
    auto opened = Record::open({temporary() / "restored", std::nullopt, context().now});
    ASSERT_TRUE(opened.ok());
    const fs::path out = temporary() / "out.jpg";
    ASSERT_TRUE(save_photo({opened.value(), "os:clerk", context().now, random()},
                           {"26420101150001", "drill", out})
                    .ok());
    EXPECT_EQ(contents(out), picture);
}

TEST_P(Backup, MovesBetweenDatabasesAndBack) {
    if (testing::test_server().empty()) GTEST_SKIP() << "no PostgreSQL";
    import({kThreeStudents});
    const WrittenBackup written = backup();
    const testing::ScratchDatabase server(Dialect::Postgres);
    RestoreRecord request = restore_request(written, "served");
    request.database = server.url();
    ASSERT_EQ(outcome_of(request), "ok");
    EXPECT_THAT(students_in(temporary() / "served"), ::testing::HasSubstr("张文静"));
    request.folder = temporary() / "again";
    EXPECT_EQ(outcome_of(request), "folder.database_taken");
    EXPECT_FALSE(fs::exists(temporary() / "again"));

    auto opened = Record::open({temporary() / "served", std::nullopt, context().now});
    ASSERT_TRUE(opened.ok());
    const Context there{opened.value(), "os:tester", context().now, random()};
    const auto second = write_backup(there, temporary() / "second.age");
    ASSERT_TRUE(second.ok());
    EXPECT_EQ(rows_of(second.value().data, "student"), 3U);
    for (std::size_t i = 0; i < written.data.size(); ++i) {
        const std::string& table = written.data[i].table;
        if (table != "student" && table != "source_row") continue;
        EXPECT_EQ(second.value().data[i].sha256, written.data[i].sha256) << table;
    }
}

TEST_P(Backup, RefusesWhatDoesNotBelongTogether) {
    import({kThreeStudents});
    const WrittenBackup first = backup("first.age"), second = backup("second.age");
    ASSERT_TRUE(reseal_students(context(), {}).ok());
    const WrittenBackup resealed = backup("resealed.age");
    struct Case {
        const char* why;
        fs::path file, keys;
        std::string outcome;
    };
    const fs::path other = temporary() / "other.age";
    std::ofstream(other) << "no age file";
    for (const Case& c : {
             Case{"newer keys", first.file, second.keys, "ok"},
             Case{"older keys", second.file, first.keys, "backup.keys_older"},
             Case{"exchanged", first.keys, first.file, "backup.other_part"},
             Case{"data twice", first.file, first.file, "backup.other_part"},
             Case{"keys of after a reseal", first.file, resealed.keys, "backup.keys_resealed"},
             Case{"resealed", resealed.file, resealed.keys, "ok"},
             Case{"no keys", first.file, temporary() / "none", "backup.keys_missing"},
             Case{"no backup", temporary() / "none", first.keys, "backup.unreadable"},
             Case{"no age file", other, first.keys, "crypto.age_not_age"},
         }) {
        SCOPED_TRACE(c.why);
        RestoreRecord request = restore_request(first, "target");
        request.file = c.file;
        request.keys = c.keys;
        EXPECT_EQ(outcome_of(request), c.outcome);
        EXPECT_EQ(fs::exists(temporary() / "target"), c.outcome == "ok");
        fs::remove_all(temporary() / "target");
        fs::remove(temporary() / "target.key");
    }
}

TEST_P(Backup, OpensWithItsOwnSheetAlone) {
    import({kThreeStudents});
    const WrittenBackup before = backup("before.age");
    const auto sheet = rotate_root_key(context());
    ASSERT_TRUE(sheet.ok()) << sheet.error().sentence(Language::English);
    const WrittenBackup after = backup("after.age");
    RestoreRecord request = restore_request(after, "target");
    EXPECT_EQ(outcome_of(request), "crypto.age_identity_wrong") << "the old sheet";
    request.file = before.file;
    EXPECT_EQ(outcome_of(request), "ok") << "the old sheet, a backup of then";
    request = restore_request(after, "second");
    request.recovery = sheet.value().recovery;
    EXPECT_EQ(outcome_of(request), "ok");
}

TEST_P(Backup, RefusesEveryFlippedBit) {
    if (GetParam() != Dialect::Sqlite) GTEST_SKIP() << "the files are the same";
    import({kThreeStudents});
    const WrittenBackup written = backup();
    const RootKey root = read_root_key(key_file()).value();
    std::mt19937_64 engine(20260901);
    for (const fs::path& file : {written.file, written.keys}) {
        const std::string bytes = contents(file);
        for (int i = 0; i < 5'000; ++i) {
            const std::size_t bit = engine() % (bytes.size() * 8);
            std::string flipped = bytes;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            std::ofstream(file, std::ios::binary) << flipped;
            ASSERT_FALSE(check_backup(written.file, written.keys, root).ok()) << file << bit;
        }
        RestoreRecord request = restore_request(written, "target");
        EXPECT_NE(outcome_of(request), "ok");
        EXPECT_FALSE(fs::exists(temporary() / "target"));
        EXPECT_FALSE(fs::exists(temporary() / "target.key"));
        std::ofstream(file, std::ios::binary) << bytes;
    }
    EXPECT_TRUE(check_backup(written.file, written.keys, root).ok());
}

TEST_P(Backup, OnScheduleIsRehearsedAndKeptInNumber) {
    import({kThreeStudents});
    EXPECT_EQ(run_scheduled_backup(context()).error().problem().code, "backup.no_folder");
    std::ofstream(folder() / "mingce.toml", std::ios::app)
        << "[backup]\nfolder = \"" << (temporary() / "kept").string() << "\"\nkeep = 2\n";
    open();
    for (int day = 0; day < 40; day += 10) {
        const Context later{
            record(), "os:tester", {now().milliseconds + day * std::int64_t{86'400'000}}, random()};
        const auto done = run_scheduled_backup(later);
        ASSERT_TRUE(done.ok()) << done.error().sentence(Language::English);
    }
    std::size_t data = 0, keys = 0;
    for (const auto& entry : fs::directory_iterator(temporary() / "kept"))
        ++(entry.path().extension() == ".keys" ? keys : data);
    EXPECT_EQ(data, 2U);
    EXPECT_EQ(keys, 4U) << "the oldest is of 30 days ago to the second";
    EXPECT_FALSE(fs::exists(folder() / "rehearsal"));
    const auto runs = list_backups(context());
    ASSERT_TRUE(runs.ok());
    ASSERT_EQ(runs.value().size(), 4U);
    for (const BackupRun& run : runs.value()) EXPECT_EQ(run.rehearsal, "ok");
}

TEST_P(Backup, DoesNotBringBackWhoWasErased) {
    import({kThreeStudents});
    const WrittenBackup before = backup("before.age");
    ASSERT_TRUE(erase_student(context(), {"26420101150002", "PIPL 47"}).ok());
    const WrittenBackup after = backup("after.age");
    RestoreRecord request = restore_request(before, "target");
    request.keys = after.keys;
    const auto restored = restore_record(request, random());
    ASSERT_TRUE(restored.ok()) << restored.error().sentence(Language::English);
    EXPECT_EQ(restored.value().erased_again, 1U);
    const std::string students = students_in(temporary() / "target");
    EXPECT_THAT(students, ::testing::HasSubstr("张文静"));
    EXPECT_THAT(students, ::testing::Not(::testing::HasSubstr("李强")));
    EXPECT_THAT(contents(temporary() / "target/mingce.db"),
                ::testing::Not(::testing::HasSubstr("李强")));
}

}  // namespace
}  // namespace mingce
