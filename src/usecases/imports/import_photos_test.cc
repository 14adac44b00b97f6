// Photos of an import: whose they are, what they replace, and that undo, merge, keys, erasure and
// backup treat them like every sealed value.
#include "usecases/imports/import_photos.h"

#include <gmock/gmock.h>

#include "pictures/picture_fixture.h"
#include "record_fixture.h"
#include "usecases/audit/audit_values.h"
#include "usecases/imports/undo_batch.h"
#include "usecases/keeping/backup.h"
#include "usecases/keeping/erase_student.h"
#include "usecases/record/reseal_students.h"
#include "usecases/students/findings_work.h"
#include "usecases/students/match_people.h"
#include "usecases/students/student_photo.h"
#include "usecases/students/student_view.h"
#include "usecases/students/waive_findings.h"

namespace mingce {
namespace {

using testing::contents;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::jpeg_of;
using testing::kThreeStudents;

constexpr const char* kFirst = "26420101150001";
constexpr const char* kSecond = "26420101150002";
constexpr const char* kThird = "26420101150003";

/// A photo as it should be; another text, another picture.
std::string photo(std::string_view text) { return jpeg_of({480, 640, 60'000, text}); }

class ImportPhotos : public testing::RecordOnEachDatabase {
protected:
    using Photos = std::map<std::string, std::string>;  // name -> bytes

    Result<ImportReport> try_photos(const Photos& photos, bool commit = true,
                                    const std::string& csv = "") {
        const std::filesystem::path folder = temporary() / ("photos" + std::to_string(++folders_));
        std::filesystem::create_directories(folder);
        for (const auto& [name, bytes] : photos)
            std::ofstream(folder / name, std::ios::binary) << bytes;
        if (!csv.empty()) std::ofstream(folder / "students.csv") << csv;
        ImportFiles request;
        request.hand_over.paths = {folder};
        request.intake = "2026-ug";
        request.commit = commit;
        request.today = {2026, 8, 20};
        return import_files(context(), request);
    }
    ImportReport import_photos(const Photos& photos, bool commit = true,
                               const std::string& csv = "") {
        auto report = try_photos(photos, commit, csv);
        EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.error().sentence(Language::English));
        return report.ok() ? std::move(report).value() : ImportReport{};
    }

    /// "new 1 same 2", what is not 0.
    static std::string counts(const ImportReport& report) {
        const PhotoCounts& c = report.batch.counts.photos;
        std::string text;
        const auto add = [&text](std::string_view name, std::uint64_t count) {
            if (count == 0) return;
            if (!text.empty()) text += ' ';
            text.append(name).append(" ").append(std::to_string(count));
        };
        add("new", c.fresh), add("replaced", c.replaced), add("same", c.same);
        add("unused", c.unused), add("unmatched", c.unmatched), add("refused", c.refused);
        EXPECT_EQ(c.in, c.matched() + c.unmatched + c.refused);
        return text;
    }

    /// The picture as it is taken out of its box; "" for none.
    std::string picture_of(const std::string& who) {
        const std::filesystem::path path = temporary() / "photo.jpg";
        const auto saved = save_photo(context(), {who, "test", path});
        if (!saved.ok()) {
            EXPECT_EQ(saved.error().problem().code, "student.no_photo");
            return "";
        }
        return contents(path);
    }

    /// Open findings of photos: "HO-005", sorted by their making.
    std::vector<std::string> open_findings() {
        std::vector<std::string> codes;
        const auto listed = list_findings(context(), {"2026-ug", "open", "", ""});
        EXPECT_TRUE(listed.ok());
        for (const auto& line : listed.value())
            if (line.finding.rule.starts_with("HO-")) codes.push_back(line.finding.rule);
        std::sort(codes.begin(), codes.end());
        return codes;
    }

    std::int64_t number(const std::string& sql) {
        const auto value = read_value(database(), [&](Tx& tx) { return tx.integer(sql); });
        EXPECT_TRUE(value.ok());
        return value.ok() ? value.value() : -1;
    }

    UndoOutcome undo(std::int64_t batch) {
        auto done = undo_batch(context(), {batch, "wrong", {2026, 8, 22}});
        EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().sentence(Language::English));
        return done.ok() ? std::move(done).value() : UndoOutcome{};
    }

private:
    int folders_ = 0;
};
TEST_ON_EACH_DATABASE(ImportPhotos);

TEST_P(ImportPhotos, AreRefusedWhereSomebodyBroughtOnesMeanwhile) {
    import({kThreeStudents});
    const std::filesystem::path folder = temporary() / "mine";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / (std::string(kFirst) + ".jpg"), std::ios::binary) << photo("mine");
    ImportFiles request;
    request.hand_over.paths = {folder};
    request.intake = "2026-ug";
    request.commit = true;
    request.today = {2026, 8, 20};
    request.compared = [&] { import_photos({{std::string(kFirst) + ".jpg", photo("theirs")}}); };
    const auto refused = import_files(context(), request);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().problem().code, "batch.intake_changed");
    EXPECT_EQ(picture_of(kFirst), photo("theirs"));
}

TEST_P(ImportPhotos, FindTheRecordsStudentsAlone) {
    import({kThreeStudents});
    const std::string before = all_students();
    const Photos photos = {{std::string(kFirst) + ".jpg", photo("a")},
                           {"420101200802020019.jpg", photo("b")},
                           {"nobody.jpg", photo("c")}};
    EXPECT_EQ(counts(import_photos(photos, false)), "new 2 unmatched 1");
    EXPECT_EQ(number("SELECT count(*) FROM student_file"), 0) << "staged only";
    const ImportReport report = import_photos(photos);
    EXPECT_EQ(counts(report), "new 2 unmatched 1");
    EXPECT_TRUE(report.is_committed);
    EXPECT_EQ(picture_of(kFirst), photo("a"));
    EXPECT_EQ(picture_of(kSecond), photo("b"));
    EXPECT_EQ(picture_of(kThird), "");
    EXPECT_EQ(all_students(), before) << "a photo is no change of a value";
    EXPECT_THAT(open_findings(), ElementsAre("HO-005", "HO-007"));
}

TEST_P(ImportPhotos, ComeWithTheirStudents) {
    const ImportReport report = import_photos(
        {{std::string(kFirst) + ".jpg", photo("a")}, {std::string(kSecond) + ".jpg", photo("b")}},
        true, kThreeStudents);
    EXPECT_EQ(report.batch.counts.students_new, 3U);
    EXPECT_EQ(counts(report), "new 2");
    EXPECT_EQ(picture_of(kSecond), photo("b"));
    EXPECT_THAT(open_findings(), ElementsAre("HO-007"));
    // The third one's photo ends what was said of its absence.
    import_photos({{std::string(kThird) + ".jpg", photo("c")}});
    EXPECT_THAT(open_findings(), IsEmpty());
    undo(2);
    EXPECT_THAT(open_findings(), ElementsAre("HO-007"));
    EXPECT_EQ(picture_of(kThird), "");
}

TEST_P(ImportPhotos, ChangeNothingTheSecondTime) {
    import({kThreeStudents});
    const Photos photos = {{std::string(kFirst) + ".jpg", photo("a")},
                           {std::string(kSecond) + ".jpg", photo("b")}};
    import_photos(photos);
    const ImportReport again = import_photos(photos);
    EXPECT_TRUE(again.changes_nothing);
    EXPECT_EQ(counts(again), "same 2");
    const ImportReport with_table = import_photos(photos, true, kThreeStudents);
    EXPECT_TRUE(with_table.changes_nothing);
    const auto batches = list_batches(context());
    ASSERT_TRUE(batches.ok());
    EXPECT_EQ(batches.value().size(), 2U);
    EXPECT_EQ(batches.value()[1].batch.counts.photos.fresh, 2U);
}

TEST_P(ImportPhotos, AreReplacedAndPutBack) {
    import({kThreeStudents});
    import_photos({{std::string(kFirst) + ".jpg", photo("a")}});
    const ImportReport report = import_photos({{std::string(kFirst) + ".jpg", photo("b")}});
    EXPECT_EQ(counts(report), "replaced 1");
    EXPECT_EQ(picture_of(kFirst), photo("b"));
    EXPECT_EQ(number("SELECT count(*) FROM student_file"), 2);
    undo(3);
    EXPECT_EQ(picture_of(kFirst), photo("a"));
    EXPECT_EQ(number("SELECT count(*) FROM student_file"), 1);
    EXPECT_EQ(counts(import_photos({{std::string(kFirst) + ".jpg", photo("b")}})), "replaced 1")
        << "an undone batch may come again";
}

TEST_P(ImportPhotos, StayWhenAnEarlierBatchIsUndone) {
    struct Case {
        std::string_view why;
        std::vector<int> undone;  // batches, in this order
        std::vector<int> closed;  // before
        std::string picture;
    };
    // Batches 2, 3 and 4 bring the pictures a, b and c.
    const Case cases[] = {
        {"the last", {4}, {}, photo("b")},
        {"the middle", {3}, {}, photo("c")},
        {"the first", {2}, {}, photo("c")},
        {"the middle, then the last", {3, 4}, {}, photo("a")},
        {"the first, then the last", {2, 4}, {}, photo("b")},
        {"from the last to the first", {4, 3, 2}, {}, ""},
        {"from the first to the last", {2, 3, 4}, {}, ""},
        {"the middle, what it brought is destroyed", {3}, {4}, photo("c")},
        {"the last, what it replaced has nothing behind it", {4}, {3}, photo("b")},
    };
    import({kThreeStudents});
    std::int64_t made = 1;
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const std::int64_t before = made;
        for (const char* text : {"a", "b", "c"}) {
            import_photos({{std::string(kFirst) + ".jpg", photo(text)}});
            ++made;
        }
        for (int batch : c.closed) ASSERT_TRUE(close_batch(context(), before + batch - 1).ok());
        for (int batch : c.undone) undo(before + batch - 1);
        EXPECT_EQ(picture_of(kFirst), c.picture);
        ASSERT_TRUE(database()
                        .write([](Tx& tx) -> Status {
                            TRY(tx.run("DELETE FROM student_file"));
                            return Done{};
                        })
                        .ok());
    }
}

