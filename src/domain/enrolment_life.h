// The life of an enrolment as three tables: states, events, and the steps between them. Anything
// not listed is refused; what must never become possible is asserted below. Drawn in
// docs/enrolment.md.
#pragma once

#include <algorithm>
#include <array>

#include "domain/enrolment.h"

namespace mingce::enrolment_life {

inline constexpr auto kStates = [] {
    using enum EnrolmentState;
    return std::array{
        // state, key, name, code, holds 学籍, terminal
        EnrolmentStateText{Admitted, "admitted", {"已录取", "Admitted"}, "", false, false},
        EnrolmentStateText{
            Overdue, "overdue", {"逾期未报到", "Overdue, not reported"}, "", false, false},
        EnrolmentStateText{
            Reported, "reported", {"待初审", "Reported, check pending"}, "", false, false},
        EnrolmentStateText{
            Passed, "passed", {"初审合格(待注册)", "Check passed"}, "", false, false},
        EnrolmentStateText{
            Deferred, "deferred", {"保留入学资格", "Place kept"}, "12", false, false},
        EnrolmentStateText{Enrolled, "enrolled", {"在读", "Enrolled"}, "01", true, false},
        EnrolmentStateText{OnLeave, "on_leave", {"休学", "On leave"}, "02", true, false},
        EnrolmentStateText{StatusKept, "status_kept", {"保留学籍", "Status kept"}, "", true, false},
        EnrolmentStateText{Suspended, "suspended", {"停学", "Suspended"}, "04", true, false},
        EnrolmentStateText{
            Completed, "completed", {"结业", "Completed without graduating"}, "08", false, false},
        EnrolmentStateText{
            Declined, "declined", {"放弃入学资格", "Place given up"}, "", false, true},
        EnrolmentStateText{
            Revoked, "revoked", {"取消入学资格", "Place withdrawn"}, "", false, true},
        EnrolmentStateText{
            StatusRevoked, "status_revoked", {"取消学籍", "Status revoked"}, "", false, true},
        EnrolmentStateText{Withdrawn, "withdrawn", {"退学", "Withdrawn"}, "03", false, true},
        EnrolmentStateText{Expelled, "expelled", {"开除学籍", "Expelled"}, "14", false, true},
        EnrolmentStateText{
            TransferredOut, "transferred_out", {"转学", "Transferred out"}, "10", false, true},
        EnrolmentStateText{Graduated, "graduated", {"毕业", "Graduated"}, "07", false, true},
        EnrolmentStateText{Left, "left", {"肄业", "Left without completing"}, "09", false, true},
        EnrolmentStateText{Deceased, "deceased", {"死亡", "Deceased"}, "11", false, true},
    };
}();

// 管理规定: 《普通高等学校学生管理规定》(教育部令第41号, 2017). Sections stand where the article's
// own text was not at hand. 注册办法: 《高等学校学生学籍学历电子注册办法》(教学〔2014〕11号).
inline constexpr auto kEvents = [] {
    using enum EnrolmentEvent;
    using Row = EnrolmentEventText;
    constexpr auto none = UntilDate::None, allowed = UntilDate::Allowed,
                   required = UntilDate::Required;
    constexpr std::string_view article8 = "管理规定 第八条", article9 = "管理规定 第九条",
                               article10 = "管理规定 第十条", article11 = "管理规定 第十一条",
                               transfer = "管理规定 第二十二至二十四条",
                               leave = "管理规定 第三章第四节", ending = "管理规定 第三章第六节",
                               registration = "注册办法（新生注册、学籍变动与注销）",
                               codes = "JY/T 1001 4.2.39";
    return std::array{
        Row{Report, "report", {"报到", "Reports"}, "", none, article8},
        Row{LeaveOfAbsence, "leave_of_absence", {"请假", "Asks for time"}, "", required, article8},
        Row{Overdue, "overdue", {"逾期", "Misses the deadline"}, "", none, article8},
        Row{Defer, "defer", {"申请保留入学资格", "Keeps the place"}, "14", required, article10},
        Row{ResumeDeferred,
            "resume_deferred",
            {"复查合格", "Passes re-check"},
            "15",
            none,
            article10},
        Row{Decline, "decline", {"放弃入学资格", "Gives the place up"}, "", none, article8},
        Row{Revoke, "revoke", {"取消入学资格", "Place withdrawn"}, "16", none, article9},
        Row{RestorePlace,
            "restore_place",
            {"更正入学资格", "Place restored"},
            "",
            none,
            registration},
        Row{PassFirstCheck,
            "pass_first_check",
            {"初审合格", "Passes first check"},
            "",
            none,
            article9},
        Row{FailFirstCheck,
            "fail_first_check",
            {"初审不合格", "Fails first check"},
            "16",
            none,
            article9},
        Row{Register, "register", {"注册学籍", "Registered"}, "", none, article9},
        Row{TransferIn, "transfer_in", {"转学(转入)", "Transfers in"}, "22", none, transfer},
        Row{TakeLeave, "take_leave", {"休学", "Takes leave"}, "11", allowed, leave},
        Row{Resume, "resume", {"复学", "Resumes"}, "12", none, leave},
        Row{Suspend, "suspend", {"停学", "Suspended"}, "13", allowed, codes},
        Row{KeepStatus, "keep_status", {"保留学籍", "Status kept"}, "19", allowed, leave},
        Row{RestoreStatus,
            "restore_status",
            {"恢复学籍", "Status restored"},
            "17",
            none,
            registration},
        Row{RevokeStatus, "revoke_status", {"取消学籍", "Status revoked"}, "18", none, article11},
        Row{TransferOut, "transfer_out", {"转学(转出)", "Transfers out"}, "21", none, transfer},
        Row{Withdraw, "withdraw", {"退学", "Withdrawn"}, "31", none, "管理规定 第三十条"},
        Row{Expel, "expel", {"开除学籍", "Expelled"}, "42", none, "管理规定 第五章"},
        Row{Die, "die", {"死亡", "Died"}, "51", none, registration},
        Row{Graduate, "graduate", {"毕业", "Graduates"}, "", none, ending},
        Row{GraduateEarly, "graduate_early", {"提前毕业", "Graduates early"}, "61", none, ending},
        Row{Complete, "complete", {"结业", "Completes"}, "62", none, ending},
        Row{Leave, "leave", {"肄业", "Leaves"}, "63", none, ending},
        Row{GoAbroad, "go_abroad", {"公派留学", "Sent abroad"}, "01", allowed, codes},
        Row{RepeatYear, "repeat_year", {"留级", "Repeats a year"}, "02", none, registration},
        Row{MoveDown, "move_down", {"降级", "Moved down a year"}, "03", none, registration},
        Row{SkipYear, "skip_year", {"跳级", "Skips a year"}, "04", none, registration},
        Row{StudyOnTrial, "study_on_trial", {"试读", "Studies on trial"}, "05", allowed, codes},
        Row{ExtendYears, "extend_years", {"延长年限", "Years extended"}, "06", allowed, codes},
        Row{PassTrial, "pass_trial", {"试读通过", "Passes the trial"}, "07", none, codes},
        Row{ReturnFromAbroad,
            "return_from_abroad",
            {"回国复学", "Back from abroad"},
            "08",
            none,
            codes},
        Row{ChangeMajor,
            "change_major",
            {"转专业", "Changes major"},
            "23",
            none,
            "管理规定 第二十一条"},
        Row{EnterBachelor, "enter_bachelor", {"专升本", "Up to bachelor"}, "24", none, codes},
        Row{EnterDiploma, "enter_diploma", {"本转专", "Down to diploma"}, "25", none, codes},
        Row{ChangeDepartment,
            "change_department",
            {"转系", "Changes department"},
            "26",
            none,
            codes},
        Row{EnterDoctorate, "enter_doctorate", {"硕转博", "Up to doctorate"}, "27", none, codes},
        Row{ReturnToMaster, "return_to_master", {"博转硕", "Back to master"}, "28", none, codes},
        Row{ChangeClass, "change_class", {"转班级", "Changes class"}, "29", none, codes},
        Row{VisitOther, "visit_other", {"国内访学", "Visits another school"}, "64", allowed, codes},
        Row{ReturnFromVisit,
            "return_from_visit",
            {"国内访学后返校", "Back from a visit"},
            "65",
            none,
            codes},
        Row{OtherChange, "other_change", {"其他", "Other"}, "99", none, codes},
    };
}();

inline constexpr auto kSteps = [] {
    using enum EnrolmentState;
    using enum StepNeed;
    using E = EnrolmentEvent;
    using Step = EnrolmentStep;
    return std::array{
        // from, event, to, needs
        Step{Admitted, E::Report, Reported, Nothing},
        Step{Admitted, E::LeaveOfAbsence, Admitted, Reason},
        Step{Admitted, E::Overdue, Overdue, Nothing},
        Step{Admitted, E::Defer, Deferred, Decision},
        Step{Admitted, E::Decline, Declined, Reason},
        Step{Admitted, E::Revoke, Revoked, Decision},
        Step{Admitted, E::TransferIn, Enrolled, TransferAgreement},
        Step{Admitted, E::Die, Deceased, Reason},
        // Overdue is not given up: force majeure excuses, and a person confirms what is to follow.
        Step{Overdue, E::Report, Reported, Reason},
        Step{Overdue, E::Defer, Deferred, Decision},
        Step{Overdue, E::Decline, Declined, Reason},
        Step{Overdue, E::Revoke, Revoked, Decision},
        Step{Overdue, E::Die, Deceased, Reason},
        Step{Reported, E::PassFirstCheck, Passed, Nothing},
        Step{Reported, E::FailFirstCheck, Revoked, Decision},
        Step{Reported, E::Defer, Deferred, Decision},
        Step{Reported, E::Decline, Declined, Reason},
        Step{Reported, E::Revoke, Revoked, Decision},
        Step{Reported, E::Die, Deceased, Reason},
        Step{Passed, E::Register, Enrolled, Nothing},
        Step{Passed, E::Defer, Deferred, Decision},
        Step{Passed, E::Decline, Declined, Reason},
        Step{Passed, E::Revoke, Revoked, Decision},
        Step{Passed, E::Die, Deceased, Reason},
        // A place is kept longer where service in the armed forces is.
        Step{Deferred, E::Defer, Deferred, Decision},
        Step{Deferred, E::ResumeDeferred, Enrolled, Nothing},
        Step{Deferred, E::Decline, Declined, Reason},
        Step{Deferred, E::Revoke, Revoked, Decision},
        Step{Deferred, E::Die, Deceased, Reason},
        // The review within three months may find somebody unfit for now (管理规定 第十一条).
        Step{Enrolled, E::Defer, Deferred, Decision},
        Step{Enrolled, E::TakeLeave, OnLeave, Decision},
        Step{Enrolled, E::Suspend, Suspended, Decision},
        Step{Enrolled, E::KeepStatus, StatusKept, Decision},
        Step{Enrolled, E::RevokeStatus, StatusRevoked, Decision},
        Step{Enrolled, E::TransferOut, TransferredOut, TransferAgreement},
        Step{Enrolled, E::Withdraw, Withdrawn, Decision},
        Step{Enrolled, E::Expel, Expelled, Decision},
        Step{Enrolled, E::Graduate, Graduated, Decision},
        Step{Enrolled, E::GraduateEarly, Graduated, Decision},
        Step{Enrolled, E::Complete, Completed, Decision},
        Step{Enrolled, E::Leave, Left, Decision},
        Step{Enrolled, E::Die, Deceased, Reason},
        Step{Enrolled, E::GoAbroad, Enrolled, Decision},
        Step{Enrolled, E::RepeatYear, Enrolled, Decision},
        Step{Enrolled, E::MoveDown, Enrolled, Decision},
        Step{Enrolled, E::SkipYear, Enrolled, Decision},
        Step{Enrolled, E::StudyOnTrial, Enrolled, Decision},
        Step{Enrolled, E::ExtendYears, Enrolled, Decision},
        Step{Enrolled, E::PassTrial, Enrolled, Decision},
        Step{Enrolled, E::ReturnFromAbroad, Enrolled, Nothing},
        Step{Enrolled, E::ChangeMajor, Enrolled, Decision},
        Step{Enrolled, E::EnterBachelor, Enrolled, Decision},
        Step{Enrolled, E::EnterDiploma, Enrolled, Decision},
        Step{Enrolled, E::ChangeDepartment, Enrolled, Decision},
        Step{Enrolled, E::EnterDoctorate, Enrolled, Decision},
        Step{Enrolled, E::ReturnToMaster, Enrolled, Decision},
        Step{Enrolled, E::ChangeClass, Enrolled, Reason},
        Step{Enrolled, E::VisitOther, Enrolled, Decision},
        Step{Enrolled, E::ReturnFromVisit, Enrolled, Nothing},
        Step{Enrolled, E::OtherChange, Enrolled, Reason},
        Step{OnLeave, E::TakeLeave, OnLeave, Decision},  // another year of it
        Step{OnLeave, E::Resume, Enrolled, Decision},
        Step{OnLeave, E::KeepStatus, StatusKept, Decision},
        Step{OnLeave, E::RevokeStatus, StatusRevoked, Decision},
        Step{OnLeave, E::Withdraw, Withdrawn, Decision},
        Step{OnLeave, E::Expel, Expelled, Decision},
        Step{OnLeave, E::Die, Deceased, Reason},
        Step{StatusKept, E::KeepStatus, StatusKept, Decision},
        Step{StatusKept, E::Resume, Enrolled, Decision},
        Step{StatusKept, E::RestoreStatus, Enrolled, Decision},
        Step{StatusKept, E::RevokeStatus, StatusRevoked, Decision},
        Step{StatusKept, E::Withdraw, Withdrawn, Decision},
        Step{StatusKept, E::Expel, Expelled, Decision},
        Step{StatusKept, E::Die, Deceased, Reason},
        Step{Suspended, E::Resume, Enrolled, Decision},
        Step{Suspended, E::RevokeStatus, StatusRevoked, Decision},
        Step{Suspended, E::Withdraw, Withdrawn, Decision},
        Step{Suspended, E::Expel, Expelled, Decision},
        Step{Suspended, E::Die, Deceased, Reason},
        Step{Completed, E::Graduate, Graduated, Decision},  // 换发毕业证书
        Step{Completed, E::Die, Deceased, Reason},
        // Corrections: a decision that fell on review or appeal.
        Step{Declined, E::RestorePlace, Admitted, Decision},
        Step{Revoked, E::RestorePlace, Admitted, Decision},
        Step{StatusRevoked, E::RestoreStatus, Enrolled, Decision},
        Step{Withdrawn, E::RestoreStatus, Enrolled, Decision},
        Step{Expelled, E::RestoreStatus, Enrolled, Decision},
    };
}();

constexpr const EnrolmentStateText& of(EnrolmentState state) {
    return kStates[static_cast<std::size_t>(state)];
}
constexpr const EnrolmentEventText& of(EnrolmentEvent event) {
    return kEvents[static_cast<std::size_t>(event)];
}

/// The step's place in kSteps; kSteps.size() where there is none. A number, as addresses are no
/// constants under the sanitizers of g++ 12.
constexpr std::size_t step_index(EnrolmentState from, EnrolmentEvent event) {
    std::size_t index = 0;
    while (index < kSteps.size() && (kSteps[index].from != from || kSteps[index].event != event))
        ++index;
    return index;
}

constexpr bool no_event_leads_two_ways() {
    for (std::size_t i = 0; i < kSteps.size(); ++i)
        if (step_index(kSteps[i].from, kSteps[i].event) != i) return false;
    return true;
}

/// Does `promise` hold for every step?
template <class Promise>
constexpr bool every_step(Promise promise) {
    return std::all_of(kSteps.begin(), kSteps.end(), promise);
}

constexpr bool tables_follow_the_enumerations() {
    for (std::size_t i = 0; i < kStates.size(); ++i)
        if (static_cast<std::size_t>(kStates[i].state) != i) return false;
    for (std::size_t i = 0; i < kEvents.size(); ++i)
        if (static_cast<std::size_t>(kEvents[i].event) != i) return false;
    return kStates.size() == kEnrolmentStateCount && kEvents.size() == kEnrolmentEventCount;
}

constexpr bool is_correction(EnrolmentEvent event) {
    return event == EnrolmentEvent::RestorePlace || event == EnrolmentEvent::RestoreStatus;
}

constexpr bool passes_a_check(const EnrolmentStep& s) {
    using E = EnrolmentEvent;
    return (s.from == EnrolmentState::Passed && s.event == E::Register) ||
           (s.from == EnrolmentState::Deferred && s.event == E::ResumeDeferred);
}

constexpr bool happens_somewhere(const EnrolmentEventText& event) {
    return std::any_of(kSteps.begin(), kSteps.end(),
                       [&event](const EnrolmentStep& s) { return s.event == event.event; });
}

constexpr bool can_be_reached(const EnrolmentStateText& state) {
    return state.state == EnrolmentState::Admitted ||
           std::any_of(kSteps.begin(), kSteps.end(), [&state](const EnrolmentStep& s) {
               return s.to == state.state && s.from != s.to;
           });
}

static_assert(tables_follow_the_enumerations());
static_assert(no_event_leads_two_ways());
static_assert(std::all_of(kEvents.begin(), kEvents.end(), happens_somewhere));
static_assert(std::all_of(kStates.begin(), kStates.end(), can_be_reached));
static_assert(every_step([](const EnrolmentStep& s) {
                  return !of(s.from).terminal ||
                         (is_correction(s.event) && s.needs == StepNeed::Decision);
              }),
              "nothing leads out of a final state but a correction by decision");
static_assert(every_step([](const EnrolmentStep& s) {
                  return s.to != EnrolmentState::Enrolled || of(s.from).holds_status ||
                         passes_a_check(s) || is_correction(s.event) ||
                         (s.event == EnrolmentEvent::TransferIn &&
                          s.needs == StepNeed::TransferAgreement);
              }),
              "nobody is enrolled without a check, but by another school's agreement");
static_assert(every_step([](const EnrolmentStep& s) {
                  return s.to != EnrolmentState::Passed ||
                         (s.from == EnrolmentState::Reported &&
                          s.event == EnrolmentEvent::PassFirstCheck);
              }),
              "nobody passes who has not reported");
static_assert(!of(EnrolmentState::Deferred).holds_status, "a kept place holds no 学籍");
static_assert(every_step([](const EnrolmentStep& s) {
                  return s.to != EnrolmentState::Deferred ||
                         of(s.event).until == UntilDate::Required;
              }),
              "a place is kept until a date");
static_assert(std::all_of(kStates.begin(), kStates.end(),
                          [](const EnrolmentStateText& state) {
                              return state.terminal ||
                                     step_index(state.state, EnrolmentEvent::Die) < kSteps.size();
                          }),
              "death ends every life that has not ended");
static_assert(std::none_of(kStates.begin(), kStates.end(),
                           [](const EnrolmentStateText& state) {
                               return state.terminal && state.holds_status;
                           }),
              "no final state holds 学籍");

}  // namespace mingce::enrolment_life
