#include "store/resealing.h"

#include <unordered_map>
#include <vector>

#include "store/batches.h"

namespace mingce::resealing {

namespace {

struct KeyPair {
    OpenStudentKey old, next;
};
using Keys = std::unordered_map<Id, KeyPair>;

/// Which students it is the turn of: all under one key, between two ids.
struct Range {
    Id from, first, last;
};

/// One transaction's work.
struct Turn {
    Tx& tx;
    Boxes& boxes;
    StudentSealer& sealer;
    Keys keys;
    Range range;
};

/// A row whose box is sealed by its student's key.
struct BoxedRow {
    Id id, student;           // `id`: of the batch, for source rows
    std::int64_t number = 0;  // of source rows
    std::string box, fingerprint;
};

// Every table with boxes of students, but for student itself. A new one is added here; a test
// counts the boxes that open before and after.
struct BoxedTable {
    std::string_view name, select, update;
};
constexpr std::string_view kSourceRow = "source_row", kStudentFile = "student_file";
constexpr BoxedTable kBoxedTables[] = {
    {"student_event",
     "SELECT t.id, t.student, t.box, 0 FROM student_key k JOIN student_event t"
     " ON t.student = k.student WHERE k.sealing_key = $1 AND k.student BETWEEN $2 AND $3",
     "UPDATE student_event SET box = $1 WHERE id = $2"},
    {"status_event",
     "SELECT t.id, t.student, t.box, 0 FROM student_key k JOIN status_event t"
     " ON t.student = k.student WHERE k.sealing_key = $1 AND k.student BETWEEN $2 AND $3",
     "UPDATE status_event SET box = $1 WHERE id = $2"},
    {"finding",
     "SELECT t.id, t.student, t.box, 0 FROM student_key k JOIN finding t"
     " ON t.student = k.student WHERE k.sealing_key = $1 AND k.student BETWEEN $2 AND $3",
     "UPDATE finding SET box = $1 WHERE id = $2"},
    {"match_pair",
     "SELECT t.id, t.one, t.box, 0 FROM student_key k JOIN match_pair t"
     " ON t.one = k.student WHERE k.sealing_key = $1 AND k.student BETWEEN $2 AND $3"
     " AND t.box IS NOT NULL",
     "UPDATE match_pair SET box = $1 WHERE id = $2"},
    {kStudentFile,
     "SELECT t.id, t.student, t.box, 0 FROM student_key k JOIN student_file t"
     " ON t.student = k.student WHERE k.sealing_key = $1 AND k.student BETWEEN $2 AND $3",
     "UPDATE student_file SET box = $1, fingerprint = $3 WHERE id = $2"},
    {kSourceRow,
     "SELECT t.batch, t.student, t.box, t.number FROM student_key k JOIN source_row t"
     " ON t.student = k.student WHERE k.sealing_key = $1 AND k.student BETWEEN $2 AND $3",
     "UPDATE source_row SET box = $1 WHERE batch = $2 AND number = $3"},
};

Status take_keys(Turn& turn, const Step& step) {
    Boxes& boxes = turn.boxes;
    Keys& keys = turn.keys;
    Range& range = turn.range;
    TRY(
        turn.tx.query("SELECT student, wrapped FROM student_key WHERE sealing_key = $1"
                      " ORDER BY student LIMIT $2",
                      {step.from, step.students_max}, [&](const Row& row) -> Status {
                          const Id student = row.id(0);
                          if (keys.empty()) range.first = student;
                          range.last = student;
                          OpenStudentKey old = TRY(boxes.unwrap({student, step.from, row.blob(1)}));
                          OpenStudentKey next = boxes.make_next_key(old, step.to);
                          keys.emplace(student, KeyPair{std::move(old), std::move(next)});
                          return Done{};
                      }));
    range.from = step.from;
    return Done{};
}

Status reseal_table(Turn& turn, const BoxedTable& table) {
    Tx& tx = turn.tx;
    Boxes& boxes = turn.boxes;
    StudentSealer& sealer = turn.sealer;
    const Keys& keys = turn.keys;
    const Range& range = turn.range;
    std::vector<BoxedRow> rows;
    TRY(tx.query(
        table.select, {range.from, range.first, range.last}, [&](const Row& row) -> Status {
            BoxedRow boxed{row.id(0), row.id(1), row.integer(3), {}, {}};
            const KeyPair& pair = keys.at(boxed.student);
            std::string place(table.name);
            if (table.name == kSourceRow) place = source_rows::place_of(boxed.number);
            const std::string plain = TRY(boxes.open(pair.old, {place, boxed.id}, row.blob(2)));
            boxed.box = boxes.seal(pair.next, {place, boxed.id}, plain);
            if (table.name == kStudentFile) boxed.fingerprint = sealer.fingerprint(sha256(plain));
            rows.push_back(std::move(boxed));
            return Done{};
        }));
    std::vector<Param> params;
    TRY(tx.run_many(table.update, rows.size(), [&](std::size_t i) -> std::span<const Param> {
        params = {Param::Blob{rows[i].box}, rows[i].id};
        if (table.name == kSourceRow) params.emplace_back(rows[i].number);
        if (table.name == kStudentFile) params.emplace_back(Param::Blob{rows[i].fingerprint});
        return params;
    }));
    return Done{};
}

/// The columns of a student that keys make.
struct StudentBox {
    Id id;
    std::string box, document_index;
    std::int64_t phone_bucket = -1;
};

Status reseal_students(Turn& turn) {
    Tx& tx = turn.tx;
    Boxes& boxes = turn.boxes;
    StudentSealer& sealer = turn.sealer;
    const Keys& keys = turn.keys;
    const Range& range = turn.range;
    std::vector<StudentBox> rows;
    TRY(
        tx.query("SELECT s.id, s.box FROM student_key k JOIN student s ON s.id = k.student"
                 " WHERE k.sealing_key = $1 AND k.student BETWEEN $2 AND $3",
                 {range.from, range.first, range.last}, [&](const Row& row) -> Status {
                     StudentBox student;
                     student.id = row.id(0);
                     const KeyPair& pair = keys.at(student.id);
                     const BoxRow place{"student", student.id};
                     const std::string plain = TRY(boxes.open(pair.old, place, row.blob(1)));
                     FieldValues values;
                     TRY(read_field_document(plain, values));
                     student.box = boxes.seal(pair.next, place, plain);
                     student.document_index = sealer.document_index(values[Field::IdNumber]);
                     student.phone_bucket = sealer.phone_bucket(values[Field::Phone]);
                     rows.push_back(std::move(student));
                     return Done{};
                 }));
    std::vector<Param> params;
    TRY(tx.run_many(
        "UPDATE student SET box = $1, document_index = $2, phone_index = $3 WHERE id = $4",
        rows.size(), [&](std::size_t i) -> std::span<const Param> {
            const StudentBox& row = rows[i];
            params = {Param::Blob{row.box},
                      row.document_index.empty() ? Param() : Param(Param::Blob{row.document_index}),
                      row.phone_bucket < 0 ? Param() : Param(row.phone_bucket), row.id};
            return params;
        }));
    return Done{};
}

Status replace_keys(Turn& turn) {
    Boxes& boxes = turn.boxes;
    std::vector<const OpenStudentKey*> list;
    for (const auto& [student, pair] : turn.keys) list.push_back(&pair.next);
    std::vector<Param> params;
    std::string wrapped;
    TRY(turn.tx.run_many(
        "UPDATE student_key SET sealing_key = $1, wrapped = $2 WHERE student = $3", list.size(),
        [&](std::size_t i) -> std::span<const Param> {
            wrapped = boxes.wrap(*list[i]);
            params = {list[i]->sealing_key, Param::Blob{wrapped}, list[i]->student};
            return params;
        }));
    return Done{};
}

}  // namespace

Result<std::uint64_t> count_under(Tx& tx, const Id& sealing_key) {
    return static_cast<std::uint64_t>(
        TRY(tx.integer("SELECT count(*) FROM student_key WHERE sealing_key = $1", {sealing_key})));
}

Result<std::uint64_t> reseal_some(Tx& tx, Boxes& boxes, StudentSealer& sealer, const Step& step) {
    Turn turn{tx, boxes, sealer, {}, {}};
    TRY(take_keys(turn, step));
    if (turn.keys.empty()) return std::uint64_t{0};
    TRY(reseal_students(turn));
    for (const BoxedTable& table : kBoxedTables) TRY(reseal_table(turn, table));
    TRY(replace_keys(turn));
    return static_cast<std::uint64_t>(turn.keys.size());
}

}  // namespace mingce::resealing
