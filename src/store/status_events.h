// Dated events of students' enrolment in the database, and the states they add up to.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/moment.h"
#include "domain/enrolment.h"
#include "domain/student_record.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

struct StatusRecord {
    Id id, student;
    std::int64_t sequence = 0;  // from 1, within the student, in the order they were recorded
    StatusEvent event;
    std::string document_no, reason;
    Moment at;
    std::string actor;
    Moment taken_back_at;  // 0: it stands
    std::string taken_back_by, taken_back_reason;

    bool stands() const { return taken_back_at.milliseconds == 0; }
};

/// What the audit commits to of an event, as canonical text; one taken back has another.
std::string commitment_text(const StatusRecord& record);

/// The events that stand, as the life of a student is replayed.
std::vector<StatusEvent> standing_events(std::span<const StatusRecord> records);

namespace status_events {

/// Writes events, each sealed under the key at its place in `keys`.
Status add(Tx& tx, Boxes& boxes, std::span<const StatusRecord> records,
           std::span<const OpenStudentKey> keys);

/// In the order they were recorded, those taken back too.
Result<std::vector<StatusRecord>> of_student(Tx& tx, Boxes& boxes, const OpenStudentKey& key);

/// What a new event of a student goes on from.
struct Life {
    Id student;
    RecordState state = RecordState::Live;
    bool is_frozen = false;
    OpenStudentKey key;                 // of a live one; the rest is of no use without
    std::vector<StatusRecord> records;  // likewise; in the order recorded, those taken back too
    std::optional<Error> damage;        // its key or an event of it does not open
};
/// Of one call. Few calls are better: PostgreSQL may read whole tables for each.
inline constexpr std::size_t kLivesMost = 4'000;
/// In the order of `students`, each once; who is not there is left out.
Result<std::vector<Life>> lives(Tx& tx, Boxes& boxes, std::span<const Id> students);

/// Every event of every student, by student and sequence; one that does not open as its refusal.
using CheckedEvent =
    std::function<void(const Id& student, const Result<StatusRecord>&, const OpenStudentKey&)>;
Status each_checked(Tx& tx, Boxes& boxes, const CheckedEvent& each);

/// Writes that, by whom and why an event was taken back.
Status take_back(Tx& tx, Boxes& boxes, const StatusRecord& record, const OpenStudentKey& key);

/// The state of every live student of an intake at the end of a day.
/// Errors: Conflict (enrolment.step …) where what is stored adds up to nothing.
Result<std::unordered_map<Id, EnrolmentState>> status_on(Tx& tx, const Id& intake, Date day);

/// Writes the state that lists show, for many students, and until which day it does.
struct NewStatus {
    Id student;
    EnrolmentState state = EnrolmentState::Admitted;
    std::optional<Date> due;  // the first day of the next event; nothing: none is recorded
};
Status set_current(Tx& tx, std::span<const NewStatus> states, Moment now);

/// What lists should show from a day on of those students whose next event has come by then.
Result<std::vector<NewStatus>> due_by(Tx& tx, Date day);

}  // namespace status_events

}  // namespace mingce
