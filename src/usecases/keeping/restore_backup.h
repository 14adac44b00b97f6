// From a backup back to a record: everything is read and judged before anything is made.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_set>

#include "crypto/key_file.h"
#include "store/database.h"
#include "usecases/keeping/backup_file.h"

namespace mingce {

/// Both files of a backup, read to the end and found right, together and each alone.
struct CheckedBackup {
    std::filesystem::path file, keys;
    BackupContents data, key_contents;
    std::unordered_set<Id> students;  // of the data, erased ones left out
};
/// Some 60 bytes of memory a student. Errors: those of read_backup_file; backup.keys_missing,
/// backup.other_record, backup.keys_older, backup.keys_resealed; crypto.age_identity_wrong where
/// the root key is another.
Result<CheckedBackup> check_backup(const std::filesystem::path& file,
                                   const std::filesystem::path& keys, const RootKey& root);

/// Inserts all of a checked backup into the empty tables of a current schema, in the transaction
/// given; erases again who was erased since; opens every key and verifies the audit's tree.
struct LoadBackup {
    const CheckedBackup& backup;
    const RootKey& root;
    std::string actor;
    Moment now;
    Random& random;
};
struct LoadedBackup {
    std::uint64_t rows = 0;
    std::uint64_t erased_again = 0;
};
/// Errors: those of check_backup (the files may have changed since), of the key ring,
/// audit.damaged.
Result<LoadedBackup> load_backup(Tx& tx, const LoadBackup& request);

struct RestoreRecord {
    std::filesystem::path file;
    std::optional<std::filesystem::path> keys;  // FILE.keys without
    std::filesystem::path folder;               // to be made
    std::string database;                       // "" for a file of the folder, or a postgres:// URL
    std::optional<std::filesystem::path> key;   // the root key's file; beside the folder without
    std::string recovery;  // the code from the sheet; "" where the key's file still exists
    std::string actor;
    Moment now;
};
struct RestoredRecord {
    std::filesystem::path folder, key;
    BackupManifest manifest;
    std::uint64_t students = 0, erased_again = 0;
    bool key_written = false;
};
/// The folder appears whole or not at all; the database of a server is filled in one transaction.
/// Errors: those of check_backup and load_backup; restore.target_taken, restore.other_key,
/// folder.database_taken, folder.password_in_url; the recovery code's, the key file's.
Result<RestoredRecord> restore_record(const RestoreRecord& request, Random& random);

/// Restores into a record of its own in `folder`, compares every table with what was backed up, and
/// removes it. Errors: as load_backup; backup.rehearsal_differs.
struct RehearseBackup {
    std::filesystem::path file, keys, folder;
    const RootKey& root;
    Moment now;
};
Status rehearse_backup(const RehearseBackup& request, Random& random);

}  // namespace mingce
