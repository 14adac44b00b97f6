#include "usecases/imports/import_batch.h"

#include <gmock/gmock.h>

#include "record_fixture.h"
#include "usecases/imports/undo_batch.h"
#include "usecases/students/edit_students.h"
#include "usecases/students/findings_work.h"
#include "usecases/students/fix_findings.h"
#include "usecases/students/list_students.h"
#include "usecases/students/student_view.h"

namespace mingce {
namespace {

using testing::kThreeStudents;

class ImportBatch : public testing::RecordOnEachDatabase {
protected:
    void set(const std::string& who, const TypedValues& values) {
        const auto done = set_student(context("os:registry"), {who, {}, values, "", {2026, 8, 21}});
        ASSERT_TRUE(done.ok()) << done.error().sentence(Language::English);
    }
    UndoOutcome undo(std::int64_t number) {
        auto done = undo_batch(context(), {number, "wrong file", {2026, 8, 22}});
        EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().sentence(Language::English));
        return done.ok() ? std::move(done).value() : UndoOutcome{};
    }
    static std::string with(std::string csv, const std::string& old, const std::string& fresh) {
        const std::size_t at = csv.find(old);
        EXPECT_NE(at, std::string::npos);
        return csv.replace(at, old.size(), fresh);
    }
};

TEST_P(ImportBatch, StagesFirstAndWritesOnce) {
    const ImportReport staged = import({kThreeStudents, false});
    EXPECT_EQ(staged.batch.counts.students_new, 3U);
    EXPECT_FALSE(staged.is_committed);
    EXPECT_EQ(all_students(), "");

    const ImportReport written = import({kThreeStudents});
    EXPECT_TRUE(written.is_committed);
    EXPECT_EQ(written.batch.number, staged.batch.number) << "the same files are the same batch";
    const std::string students = all_students();
    EXPECT_THAT(students, ::testing::HasSubstr("张文静"));

    const ImportReport again = import({kThreeStudents});
    EXPECT_TRUE(again.changes_nothing);
    EXPECT_EQ(again.batch.counts.students_same, 3U);
    EXPECT_EQ(all_students(), students);
    const auto batches = list_batches(context());
    ASSERT_TRUE(batches.ok());
    EXPECT_EQ(batches.value().size(), 1U);
}

TEST_P(ImportBatch, IsRefusedWhereSomebodyWasQuicker) {
    import({kThreeStudents});
    testing::TemporaryFolder files;
    ImportFiles request;
    request.hand_over.paths = {
        files.write("more.csv", with(kThreeStudents, "13800000002", "13900000002"))};
    request.intake = "2026-ug";
    request.commit = true;
    request.today = {2026, 8, 20};
    const struct {
        std::string_view what;
        std::function<void()> act;
    } cases[] = {
        {"changed another one",
         [&] {
             set("26420101150001", {{Field::Phone, "13700000001"}});
         }},
        {"entered one",
         [&] {
             const TypedValues values = {{Field::Name, "赵新"}, {Field::ExamNumber, "2642010115"}};
             ASSERT_TRUE(add_student(context(), {"2026-ug", values, {2026, 8, 20}}).ok());
         }},
        {"took the whole import back", [&] { undo(1); }},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.what);
        std::string before;
        request.compared = [&] {
            c.act();
            before = all_students();
        };
        const auto refused = import_files(context(), request);
        ASSERT_FALSE(refused.ok());
        EXPECT_EQ(refused.error().problem().code, "batch.intake_changed");
        EXPECT_EQ(all_students(), before);
    }
    request.compared = nullptr;
    EXPECT_TRUE(import_files(context(), request).ok());
}

TEST_P(ImportBatch, SurvivesBeingClosedAndOpened) {
    import({kThreeStudents});
    const std::string students = all_students();
    open();
    EXPECT_EQ(all_students(), students);
}

TEST_P(ImportBatch, ShowsWhatChangedFieldByField) {
    import({kThreeStudents});
    const std::string changed = with(kThreeStudents, "13800000002", "13900000002") +
                                "赵新,男,26420101150004,42010120080404003X,20080404,汉族,湖北,"
                                "文学院,汉语言文学,13800000004,江城市临溪区四路4号\n";
    const ImportReport report = import({changed, true, "second.csv"});
    EXPECT_EQ(report.batch.counts.students_new, 1U);
    EXPECT_EQ(report.batch.counts.students_changed, 1U);
    EXPECT_EQ(report.batch.counts.students_same, 2U);
    const FieldChange phone{Field::Phone, "13800000002", "13900000002"};
    EXPECT_THAT(report.rows[1].taken(), ::testing::ElementsAre(phone));
    EXPECT_EQ(student("26420101150002").values[Field::Phone], "13900000002");
    EXPECT_EQ(student("26420101150002").version, 2);
}

