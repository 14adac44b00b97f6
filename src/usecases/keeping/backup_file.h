// One file of a backup: a tar inside an age file, with every row of the record, or with the keys of
// the students (docs/backup-format.md).
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/age.h"
#include "crypto/key_file.h"
#include "store/record_tables.h"
#include "store/table_rows.h"

namespace mingce {

/// What a file says of itself, before anything else in it.
struct BackupManifest {
    BackupPart part = BackupPart::Data;  // Data or Keys
    Id backup;                           // both files of one backup bear it
    Id record, root;                     // whose, and under which root key
    std::int64_t schema = 0;
    std::string program;
    Moment created_at;
    std::uint64_t checkpoint_size = 0;
};

/// What a file adds up to, after everything else in it.
struct TableTotal {
    std::string table;
    std::uint64_t rows = 0;
    std::string sha256;  // over its rows as table_rows::each gives them
};
using BackupTotals = std::vector<TableTotal>;
std::uint64_t rows_of(const BackupTotals& totals, std::string_view table);

struct BackupContents {
    BackupManifest manifest;
    std::string checkpoint;  // the signed note; "" in a file of keys
    BackupTotals totals;
};

/// Whom each file is written for: derived from the root key, each file by a key of its own.
AgeIdentity backup_identity(const RootKey& root, BackupPart part);

/// Where the keys of a backup lie: FILE.keys.
std::filesystem::path backup_keys_path(const std::filesystem::path& file);

/// Writes a file from a snapshot; some MiB in memory whatever the size. On the disk when it
/// returns. Errors: Unavailable (output.unwritable); the database's.
struct WriteBackupFile {
    Tx& tx;
    const AgeIdentity& identity;
    BackupManifest manifest;
    std::string checkpoint;
    Random& random;
};
Result<BackupTotals> write_backup_file(const std::filesystem::path& path,
                                       const WriteBackupFile& request);

/// Reads a file to its end and judges all of it: that it is genuine and whole, its form, its
/// tables, its totals. Rows are handed over as they come, before the end is known to be right.
/// Errors: crypto.age_…, tar.malformed, backup.…; what `each` refuses with.
using EachBackupRow =
    std::function<Status(const RecordTable& table, const table_rows::Values& values)>;
struct ReadBackupFile {
    const AgeIdentity& identity;
    BackupPart part = BackupPart::Data;
    EachBackupRow each;
};
Result<BackupContents> read_backup_file(const std::filesystem::path& path,
                                        const ReadBackupFile& request);

/// The total of a table as a database has it now.
Result<TableTotal> total_of(Tx& tx, const RecordTable& table);

}  // namespace mingce
