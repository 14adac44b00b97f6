#include "usecases/students/enrolment_status.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

#include "crypto/bytes_as_text.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/access/seen_students.h"
#include "usecases/files/number_list.h"
#include "usecases/standards/standard_in_force.h"
#include "usecases/students/status_problems.h"

namespace mingce {

namespace {

StudentLine line_of(const StudentRecord& record) {
    const FieldValues& values = record.values;
    return {record.id,
            values[Field::Name],
            values[Field::Sex],
            values[Field::ExamNumber],
            values[Field::StudentNo],
            values[Field::Department],
            values[Field::Major],
            values[Field::AdminClass],
            record.status};
}

/// What the step that the event takes demands beside it.
Status check_needs(std::span<const StatusEvent> before, const SetStatus& request) {
    std::vector<StatusEvent> events;
    for (const StatusEvent& event : before)
        if (event.effective <= request.event.effective) events.push_back(event);
    const EnrolmentStep* const step = enrolment_step(TRY(state_after(events)), request.event.event);
    if (step == nullptr) return Done{};  // the replay refuses it, naming the place
    switch (step->needs) {
        case StepNeed::Nothing: break;
        case StepNeed::Reason:
            if (request.reason.empty()) return Error(problem::kStatusReasonMissing);
            break;
        case StepNeed::Decision:
        case StepNeed::TransferAgreement:
            if (request.document_no.empty()) return Error(problem::kStatusDocumentMissing);
            break;
    }
    return Done{};
}

class StatusWriter {
public:
    StatusWriter(Tx& tx, const Context& context, const SetStatus& request)
        : tx_(tx),
          context_(context),
          request_(request),
          boxes_(context.record.ring(), context.random),
          sealer_(boxes_) {}

    Result<StatusOutcome> run(std::span<const ListedNumbers> listed) {
        for (const std::string& who : request_.who)
            TRY(name(who, find_student(tx_, context_, who)));
        for (const ListedNumbers& numbers : listed) TRY(name(numbers.place, find(numbers)));
        return finish();
    }

    Result<StatusOutcome> run_of(std::span<const Id> students) {
        for (const Id& student : students) TRY(name(student.hex(), student));
        return finish();
    }

private:
    struct Named {
        std::uint64_t at = 0;  // in the order they were named, from 1
        std::string place;
        Id student;
    };

    Result<StatusOutcome> finish() {
        for (std::size_t i = 0; i < named_.size(); i += status_events::kLivesMost)
            TRY(take({named_.data() + i, std::min(status_events::kLivesMost, named_.size() - i)}));
        for (auto& [at, refusal] : refused_) outcome_.refused.push_back(std::move(refusal));
        for (const StatusRefusal& refusal : outcome_.refused)
            if (!refusal.is_unknown || !request_.skip_unknown) return std::move(outcome_);
        TRY(status_events::add(tx_, boxes_, records_, keys_));
        TRY(status_events::set_current(tx_, states_, context_.now));
        TRY(audit_events());
        outcome_.recorded = records_.size();
        outcome_.is_written = true;
        return std::move(outcome_);
    }

    /// Every number that is given must mean the same person.
    Result<Id> find(const ListedNumbers& numbers) {
        std::optional<Id> person;
        const auto agree = [&person](const Id& id) -> Status {
            if (person && *person != id) return Error(problem::kStudentAmbiguous);
            person = id;
            return Done{};
        };
        for (const std::string& number : {numbers.exam_number, numbers.student_no})
            if (!number.empty()) TRY(agree(TRY(find_student(tx_, context_, number))));
        if (!numbers.id_number.empty()) {
            const auto found = TRY(students::find_by_document(tx_, sealer_, numbers.id_number));
            if (found.empty()) return Error(problem::kStudentUnknown);
            for (const Id& id : found) {
                const Id living = TRY(students::living(tx_, id));
                TRY(require_reach(tx_, context_, living));
                TRY(agree(living));
            }
        }
        return *person;
    }