TEST_P(ImportBatch, KeepsWhatAPersonSetAndSaysSo) {
    import({kThreeStudents});
    set("26420101150002", {{Field::Phone, "13700000002"}});
    const ImportReport report =
        import({with(kThreeStudents, "13800000002", "13900000002"), true, "second.csv"});
    EXPECT_EQ(report.batch.counts.students_conflict, 1U);
    EXPECT_EQ(student("26420101150002").values[Field::Phone], "13700000002");

    const auto open = list_findings(context(), {"2026-ug", "open", "RC-001", ""});
    ASSERT_TRUE(open.ok());
    ASSERT_EQ(open.value().size(), 1U);
    FixFindings fix;
    fix.id = open.value()[0].finding.id.hex();
    fix.today = {2026, 8, 22};
    ASSERT_TRUE(fix_findings(context(), fix).ok());
    EXPECT_EQ(student("26420101150002").values[Field::Phone], "13900000002");
}

TEST_P(ImportBatch, MakesTwoPeopleOfNumbersThatDisagree) {
    import({kThreeStudents});
    const std::string other =
        "姓名,性别,考生号,身份证号,出生日期,民族,生源省份,院系,专业\n"
        "陈晨,女,26420101150001,42010120080404003X,20080404,汉族,湖北,文学院,汉语言文学\n";
    const ImportReport report = import({other, true, "other.csv"});
    EXPECT_EQ(report.batch.counts.students_conflict, 1U);
    const auto lines = list_students(context(), {"2026-ug", ""});
    ASSERT_TRUE(lines.ok());
    EXPECT_EQ(lines.value().lines.size(), 4U);
    const auto findings = list_findings(context(), {"2026-ug", "open", "RC-002", ""});
    ASSERT_TRUE(findings.ok());
    EXPECT_EQ(findings.value().size(), 1U);
}

TEST_P(ImportBatch, RemembersColumnsThatAPersonMatched) {
    const std::string odd = with(kThreeStudents, "手机号码", "小灵通");
    import({odd, true, "odd.csv", { { "小灵通", "phone_other" } }});
    EXPECT_EQ(student("26420101150001").values[Field::PhoneOther], "13800000001");
    const ImportReport next = import({with(odd, "13800000001", "13800000009"), true, "next.csv"});
    ASSERT_EQ(next.remembered.size(), 1U);
    EXPECT_EQ(next.remembered[0].second, Field::PhoneOther);
    EXPECT_EQ(student("26420101150001").values[Field::PhoneOther], "13800000009");
}

TEST_P(ImportBatch, RefusesAnIntakeThatDoesNotExist) {
    ImportFiles request;
    request.hand_over.paths = {temporary()};
    request.intake = "2031-ug";
    const auto report = import_files(context(), request);
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(report.error().problem().code, "intake.unknown");
}

TEST_P(ImportBatch, TellsWhereEachValueComesFrom) {
    import({kThreeStudents});
    set("26420101150001", {{Field::Phone, "13700000001"}});
    const auto view = show_student(context(), {"26420101150001", {}, ""});
    ASSERT_TRUE(view.ok());
    EXPECT_EQ(view.value().imported_by, "os:clerk");
    for (const FieldView& field : view.value().fields) {
        if (field.field == Field::Phone) {
            ASSERT_NE(field.event, nullptr);
            EXPECT_EQ(field.event->actor, "os:registry");
            EXPECT_EQ(field.value, "137****0001");
        }
        if (field.field == Field::Ethnicity) {
            EXPECT_EQ(field.event, nullptr);
            EXPECT_THAT(field.place, ::testing::EndsWith("students.csv:2:6"));
        }
    }
}

