#include "store/jobs.h"

namespace mingce::jobs {

Status begin(Tx& tx, const Id& institution, const Job& job) {
    TRY(
        tx.run("INSERT INTO job (id, institution, kind, state, actor, done, total, created_at,"
               " updated_at, detail) VALUES ($1, $2, $3, 'running', $4, $5, $6, $7, $7, $8)",
               {job.id, institution, job.kind, job.actor, job.done, job.total, job.created_at,
                job.detail}));
    return Done{};
}

Result<std::optional<Job>> running(Tx& tx, std::string_view kind) {
    std::optional<Job> found;
    TRY(
        tx.first("SELECT id, kind, actor, detail, done, total, created_at FROM job"
                 " WHERE kind = $1 AND state = 'running' ORDER BY created_at LIMIT 1",
                 {kind}, [&](const Row& row) {
                     found = Job{row.id(0),
                                 row.string(1),
                                 row.string(2),
                                 row.string(3),
                                 static_cast<std::uint64_t>(row.integer(4)),
                                 static_cast<std::uint64_t>(row.integer(5)),
                                 row.moment(6)};
                 }));
    return found;
}

Status advance(Tx& tx, const Id& job, std::uint64_t more, Moment now) {
    TRY(tx.run("UPDATE job SET done = done + $1, updated_at = $2 WHERE id = $3", {more, now, job}));
    return Done{};
}

Status end(Tx& tx, const Id& job, Moment now) {
    TRY(tx.run("UPDATE job SET state = 'done', updated_at = $1, ended_at = $1 WHERE id = $2",
               {now, job}));
    return Done{};
}

}  // namespace mingce::jobs
