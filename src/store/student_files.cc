#include "store/student_files.h"

#include <algorithm>
#include <string>

#include "store/record_problems.h"
#include "store/students.h"

namespace mingce::student_files {

namespace {

constexpr std::string_view kTable = "student_file", kPhoto = "photo";

// `f` is the file.
constexpr std::string_view kSelect =
    "SELECT f.id, f.student, f.batch, f.at, f.format, f.size, f.width, f.height, f.fingerprint"
    " FROM student_file f ";

StudentFile read_file(const Row& row) {
    StudentFile file;
    file.id = row.id(0);
    file.student = row.id(1);
    file.batch = row.id(2);
    file.at = row.moment(3);
    file.format = row.text(4);
    file.size = static_cast<std::uint64_t>(row.integer(5));
    file.width = static_cast<std::uint32_t>(row.integer(6));
    file.height = static_cast<std::uint32_t>(row.integer(7));
    file.fingerprint = row.blob(8);
    return file;
}

Status read_files(Tx& tx, std::string_view where, std::initializer_list<Param> params,
                  const std::function<Status(StudentFile&)>& each) {
    return tx.query(std::string(kSelect) + std::string(where), params,
                    [&](const Row& row) -> Status {
                        StudentFile file = read_file(row);
                        return each(file);
                    });
}

}  // namespace

std::string seal(Boxes& boxes, const OpenStudentKey& key, const Id& file, std::string_view bytes) {
    return boxes.seal(key, {kTable, file}, bytes);
}

Status replace_photos(Tx& tx, const Id& batch, std::span<const Id> students) {
    std::vector<Param> params;
    TRY(
        tx.run_many("UPDATE student_file SET replaced_by = $1 WHERE student = $2 AND kind = $3"
                    " AND replaced_by IS NULL",
                    students.size(), [&](std::size_t i) -> std::span<const Param> {
                        params = {batch, students[i], kPhoto};
                        return params;
                    }));
    return Done{};
}

Status create_photos(Tx& tx, std::size_t count,
                     const std::function<Result<const NewFile*>(std::size_t)>& file_of) {
    constexpr BulkColumn kColumns[] = {
        {"id", ColumnType::Blob},        {"student", ColumnType::Blob},
        {"kind", ColumnType::Text},      {"batch", ColumnType::Blob},
        {"at", ColumnType::Integer},     {"format", ColumnType::Text},
        {"size", ColumnType::Integer},   {"width", ColumnType::Integer},
        {"height", ColumnType::Integer}, {"fingerprint", ColumnType::Blob},
        {"box", ColumnType::Blob},
    };
    const auto rows = TRY(tx.bulk_insert(kTable, kColumns));
    for (std::size_t i = 0; i < count; ++i) {
        const NewFile* const made = TRY(file_of(i));
        const StudentFile& file = made->file;
        const Param params[] = {file.id,
                                file.student,
                                kPhoto,
                                file.batch,
                                file.at,
                                file.format,
                                file.size,
                                file.width,
                                file.height,
                                Param::Blob{file.fingerprint},
                                Param::Blob{made->box}};
        TRY(rows->add(params));
    }
    TRY(rows->finish());
    return Done{};
}

Status each_photo(Tx& tx, const Id& intake, const std::function<Status(StudentFile&)>& each) {
    return read_files(tx,
                      "JOIN student s ON s.id = f.student"
                      " WHERE s.intake = $1 AND f.kind = $2 AND f.replaced_by IS NULL",
                      {intake, kPhoto}, each);
}

Status each_of_batch(Tx& tx, const Id& batch, const std::function<Status(StudentFile&)>& each) {
    return read_files(tx, "WHERE f.batch = $1 AND f.kind = $2 ORDER BY f.id", {batch, kPhoto},
                      each);
}

Result<std::optional<StudentFile>> photo_of(Tx& tx, const Id& student, std::optional<Moment> at) {
    std::vector<Id> people = {student};
    for (std::size_t i = 0; i < people.size(); ++i) {
        std::optional<StudentFile> photo;
        const auto keep = [&photo](StudentFile& file) -> Status {
            photo = std::move(file);
            return Done{};
        };
        if (at)
            TRY(read_files(tx,
                           "WHERE f.student = $1 AND f.kind = $2 AND f.at <= $3"
                           " ORDER BY f.at DESC, f.id DESC LIMIT 1",
                           {people[i], kPhoto, *at}, keep));
        else
            TRY(read_files(tx, "WHERE f.student = $1 AND f.kind = $2 AND f.replaced_by IS NULL",
                           {people[i], kPhoto}, keep));
        if (photo) return photo;
        // By the merges, which are indexed by whom they kept; students are not.
        for (const Id& merged : TRY(tx.ids(
                 "SELECT DISTINCT m.gone FROM student_merge m JOIN student s ON s.id = m.gone"
                 " WHERE m.kept = $1 AND s.merged_into = $1 AND s.state = 'merged'"
                 " ORDER BY m.gone",
                 {Id(people[i])})))
            people.push_back(merged);
    }
    return std::optional<StudentFile>();
}

Result<std::string> open(Tx& tx, Boxes& boxes, const StudentFile& file) {
    std::string box;
    TRY(tx.first("SELECT box FROM student_file WHERE id = $1", {file.id},
                 [&](const Row& row) { box = row.blob(0); }));
    const OpenStudentKey key = TRY(students::load_key(tx, boxes, file.student));
    return boxes.open(key, {kTable, file.id}, box);
}

Status each_damaged(Tx& tx, Boxes& boxes, StudentSealer& sealer,
                    const std::function<void(const Id& student)>& each) {
    return tx.query(
        "SELECT f.id, f.student, f.fingerprint, f.box, k.sealing_key, k.wrapped"
        " FROM student_file f LEFT JOIN student_key k ON k.student = f.student",
        {}, [&](const Row& row) -> Status {
            const auto key = boxes.unwrap({row.id(1), row.id(4), row.blob(5)});
            const auto bytes = key.ok() ? boxes.open(key.value(), {kTable, row.id(0)}, row.blob(3))
                                        : Result<std::string>(key.error());
            const auto prints = bytes.ok() ? sealer.fingerprints(sha256(bytes.value()))
                                           : std::vector<std::string>();
            if (std::ranges::find(prints, row.blob(2)) == prints.end()) each(row.id(1));
            return Done{};
        });
}

// Students whom the batch made, in whose files an undo is not at home: they go with all they have,
// or stay with it.
constexpr std::string_view kMadeByBatch =
    "(SELECT id FROM student WHERE batch = $1 AND intake = (SELECT intake FROM batch"
    " WHERE id = $1))";

Result<std::unordered_set<Id>> students_with_others(Tx& tx, const Id& batch) {
    const std::vector<Id> ids =
        TRY(tx.ids("SELECT DISTINCT student FROM student_file WHERE batch <> $1 AND student IN " +
                       std::string(kMadeByBatch),
                   {batch}));
    return std::unordered_set<Id>(ids.begin(), ids.end());
}

Result<std::unordered_set<Id>> students_of(Tx& tx, const Id& batch) {
    const std::vector<Id> ids = TRY(tx.ids(
        "SELECT student FROM student_file WHERE batch = $1 AND replaced_by IS NULL", {batch}));
    return std::unordered_set<Id>(ids.begin(), ids.end());
}

Result<std::vector<Id>> frozen_students(Tx& tx, const Id& batch) {
    return tx.ids(
        "SELECT DISTINCT s.id FROM student_file f JOIN student s ON s.id = f.student"
        " WHERE f.batch = $1 AND s.frozen_at IS NOT NULL AND s.id NOT IN " +
            std::string(kMadeByBatch),
        {batch});
}

Status undo(Tx& tx, const Id& batch) {
    const std::string others = " AND student NOT IN " + std::string(kMadeByBatch);
    // What stood before a picture that was itself replaced was replaced by that later batch now.
    TRY(
        tx.run("UPDATE student_file SET replaced_by = (SELECT f.replaced_by FROM student_file f"
               " WHERE f.student = student_file.student AND f.kind = student_file.kind"
               " AND f.batch = $1) WHERE replaced_by = $1 AND EXISTS (SELECT 1 FROM student_file f"
               " WHERE f.student = student_file.student AND f.kind = student_file.kind"
               " AND f.batch = $1 AND f.replaced_by IS NOT NULL)",
               {batch}));
    TRY(tx.run("DELETE FROM student_file WHERE batch = $1" + others, {batch}));
    // The later batch was closed and has destroyed what this one brought: nothing is put back.
    TRY(
        tx.run("DELETE FROM student_file WHERE replaced_by = $1 AND EXISTS (SELECT 1"
               " FROM student_file f WHERE f.student = student_file.student"
               " AND f.kind = student_file.kind AND f.replaced_by IS NULL)",
               {batch}));
    TRY(tx.run("UPDATE student_file SET replaced_by = NULL WHERE replaced_by = $1", {batch}));
    return Done{};
}

Status destroy_replaced(Tx& tx, const Id& batch) {
    TRY(
        tx.run("DELETE FROM student_file WHERE replaced_by = $1 AND student NOT IN (SELECT id"
               " FROM student WHERE frozen_at IS NOT NULL)",
               {batch}));
    return Done{};
}

}  // namespace mingce::student_files
