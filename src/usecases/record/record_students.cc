// The record's students in the shape that checks and rosters take: as they are, or as they were.
#include <algorithm>
#include <unordered_map>

#include "domain/enrolment.h"
#include "store/majors.h"
#include "store/status_events.h"
#include "store/students.h"
#include "usecases/access/seen_students.h"
#include "usecases/rosters/compile_roster.h"

namespace mingce {

namespace {

using EventsByStudent = std::unordered_map<Id, std::vector<StudentEvent>>;

Result<EventsByStudent> events_of(Tx& tx, Boxes& boxes, const Id& intake) {
    EventsByStudent events;
    TRY(students::all_events(tx, boxes, intake, [&](StudentEvent& event) -> Status {
        events[event.student].push_back(std::move(event));
        return Done{};
    }));
    return events;
}

Status fill(Tx& tx, const Context& context, const RecordStudents& request, HandOver& hand_over) {
    const Intake intake = TRY(intakes::load(tx, request.intake));
    hand_over.organisation = TRY(majors::all(tx));
    SourceSheet sheet;
    sheet.file = intake.key;
    sheet.kind = intake.kind;
    hand_over.students.add_source(std::move(sheet));
    const Moment end = request.as_of ? end_of(*request.as_of) : context.now;
    Boxes boxes = context.boxes();
    EventsByStudent events;
    std::unordered_map<Id, EnrolmentState> states;
    if (request.as_of) {
        events = TRY(events_of(tx, boxes, intake.id));
        states = TRY(status_events::status_on(tx, intake.id, *request.as_of));
    }
    students::Selection selection;
    selection.intake = intake.id;
    selection.scope = context.caller.scope;
    // On an earlier day they stood elsewhere.
    if (!request.as_of) selection.departments = request.departments;
    return students::load_all(
        tx, boxes, selection, [&](StudentRecord& record, OpenStudentKey&) -> Status {
            if (record.created_at > end) return Done{};
            if (const auto own = events.find(record.id); own != events.end())
                record.values = values_at(std::move(record.values), own->second, end);
            // Rows are numbered by their place in the record's own order.
            const std::uint32_t row = hand_over.students.add_row(0, hand_over.students.size() + 1);
            // Whole at the machine, where the definition masks; people get no more than they see.
            std::string number = record.values[Field::IdNumber];
            show_values(context.caller, record.values);
            if (request.prints_last_four && !record.values[Field::IdNumber].empty())
                record.values[Field::IdNumber] = std::move(number);
            for (Field field : kAllFields)
                if (!record.values[field].empty())
                    hand_over.students.set(row, field, record.values[field]);
            const auto then = states.find(record.id);
            if (const auto state = then == states.end() ? parse_enrolment_state(record.status)
                                                        : std::optional(then->second))
                hand_over.students.set(row, Field::EnrolmentStatus, text_of(*state).name.zh);
            return Done{};
        });
}

}  // namespace

bool prints_last_four(const Definition& definition) {
    const auto is_number = [](Field field) { return field == Field::IdNumber; };
    if (std::ranges::any_of(definition.order, is_number, &OrderTerm::field) ||
        std::ranges::any_of(definition.filter, is_number, &FilterTerm::field))
        return false;
    return std::ranges::all_of(definition.columns, [&](const RosterColumn& column) {
        return column.kind != ColumnKind::Value || !is_number(column.field) ||
               column.mask == MaskKind::LastFour || column.mask == MaskKind::Hidden;
    });
}

Result<HandOver> students_of_record(const Context& context, const RecordStudents& request) {
    HandOver hand_over;
    TRY(context.database().read([&](Tx& tx) { return fill(tx, context, request, hand_over); }));
    const std::uint64_t students = hand_over.students.size();
    hand_over.rows_in = hand_over.rows_accepted = students;
    return hand_over;
}

}  // namespace mingce
