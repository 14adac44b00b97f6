// What becomes of a student's enrolment, from the admission list to the last certificate: dated
// events, and the state they add up to. The arrows stand in enrolment_life.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace mingce {

/// Stored by key, never by number. 学籍 is the student's registered standing; a kept place
/// (保留入学资格) has none.
enum class EnrolmentState : std::uint8_t {
    Admitted,
    Overdue,
    Reported,
    Passed,
    Deferred,
    Enrolled,
    OnLeave,
    StatusKept,
    Suspended,
    Completed,
    Declined,
    Revoked,
    StatusRevoked,
    Withdrawn,
    Expelled,
    TransferredOut,
    Graduated,
    Left,
    Deceased,
};
constexpr std::size_t kEnrolmentStateCount = static_cast<std::size_t>(EnrolmentState::Deceased) + 1;

enum class EnrolmentEvent : std::uint8_t {
    // on the way in
    Report,
    LeaveOfAbsence,
    Overdue,
    Defer,
    ResumeDeferred,
    Decline,
    Revoke,
    RestorePlace,
    PassFirstCheck,
    FailFirstCheck,
    Register,
    TransferIn,
    // while the student has a standing, or loses it
    TakeLeave,
    Resume,
    Suspend,
    KeepStatus,
    RestoreStatus,
    RevokeStatus,
    TransferOut,
    Withdraw,
    Expel,
    Die,
    // the end of the course
    Graduate,
    GraduateEarly,
    Complete,
    Leave,
    // remarks: the state stays
    GoAbroad,
    RepeatYear,
    MoveDown,
    SkipYear,
    StudyOnTrial,
    ExtendYears,
    PassTrial,
    ReturnFromAbroad,
    ChangeMajor,
    EnterBachelor,
    EnterDiploma,
    ChangeDepartment,
    EnterDoctorate,
    ReturnToMaster,
    ChangeClass,
    VisitOther,
    ReturnFromVisit,
    OtherChange,
};
constexpr std::size_t kEnrolmentEventCount =
    static_cast<std::size_t>(EnrolmentEvent::OtherChange) + 1;

struct EnrolmentStateText {
    EnrolmentState state;
    std::string_view key;
    Text name;
    std::string_view code;  // JY/T 1001 4.2.42, "" where the standard has none
    bool holds_status;      // 学籍
    bool terminal;
};

/// Whether an event ends on a day of its own: leave until 1 October.
enum class UntilDate : std::uint8_t { None, Allowed, Required };

struct EnrolmentEventText {
    EnrolmentEvent event;
    std::string_view key;
    Text name;
    std::string_view code;  // JY/T 1001 4.2.39, "" where the standard has none
    UntilDate until;
    std::string_view source;  // regulation, with its article or section
};

/// What the person who enters an event must lay beside it. The use case demands it.
enum class StepNeed : std::uint8_t {
    Nothing,
    Reason,             // in words: force majeure, why so late
    Decision,           // a dated decision of the school with its number
    TransferAgreement,  // of both schools, and no other event may come before it
};

struct EnrolmentStep {
    EnrolmentState from;
    EnrolmentEvent event;
    EnrolmentState to;
    StepNeed needs;
};

/// All of them, in the order of the enumeration; the steps in the order of a student's life.
std::span<const EnrolmentStateText> enrolment_states();
std::span<const EnrolmentEventText> enrolment_events();
std::span<const EnrolmentStep> enrolment_steps();

const EnrolmentStateText& text_of(EnrolmentState state);
const EnrolmentEventText& text_of(EnrolmentEvent event);
Text text_of(StepNeed need);

/// By key, Chinese name, code, or another name the code table has for it. The code 16 of two events
/// is read as Revoke, the general one.
std::optional<EnrolmentState> parse_enrolment_state(std::string_view text);
std::optional<EnrolmentEvent> parse_enrolment_event(std::string_view text);

/// Where an event leads from a state; nullptr where it is refused.
const EnrolmentStep* enrolment_step(EnrolmentState from, EnrolmentEvent event);

/// Something that happened to one student. `until` is the last day it lasts.
struct StatusEvent {
    EnrolmentEvent event = EnrolmentEvent::Report;
    Date effective;
    std::optional<Date> until;
};

/// The state after all events, replayed by effective date and, within a day, in the order given,
/// which is the order they were recorded in. No event: Admitted.
/// Errors: Conflict, naming the first event that cannot be: no such step from the state reached, an
/// until-date missing, not allowed or before the event, a transfer in that is not the first event.
/// What a step needs beside it is the use case's to demand.
Result<EnrolmentState> state_after(std::span<const StatusEvent> events);

/// The state at the end of `day`: later events have not happened yet.
Result<EnrolmentState> state_on(std::span<const StatusEvent> events, Date day);

/// The first day after `day` that has an event: until then the state stays as it is.
std::optional<Date> next_event_after(std::span<const StatusEvent> events, Date day);

}  // namespace mingce
