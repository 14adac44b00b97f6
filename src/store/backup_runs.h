// Backups that were written, and whether a rehearsal could restore them.
#pragma once

#include <string>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "store/database.h"

namespace mingce {

struct BackupRun {
    Id id;
    Moment at;
    std::string actor, file, sha256;
    std::uint64_t size = 0, students = 0, checkpoint_size = 0;
    Moment rehearsed_at;    // 0: never
    std::string rehearsal;  // "ok", or the code of what went wrong
};

namespace backup_runs {

Status add(Tx& tx, const BackupRun& run);
Status set_rehearsal(Tx& tx, const Id& run, Moment at, std::string_view outcome);
/// Oldest first.
Result<std::vector<BackupRun>> all(Tx& tx);

}  // namespace backup_runs

}  // namespace mingce
