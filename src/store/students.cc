#include "store/students.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "store/record_problems.h"
#include "store/scope_filter.h"

namespace mingce {

NewStudent sealed_student(Boxes& boxes, StudentSealer& sealer, const OpenStudentKey& key,
                          const FieldViews& values) {
    return {key.student, key.sealing_key, boxes.wrap(key), sealer.columns(key, values), 0};
}

namespace students {

namespace {

constexpr BulkColumn kStudentColumns[] = {
    {"id", ColumnType::Blob},
    {"institution", ColumnType::Blob},
    {"intake", ColumnType::Blob},
    {"version", ColumnType::Integer},
    {"state", ColumnType::Text},
    {"created_at", ColumnType::Integer},
    {"updated_at", ColumnType::Integer},
    {"batch", ColumnType::Blob},
    {"source_row", ColumnType::Integer},
    {"status", ColumnType::Text},
    {"name", ColumnType::Text},
    {"sex", ColumnType::Text},
    {"birth_date", ColumnType::Text},
    {"exam_number", ColumnType::Text},
    {"student_no", ColumnType::Text},
    {"province", ColumnType::Text},
    {"department", ColumnType::Text},
    {"major", ColumnType::Text},
    {"class", ColumnType::Text},
    {"name_key", ColumnType::Blob},
    {"initials", ColumnType::Text},
    {"fields", ColumnType::Text},
    {"document_index", ColumnType::Blob},
    {"phone_index", ColumnType::Integer},
    {"box", ColumnType::Blob},
    {"commitment", ColumnType::Blob},
};

/// In the order of kStudentColumns from "name" on; the UPDATE of change() names them likewise.
void append_values(std::vector<Param>& params, const StudentColumns& columns) {
    for (const std::string& text : columns.texts) params.push_back(text);
    params.push_back(Param::Blob{columns.name_key});
    params.push_back(columns.initials);
    params.push_back(columns.fields);
    params.push_back(blob_or_null(columns.document_index));
    params.push_back(columns.phone_bucket < 0 ? Param() : Param(columns.phone_bucket));
    params.push_back(Param::Blob{columns.box});
    params.push_back(Param::Blob{columns.commitment});
}

Status insert_rows(Tx& tx, const Creation& creation, std::span<const NewStudent> students) {
    const auto rows = TRY(tx.bulk_insert("student", kStudentColumns));
    std::vector<Param> params;
    for (const NewStudent& student : students) {
        params.assign({student.id, creation.institution, creation.intake, 1, "live", creation.now,
                       creation.now, creation.batch, student.source_row, creation.status});
        append_values(params, student.columns);
        TRY(rows->add(params));
    }
    TRY(rows->finish());
    return Done{};
}

Status insert_keys(Tx& tx, std::span<const NewStudent> students) {
    constexpr BulkColumn kColumns[] = {{"student", ColumnType::Blob},
                                       {"sealing_key", ColumnType::Blob},
                                       {"wrapped", ColumnType::Blob}};
    const auto rows = TRY(tx.bulk_insert("student_key", kColumns));
    for (const NewStudent& student : students) {
        const Param params[] = {student.id, student.sealing_key, Param::Blob{student.wrapped_key}};
        TRY(rows->add(params));
    }
    TRY(rows->finish());
    return Done{};
}

/// A part of a name: of which student, and where in the name it begins.
struct NamePart {
    std::uint64_t beginning;  // its first eight bytes, as they compare: most differ in them
    std::uint32_t student;
    std::uint32_t offset;
};

std::uint64_t beginning_of(std::string_view part) {
    std::uint64_t beginning = 0;
    for (std::size_t i = 0; i < sizeof beginning; ++i)
        beginning = beginning << 8 | (i < part.size() ? static_cast<unsigned char>(part[i]) : 0U);
    return beginning;
}

using Named = std::function<NamedStudent(std::size_t)>;

// In the order of the index: pages of a large one are then touched once each.
std::vector<NamePart> sorted_parts(std::size_t from, std::size_t to, const Named& named) {
    constexpr std::size_t kPartsOfMost = 3;
    std::vector<NamePart> parts;
    parts.reserve((to - from) * kPartsOfMost);
    for (std::size_t i = from; i < to; ++i) {
        const std::string_view name = named(i).name;
        for (const std::string_view part : name_parts(name))
            parts.push_back({beginning_of(part), static_cast<std::uint32_t>(i),
                             static_cast<std::uint32_t>(name.size() - part.size())});
    }
    const auto text = [&](const NamePart& part) {
        return named(part.student).name.substr(part.offset);
    };
    std::sort(parts.begin(), parts.end(), [&](const NamePart& a, const NamePart& b) {
        if (a.beginning != b.beginning) return a.beginning < b.beginning;
        if (const int order = text(a).compare(text(b)); order != 0) return order < 0;
        return a.student < b.student;
    });
    return parts;
}

Status insert_name_parts(Tx& tx, const std::vector<NamePart>& parts, const Named& named) {
    constexpr BulkColumn kColumns[] = {{"part", ColumnType::Text}, {"student", ColumnType::Blob}};
    const auto rows = TRY(tx.bulk_insert("name_part", kColumns));
    for (const NamePart& part : parts) {
        const NamedStudent student = named(part.student);
        const Param params[] = {student.name.substr(part.offset), student.student};
        TRY(rows->add(params));
    }
    TRY(rows->finish());
    return Done{};
}

// PostgreSQL plans by what it last counted, and comes to it by itself a minute later: until then a
// page of a new intake would be found by sorting all of it.
Status count_anew(Tx& tx, std::size_t added) {
    constexpr std::size_t kFew = 1'000;
    if (tx.dialect() == Dialect::Sqlite || added < kFew) return Done{};
    TRY(
        tx.run("ANALYZE student (intake, state, department, student_no, name_key, batch, initials,"
               " exam_number, updated_at)"));
    TRY(tx.run("ANALYZE name_part"));
    return Done{};
}

Status remove_name_parts(Tx& tx, const Id& student, std::string_view name) {
    for (std::string_view part : name_parts(name))
        TRY(tx.run("DELETE FROM name_part WHERE part = $1 AND student = $2", {part, student}));
    return Done{};
}

Status add_name_parts(Tx& tx, const Id& student, std::string_view name) {
    for (std::string_view part : name_parts(name))
        TRY(tx.run("INSERT INTO name_part (part, student) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                   {part, student}));
    return Done{};
}

Status insert_events(Tx& tx, Boxes& boxes, std::span<const Change> changes) {
    constexpr BulkColumn kColumns[] = {
        {"id", ColumnType::Blob},         {"student", ColumnType::Blob},
        {"version", ColumnType::Integer}, {"at", ColumnType::Integer},
        {"actor", ColumnType::Text},      {"kind", ColumnType::Text},
        {"batch", ColumnType::Blob},      {"source_row", ColumnType::Integer},
        {"box", ColumnType::Blob},        {"operation", ColumnType::Blob}};
    const auto rows = TRY(tx.bulk_insert("student_event", kColumns));
    for (const Change& change : changes) {
        const StudentEvent& event = change.event;
        const std::string box =
            boxes.seal(change.key, {"student_event", event.id}, write_event_document(event));
        const Param params[] = {
            event.id,         event.student,
            event.version,    event.at,
            event.actor,      key_of(event.cause),
            event.batch,      event.source_row == 0 ? Param() : Param(event.source_row),
            Param::Blob{box}, event.operation};
        TRY(rows->add(params));
    }
    TRY(rows->finish());
    return Done{};
}

}  // namespace

Status create_rows(Tx& tx, const Creation& creation, std::span<const NewStudent> students) {
    TRY(insert_rows(tx, creation, students));
    return insert_keys(tx, students);
}

Status index_names(Tx& tx, std::size_t count, const Named& named) {
    constexpr std::size_t kSortedAtOnce = std::size_t{1} << 18;  // some 12 MB of places
    for (std::size_t from = 0; from < count; from += kSortedAtOnce) {
        const std::size_t to = std::min(from + kSortedAtOnce, count);
        TRY(insert_name_parts(tx, sorted_parts(from, to, named), named));
    }
    return count_anew(tx, count);
}

Status create(Tx& tx, const Creation& creation, std::span<const NewStudent> students) {
    TRY(create_rows(tx, creation, students));
    return index_names(tx, students.size(), [&](std::size_t i) {
        return NamedStudent{students[i].id, students[i].columns.texts[0]};
    });
}

Status change(Tx& tx, Boxes& boxes, StudentSealer& sealer, std::span<Change> changes) {
    for (const Change& change : changes) {
        if (change.before.state != RecordState::Live) return Error(problem::kStudentNotLive);
        if (change.before.is_frozen) return Error(problem::kStudentFrozen);
    }
    StudentColumns columns;
    std::vector<Param> params;
    const std::uint64_t changed = TRY(tx.run_many(
        "UPDATE student SET name = $1, sex = $2, birth_date = $3, exam_number = $4,"
        " student_no = $5, province = $6, department = $7, major = $8, class = $9,"
        " name_key = $10, initials = CASE WHEN name = $1 THEN initials ELSE $11 END, fields = $12, "
        "document_index = $13, phone_index = $14,"
        " box = $15, commitment = $16, updated_at = $17, version = version + 1"
        " WHERE id = $18 AND version = $19",
        changes.size(), [&](std::size_t i) -> std::span<const Param> {
            const Change& change = changes[i];
            columns = change.before.values[Field::Name] == change.values[Field::Name]
                          ? sealer.columns_but_initials(change.key, views_of(change.values))
                          : sealer.columns(change.key, views_of(change.values));
            params.clear();
            append_values(params, columns);
            params.insert(params.end(), {Param(change.event.at), Param(change.before.id),
                                         Param(change.before.version)});
            return params;
        }));
    if (changed != changes.size()) return Error(problem::kStudentChanged);
    for (Change& change : changes) {
        change.event.student = change.before.id;
        change.event.version = change.before.version + 1;
        const std::string &before = change.before.values[Field::Name],
                          &after = change.values[Field::Name];
        if (before == after) continue;
        TRY(remove_name_parts(tx, change.before.id, before));
        TRY(add_name_parts(tx, change.before.id, after));
    }
    return insert_events(tx, boxes, changes);
}

Status set_state(Tx& tx, const Id& student, RecordState state, const Id& merged_into, Moment now) {
    TRY(tx.run("UPDATE student SET state = $1, merged_into = $2, updated_at = $3 WHERE id = $4",
               {key_of(state), merged_into, now, student}));
    return Done{};
}

Status freeze(Tx& tx, const Id& student, Moment now, std::string_view basis) {
    TRY(tx.run("UPDATE student SET frozen_at = $1, frozen_basis = $2 WHERE id = $3",
               {now, basis, student}));
    return Done{};
}

namespace {

// What hangs on a student and goes with it. Append only: a new table that names students is added.
constexpr std::string_view kDeleteFrom[] = {
    "DELETE FROM student_event WHERE student = $1", "DELETE FROM status_event WHERE student = $1",
    "DELETE FROM student_file WHERE student = $1",  "DELETE FROM source_row WHERE student = $1",
    "DELETE FROM finding WHERE student = $1",       "DELETE FROM match_pair WHERE one = $1",
    "DELETE FROM match_pair WHERE other = $1",      "DELETE FROM student_merge WHERE gone = $1",
    "DELETE FROM student_merge WHERE kept = $1",    "DELETE FROM reveal WHERE student = $1",
    "DELETE FROM student_key WHERE student = $1",
};

Status delete_all_of(Tx& tx, const Id& student, std::string_view name) {
    TRY(remove_name_parts(tx, student, name));
    for (std::string_view sql : kDeleteFrom) TRY(tx.run(sql, {student}));
    return Done{};
}

}  // namespace

Status remove(Tx& tx, const Id& student, std::string_view name) {
    TRY(delete_all_of(tx, student, name));
    TRY(tx.run("DELETE FROM student WHERE id = $1", {student}));
    return Done{};
}

Status erase(Tx& tx, const Id& student, std::string_view name, Moment now) {
    TRY(delete_all_of(tx, student, name));
    TRY(
        tx.run("UPDATE student SET state = 'erased', version = version + 1, updated_at = $1,"
               " name = '', sex = '', birth_date = '', exam_number = '', student_no = '',"
               " province = '', department = '', major = '', class = '', name_key = $2,"
               " initials = '', fields = '{}',"
               " document_index = NULL, phone_index = NULL, status_due = NULL, box = $2,"
               " commitment = $2"
               " WHERE id = $3",
               {now, Param::Blob{""}, student}));
    return Done{};
}

Result<std::int64_t> count(Tx& tx, const Id& intake, const Scope& scope) {
    std::vector<Param> params = {intake};
    const std::string sql =
        "SELECT count(*) FROM student s WHERE s.intake = $1 AND s.state = 'live'" +
        scope_condition(scope, "s", params);
    std::int64_t students = 0;
    TRY(tx.query(sql, params, [&](const Row& row) -> Status {
        students = row.integer(0);
        return Done{};
    }));
    return students;
}

Result<std::vector<std::string>> departments(Tx& tx, const Id& intake, const Scope& scope) {
    std::vector<Param> params = {intake};
    // From one department to the next through the index: counting would read every student.
    const std::string sql =
        "WITH RECURSIVE d (department) AS (SELECT min(department) FROM student WHERE intake = $1"
        " UNION ALL SELECT (SELECT min(n.department) FROM student n WHERE n.intake = $1"
        " AND n.department > d.department) FROM d WHERE d.department IS NOT NULL)"
        " SELECT d.department FROM d WHERE d.department IS NOT NULL AND EXISTS"
        " (SELECT 1 FROM student s WHERE s.intake = $1 AND s.department = d.department"
        " AND s.state = 'live'" +
        scope_condition(scope, "s", params) + ")";
    std::vector<std::string> names;
    TRY(tx.query(sql, params, [&](const Row& row) -> Status {
        names.push_back(row.string(0));
        return Done{};
    }));
    return names;
}

Result<bool> has_department(Tx& tx, const Id& intake, std::string_view department) {
    return tx.first(
        "SELECT 1 FROM student WHERE intake = $1 AND department = $2 AND state = 'live' LIMIT 1",
        {intake, department}, [](const Row&) {});
}

Result<std::int64_t> changed_after(Tx& tx, const Id& intake, Moment moment) {
    return tx.integer("SELECT count(*) FROM student WHERE intake = $1 AND updated_at > $2",
                      {intake, moment});
}

Result<IntakeState> intake_state(Tx& tx, const Id& intake) {
    IntakeState state;
    TRY(tx.first(
        "SELECT count(*), coalesce(sum(version), 0), coalesce(max(updated_at), 0) FROM student"
        " WHERE intake = $1",
        {intake}, [&](const Row& row) {
            state = {row.integer(0), row.integer(1), row.moment(2), 0};
        }));
    state.photos =
        TRY(tx.integer("SELECT count(*) FROM student_file f JOIN student s ON s.id = f.student"
                       " WHERE s.intake = $1",
                       {intake}));
    return state;
}

}  // namespace students

}  // namespace mingce
