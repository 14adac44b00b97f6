// What is sealed stays sealed, in every file; keys change and nothing is lost; who is erased is
// gone.
#include <atomic>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "crypto/bytes_as_text.h"
#include "record_fixture.h"
#include "usecases/audit/audit_values.h"
#include "usecases/audit/audit_verify.h"
#include "usecases/keeping/backup.h"
#include "usecases/keeping/erase_student.h"
#include "usecases/keeping/restore_backup.h"
#include "usecases/record/reseal_students.h"
#include "usecases/record/root_key.h"
#include "usecases/students/edit_students.h"
#include "usecases/students/student_view.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;
using testing::contents;
using testing::kThreeStudents;

class Keeping : public testing::RecordOnEachDatabase {
protected:
    /// Made-up students whose sealed values are found nowhere else.
    static std::string canaries(int count) {
        std::string csv = "姓名,性别,考生号,证件类型,身份证号,手机号码,家庭地址,电子邮箱\n";
        for (int i = 0; i < count; ++i) {
            const std::string number = std::to_string(10'000 + i);
            csv += "甲" + number + ",男,264201012" + number + ",其他,ZQX" + number + "77,1399" +
                   number + "88,金丝雀路" + number + "号,canary" + number + "@example.edu\n";
        }
        return csv;
    }
    bool values_hold() {
        const auto verdict = verify_values(context());
        return verdict.ok() && verdict.value().holds();
    }
    /// Which of the words stand in any file the record is kept in: its folder, and the server's.
    /// File by file, as a server's log alone may be a gigabyte.
    std::set<std::string> words_found(const std::vector<std::string>& words) {
        std::set<std::string> found;
        std::uintmax_t bytes = look_below(folder(), words, found);
        if (GetParam() == Dialect::Postgres) {
            const std::string url = testing::test_server();
            bytes += look_below(url.substr(url.find("host=") + 5), words, found);
        }
        EXPECT_GT(bytes, 100'000U);
        return found;
    }

    static std::uintmax_t look_below(const fs::path& place, const std::vector<std::string>& words,
                                     std::set<std::string>& found) {
        std::uintmax_t bytes = 0;
        std::error_code failed;
        for (fs::recursive_directory_iterator entry(place, failed), end; entry != end;
             entry.increment(failed)) {
            if (!entry->is_regular_file(failed)) continue;
            const std::string file = contents(entry->path());
            bytes += file.size();
            for (const std::string& word : words)
                if (file.find(word) != std::string::npos) found.insert(word);
        }
        return bytes;
    }
};
TEST_ON_EACH_DATABASE(Keeping);

TEST_P(Keeping, ThousandCanariesAreInNoFile) {
    constexpr int kCanaries = 1000;
    import({canaries(kCanaries), false, "staged.csv"});
    import({canaries(kCanaries), true, "staged.csv"});
    ASSERT_TRUE(
        set_student(context(),
                    {"26420101210007", {}, {{Field::Phone, "13700000009"}}, "", {2026, 8, 21}})
            .ok());
    ASSERT_TRUE(write_backup(context(), folder() / "backup.age").ok());
    ASSERT_EQ(student("26420101210007").values[Field::HomeAddress], "金丝雀路10007号");
    // What all of them begin with, so that one search is for all.
    // Six digits: five stand in some file of a server by chance.
    EXPECT_THAT(words_found({"ZQX1", "139910", "金丝雀路", "canary1", "13700000009"}),
                ::testing::IsEmpty());
}

TEST_P(Keeping, ErasedStudentsAreNowhereNorInAnOlderBackupRestored) {
    constexpr int kErased = 100;
    import({canaries(kErased + 20)});
    ASSERT_TRUE(write_backup(context(), temporary() / "before.age").ok());
    std::vector<std::string> words = {"甲10100"};
    for (int i = 0; i < kErased; ++i) {
        const std::string number = std::to_string(10'000 + i);
        const auto erased = erase_student(context(), {"264201012" + number, "PIPL 47"});
        ASSERT_TRUE(erased.ok()) << erased.error().sentence(Language::English);
        for (const char* word : {"甲", "264201012", "金丝雀路", "canary"})
            words.push_back(word + number);
        words.push_back("ZQX" + number + "77");
        words.push_back("1399" + number + "88");
    }
    EXPECT_THAT(all_students(), ::testing::HasSubstr("甲10100"));
    EXPECT_TRUE(values_hold());
    EXPECT_TRUE(verify_audit(context(), {}).value().holds());
    // Dead rows of PostgreSQL keep unsealed values until their space is used again.
    if (GetParam() == Dialect::Sqlite) {
        EXPECT_THAT(words_found(words), ::testing::ElementsAre("甲10100")) << "only who is there";
    }
    ASSERT_TRUE(write_backup(context(), temporary() / "after.age").ok());
    RestoreRecord request;
    request.file = temporary() / "before.age";
    request.keys = backup_keys_path(temporary() / "after.age");
    request.folder = temporary() / "restored";
    request.recovery = recovery();
    request.actor = "os:tester";
    request.now = now();
    const auto restored = restore_record(request, random());
    ASSERT_TRUE(restored.ok()) << restored.error().sentence(Language::English);
    EXPECT_EQ(restored.value().erased_again, static_cast<std::uint64_t>(kErased));
    std::set<std::string> found;
    EXPECT_GT(look_below(request.folder, words, found), 100'000U);
    EXPECT_THAT(found, ::testing::ElementsAre("甲10100")) << "in the older backup, restored";
}

TEST_P(Keeping, ReadersBesideAResealSeeNoErrorAndNoOldValue) {
    constexpr int kStudents = 400, kReaders = 2;
    import({canaries(kStudents)});
    std::atomic<int> written = 0;
    std::atomic<bool> is_over = false;
    std::atomic<int> reads = 0;
    const Context writing = context();
    const auto number_of = [](std::size_t i) { return "264201012" + std::to_string(10'000 + i); };
    const auto read_on = [&] {
        SystemRandom own;
        const Context reading{record(), "os:reader", writing.now, own};
        for (std::size_t step = 0; !is_over; ++step, ++reads) {
            const std::size_t i = step % 4 == 0 ? 0 : step * 7 % kStudents;  // 0 is written to
            const int before = written;
            const auto shown = show_student(reading, {number_of(i), std::nullopt, ""});
            ASSERT_TRUE(shown.ok()) << shown.error().sentence(Language::English);
            const FieldValues& values = shown.value().record.values;
            EXPECT_EQ(values[Field::IdNumber], "ZQX" + std::to_string(10'000 + i) + "77");
            EXPECT_EQ(shown.value().rows.size(), 1U);
            if (i == 0 && before != 0) {
                EXPECT_GE(std::stoi(values[Field::Remark]), before);
            }
        }
    };
    std::vector<std::thread> readers;
    readers.reserve(kReaders);
    for (int reader = 0; reader < kReaders; ++reader) readers.emplace_back(read_on);
    for (int round = 1; round <= 4; ++round) {
        const auto set = set_student(
            writing,
            {number_of(0), {}, {{Field::Remark, std::to_string(round)}}, "", {2026, 8, 21}});
        EXPECT_TRUE(set.ok());
        written = round;
        const auto resealed = reseal_students(writing, {});
        EXPECT_TRUE(resealed.ok()) << resealed.error().sentence(Language::English);
    }
    is_over = true;
    for (std::thread& reader : readers) reader.join();
    EXPECT_GT(reads, 10);
    EXPECT_TRUE(values_hold());
}

TEST_P(Keeping, FrozenStudentsAreNotErased) {
    import({kThreeStudents});
    ASSERT_TRUE(freeze_student(context(), {"26420101150001", "PIPL 47 (2)"}).ok());
    const auto refused = erase_student(context(), {"26420101150001", "PIPL 47"});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().problem().code, "student.frozen");
    EXPECT_EQ(student("26420101150001").values[Field::Name], "张文静");
}

TEST_P(Keeping, TheOldRootKeyOpensNothing) {
    import({kThreeStudents});
    const std::string before = all_students();
    fs::copy_file(key_file(), temporary() / "old.key");
    ASSERT_TRUE(rotate_root_key(context()).ok());
    EXPECT_EQ(all_students(), before);
    close();
    const auto refused = Record::open({folder(), temporary() / "old.key", now()});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().problem().code, "store.key_of_another");
    open();
    EXPECT_EQ(all_students(), before);
}

TEST_P(Keeping, AChangeOfRootCutShortIsCompleted) {
    import({kThreeStudents});
    const std::string before = all_students();
    // The database was changed, the file's rename was not reached.
    const fs::path next = next_key_path(key_file());
    fs::copy_file(key_file(), temporary() / "old.key");
    ASSERT_TRUE(rotate_root_key(context()).ok());
    close();
    fs::rename(key_file(), next);
    fs::rename(temporary() / "old.key", key_file());
    open();
    EXPECT_EQ(all_students(), before);
    EXPECT_FALSE(fs::exists(next));
    // The file was written, the database was not reached.
    close();
    const RootKey unused{Id::make(now(), random()), SecretKey::make(random())};
    ASSERT_TRUE(write_root_key(next, unused).ok());
    open();
    EXPECT_EQ(all_students(), before);
    EXPECT_FALSE(fs::exists(next));
}

std::size_t keys_for(const KeyRing& ring, KeyPurpose purpose) {
    return static_cast<std::size_t>(
        std::count_if(ring.all().begin(), ring.all().end(),
                      [purpose](const SealingKey& key) { return key.purpose == purpose; }));
}

TEST_P(Keeping, ResealingChangesEveryKeyAndNoValue) {
    import({canaries(700)});
    ASSERT_TRUE(
        set_student(context(),
                    {"26420101210007", {}, {{Field::Phone, "13700000009"}}, "", {2026, 8, 21}})
            .ok());
    const std::string before = all_students();
    const StudentRecord one = student("26420101210007");
    const Id old_key = record().ring().current(KeyPurpose::Year, 2026).id;
    ResealStudents request;
    std::uint64_t told = 0;
    request.progress = [&](const ResealProgress& progress) { told = progress.done; };
    const auto done = reseal_students(context(), request);
    ASSERT_TRUE(done.ok()) << done.error().sentence(Language::English);
    EXPECT_EQ(done.value().students, 700U);
    EXPECT_EQ(told, 700U);
    EXPECT_EQ(all_students(), before);
    EXPECT_TRUE(values_hold());
    EXPECT_EQ(record().ring().find(old_key), nullptr);
    EXPECT_EQ(keys_for(record().ring(), KeyPurpose::Index), 1U);
    ASSERT_TRUE(
        database()
            .read([&](Tx& tx) -> Status {
                Boxes boxes(record().ring(), random());
                StudentSealer sealer(boxes);
                EXPECT_EQ(TRY(students::events(tx, boxes, one.id)).size(), 1U);
                const auto key = TRY(students::load_key(tx, boxes, one.id));
                EXPECT_EQ(TRY(source_rows::of_student(tx, boxes, key)).size(), 1U);
                EXPECT_EQ(TRY(students::find_by_document(tx, sealer, "ZQX1000777")).size(), 1U);
                EXPECT_EQ(TRY(students::find_by_phone(tx, boxes, sealer, "13700000009")).size(),
                          1U);
                // What the audit holds against a student stays true.
                EXPECT_EQ(TRY(tx.integer(
                              "SELECT count(*) FROM student WHERE id = $1"
                              " AND commitment = $2",
                              {one.id, Param::Blob{view_of(sealer.commitment(key, one.values))}})),
                          1);
                return Done{};
            })
            .ok());
}

TEST_P(Keeping, WhoBeganBeforeOrReadsWhatWasBeforeFindsANumberWhileStudentsAreResealed) {
    import({canaries(700)});
    Boxes early(record().ring(), random());
    StudentSealer early_sealer(early);
    const std::vector<std::string> before = early_sealer.document_indexes("ZQX1000777");
    EXPECT_EQ(before.size(), 1U);
    const auto finds = [&] {
        std::size_t found = 0;
        const Status read = database().read([&](Tx& tx) -> Status {
            found = TRY(students::find_by_document(tx, early_sealer, "ZQX1000777")).size();
            return Done{};
        });
        return read.ok() ? found : 0;
    };
    ResealStudents request;
    request.progress = [&](const ResealProgress& progress) {
        EXPECT_EQ(finds(), 1U) << "after " << progress.done;
    };
    ASSERT_TRUE(reseal_students(context(), request).ok());
    EXPECT_EQ(finds(), 1U);
    // A snapshot of before, read with the keys of after.
    Boxes late(record().ring(), random());
    const auto after = StudentSealer(late).document_indexes("ZQX1000777");
    EXPECT_EQ(after.size(), 2U);
    EXPECT_EQ(std::ranges::count(after, before.front()), 1);
    EXPECT_NE(after.front(), before.front());
}

TEST_P(Keeping, ResealingGoesOnWhereItWasKilled) {
    import({canaries(700)});
    const std::string before = all_students();
    struct Killed {};
    ResealStudents request;
    request.progress = [](const ResealProgress&) { throw Killed(); };
    EXPECT_THROW(static_cast<void>(reseal_students(context(), request)), Killed);
    open();
    EXPECT_EQ(all_students(), before) << "half of them under either key";
    EXPECT_TRUE(values_hold());
    EXPECT_EQ(keys_for(record().ring(), KeyPurpose::Index), 2U);
    ASSERT_TRUE(database()
                    .read([&](Tx& tx) -> Status {
                        Boxes boxes(record().ring(), random());
                        StudentSealer sealer(boxes);
                        for (int i : {0, 350, 699}) {
                            const std::string number = std::to_string(10'000 + i);
                            const auto found =
                                TRY(students::find_by_document(tx, sealer, "ZQX" + number + "77"));
                            EXPECT_EQ(found.size(), 1U) << i;
                        }
                        return Done{};
                    })
                    .ok());
    const auto done = reseal_students(context(), {});
    ASSERT_TRUE(done.ok());
    EXPECT_TRUE(done.value().resumed);
    EXPECT_EQ(all_students(), before);
    EXPECT_EQ(keys_for(record().ring(), KeyPurpose::Index), 1U);
    EXPECT_EQ(keys_for(record().ring(), KeyPurpose::Year), 1U);
}

TEST_P(Keeping, TenThousandSwappedBoxesDoNotOpen) {
    import({canaries(150)});
    struct Boxed {
        std::string table;
        Id row, student;
        std::string box;
    };
    std::vector<Boxed> boxed;
    ASSERT_TRUE(
        database()
            .read([&](Tx& tx) -> Status {
                TRY(tx.query("SELECT id, box FROM student", {}, [&](const Row& row) -> Status {
                    boxed.push_back({"student", row.id(0), row.id(0), std::string(row.blob(1))});
                    return Done{};
                }));
                return tx.query(
                    "SELECT number, batch, student, box FROM source_row", {},
                    [&](const Row& row) -> Status {
                        boxed.push_back({source_rows::place_of(row.integer(0)), row.id(1),
                                         row.id(2), std::string(row.blob(3))});
                        return Done{};
                    });
            })
            .ok());
    ASSERT_GE(boxed.size(), 300U);
    std::size_t opened = 0, tried = 0;
    ASSERT_TRUE(database()
                    .read([&](Tx& tx) -> Status {
                        Boxes boxes(record().ring(), random());
                        for (std::size_t i = 0; tried < 10'000; ++i) {
                            const Boxed& at = boxed[i % boxed.size()];
                            const auto key = TRY(students::load_key(tx, boxes, at.student));
                            EXPECT_TRUE(boxes.open(key, {at.table, at.row}, at.box).ok());
                            for (std::size_t j = 1; j < 60; ++j, ++tried)
                                opened += boxes
                                              .open(key, {at.table, at.row},
                                                    boxed[(i + j * 5) % boxed.size()].box)
                                              .ok();
                        }
                        return Done{};
                    })
                    .ok());
    EXPECT_EQ(opened, 0U);
}

TEST_P(Keeping, WrongKeysAndFoldersAreSaidInOneSentence) {
    import({kThreeStudents});
    close();
    const auto outcome = [&] {
        const auto opened = Record::open({folder(), std::nullopt, now()});
        return opened.ok() ? "ok" : std::string(opened.error().problem().code);
    };
    EXPECT_EQ(outcome(), "ok");
    fs::permissions(key_file(), fs::perms::owner_read | fs::perms::others_read);
    EXPECT_EQ(outcome(), "crypto.key_file_exposed");
    const fs::path aside = temporary() / "aside.key";
    fs::permissions(key_file(), fs::perms::owner_read);
    fs::rename(key_file(), aside);
    EXPECT_EQ(outcome(), "crypto.key_file_missing");
    ASSERT_TRUE(
        write_root_key(key_file(), {Id::make(now(), random()), SecretKey::make(random())}).ok());
    EXPECT_EQ(outcome(), "store.key_of_another");
    fs::remove(key_file());
    fs::rename(aside, key_file());
    EXPECT_EQ(outcome(), "ok");
    if (GetParam() != Dialect::Sqlite) return;
    InitRecord other;
    other.folder = temporary() / "other";
    other.institution = "别的大学";
    other.actor = "os:tester";
    other.now = now();
    ASSERT_TRUE(init_record(other, random()).ok());
    fs::rename(other.folder / "mingce.db", folder() / "mingce.db");
    EXPECT_EQ(outcome(), "folder.database_of_another");
}

}  // namespace
}  // namespace mingce