TEST_P(ImportPhotos, KeepTheirStudentWhenTheStudentsBatchIsUndone) {
    import({kThreeStudents});
    import_photos({{std::string(kFirst) + ".jpg", photo("a")}});
    const UndoOutcome outcome = undo(1);
    EXPECT_EQ(outcome.removed, 2U);
    ASSERT_EQ(outcome.kept.size(), 1U);
    EXPECT_EQ(outcome.kept[0].reason, UndoReason::LaterBatch);
    EXPECT_EQ(picture_of(kFirst), photo("a"));
}

TEST_P(ImportPhotos, GoWithStudentsWhoseBatchIsUndone) {
    import_photos({{std::string(kFirst) + ".jpg", photo("a")}}, true, kThreeStudents);
    undo(1);
    EXPECT_EQ(number("SELECT count(*) FROM student"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM student_file"), 0);
}

TEST_P(ImportPhotos, FormerOnesAreDestroyedWhenTheBatchIsClosed) {
    import({kThreeStudents});
    import_photos({{std::string(kFirst) + ".jpg", photo("a")}});
    import_photos({{std::string(kFirst) + ".jpg", photo("b")}});
    ASSERT_TRUE(close_batch(context(), 3).ok());
    EXPECT_EQ(number("SELECT count(*) FROM student_file"), 1);
    EXPECT_EQ(picture_of(kFirst), photo("b"));
}

TEST_P(ImportPhotos, SayWhatIsWrong) {
    import({kThreeStudents});
    import_photos({{std::string(kThird) + ".jpg", photo("taken")}});
    const ImportReport report = import_photos({
        {std::string(kFirst) + ".jpg", photo("taken")},  // the third one's
        {"42010120080101002X.jpg", photo("second of the first")},
        {std::string(kSecond) + ".jpg", jpeg_of({60, 80, 60'000})},
        {"12345678.jpg", photo("x").substr(0, 900)},
        {"12345679.jpg", "GIF89a"},
        {"12345670.jpg", jpeg_of({480, 640, 2'000'001})},
    });
    EXPECT_EQ(counts(report), "new 2 unused 1 refused 3");
    EXPECT_THAT(open_findings(),
                ElementsAre("HO-006", "HO-014", "HO-015", "HO-016", "HO-017", "HO-018"));
    const auto findings = list_findings(context(), {"2026-ug", "open", "HO-018", ""});
    ASSERT_EQ(findings.value().size(), 1U);
    EXPECT_EQ(findings.value()[0].finding.student, student(kSecond).id);
    EXPECT_EQ(findings.value()[0].finding.detail.raw, std::string(kSecond) + ".jpg");
    // A better photo ends it.
    import_photos({{std::string(kSecond) + ".jpg", photo("b")}});
    EXPECT_EQ(list_findings(context(), {"2026-ug", "open", "HO-018", ""}).value().size(), 0U);
}

TEST_P(ImportPhotos, EndWhatWasDecidedOfTheFormerOneAndTheAuditAgrees) {
    import({kThreeStudents});
    import_photos({{std::string(kFirst) + ".jpg", jpeg_of({60, 80, 60'000})}});
    const auto open = list_findings(context(), {"2026-ug", "open", "HO-018", ""});
    ASSERT_EQ(open.value().size(), 1U);
    ASSERT_TRUE(waive_finding(context(), open.value()[0].finding.id.hex(), "the only one").ok());
    import_photos({{std::string(kFirst) + ".jpg", jpeg_of({80, 60, 60'000})}});
    EXPECT_EQ(list_findings(context(), {"2026-ug", "open", "HO-018", ""}).value().size(), 1U)
        << "another picture, another decision";
    EXPECT_EQ(list_findings(context(), {"2026-ug", "waived", "HO-018", ""}).value().size(), 0U);
    const auto holds = [this] {
        const auto verdict = verify_values(context());
        return verdict.ok() && verdict.value().holds();
    };
    EXPECT_TRUE(holds());
    undo(3);
    EXPECT_EQ(list_findings(context(), {"2026-ug", "open", "HO-018", ""}).value().size(), 1U);
    EXPECT_TRUE(holds());
}

TEST_P(ImportPhotos, FindAMergedStudentByEitherNumber) {
    import({kThreeStudents + "张文婧,女,26420101150009,,20080101,汉族,湖北,物理学院,物理学,,\n"});
    import_photos({{"26420101150009.jpg", photo("of the one that goes")}});
    ASSERT_TRUE(merge_students(context(), {kFirst, "26420101150009", ""}).ok());
    EXPECT_EQ(picture_of(kFirst), photo("of the one that goes")) << "no other is there";
    const Photos same = {{"26420101150009.jpg", photo("of the one that goes")}};
    EXPECT_TRUE(import_photos(same).changes_nothing);
    EXPECT_EQ(counts(import_photos({{"26420101150009.jpg", photo("new")}})), "replaced 1");
    EXPECT_EQ(picture_of(kFirst), photo("new"));
    EXPECT_EQ(picture_of("26420101150009"), photo("new"));
}

TEST_P(ImportPhotos, OfFrozenStudentsAreLeftAlone) {
    import({kThreeStudents});
    import_photos({{std::string(kFirst) + ".jpg", photo("a")}});
    ASSERT_TRUE(freeze_student(context(), {kFirst, "PIPL 47 (2)"}).ok());
    const ImportReport report = import_photos(
        {{std::string(kFirst) + ".jpg", photo("b")}, {std::string(kSecond) + ".jpg", photo("c")}});
    EXPECT_EQ(counts(report), "new 1 unused 1");
    EXPECT_EQ(picture_of(kFirst), photo("a"));
    const UndoOutcome refused = undo(2);
    ASSERT_EQ(refused.in_the_way.size(), 1U);
    EXPECT_EQ(refused.in_the_way[0].reason, UndoReason::Frozen);
}

TEST_P(ImportPhotos, AreSealedAnewWithTheirStudents) {
    import({kThreeStudents});
    const Photos photos = {{std::string(kFirst) + ".jpg", photo("a")},
                           {std::string(kSecond) + ".jpg", photo("b")}};
    import_photos(photos);
    std::string before;
    const auto boxes = [&] {
        std::string all;
        EXPECT_TRUE(database()
                        .read([&](Tx& tx) {
                            return tx.query(
                                "SELECT fingerprint, box FROM student_file ORDER BY id", {},
                                [&](const Row& row) -> Status {
                                    all.append(row.blob(0)).append(row.blob(1).substr(0, 64));
                                    return Done{};
                                });
                        })
                        .ok());
        return all;
    };
    before = boxes();
    ASSERT_TRUE(reseal_students(context(), {}).ok());
    EXPECT_NE(boxes(), before);
    EXPECT_EQ(picture_of(kFirst), photo("a"));
    EXPECT_TRUE(import_photos(photos).changes_nothing) << "fingerprints are of the new key";
}

TEST_P(ImportPhotos, AreGoneWithErasedStudentsAndInNoFile) {
    import({kThreeStudents});
    const std::string canary = "canary of a photo 7341";
    import_photos({{std::string(kFirst) + ".jpg", photo(canary)},
                   {std::string(kSecond) + ".jpg", photo("b")}});
    ASSERT_TRUE(erase_student(context(), {kFirst, "PIPL 47"}).ok());
    EXPECT_EQ(number("SELECT count(*) FROM student_file"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM batch WHERE key IS NOT NULL"), 0)
        << "an archive of photos may hold the student's";
    EXPECT_EQ(picture_of(kSecond), photo("b"));
    EXPECT_EQ(counts(import_photos({{std::string(kFirst) + ".jpg", photo(canary)}})),
              "unmatched 1");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
        if (!entry.is_regular_file()) continue;
        EXPECT_EQ(contents(entry.path()).find(canary), std::string::npos) << entry.path();
    }
}

TEST_P(ImportPhotos, AreShownAndTakenOutForAReason) {
    import({kThreeStudents});
    import_photos({{std::string(kFirst) + ".jpg", photo("a")}});
    const auto shown = show_student(context(), {kFirst, {}, ""});
    ASSERT_TRUE(shown.ok());
    ASSERT_TRUE(shown.value().photo.has_value());
    EXPECT_EQ(shown.value().photo->file.width, 480U);
    EXPECT_EQ(shown.value().photo->file.size, 60'000U);
    EXPECT_EQ(shown.value().photo->batch, 2);
    const auto refused = save_photo(context(), {kFirst, "", temporary() / "photo.jpg"});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().problem().code, "student.photo_why");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entry WHERE action = 'student.reveal'"), 0);
    EXPECT_EQ(picture_of(kFirst), photo("a"));
    EXPECT_EQ(number("SELECT count(*) FROM audit_entry WHERE action = 'student.reveal'"), 1);
    namespace fs = std::filesystem;
    EXPECT_EQ(fs::status(temporary() / "photo.jpg").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace
}  // namespace mingce
