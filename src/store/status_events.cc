#include "store/status_events.h"

#include <algorithm>
#include <unordered_map>

#include <boost/json.hpp>

#include "base/canonical_line.h"
#include "base/text.h"
#include "store/record_problems.h"
#include "store/scope_filter.h"

namespace mingce {

namespace {

namespace json = boost::json;

std::string write_box(const StatusRecord& record) {
    std::string text = "{\"reason\":";
    append_json_string(text, record.reason);
    text += ",\"taken_back\":";
    append_json_string(text, record.taken_back_reason);
    return text + "}";
}

Status read_box(std::string_view text, StatusRecord& record) {
    json::error_code failed;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), failed);
    const json::object* const object = failed ? nullptr : value.if_object();
    if (object == nullptr) return Error(problem::kDocumentDamaged);
    const auto read = [&](json::string_view key, std::string& into) {
        if (const json::value* found = object->if_contains(key); found && found->is_string())
            into.assign(found->get_string().data(), found->get_string().size());
    };
    read("reason", record.reason);
    read("taken_back", record.taken_back_reason);
    return Done{};
}

/// YYYY-MM-DD, as it is stored.
std::optional<Date> stored_day(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
    return parse_compact_date(digits);
}

Result<StatusEvent> read_event(const Row& row, std::size_t first) {
    StatusEvent event;
    const auto kind = parse_enrolment_event(row.text(first));
    const auto effective = stored_day(row.text(first + 1));
    if (!kind || !effective) return Error(problem::kDocumentDamaged);
    event.event = *kind;
    event.effective = *effective;
    event.until = stored_day(row.text(first + 2));
    return event;
}

}  // namespace

std::string commitment_text(const StatusRecord& record) {
    std::string text;
    append_canonical_line(text, {"mingce-status", "1", std::to_string(record.sequence),
                                 text_of(record.event.event).key, iso_text(record.event.effective),
                                 record.event.until ? iso_text(*record.event.until) : "",
                                 record.document_no, record.reason, record.taken_back_reason});
    return text;
}

std::vector<StatusEvent> standing_events(std::span<const StatusRecord> records) {
    std::vector<StatusEvent> events;
    for (const StatusRecord& record : records)
        if (record.stands()) events.push_back(record.event);
    return events;
}

