// What happened to students: their events, read back with their boxes opened.
#include "store/record_problems.h"
#include "store/students.h"

namespace mingce::students {

namespace {

constexpr std::string_view kSelect =
    "SELECT e.id, e.student, e.version, e.at, e.actor, e.kind, e.batch, e.source_row, e.box,"
    " k.sealing_key, k.wrapped, e.operation FROM student_event e JOIN student_key k ON k.student = "
    "e.student ";

Result<StudentEvent> read_event(Boxes& boxes, const Row& row) {
    StudentEvent event;
    event.id = row.id(0);
    event.student = row.id(1);
    event.version = row.integer(2);
    event.at = row.moment(3);
    event.actor = row.text(4);
    event.cause = change_cause_of(row.text(5));
    event.batch = row.id(6);
    event.source_row = row.integer(7);
    event.operation = row.id(11);
    const OpenStudentKey key = TRY(boxes.unwrap({event.student, row.id(9), row.blob(10)}));
    const std::string text = TRY(boxes.open(key, {"student_event", event.id}, row.blob(8)));
    TRY(read_event_document(text, event));
    return event;
}

}  // namespace

Result<OpenStudentKey> load_key(Tx& tx, Boxes& boxes, const Id& student) {
    std::optional<Result<OpenStudentKey>> key;
    TRY(tx.first("SELECT sealing_key, wrapped FROM student_key WHERE student = $1", {student},
                 [&](const Row& row) {
                     key.emplace(boxes.unwrap({student, row.id(0), row.blob(1)}));
                 }));
    if (!key) return Error(problem::kStudentUnknown);
    return std::move(*key);
}

Result<std::vector<StudentEvent>> events(Tx& tx, Boxes& boxes, const Id& student) {
    std::vector<StudentEvent> events;
    TRY(tx.query(std::string(kSelect) + "WHERE e.student = $1 ORDER BY e.version", {student},
                 [&](const Row& row) -> Status {
                     events.push_back(TRY(read_event(boxes, row)));
                     return Done{};
                 }));
    return events;
}

Status all_events(Tx& tx, Boxes& boxes, const Id& intake,
                  const std::function<Status(StudentEvent&)>& each) {
    return tx.query(std::string(kSelect) +
                        "JOIN student s ON s.id = e.student WHERE s.intake = $1"
                        " ORDER BY e.student, e.version",
                    {intake}, [&](const Row& row) -> Status {
                        StudentEvent event = TRY(read_event(boxes, row));
                        return each(event);
                    });
}

Result<std::vector<StudentEvent>> events_of_batch(Tx& tx, Boxes& boxes, const Id& batch,
                                                  std::size_t most) {
    std::vector<StudentEvent> events;
    std::string sql = std::string(kSelect) + "WHERE e.batch = $1 ORDER BY e.student, e.version";
    if (most != 0) sql += " LIMIT " + std::to_string(most);
    TRY(tx.query(sql, {batch}, [&](const Row& row) -> Status {
        events.push_back(TRY(read_event(boxes, row)));
        return Done{};
    }));
    return events;
}

Result<std::vector<StudentEvent>> events_of_operation(Tx& tx, Boxes& boxes, const Id& operation) {
    std::vector<StudentEvent> events;
    TRY(tx.query(std::string(kSelect) + "WHERE e.operation = $1 ORDER BY e.student, e.version",
                 {operation}, [&](const Row& row) -> Status {
                     events.push_back(TRY(read_event(boxes, row)));
                     return Done{};
                 }));
    return events;
}

Result<std::vector<Id>> edited_by(Tx& tx, const Id& intake, std::string_view actor) {
    std::vector<Id> edited;
    TRY(
        tx.query("SELECT DISTINCT e.student FROM student_event e JOIN student s ON s.id = e.student"
                 " WHERE s.intake = $1 AND s.state = 'live' AND e.actor = $2"
                 " AND e.kind NOT IN ('import', 'undo')",
                 {intake, actor}, [&](const Row& row) -> Status {
                     edited.push_back(row.id(0));
                     return Done{};
                 }));
    return edited;
}

Status each_commitment(Tx& tx, const Id& batch,
                       const std::function<Status(const Id& student, std::string_view commitment,
                                                  bool is_new)>& each) {
    TRY(
        tx.query("SELECT id, commitment FROM student WHERE batch = $1 AND intake ="
                 " (SELECT intake FROM batch WHERE id = $1) ORDER BY source_row",
                 {batch}, [&](const Row& row) { return each(row.id(0), row.blob(1), true); }));
    return tx.query(
        "SELECT s.id, s.commitment FROM student_event e JOIN student s"
        " ON s.id = e.student WHERE e.batch = $1 AND e.kind = 'import' ORDER BY s.id",
        {batch}, [&](const Row& row) { return each(row.id(0), row.blob(1), false); });
}

Result<std::unordered_map<Id, std::vector<Field>>> set_by_person(Tx& tx, Boxes& boxes,
                                                                 const Id& intake) {
    std::unordered_map<Id, std::vector<Field>> fields;
    std::vector<StudentEvent> of_one;
    const auto judge = [&] {
        for (Field field : kAllFields)
            if (was_set_by_person(field, of_one)) fields[of_one.front().student].push_back(field);
        of_one.clear();
    };
    TRY(all_events(tx, boxes, intake, [&](StudentEvent& event) -> Status {
        if (!of_one.empty() && of_one.front().student != event.student) judge();
        of_one.push_back(std::move(event));
        return Done{};
    }));
    if (!of_one.empty()) judge();
    return fields;
}

}  // namespace mingce::students
