#include "usecases/keeping/backup.h"

#include "store/audit_log.h"
#include "store/migrations.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/keeping/backup_problems.h"
#include "usecases/record/output_file.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

struct Snapshot {
    BackupManifest manifest;
    std::string checkpoint;
};

Result<Snapshot> snapshot_of(Tx& tx, const Context& context, const Id& backup) {
    Snapshot snapshot;
    snapshot.manifest.backup = backup;
    snapshot.manifest.record = context.record.identity().id;
    snapshot.manifest.root = context.record.ring().root_id();
    snapshot.manifest.schema = schema_version();
    snapshot.manifest.program = MINGCE_VERSION;
    snapshot.manifest.created_at = context.now;
    if (const auto checkpoint = TRY(audit_log::last_checkpoint(tx))) {
        snapshot.manifest.checkpoint_size = checkpoint->size;
        snapshot.checkpoint = checkpoint->note;
    }
    return snapshot;
}

bool is_same(const BackupTotals& one, const BackupTotals& other) {
    if (one.size() != other.size()) return false;
    for (std::size_t i = 0; i < one.size(); ++i)
        if (one[i].table != other[i].table || one[i].rows != other[i].rows ||
            one[i].sha256 != other[i].sha256)
            return false;
    return true;
}

struct WriteFile {
    const Context& context;
    const Snapshot& snapshot;
    BackupPart part;
    fs::path path;
};

Result<OutputFile> write_and_read_back(Tx& tx, const WriteFile& file, BackupTotals& totals) {
    const AgeIdentity identity = backup_identity(file.context.record.ring().root(), file.part);
    BackupManifest manifest = file.snapshot.manifest;
    manifest.part = file.part;
    return write_output(file.path, [&](const fs::path& beside) -> Status {
        const WriteBackupFile request{tx, identity, manifest, file.snapshot.checkpoint,
                                      file.context.random};
        totals = TRY(write_backup_file(beside, request));
        const BackupContents read = TRY(read_backup_file(beside, {identity, file.part, {}}));
        if (!is_same(read.totals, totals)) return Error(problem::kBackupDiffers);
        return Done{};
    });
}

Status write_files(Tx& tx, const Context& context, WrittenBackup& backup) {
    const Snapshot snapshot = TRY(snapshot_of(tx, context, backup.run.id));
    TRY(write_and_read_back(tx, {context, snapshot, BackupPart::Keys, backup.keys},
                            backup.key_totals));
    const OutputFile data = TRY(
        write_and_read_back(tx, {context, snapshot, BackupPart::Data, backup.file}, backup.data));
    backup.run.size = data.bytes;
    backup.run.sha256 = data.sha256;
    backup.run.students = rows_of(backup.key_totals, "student_key");
    backup.run.checkpoint_size = snapshot.manifest.checkpoint_size;
    return Done{};
}

}  // namespace

Result<WrittenBackup> write_backup(const Context& context, const fs::path& file) {
    TRY(require(context, Permission::BackupRun));
    // The tree's head of this moment is to be in it.
    TRY(context.record.settle_audit(context.now));
    WrittenBackup backup;
    backup.file = file;
    backup.keys = backup_keys_path(file);
    backup.run.id = context.make_id();
    backup.run.at = context.now;
    backup.run.actor = context.actor;
    backup.run.file = fs::absolute(file).lexically_normal().string();
    TRY(context.database().read([&](Tx& tx) { return write_files(tx, context, backup); }));
    sync_folder_of(file);
    TRY(context.database().write([&](Tx& tx) -> Status {
        TRY(backup_runs::add(tx, backup.run));
        return audit(tx, context,
                     {"backup.write", "backup", backup.run.id,
                      "students=" + std::to_string(backup.run.students) +
                          " entries=" + std::to_string(backup.run.checkpoint_size) +
                          " sha256=" + backup.run.sha256,
                      ""});
    }));
    return backup;
}

Result<std::vector<BackupRun>> list_backups(const Context& context) {
    TRY(require(context, Permission::BackupRun));
    return read_value(context.database(), [](Tx& tx) { return backup_runs::all(tx); });
}

Result<std::string> reveal_backup_identities(const Context& context, const std::string& reason) {
    TRY(require(context, Permission::KeyManage));
    TRY(context.database().write([&](Tx& tx) {
        return audit(
            tx, context,
            {"backup.identity", "record", context.record.identity().id, "reason=" + reason, ""});
    }));
    const RootKey& root = context.record.ring().root();
    return "# FILE\n" + backup_identity(root, BackupPart::Data).text() + "\n# FILE.keys\n" +
           backup_identity(root, BackupPart::Keys).text() + "\n";
}

}  // namespace mingce
