// Backups: written from a snapshot while work goes on, read back whole before they count, and on a
// schedule rehearsed by restoring them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/backup_runs.h"
#include "usecases/keeping/backup_file.h"
#include "usecases/record/record.h"

namespace mingce {

struct WrittenBackup {
    BackupRun run;
    std::filesystem::path file, keys;
    BackupTotals data, key_totals;
};
/// Writes FILE and FILE.keys beside their places, reads both back to the end, then renames them;
/// the keys first, so that a FILE is never without. Memory is flat. Audited.
/// Errors: Unavailable (output.unwritable, the database's); backup.… and crypto.age_… where what
/// was read back is not what was written.
Result<WrittenBackup> write_backup(const Context& context, const std::filesystem::path& file);

/// Oldest first.
Result<std::vector<BackupRun>> list_backups(const Context& context);

struct ScheduledBackup {
    WrittenBackup written;
    std::uint64_t removed = 0, keys_removed = 0;  // old files
};
/// A backup into the folder that mingce.toml names, under a name with the day and time; rehearsed;
/// then data files beyond those to keep go, and files of keys older than 30 days. Where the
/// rehearsal fails no data file is removed, the failure is recorded and returned.
/// Errors: NotFound (backup.no_folder); those of write_backup; Unavailable
/// (backup.rehearsal_differs).
Result<ScheduledBackup> run_scheduled_backup(const Context& context);

/// The two identities that the packaged age opens the files with, as the text of its -i file. The
/// look is audited with its reason.
Result<std::string> reveal_backup_identities(const Context& context, const std::string& reason);

}  // namespace mingce