    /// Somebody an event is for, each once.
    Status name(const std::string& place, const Result<Id>& found) {
        ++outcome_.named;
        if (!found.ok()) return refuse({outcome_.named, place, {}}, found.error());
        if (taken_.insert(found.value()).second)
            named_.push_back({outcome_.named, place, found.value()});
        else
            ++outcome_.repeated;
        return Done{};
    }

    /// What concerns one student is told with the others'; what the database says ends it all.
    Status refuse(const Named& named, const Error& error) {
        if (error.problem().kind == Kind::Unavailable) return error;
        refused_.emplace(named.at, StatusRefusal{named.place, error,
                                                 &error.problem() == &problem::kStudentUnknown});
        return Done{};
    }

    Status take(std::span<const Named> some) {
        std::vector<Id> students;
        for (const Named& one : some) students.push_back(one.student);
        std::vector<status_events::Life> lives = TRY(status_events::lives(tx_, boxes_, students));
        auto life = lives.begin();
        for (const Named& one : some) {
            const bool is_there = life != lives.end() && life->student == one.student;
            const Status done = is_there ? record(*life) : Status(Error(problem::kStudentUnknown));
            if (is_there) ++life;
            if (!done.ok()) TRY(refuse(one, done.error()));
        }
        return Done{};
    }

    Status record(status_events::Life& life) {
        if (life.state != RecordState::Live) return Error(problem::kStudentNotLive);
        if (life.is_frozen) return Error(problem::kStudentFrozen);
        if (life.damage) return *life.damage;
        std::vector<StatusEvent> events = standing_events(life.records);
        TRY(check_needs(events, request_));
        events.push_back(request_.event);
        TRY(state_after(events));
        states_.push_back({life.student, TRY(state_on(events, request_.today)),
                           next_event_after(events, request_.today)});
        StatusRecord made;
        made.id = Id::make_nth(context_.now, static_cast<std::uint32_t>(records_.size()),
                               context_.random);
        made.student = life.student;
        made.sequence = static_cast<std::int64_t>(life.records.size()) + 1;
        made.event = request_.event;
        made.document_no = request_.document_no;
        made.reason = request_.reason;
        made.at = context_.now;
        made.actor = context_.actor;
        records_.push_back(std::move(made));
        keys_.push_back(std::move(life.key));
        return Done{};
    }

    Status audit_events() {
        std::vector<Act> acts;
        acts.reserve(records_.size());
        for (std::size_t i = 0; i < records_.size(); ++i) {
            const StatusRecord& record = records_[i];
            const Hash commitment = sealer_.commitment(keys_[i], commitment_text(record));
            acts.push_back({"student.status", "student", record.student,
                            "event=" + std::string(text_of(record.event.event).key) +
                                " sequence=" + std::to_string(record.sequence),
                            std::string(view_of(commitment))});
        }
        return audit_all(tx_, context_, std::move(acts));
    }