TEST_P(ImportBatch, IsAsItWasOnAnyDay) {
    import({kThreeStudents});
    const Moment before = now();
    set("26420101150001", {{Field::Phone, "13700000001"}});
    set("26420101150001", {{Field::Phone, "13600000001"}, {Field::Dormitory, "3-201"}});
    ShowStudent request{"26420101150001", before, "inspection"};
    const auto then = show_student(context(), request);
    ASSERT_TRUE(then.ok());
    EXPECT_EQ(then.value().record.values[Field::Phone], "13800000001");
    EXPECT_EQ(then.value().record.values[Field::Dormitory], "");
    request.as_of = Moment{before.milliseconds - 86'400'000};
    const auto too_early = show_student(context(), request);
    ASSERT_FALSE(too_early.ok());
    EXPECT_EQ(too_early.error().problem().code, "student.not_yet");
}

TEST_P(ImportBatch, IsUndoneAsAWhole) {
    import({kThreeStudents});
    const std::string before = all_students();
    import({with(kThreeStudents, "13800000002", "13900000002") +
                "赵新,男,26420101150004,42010120080404003X,20080404,汉族,湖北,文学院,"
                "汉语言文学,13800000004,江城市临溪区四路4号\n",
            true, "second.csv"});
    EXPECT_NE(all_students(), before);
    const UndoOutcome outcome = undo(2);
    EXPECT_EQ(outcome.removed, 1U);
    EXPECT_EQ(outcome.reverted, 1U);
    EXPECT_EQ(all_students(), before);
    const auto twice = undo_batch(context(), {2, "", {2026, 8, 22}});
    ASSERT_FALSE(twice.ok());
    EXPECT_EQ(twice.error().problem().code, "batch.state");
}

TEST_P(ImportBatch, UndoKeepsWhatPeopleEditedAndListsIt) {
    import({kThreeStudents});
    set("26420101150001", {{Field::Dormitory, "3-201"}});
    const UndoOutcome outcome = undo(1);
    EXPECT_EQ(outcome.removed, 2U);
    ASSERT_EQ(outcome.kept.size(), 1U);
    EXPECT_EQ(outcome.kept[0].name, "张文静");
    EXPECT_EQ(student("26420101150001").values[Field::Dormitory], "3-201");
    const auto view = show_student(context(), {"26420101150001", {}, ""});
    ASSERT_TRUE(view.ok());
    EXPECT_EQ(view.value().rows.size(), 1U) << "the row as it arrived stays with the student";
}

TEST_P(ImportBatch, UndoIsRefusedByNameOnceAStudentHasANumber) {
    import({kThreeStudents});
    set("26420101150003", {{Field::StudentNo, "2026010001"}});
    const std::string before = all_students();
    const UndoOutcome outcome = undo(1);
    ASSERT_EQ(outcome.in_the_way.size(), 1U);
    EXPECT_EQ(outcome.in_the_way[0].name, "王小明");
    EXPECT_EQ(outcome.in_the_way[0].reason, UndoReason::HasNumber);
    EXPECT_EQ(all_students(), before);
    const auto view = show_batch(context(), 1);
    ASSERT_TRUE(view.ok());
    EXPECT_EQ(view.value().batch.state, BatchState::Committed);
}

TEST_P(ImportBatch, ClosingDestroysTheFilesAndEndsUndo) {
    import({kThreeStudents});
    ASSERT_TRUE(close_batch(context(), 1).ok());
    const auto undone = undo_batch(context(), {1, "", {2026, 8, 22}});
    ASSERT_FALSE(undone.ok());
    EXPECT_EQ(undone.error().problem().code, "batch.closed");
    const auto view = show_batch(context(), 1);
    ASSERT_TRUE(view.ok());
    EXPECT_FALSE(view.value().batch.has_files);
    EXPECT_EQ(view.value().files.size(), 1U) << "names, sizes and hashes stay";
    const auto bytes = read_value(database(), [&](Tx& tx) {
        Boxes boxes(record().ring(), random());
        return batches::file_bytes(tx, boxes, view.value().batch.id, 0);
    });
    ASSERT_FALSE(bytes.ok());
    EXPECT_EQ(bytes.error().problem().code, "batch.files_gone");
}

TEST_P(ImportBatch, KeepsUploadedFilesWholeUntilThen) {
    import({kThreeStudents});
    const auto view = show_batch(context(), 1);
    ASSERT_TRUE(view.ok());
    const auto bytes = read_value(database(), [&](Tx& tx) {
        Boxes boxes(record().ring(), random());
        return batches::file_bytes(tx, boxes, view.value().batch.id, 0);
    });
    ASSERT_TRUE(bytes.ok());
    EXPECT_EQ(bytes.value(), kThreeStudents);
}

TEST_ON_EACH_DATABASE(ImportBatch);

}  // namespace
}  // namespace mingce
