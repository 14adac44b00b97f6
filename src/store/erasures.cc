#include "store/erasures.h"

#include "store/batches.h"
#include "store/students.h"

namespace mingce::erasures {

namespace {

Status erase_one(Tx& tx, const Erasure& erasure) {
    // The files as they came hold the row, too: they go with it, hashes and counts stay. So does an
    // archive of photos: whether the student's was in it, only its names tell.
    for (const Id& batch :
         TRY(tx.ids("SELECT b.id FROM batch b WHERE b.key IS NOT NULL AND (b.id IN (SELECT r.batch"
                    " FROM source_row r WHERE r.student = $1) OR (b.photos_in > 0 AND b.intake ="
                    " (SELECT s.intake FROM student s WHERE s.id = $1)))",
                    {erasure.student})))
        TRY(batches::destroy_files(tx, batch));
    std::string name;
    TRY(tx.first("SELECT name FROM student WHERE id = $1", {erasure.student},
                 [&](const Row& row) { name = row.text(0); }));
    TRY(students::erase(tx, erasure.student, name, erasure.at));
    TRY(
        tx.run("INSERT INTO erasure (student, at, actor, basis) VALUES ($1, $2, $3, $4)"
               " ON CONFLICT DO NOTHING",
               {erasure.student, erasure.at, erasure.actor, erasure.basis}));
    return Done{};
}

}  // namespace

Result<std::vector<Id>> erase(Tx& tx, const Erasure& erasure) {
    std::vector<Id> erased = {erasure.student};
    // A chain of merges is one person.
    for (std::size_t i = 0; i < erased.size(); ++i)
        for (const Id& merged :
             TRY(tx.ids("SELECT id FROM student WHERE merged_into = $1 AND state = 'merged'",
                        {Id(erased[i])})))
            erased.push_back(merged);
    for (const Id& student : erased)
        TRY(erase_one(tx, {student, erasure.at, erasure.actor, erasure.basis}));
    return erased;
}

Result<std::vector<Id>> listed_and_without_key(Tx& tx) {
    return tx.ids(
        "SELECT s.id FROM student s LEFT JOIN student_key k ON k.student = s.id"
        " LEFT JOIN erasure e ON e.student = s.id"
        " WHERE (k.student IS NULL OR e.student IS NOT NULL) AND s.state <> 'erased'"
        " ORDER BY s.id",
        {});
}

Status check_keys(Tx& tx, Boxes& boxes) {
    return tx.query("SELECT student, sealing_key, wrapped FROM student_key", {},
                    [&](const Row& row) -> Status {
                        TRY(boxes.unwrap({row.id(0), row.id(1), row.blob(2)}));
                        return Done{};
                    });
}

Status forget_deleted(Database& database) {
    constexpr std::string_view kTables[] = {
        "student",      "student_key", "name_part",  "source_row", "student_event", "status_event",
        "student_file", "finding",     "match_pair", "batch",      "batch_piece",   "reveal",
    };
    return database.forget_deleted(kTables);
}

}  // namespace mingce::erasures
