#include "store/batch_undo.h"

#include <string>

#include "store/student_files.h"

namespace mingce::batch_undo {

namespace {

// Students on their way out are marked first, so that each statement finds them by the batch.
constexpr std::string_view kOfBatch =
    "batch = $1 AND intake = (SELECT intake FROM batch WHERE id = $1)";
constexpr std::string_view kGoing = "(SELECT id FROM student WHERE state = 'going' AND ";

constexpr std::string_view kDeletes[] = {
    "DELETE FROM name_part WHERE student IN ",    "DELETE FROM student_event WHERE student IN ",
    "DELETE FROM status_event WHERE student IN ", "DELETE FROM student_file WHERE student IN ",
    "DELETE FROM source_row WHERE student IN ",   "DELETE FROM finding WHERE student IN ",
    "DELETE FROM match_pair WHERE one IN ",       "DELETE FROM match_pair WHERE other IN ",
    "DELETE FROM student_merge WHERE gone IN ",   "DELETE FROM student_key WHERE student IN ",
};

/// What was said of pictures goes with them.
Status remove_findings_on_photos(Tx& tx, const Id& batch) {
    TRY(
        tx.run("DELETE FROM finding WHERE batch = $1 AND field = 'photo' AND rule LIKE 'HO-%'"
               " AND student IS NOT NULL AND student NOT IN (SELECT id FROM student WHERE " +
                   std::string(kOfBatch) + ")",
               {batch}));
    return Done{};
}

}  // namespace

Result<std::uint64_t> remove_students(Tx& tx, const Id& batch, const std::unordered_set<Id>& keep) {
    const std::string of_batch(kOfBatch), going = std::string(kGoing) + of_batch + ")";
    TRY(tx.run("UPDATE student SET state = 'going' WHERE state = 'live' AND " + of_batch, {batch}));
    for (const Id& id : keep)
        TRY(tx.run("UPDATE student SET state = 'live' WHERE id = $1 AND state = 'going'", {id}));
    for (std::string_view sql : kDeletes) TRY(tx.run(std::string(sql) + going, {batch}));
    return tx.run("DELETE FROM student WHERE state = 'going' AND " + of_batch, {batch});
}

Status remove_rest(Tx& tx, const Id& batch) {
    TRY(
        tx.run("DELETE FROM source_row WHERE batch = $1 AND (student IS NULL"
               " OR student NOT IN (SELECT id FROM student WHERE " +
                   std::string(kOfBatch) + "))",
               {batch}));
    TRY(remove_findings_on_photos(tx, batch));
    TRY(student_files::undo(tx, batch));
    TRY(tx.run("DELETE FROM match_pair WHERE batch = $1 AND state = 'open'", {batch}));
    TRY(tx.run("DELETE FROM finding WHERE batch = $1 AND student IS NULL", {batch}));
    return Done{};
}

}  // namespace mingce::batch_undo
