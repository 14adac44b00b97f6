#include "store/backup_runs.h"

namespace mingce::backup_runs {

Status add(Tx& tx, const BackupRun& run) {
    TRY(tx.run(
        "INSERT INTO backup_run (id, at, actor, file, size, sha256, students, checkpoint_size)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {run.id, run.at, run.actor, run.file, run.size, run.sha256, run.students,
         run.checkpoint_size}));
    return Done{};
}

Status set_rehearsal(Tx& tx, const Id& run, Moment at, std::string_view outcome) {
    TRY(tx.run("UPDATE backup_run SET rehearsed_at = $1, rehearsal = $2 WHERE id = $3",
               {at, outcome, run}));
    return Done{};
}

Result<std::vector<BackupRun>> all(Tx& tx) {
    std::vector<BackupRun> runs;
    TRY(
        tx.query("SELECT id, at, actor, file, sha256, size, students, checkpoint_size,"
                 " rehearsed_at, rehearsal FROM backup_run ORDER BY at, id",
                 {}, [&](const Row& row) -> Status {
                     BackupRun run;
                     run.id = row.id(0);
                     run.at = row.moment(1);
                     run.actor = row.text(2);
                     run.file = row.text(3);
                     run.sha256 = row.text(4);
                     run.size = static_cast<std::uint64_t>(row.integer(5));
                     run.students = static_cast<std::uint64_t>(row.integer(6));
                     run.checkpoint_size = static_cast<std::uint64_t>(row.integer(7));
                     run.rehearsed_at = row.moment(8);
                     run.rehearsal = row.text(9);
                     runs.push_back(std::move(run));
                     return Done{};
                 }));
    return runs;
}

}  // namespace mingce::backup_runs
