// What becomes of students, recorded as dated events, taken back, and looked at.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/status_events.h"
#include "store/student_lists.h"
#include "usecases/record/record.h"

namespace mingce {

struct SetStatus {
    std::vector<std::string> who;  // as students::find
    std::optional<std::filesystem::path> list;
    bool skip_unknown = false;
    StatusEvent event;
    std::string document_no, reason;
    Date today;
};
/// Why one of those named was not recorded. `place` is the name as typed, or the list's row.
struct StatusRefusal {
    std::string place;
    Error error;
    bool is_unknown = false;
};
/// named = recorded + repeated + refused; nothing is recorded while a refusal is not skipped.
struct StatusOutcome {
    std::uint64_t named = 0, recorded = 0, repeated = 0;
    std::vector<StatusRefusal> refused;
    bool is_written = false;
};
/// All in one transaction, by the table of domain/enrolment.h; what a step needs beside it is
/// demanded. Errors: of reading the list; BadInput (status.nobody).
Result<StatusOutcome> set_status(const Context& context, const SetStatus& request);

/// The same of these students, in the caller's transaction: an event that follows from another act,
/// whose own permission was asked for. Of `request` the event, what stands beside it, and today.
Result<StatusOutcome> record_status(Tx& tx, const Context& context, std::span<const Id> students,
                                    const SetStatus& request);

struct TakeBackStatus {
    std::string who;
    std::int64_t sequence = 0;
    std::string reason;
    Date today;
};
/// Takes an event back; those left must add up without it. Returns the state then.
/// Errors: NotFound (student.unknown, status.sequence); BadInput (status.reason_missing); Conflict
/// (enrolment.step, student.frozen).
Result<EnrolmentState> take_back_status(const Context& context, const TakeBackStatus& request);

struct StatusHistory {
    StudentLine student;
    std::vector<StatusRecord> events;  // in the order they were recorded
    EnrolmentState today = EnrolmentState::Admitted;
};
struct ShowStatusHistory {
    std::string who;
    Date today;
};
Result<StatusHistory> status_history(const Context& context, const ShowStatusHistory& request);

struct ListStatus {
    std::string intake;
    std::optional<EnrolmentState> state;  // nothing: all
    Date day;
};
struct StatusLine {
    StudentLine student;
    EnrolmentState state = EnrolmentState::Admitted;
};
/// The states at the end of a day, in the order of student, then exam numbers.
Result<std::vector<StatusLine>> list_status(const Context& context, const ListStatus& request);

}  // namespace mingce
