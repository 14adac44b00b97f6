// Makes a record from a checked backup, and rehearses doing so.
#include <array>

#include "crypto/recovery.h"
#include "store/audit_log.h"
#include "store/intakes.h"
#include "store/migrations.h"
#include "store/sessions.h"
#include "usecases/keeping/backup_problems.h"
#include "usecases/keeping/restore_backup.h"
#include "usecases/record/record.h"
#include "usecases/record/record_folder_problems.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

/// The key from its file, or from the code on the sheet; both must be one where both are there.
Result<RootKey> root_key_of(const RestoreRecord& request, const fs::path& key) {
    if (request.recovery.empty()) return read_root_key(key);
    RootKey root = TRY(parse_recovery_code(request.recovery));
    std::error_code failed;
    if (fs::exists(key, failed) && TRY(read_root_key(key)).id != root.id)
        return Error(problem::kRestoreOtherKey).at({key.string(), "", 0, ""});
    return root;
}

struct Filling {
    const CheckedBackup& backup;
    const RootKey& root;
    std::string actor;
    Moment now;
    Random& random;
};

Status note_restore(Tx& tx, const Filling& filling, const LoadedBackup& loaded) {
    const BackupManifest& manifest = filling.backup.data.manifest;
    AuditEntry entry;
    entry.id = Id::make(filling.now, filling.random);
    entry.at = filling.now;
    entry.actor = filling.actor;
    entry.action = "backup.restore";
    entry.object = "backup";
    entry.subject = manifest.backup;
    entry.detail = "rows=" + std::to_string(loaded.rows) +
                   " of=" + std::to_string(manifest.created_at.milliseconds) + " keys_of=" +
                   std::to_string(filling.backup.key_contents.manifest.created_at.milliseconds) +
                   " erased_again=" + std::to_string(loaded.erased_again);
    return audit_log::record(tx, entry);
}

/// All of it in one transaction, so that an unfinished restore is none.
Result<LoadedBackup> fill(Database& database, const Filling& filling) {
    TRY(migrate(database, filling.now));
    LoadedBackup loaded;
    TRY(database.write_alone([&](Tx& tx) -> Status {
        if (TRY(intakes::identity(tx))) return Error(problem::kDatabaseTaken);
        loaded = TRY(load_backup(
            tx, {filling.backup, filling.root, filling.actor, filling.now, filling.random}));
        TRY(note_restore(tx, filling, loaded));
        // Whoever signed out since the backup would be signed in again.
        TRY(sessions::end_everyones(tx, filling.now));
        const KeyRing ring =
            TRY(KeyRing::load(tx, RootKey{filling.root.id, filling.root.key.copy()}));
        const std::string origin = record_origin(filling.backup.data.manifest.record);
        const CheckpointSigner signer = TRY(ring.signer(origin));
        TRY(audit_log::number_waiting(tx, {signer, origin, filling.now}));
        return Done{};
    }));
    return loaded;
}

/// A folder that goes again unless it was kept.
class PartialFolder {
public:
    static Result<PartialFolder> make(const fs::path& path) {
        std::error_code failed;
        fs::remove_all(path, failed);
        fs::create_directories(path, failed);
        if (!failed) fs::permissions(path, fs::perms::owner_all, failed);
        if (failed) return Error(problem::kFolderNotWritable).at({path.string(), "", 0, ""});
        return PartialFolder(path);
    }
    PartialFolder(PartialFolder&& other) noexcept : path_(std::move(other.path_)) {
        other.path_.clear();
    }
    PartialFolder& operator=(PartialFolder&&) = delete;
    ~PartialFolder() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    const fs::path& path() const { return path_; }
    Status keep_as(const fs::path& name) {
        std::error_code failed;
        fs::remove(name, failed);  // an empty one
        fs::rename(path_, name, failed);
        if (failed) return Error(problem::kFolderNotWritable).at({name.string(), "", 0, ""});
        path_.clear();
        return Done{};
    }

private:
    explicit PartialFolder(fs::path path) : path_(std::move(path)) {}
    fs::path path_;
};

Result<std::unique_ptr<Database>> open_database(const DataFolder& settings) {
    return is_postgres_url(settings.database) ? Database::open_postgres(settings.database)
                                              : Database::open_sqlite(settings.database_path());
}

DataFolder settings_of(const RestoreRecord& request, const RestoredRecord& restored) {
    DataFolder settings;
    settings.folder = restored.folder.string() + ".partial";
    settings.record = restored.manifest.record;
    if (!request.database.empty()) settings.database = request.database;
    settings.key = request.key ? fs::absolute(*request.key) : ".." / restored.key.filename();
    return settings;
}

/// The key lies there before the folder that needs it.
Status keep_key(RestoredRecord& restored, const RootKey& root) {
    std::error_code failed;
    if (fs::exists(restored.key, failed)) return Done{};
    restored.key_written = true;
    return write_root_key(restored.key, root);
}

}  // namespace

Result<RestoredRecord> restore_record(const RestoreRecord& request, Random& random) {
    RestoredRecord restored;
    restored.folder = plain_folder(request.folder);
    restored.key = request.key ? *request.key : usual_key_path(restored.folder);
    if (holds_something(restored.folder))
        return Error(problem::kRestoreTargetTaken).at({restored.folder.string(), "", 0, ""});
    if (holds_password(request.database)) return Error(problem::kPasswordInUrl);
    const RootKey root = TRY(root_key_of(request, restored.key));
    const CheckedBackup backup = TRY(check_backup(
        request.file, request.keys ? *request.keys : backup_keys_path(request.file), root));
    restored.manifest = backup.data.manifest;
    restored.students = backup.students.size();
    const DataFolder settings = settings_of(request, restored);
    PartialFolder partial = TRY(PartialFolder::make(settings.folder));
    // Not before what the backup was made at: history is read by time.
    const Moment now = std::max(request.now, backup.data.manifest.created_at);
    {
        const auto database = TRY(open_database(settings));
        const LoadedBackup loaded =
            TRY(fill(*database, {backup, root, request.actor, now, random}));
        restored.erased_again = loaded.erased_again;
    }
    TRY(write_data_folder(settings));
    TRY(keep_key(restored, root));
    TRY(partial.keep_as(restored.folder));
    return restored;
}

Status rehearse_backup(const RehearseBackup& request, Random& random) {
    const CheckedBackup backup = TRY(check_backup(request.file, request.keys, request.root));
    const PartialFolder folder = TRY(PartialFolder::make(request.folder));
    const auto database = TRY(Database::open_sqlite((folder.path() / "mingce.db").string()));
    TRY(migrate(*database, request.now));
    TRY(database->write_alone([&](Tx& tx) -> Status {
        TRY(load_backup(tx, {backup, request.root, "rehearsal", request.now, random}));
        return Done{};
    }));
    return database->read([&](Tx& tx) -> Status {
        for (const BackupContents* contents : {&backup.data, &backup.key_contents})
            for (const TableTotal& said : contents->totals) {
                const TableTotal found = TRY(total_of(tx, *find_record_table(said.table)));
                if (found.rows != said.rows || found.sha256 != said.sha256)
                    return Error(problem::kBackupRehearsalDiffers, said.table);
            }
        return Done{};
    });
}

}  // namespace mingce
