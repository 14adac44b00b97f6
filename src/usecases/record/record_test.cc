#include "usecases/record/record.h"

#include <gmock/gmock.h>

#include "record_fixture.h"
#include "store/audit_log.h"
#include "usecases/students/edit_students.h"

namespace mingce {
namespace {

using testing::kThreeStudents;

class RecordOpened : public testing::RecordOnEachDatabase {
protected:
    std::string refusal(Result<Record> opened) {
        return opened.ok() ? "" : std::string(opened.error().problem().code);
    }
    std::string opening(Moment at) {
        close();
        return refusal(Record::open({folder(), std::nullopt, at}));
    }
};

TEST_P(RecordOpened, KeepsTheOrderOfTimeWhenTheClockIsSetBack) {
    import({kThreeStudents});
    ASSERT_TRUE(record().settle_audit(now()).ok());
    const Moment last = now();
    close();
    auto early = Record::open({folder(), std::nullopt, {last.milliseconds - 86'400'000}});
    ASSERT_TRUE(early.ok());
    EXPECT_GE(early.value().clock_behind(), 86'400'000);
    EXPECT_GT(early.value().now(), last);
    // What is written then comes after what was there, for history and for the audit.
    Context context{early.value(), "os:clerk", early.value().now(), random()};
    SetStudent request;
    request.who = "26420101150001";
    request.values = {{Field::Phone, "13700000001"}};
    request.today = {2026, 8, 21};
    ASSERT_TRUE(set_student(context, request).ok());
    const auto history = student_history(context, "26420101150001");
    ASSERT_TRUE(history.ok());
    EXPECT_GT(history.value().events[0].at, history.value().record.created_at);
}

TEST_P(RecordOpened, SignsWhatItDidBeforeItEnds) {
    import({kThreeStudents});
    const auto waiting = read_value(database(), [](Tx& tx) { return audit_log::waiting(tx); });
    ASSERT_TRUE(waiting.ok());
    EXPECT_FALSE(waiting.value().empty());
    ASSERT_TRUE(record().settle_audit(now()).ok());
    const auto totals = read_value(database(), [](Tx& tx) { return audit_log::totals(tx); });
    ASSERT_TRUE(totals.ok());
    EXPECT_EQ(totals.value().waiting, 0U);
    EXPECT_EQ(totals.value().numbered, totals.value().entries);
    ASSERT_TRUE(record().settle_audit(now()).ok()) << "nothing waits, nothing is written";
    const auto checkpoints =
        read_value(database(), [](Tx& tx) { return audit_log::checkpoints(tx); });
    ASSERT_TRUE(checkpoints.ok());
    EXPECT_EQ(checkpoints.value().size(), 2U) << "of init, and of this";
}

TEST_P(RecordOpened, IsNotMadeWhereSomethingIs) {
    InitRecord request;
    request.folder = folder();
    request.institution = "另一所大学";
    request.actor = "os:tester";
    request.now = now();
    const auto again = init_record(request, random());
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().problem().code, "folder.not_empty");
}

TEST_P(RecordOpened, SaysWhatIsWrongWithItsFolder) {
    const std::filesystem::path settings = folder() / "mingce.toml";
    close();
    const std::string text = testing::contents(settings);
    std::ofstream(settings) << "record = 5\n";
    EXPECT_EQ(opening(now()), "folder.settings");
    std::ofstream(settings) << text << "colour = \"red\"\n";
    EXPECT_EQ(opening(now()), "folder.settings");
    std::filesystem::remove(settings);
    EXPECT_EQ(opening(now()), "folder.no_record");
    std::ofstream(settings) << text;
    EXPECT_EQ(opening(now()), "");
}

TEST_P(RecordOpened, TakesNoPasswordOnTheCommandLine) {
    for (const char* url : {"postgres://u:secret@host/name", "postgresql://host/n?password=x"}) {
        InitRecord request;
        request.folder = temporary() / "other";
        request.database = url;
        request.institution = "江城明远大学";
        const auto made = init_record(request, random());
        ASSERT_FALSE(made.ok());
        EXPECT_EQ(made.error().problem().code, "folder.password_in_url");
        EXPECT_FALSE(std::filesystem::exists(temporary() / "other"));
    }
}

TEST_ON_EACH_DATABASE(RecordOpened);

}  // namespace
}  // namespace mingce
