// Students read back: single ones, whole intakes, and by what people know of them.
#include <algorithm>
#include <optional>

#include "store/record_problems.h"
#include "store/scope_filter.h"
#include "store/students.h"

namespace mingce::students {

namespace {

constexpr std::string_view kSelectStudents =
    "SELECT s.id, s.intake, s.version, s.state, s.merged_into, s.created_at, s.updated_at,"
    " s.batch, s.source_row, s.status, s.frozen_at, s.frozen_basis, k.sealing_key, k.wrapped,"
    " s.fields, s.box, s.name, s.sex, s.birth_date, s.exam_number, s.student_no, s.province,"
    " s.department, s.major, s.class"
    " FROM student s LEFT JOIN student_key k ON k.student = s.id ";
constexpr std::size_t kFieldsFrom = 16;

Status read_open_values(const Row& row, StudentRecord& record) {
    for (std::size_t i = 0; i < kFieldColumns.size(); ++i)
        record.values[kFieldColumns[i].field] = row.text(kFieldsFrom + i);
    return read_field_document(row.text(14), record.values);
}

Status read_sealed_values(Boxes& boxes, const Row& row, StudentRecord& record,
                          OpenStudentKey& key) {
    key = TRY(boxes.unwrap({record.id, row.id(12), row.blob(13)}));
    const std::string sealed = TRY(boxes.open(key, {"student", record.id}, row.blob(15)));
    return read_field_document(sealed, record.values);
}

StudentRecord read_own_columns(const Row& row) {
    StudentRecord record;
    record.id = row.id(0);
    record.intake = row.id(1);
    record.version = row.integer(2);
    record.state = record_state_of(row.text(3));
    record.merged_into = row.id(4);
    record.created_at = row.moment(5);
    record.updated_at = row.moment(6);
    record.batch = row.id(7);
    record.source_row = row.integer(8);
    record.status = row.text(9);
    record.is_frozen = !row.is_null(10);
    record.frozen_basis = row.text(11);
    return record;
}

Result<StudentRecord> read_record(Boxes& boxes, const Row& row, OpenStudentKey& key) {
    StudentRecord record = read_own_columns(row);
    if (record.state == RecordState::Erased) return record;
    TRY(read_open_values(row, record));
    TRY(read_sealed_values(boxes, row, record, key));
    return record;
}

/// Ids that begin with these digits.
Result<std::vector<Id>> by_beginning_of_id(Tx& tx, const Scope& scope, std::string_view digits) {
    std::string low(digits), high(digits);
    low.resize(32, '0');
    high.resize(32, 'f');
    std::vector<Id> ids;
    const auto from = Id::parse(low), to = Id::parse(high);
    if (!from || !to) return ids;
    std::vector<Param> params = {*from, *to};
    std::string sql = "SELECT s.id FROM student s WHERE s.id BETWEEN $1 AND $2";
    sql += scope_condition(scope, "s", params) + " LIMIT 2";
    TRY(tx.query(sql, params, [&](const Row& row) -> Status {
        ids.push_back(row.id(0));
        return Done{};
    }));
    return ids;
}

/// With this student or exam number, merged ones too.
Result<std::vector<Id>> by_number(Tx& tx, const Reach& reach, std::string_view number) {
    std::vector<Id> ids;
    const auto add = [&](std::string_view sql) {
        return tx.query(sql, {number}, [&](const Row& row) -> Status {
            ids.push_back(row.id(0));
            return Done{};
        });
    };
    if (reach.by_student_number)
        TRY(
            add("SELECT s.id FROM intake i CROSS JOIN student s WHERE s.intake = i.id"
                " AND s.student_no = $1 AND s.state <> 'erased' LIMIT 16"));
    if (reach.by_exam_number)
        TRY(
            add("SELECT s.id FROM student s"
                " WHERE s.exam_number = $1 AND s.state <> 'erased' LIMIT 16"));
    return ids;
}

}  // namespace

Result<StudentRecord> load(Tx& tx, Boxes& boxes, const Id& student) {
    std::optional<Result<StudentRecord>> record;
    OpenStudentKey key;
    TRY(tx.first(std::string(kSelectStudents) + "WHERE s.id = $1", {student},
                 [&](const Row& row) { record.emplace(read_record(boxes, row, key)); }));
    if (!record) return Error(problem::kStudentUnknown);
    return std::move(*record);
}

Result<std::vector<StudentRecord>> load_several(Tx& tx, Boxes& boxes, std::span<const Id> students,
                                                bool opens_boxes) {
    std::vector<StudentRecord> records;
    if (students.empty()) return records;
    std::unordered_map<Id, StudentRecord> found;
    std::vector<Param> params;
    const std::string where = "WHERE s.id IN (" + student_list(students, params) + ")";
    TRY(tx.query(std::string(kSelectStudents) + where, params, [&](const Row& row) -> Status {
        StudentRecord record = read_own_columns(row);
        const bool is_there = record.state != RecordState::Erased;
        if (is_there) TRY(read_open_values(row, record));
        OpenStudentKey key;
        if (is_there && opens_boxes) TRY(read_sealed_values(boxes, row, record, key));
        const Id id = record.id;
        found.emplace(id, std::move(record));
        return Done{};
    }));
    for (const Id& id : students)
        if (const auto at = found.find(id); at != found.end())
            records.push_back(std::move(at->second));
    return records;
}

Status load_all(Tx& tx, Boxes& boxes, const Selection& selection,
                const std::function<Status(StudentRecord&, OpenStudentKey&)>& each) {
    std::string sql(kSelectStudents);
    std::vector<Param> params;
    const auto where = [&](std::string_view column, Param value) {
        sql += params.empty() ? "WHERE " : " AND ";
        params.push_back(value);
        sql.append(column).append(" = $").append(std::to_string(params.size()));
    };
    // An intake's ids are sorted, not its rows: SQLite would hold all of them in memory.
    if (!selection.intake.is_none()) {
        where("s.id IN (SELECT i.id FROM student i WHERE i.intake", selection.intake);
        for (const std::string& department : selection.departments) {
            params.emplace_back(department);
            sql += &department == selection.departments.data() ? " AND i.department IN ($" : ", $";
            sql += std::to_string(params.size());
        }
        sql += selection.departments.empty() ? ")" : "))";
    }
    if (!selection.batch.is_none()) {
        where("s.batch", selection.batch);
        sql += " AND s.intake = (SELECT b.intake FROM batch b WHERE b.id = $" +
               std::to_string(params.size()) + ")";
    }
    if (!selection.state.empty()) where("s.state", selection.state);
    if (params.empty()) sql += "WHERE 1 = 1";
    sql += scope_condition(selection.scope, "s", params);
    sql += " ORDER BY s.id";
    if (selection.most != 0) sql += " LIMIT " + std::to_string(selection.most);
    return tx.query(sql, params, [&](const Row& row) -> Status {
        OpenStudentKey key;
        StudentRecord record = TRY(read_record(boxes, row, key));
        return each(record, key);
    });
}

Result<Id> living(Tx& tx, Id student) {
    for (;;) {
        Id next;
        TRY(tx.first("SELECT merged_into FROM student WHERE id = $1 AND state = 'merged'",
                     {student}, [&](const Row& row) { next = row.id(0); }));
        if (next.is_none()) return student;
        student = next;
    }
}

Result<bool> is_within(Tx& tx, const Scope& scope, const Id& student) {
    std::vector<Param> params = {student};
    const std::string sql =
        "SELECT s.id FROM student s WHERE s.id = $1" + scope_condition(scope, "s", params);
    bool found = false;
    TRY(tx.query(sql, params, [&](const Row&) -> Status {
        found = true;
        return Done{};
    }));
    return found;
}

Result<Id> find_within(Tx& tx, const Reach& reach, std::string_view who) {
    std::vector<Id> found;
    if (who.size() >= 8 && who.size() <= 32) found = TRY(by_beginning_of_id(tx, reach.scope, who));
    if (found.empty())
        for (const Id& id : TRY(by_number(tx, reach, who))) {
            const Id person = TRY(living(tx, id));
            if (std::find(found.begin(), found.end(), person) != found.end()) continue;
            if (TRY(is_within(tx, reach.scope, person))) found.push_back(person);
        }
    if (found.empty()) return Error(problem::kStudentUnknown);
    if (found.size() > 1) return Error(problem::kStudentAmbiguous);
    return found.front();
}

Result<Id> find(Tx& tx, std::string_view who) { return find_within(tx, {Scope::whole()}, who); }

Result<std::vector<Id>> find_by_number(Tx& tx, const Id& intake, Field field,
                                       std::string_view number) {
    std::vector<Id> found;
    const std::string_view sql =
        field == Field::StudentNo
            ? "SELECT id FROM student WHERE intake = $1 AND student_no = $2 AND state = 'live'"
            : "SELECT id FROM student WHERE intake = $1 AND exam_number = $2 AND state = 'live'";
    TRY(tx.query(sql, {intake, number}, [&](const Row& row) -> Status {
        found.push_back(row.id(0));
        return Done{};
    }));
    return found;
}

Result<std::vector<Id>> find_by_document(Tx& tx, StudentSealer& sealer, std::string_view number) {
    std::vector<Id> found;
    std::size_t asked = 0;
    // What the snapshot of the first query holds may lie under a key that came just before it.
    for (auto indexes = sealer.document_indexes(number); asked < indexes.size();
         indexes = sealer.document_indexes(number)) {
        for (; asked < indexes.size(); ++asked) {
            if (indexes[asked].empty()) return found;
            TRY(tx.query("SELECT id FROM student WHERE document_index = $1",
                         {Param::Blob{indexes[asked]}}, [&](const Row& row) -> Status {
                             found.push_back(row.id(0));
                             return Done{};
                         }));
        }
    }
    return found;
}

Result<std::vector<Id>> find_by_phone(Tx& tx, Boxes& boxes, StudentSealer& sealer,
                                      std::string_view phone) {
    std::vector<Id> found;
    const auto compare = [&](const Row& row) -> Status {
        OpenStudentKey key;
        const StudentRecord record = TRY(read_record(boxes, row, key));
        const bool is_new = std::find(found.begin(), found.end(), record.id) == found.end();
        if (is_new && record.values[Field::Phone] == phone) found.push_back(record.id);
        return Done{};
    };
    for (const std::int64_t bucket : sealer.phone_buckets(phone))
        TRY(tx.query(std::string(kSelectStudents) + "WHERE s.phone_index = $1", {bucket}, compare));
    return found;
}

}  // namespace mingce::students