namespace status_events {

Status add(Tx& tx, Boxes& boxes, std::span<const StatusRecord> records,
           std::span<const OpenStudentKey> keys) {
    constexpr BulkColumn kColumns[] = {
        {"id", ColumnType::Blob},          {"student", ColumnType::Blob},
        {"sequence", ColumnType::Integer}, {"event", ColumnType::Text},
        {"effective", ColumnType::Text},   {"until", ColumnType::Text},
        {"document_no", ColumnType::Text}, {"at", ColumnType::Integer},
        {"actor", ColumnType::Text},       {"box", ColumnType::Blob}};
    const auto rows = TRY(tx.bulk_insert("status_event", kColumns));
    for (std::size_t i = 0; i < records.size(); ++i) {
        const StatusRecord& record = records[i];
        const std::string effective = iso_text(record.event.effective);
        const std::string until = record.event.until ? iso_text(*record.event.until) : "";
        const std::string box = boxes.seal(keys[i], {"status_event", record.id}, write_box(record));
        const Param params[] = {record.id,
                                record.student,
                                record.sequence,
                                text_of(record.event.event).key,
                                effective,
                                text_or_null(until),
                                text_or_null(record.document_no),
                                record.at,
                                record.actor,
                                Param::Blob{box}};
        TRY(rows->add(params));
    }
    TRY(rows->finish());
    return Done{};
}

namespace {

constexpr std::string_view kSelect =
    "SELECT e.id, e.sequence, e.event, e.effective, e.until, e.document_no, e.at, e.actor,"
    " e.taken_back_at, e.taken_back_by, e.box, e.student, k.sealing_key, k.wrapped"
    " FROM status_event e LEFT JOIN student_key k ON k.student = e.student ";

constexpr std::string_view kSelectLives =
    "SELECT e.id, e.sequence, e.event, e.effective, e.until, e.document_no, e.at, e.actor,"
    " e.taken_back_at, e.taken_back_by, e.box, s.id, k.sealing_key, k.wrapped, s.state, s.frozen_at"
    " FROM student s LEFT JOIN student_key k ON k.student = s.id"
    " LEFT JOIN status_event e ON e.student = s.id ";

Result<StatusRecord> read_record(Boxes& boxes, const OpenStudentKey& key, const Row& row) {
    StatusRecord record;
    record.id = row.id(0);
    record.student = key.student;
    record.sequence = row.integer(1);
    record.event = TRY(read_event(row, 2));
    record.document_no = row.text(5);
    record.at = row.moment(6);
    record.actor = row.text(7);
    record.taken_back_at = row.moment(8);
    record.taken_back_by = row.text(9);
    const std::string text = TRY(boxes.open(key, {"status_event", record.id}, row.blob(10)));
    TRY(read_box(text, record));
    return record;
}

}  // namespace

Result<std::vector<StatusRecord>> of_student(Tx& tx, Boxes& boxes, const OpenStudentKey& key) {
    std::vector<StatusRecord> records;
    TRY(tx.query(std::string(kSelect) + "WHERE e.student = $1 ORDER BY e.sequence", {key.student},
                 [&](const Row& row) -> Status {
                     records.push_back(TRY(read_record(boxes, key, row)));
                     return Done{};
                 }));
    return records;
}

Result<std::vector<Life>> lives(Tx& tx, Boxes& boxes, std::span<const Id> students) {
    std::vector<Life> found;
    if (students.empty()) return found;
    std::vector<Param> params;
    const std::string sql = std::string(kSelectLives) + "WHERE s.id IN (" +
                            student_list(students, params) + ") ORDER BY s.id, e.sequence";
    TRY(tx.query(sql, params, [&](const Row& row) -> Status {
        const Id student = row.id(11);
        if (found.empty() || found.back().student != student) {
            Life life;
            life.student = student;
            life.state = record_state_of(row.text(14));
            life.is_frozen = !row.is_null(15);
            if (life.state == RecordState::Live) {
                auto key = boxes.unwrap({student, row.id(12), row.blob(13)});
                if (key.ok())
                    life.key = std::move(key).value();
                else
                    life.damage = std::move(key).error();
            }
            found.push_back(std::move(life));
        }
        Life& life = found.back();
        if (life.state != RecordState::Live || life.damage || row.is_null(0)) return Done{};
        auto record = read_record(boxes, life.key, row);
        if (record.ok())
            life.records.push_back(std::move(record).value());
        else
            life.damage = std::move(record).error();
        return Done{};
    }));
    std::unordered_map<Id, std::size_t> place;
    for (std::size_t i = 0; i < students.size(); ++i) place.emplace(students[i], i);
    std::ranges::sort(found, {}, [&](const Life& life) { return place.at(life.student); });
    return found;
}

Status each_checked(Tx& tx, Boxes& boxes, const CheckedEvent& each) {
    return tx.query(std::string(kSelect) + "ORDER BY e.student, e.sequence", {},
                    [&](const Row& row) -> Status {
                        const auto key = boxes.unwrap({row.id(11), row.id(12), row.blob(13)});
                        if (key.ok())
                            each(row.id(11), read_record(boxes, key.value(), row), key.value());
                        else
                            each(row.id(11), key.error(), {});
                        return Done{};
                    });
}

Status take_back(Tx& tx, Boxes& boxes, const StatusRecord& record, const OpenStudentKey& key) {
    const std::string box = boxes.seal(key, {"status_event", record.id}, write_box(record));
    TRY(
        tx.run("UPDATE status_event SET taken_back_at = $1, taken_back_by = $2, box = $3"
               " WHERE id = $4",
               {record.taken_back_at, record.taken_back_by, Param::Blob{box}, record.id}));
    return Done{};
}

namespace {

/// Adds up the standing events of many students, as one query gives them: student, event, day,
/// until, by student and sequence.
Result<std::vector<NewStatus>> add_up(Tx& tx, const std::string& sql, const Param& value,
                                      Date day) {
    std::vector<NewStatus> states;
    Id student;
    std::vector<StatusEvent> events;
    const auto end_student = [&]() -> Status {
        if (!events.empty())
            states.push_back({student, TRY(state_on(events, day)), next_event_after(events, day)});
        events.clear();
        return Done{};
    };
    TRY(
        tx.query("SELECT e.student, e.event, e.effective, e.until FROM student s"
                 " JOIN status_event e ON e.student = s.id WHERE e.taken_back_at IS NULL AND " +
                     sql + " ORDER BY e.student, e.sequence",
                 {value}, [&](const Row& row) -> Status {
                     if (row.id(0) != student) TRY(end_student());
                     student = row.id(0);
                     events.push_back(TRY(read_event(row, 1)));
                     return Done{};
                 }));
    TRY(end_student());
    return states;
}

}  // namespace

Result<std::unordered_map<Id, EnrolmentState>> status_on(Tx& tx, const Id& intake, Date day) {
    std::unordered_map<Id, EnrolmentState> states;
    TRY(tx.query("SELECT id FROM student WHERE intake = $1 AND state = 'live'", {intake},
                 [&](const Row& row) -> Status {
                     states.emplace(row.id(0), EnrolmentState::Admitted);
                     return Done{};
                 }));
    for (const NewStatus& status :
         TRY(add_up(tx, "s.intake = $1 AND s.state = 'live'", intake, day)))
        states[status.student] = status.state;
    return states;
}

Status set_current(Tx& tx, std::span<const NewStatus> states, Moment now) {
    std::vector<Param> params;
    std::string due;
    TRY(
        tx.run_many("UPDATE student SET status = $1, status_due = $2, updated_at = $3"
                    " WHERE id = $4",
                    states.size(), [&](std::size_t i) -> std::span<const Param> {
                        due = states[i].due ? iso_text(*states[i].due) : "";
                        params.assign({text_of(states[i].state).key, text_or_null(due), now,
                                       states[i].student});
                        return params;
                    }));
    return Done{};
}

Result<std::vector<NewStatus>> due_by(Tx& tx, Date day) {
    return add_up(tx, "s.status_due <= $1", iso_text(day), day);
}

}  // namespace status_events

}  // namespace mingce
