#include "usecases/students/enrolment_status.h"

#include "people_record.h"
#include "usecases/rosters/compile_roster.h"
#include "usecases/students/list_students.h"

namespace mingce {
namespace {

using testing::must;
using testing::problem_of;

constexpr std::string_view kPeople =
    "考生号,姓名,性别,出生日期,证件类型,证件号码\n"
    "26420101150001,张文静,女,20080101,居民身份证,42010120080101002X\n"
    "26420101150002,李强,男,20080202,居民身份证,420101200802020016\n"
    "26420101150003,王五,男,20080303,居民身份证,420101200803030012\n";
constexpr std::string_view kOne = "26420101150001";

class EnrolmentStatus : public testing::OnEachRecord {
protected:
    void SetUp() override {
        OnEachRecord::SetUp();
        if (!IsSkipped()) import({write("people.csv", kPeople)});
    }
    SetStatus request(EnrolmentEvent event, Date on) {
        SetStatus made;
        made.event.event = event;
        made.event.effective = on;
        made.today = {2026, 12, 31};
        return made;
    }
    Result<StatusOutcome> set(SetStatus made, std::string_view who = kOne) {
        if (!made.list) made.who = {std::string(who)};
        return set_status(context(), made);
    }
    /// "" where it was recorded.
    std::string refusal_of(const SetStatus& made) {
        const auto outcome = set(made);
        if (!outcome.ok()) return std::string(outcome.error().problem().code);
        return outcome.value().refused.empty()
                   ? ""
                   : std::string(outcome.value().refused[0].error.problem().code);
    }
};

TEST_P(EnrolmentStatus, StepsAreTakenByTheTableAndDemandWhatTheyNeed) {
    using enum EnrolmentEvent;
    struct Case {
        const char* why;
        EnrolmentEvent event;
        Date on;
        std::optional<Date> until;
        std::string document, reason, refusal;
    };
    const std::optional<Date> none;
    const Case cases[] = {
        {"not before reporting", Register, {2026, 9, 10}, none, "", "", "enrolment.step"},
        {"reports", Report, {2026, 9, 1}, none, "", "", ""},
        {"not twice", Report, {2026, 9, 2}, none, "", "", "enrolment.step"},
        {"passes", PassFirstCheck, {2026, 9, 3}, none, "", "", ""},
        {"registers", Register, {2026, 9, 10}, none, "", "", ""},
        {"leave by decision",
         TakeLeave,
         {2026, 10, 8},
         Date{2027, 9, 1},
         "",
         "病",
         "status.document_missing"},
        {"a class by reason", ChangeClass, {2026, 9, 20}, none, "", "", "status.reason_missing"},
        {"no until for a class",
         ChangeClass,
         {2026, 9, 20},
         Date{2026, 9, 30},
         "",
         "调班",
         "enrolment.until_not_allowed"},
        {"leave", TakeLeave, {2026, 10, 8}, Date{2027, 9, 1}, "教〔2026〕8号", "病", ""},
        {"backdated within the life", ChangeClass, {2026, 9, 20}, none, "", "调班", ""},
        {"backdated against it", ChangeClass, {2026, 10, 20}, none, "", "调班", "enrolment.step"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        SetStatus made = request(c.event, c.on);
        made.event.until = c.until;
        made.document_no = c.document;
        made.reason = c.reason;
        EXPECT_EQ(refusal_of(made), c.refusal);
    }
    EXPECT_EQ(student(std::string(kOne)).status, "on_leave");
    const StatusHistory history =
        must(status_history(context(), {std::string(kOne), {2026, 12, 31}}));
    EXPECT_EQ(history.events.size(), 5U);
    EXPECT_EQ(history.events[3].document_no, "教〔2026〕8号");
    EXPECT_EQ(history.events[3].reason, "病");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entry WHERE action = 'student.status'"
                     " AND commitment IS NOT NULL"),
              5);
}

TEST_P(EnrolmentStatus, TheStateIsThatOfADay) {
    must(set(request(EnrolmentEvent::Report, {2026, 9, 1})));
    const auto state_of_one = [&](Date day) {
        for (const StatusLine& line : must(list_status(context(), {"2026-ug", {}, day})))
            if (line.student.exam_number == kOne) return std::string(text_of(line.state).key);
        return std::string();
    };
    EXPECT_EQ(state_of_one({2026, 8, 31}), "admitted");
    EXPECT_EQ(state_of_one({2026, 9, 1}), "reported");
    SetStatus ahead = request(EnrolmentEvent::PassFirstCheck, {2026, 12, 1});
    ahead.today = {2026, 9, 2};
    must(set(ahead));
    EXPECT_EQ(student(std::string(kOne)).status, "reported") << "not due yet";
    EXPECT_EQ(state_of_one({2026, 12, 1}), "passed");
    EXPECT_EQ(
        must(list_status(context(), {"2026-ug", EnrolmentState::Admitted, {2026, 12, 1}})).size(),
        2U);
}

TEST_P(EnrolmentStatus, WhatIsDatedAheadTakesEffectForEveryReaderWhenItsDayComes) {
    using enum EnrolmentEvent;
    const std::string who(kOne);
    const auto set_ahead = [&](EnrolmentEvent event, Date on) {
        SetStatus made = request(event, on);
        made.today = {2026, 8, 21};
        must(set(made));
    };
    set_ahead(Report, {2026, 9, 1});
    set_ahead(PassFirstCheck, {2026, 9, 5});
    set_ahead(Register, {2026, 9, 5});
    const auto listed = [&] {
        for (const StudentLine& line : must(list_students(context(), {"2026-ug", ""})).lines)
            if (line.exam_number == kOne) return line.status;
        return std::string();
    };
    const auto on_roster = [&](std::optional<Date> day) {
        const HandOver compiled = must(students_of_record(context(), {"2026-ug", day}));
        return std::string(compiled.students.value(0, Field::EnrolmentStatus));
    };
    struct Case {
        Date day;
        std::string state, zh;
    };
    const Case cases[] = {
        {{2026, 8, 31}, "admitted", "已录取"},
        {{2026, 9, 1}, "reported", "待初审"},
        {{2026, 9, 4}, "reported", "待初审"},
        {{2026, 9, 5}, "enrolled", "在读"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(iso_text(c.day));
        open_on(c.day);
        EXPECT_EQ(student(who).status, c.state);
        EXPECT_EQ(listed(), c.state);
        EXPECT_EQ(on_roster({}), c.zh);
        EXPECT_EQ(must(list_students(context(), {"", who})).lines.at(0).status, c.state);
    }
    EXPECT_EQ(on_roster(Date{2026, 9, 1}), "待初审") << "as it was";
    EXPECT_EQ(number("SELECT count(*) FROM student WHERE status_due IS NOT NULL"), 0);
}

TEST_P(EnrolmentStatus, APastMidnightProcessSettlesWithoutOpeningAgain) {
    SetStatus ahead = request(EnrolmentEvent::Report, {2026, 9, 1});
    ahead.today = {2026, 8, 21};
    must(set(ahead));
    EXPECT_EQ(number("SELECT count(*) FROM student WHERE status_due = '2026-09-01'"), 1);
    must(record().settle_statuses(start_of({2026, 8, 31})));
    EXPECT_EQ(student(std::string(kOne)).status, "admitted");
    must(record().settle_statuses(start_of({2026, 9, 1})));
    EXPECT_EQ(student(std::string(kOne)).status, "reported");
    // Taken back before its day, it never comes.
    ahead = request(EnrolmentEvent::PassFirstCheck, {2026, 9, 3});
    ahead.today = {2026, 9, 1};
    must(set(ahead));
    must(take_back_status(context(), {std::string(kOne), 2, "误登", {2026, 9, 1}}));
    must(record().settle_statuses(start_of({2026, 9, 9})));
    EXPECT_EQ(student(std::string(kOne)).status, "reported");
}

TEST_P(EnrolmentStatus, AListIsTakenWholeOrNotAtAll) {
    SetStatus made = request(EnrolmentEvent::Report, {2026, 9, 1});
    made.list = write("list.csv",
                      "序号,考生号,公民身份号码\n1,26420101150001,\n2,,420101200802020016\n"
                      "3,26420101159999,\n4,26420101150001,\n5,,\n");
    StatusOutcome outcome = must(set(made));
    EXPECT_FALSE(outcome.is_written);
    ASSERT_EQ(outcome.refused.size(), 1U);
    EXPECT_EQ(outcome.refused[0].place, "list.csv:4");
    EXPECT_EQ(student(std::string(kOne)).status, "admitted");
    made.skip_unknown = true;
    outcome = must(set(made));
    EXPECT_TRUE(outcome.is_written);
    EXPECT_EQ(outcome.named, 4U);
    EXPECT_EQ(outcome.recorded, 2U);
    EXPECT_EQ(outcome.repeated, 1U);
    EXPECT_EQ(student("26420101150002").status, "reported");
    EXPECT_FALSE(must(set(made)).is_written) << "an impossible step is never left out";
    EXPECT_EQ(number("SELECT count(*) FROM status_event"), 2);
    made.list = write("none.csv", "姓名\n张文静\n");
    EXPECT_EQ(problem_of(set(made)), "list.no_column");
    made.list.reset();
    EXPECT_EQ(problem_of(set_status(context(), made)), "status.nobody");
}

TEST_P(EnrolmentStatus, AnEventIsTakenBackUnlessOthersRestOnIt) {
    must(set(request(EnrolmentEvent::Report, {2026, 9, 1})));
    must(set(request(EnrolmentEvent::PassFirstCheck, {2026, 9, 3})));
    const std::string who(kOne);
    const Date today{2026, 9, 5};
    EXPECT_EQ(problem_of(take_back_status(context(), {who, 1, "误登", today})), "enrolment.step");
    EXPECT_EQ(problem_of(take_back_status(context(), {who, 2, "", today})),
              "status.reason_missing");
    EXPECT_EQ(problem_of(take_back_status(context(), {who, 3, "误登", today})), "status.sequence");
    EXPECT_EQ(must(take_back_status(context(), {who, 2, "误登", today})), EnrolmentState::Reported);
    EXPECT_EQ(student(who).status, "reported");
    const StatusHistory history = must(status_history(context(), {who, today}));
    ASSERT_EQ(history.events.size(), 2U);
    EXPECT_FALSE(history.events[1].stands());
    EXPECT_EQ(history.events[1].taken_back_reason, "误登");
    EXPECT_EQ(problem_of(take_back_status(context(), {who, 2, "误登", today})), "status.sequence");
}

TEST_ON_EACH_DATABASE(EnrolmentStatus);

}  // namespace
}  // namespace mingce