    Tx& tx_;
    const Context& context_;
    const SetStatus& request_;
    Boxes boxes_;
    StudentSealer sealer_;
    std::unordered_set<Id> taken_;
    std::vector<Named> named_;
    std::map<std::uint64_t, StatusRefusal> refused_;  // by place in that order
    std::vector<StatusRecord> records_;
    std::vector<OpenStudentKey> keys_;
    std::vector<status_events::NewStatus> states_;
    StatusOutcome outcome_;
};

}  // namespace

Result<StatusOutcome> set_status(const Context& context, const SetStatus& request) {
    TRY(require(context, Permission::StatusChange));
    std::vector<ListedNumbers> listed;
    if (request.list)
        listed = TRY(
            read_number_list(*request.list, *TRY(standard_in_force(context, day_of(context.now)))));
    if (listed.empty() && request.who.empty()) return Error(problem::kStatusNobody);
    StatusOutcome outcome;
    TRY(context.database().write_alone([&](Tx& tx) -> Status {
        StatusWriter writer(tx, context, request);
        outcome = TRY(writer.run(listed));
        return Done{};
    }));
    return outcome;
}

Result<StatusOutcome> record_status(Tx& tx, const Context& context, std::span<const Id> students,
                                    const SetStatus& request) {
    return StatusWriter(tx, context, request).run_of(students);
}

Result<EnrolmentState> take_back_status(const Context& context, const TakeBackStatus& request) {
    TRY(require(context, Permission::StatusChange));
    if (request.reason.empty()) return Error(problem::kStatusReasonMissing);
    return write_value(context.database(), [&](Tx& tx) -> Result<EnrolmentState> {
        Boxes boxes = context.boxes();
        StudentSealer sealer(boxes);
        const Id student = TRY(find_student(tx, context, request.who));
        if (TRY(students::load(tx, boxes, student)).is_frozen)
            return Error(problem::kStudentFrozen);
        const OpenStudentKey key = TRY(students::load_key(tx, boxes, student));
        auto records = TRY(status_events::of_student(tx, boxes, key));
        const auto wanted =
            std::find_if(records.begin(), records.end(), [&](const StatusRecord& record) {
                return record.sequence == request.sequence && record.stands();
            });
        if (wanted == records.end()) return Error(problem::kStatusSequence);
        wanted->taken_back_at = context.now;
        wanted->taken_back_by = context.actor;
        wanted->taken_back_reason = request.reason;
        const std::vector<StatusEvent> events = standing_events(records);
        TRY(state_after(events));
        const EnrolmentState state = TRY(state_on(events, request.today));
        TRY(status_events::take_back(tx, boxes, *wanted, key));
        const status_events::NewStatus now_is{student, state,
                                              next_event_after(events, request.today)};
        TRY(status_events::set_current(tx, {&now_is, 1}, context.now));
        const Hash commitment = sealer.commitment(key, commitment_text(*wanted));
        TRY(audit(
            tx, context,
            {"student.status_back", "student", student,
             "sequence=" + std::to_string(request.sequence), std::string(view_of(commitment))}));
        return state;
    });
}

Result<StatusHistory> status_history(const Context& context, const ShowStatusHistory& request) {
    TRY(require(context, Permission::StatusRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<StatusHistory> {
        Boxes boxes = context.boxes();
        const Id student = TRY(find_student(tx, context, request.who));
        StatusHistory history;
        history.student =
            seen_line(context.caller, line_of(TRY(students::load(tx, boxes, student))));
        const OpenStudentKey key = TRY(students::load_key(tx, boxes, student));
        history.events = TRY(status_events::of_student(tx, boxes, key));
        history.today = TRY(state_on(standing_events(history.events), request.today));
        return history;
    });
}

namespace {

Result<std::vector<StatusLine>> read_states(Tx& tx, const Context& context,
                                            const ListStatus& request) {
    const Id intake = TRY(intakes::load(tx, request.intake)).id;
    const auto states = TRY(status_events::status_on(tx, intake, request.day));
    std::vector<StatusLine> lines;
    student_lists::Page page;
    page.intake = intake;
    page.scope = context.caller.scope;
    page.order = ListOrder::Change;  // no value of it is absent
    page.size = 1000;
    for (;;) {
        std::vector<StudentLine> next = TRY(student_lists::page(tx, page));
        if (next.empty()) break;
        page.after = next.back().id;
        for (StudentLine& line : next) {
            const EnrolmentState state = states.at(line.id);
            lines.push_back({std::move(line), state});
        }
    }
    // By what is seen of them: an order by hidden numbers would tell them.
    for (StatusLine& line : lines)
        line.student = seen_line(context.caller, std::move(line.student));
    std::sort(lines.begin(), lines.end(), [](const StatusLine& a, const StatusLine& b) {
        return std::tie(a.student.student_no, a.student.exam_number, a.student.id) <
               std::tie(b.student.student_no, b.student.exam_number, b.student.id);
    });
    return lines;
}

}  // namespace

Result<std::vector<StatusLine>> list_status(const Context& context, const ListStatus& request) {
    TRY(require(context, Permission::StatusRead));
    auto lines = TRY(
        read_value(context.database(), [&](Tx& tx) { return read_states(tx, context, request); }));
    if (request.state)
        std::erase_if(lines, [&](const StatusLine& line) { return line.state != *request.state; });
    TRY(audit_bulk_read(context, "status intake=" + request.intake, lines.size()));
    return lines;
}

}  // namespace mingce
