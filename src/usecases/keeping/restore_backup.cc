#include "usecases/keeping/restore_backup.h"

#include <algorithm>

#include "crypto/problems.h"
#include "crypto/tree.h"
#include "store/audit_log.h"
#include "store/boxes.h"
#include "store/erasures.h"
#include "store/intakes.h"
#include "store/record_problems.h"
#include "usecases/keeping/backup_problems.h"
#include "usecases/record/record.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;
using table_rows::column_of;
using table_rows::id_of;
using table_rows::text_of;
using table_rows::Values;

/// What the rows of the data file must be known by.
struct DataRows {
    std::unordered_set<Id> students, sealing_keys;

    Status take(const RecordTable& table, const Values& values) {
        if (table.name == "student" && text_of(values[column_of(table, "state")]) != "erased")
            students.insert(id_of(values[column_of(table, "id")]));
        if (table.name == "sealing_key") sealing_keys.insert(id_of(values[column_of(table, "id")]));
        return Done{};
    }
};

/// A key in use now that the data do not know wraps students that were sealed anew since.
Status judge_key(const DataRows& known, const RecordTable& table, const Values& values) {
    if (table.name != "student_key") return Done{};
    const bool is_ours = known.students.count(id_of(values[column_of(table, "student")])) != 0;
    const Id sealing_key = id_of(values[column_of(table, "sealing_key")]);
    if (is_ours && known.sealing_keys.count(sealing_key) == 0)
        return Error(problem::kBackupKeysResealed);
    return Done{};
}

/// Every entry is what its leaf was made of, and the signed head is that of all leaves.
Status verify_tree(Tx& tx, const KeyRing& ring, const std::string& origin) {
    Frontier frontier;
    TRY(audit_log::each_numbered(tx, 0, [&](const audit_log::NumberedEntry& entry) -> Status {
        const Hash hash = leaf_hash(canonical_text(entry.entry));
        if (entry.number != frontier.size() || hash != entry.hash)
            return Error(problem::kAuditDamaged, std::to_string(entry.number));
        frontier.append(hash);
        return Done{};
    }));
    const auto last = TRY(audit_log::last_checkpoint(tx));
    if (!last) return Error(problem::kAuditDamaged);
    const CheckpointSigner signer = TRY(ring.signer(origin));
    const Checkpoint signed_head = TRY(signer.verifier().open(last->note));
    if (signed_head.head != frontier.head()) return Error(problem::kAuditDamaged);
    return Done{};
}

Result<std::uint64_t> load_rows(Tx& tx, const LoadBackup& request) {
    const CheckedBackup& backup = request.backup;
    const AgeIdentity data = backup_identity(request.root, BackupPart::Data),
                      keys = backup_identity(request.root, BackupPart::Keys);
    table_rows::Loader loader(tx);
    DataRows known;
    // The list of erasures is taken from the keys: it is as new or newer, and only grows.
    const BackupContents read = TRY(read_backup_file(
        backup.file,
        {data, BackupPart::Data, [&](const RecordTable& table, const Values& values) -> Status {
             TRY(known.take(table, values));
             return table.part == BackupPart::Both ? Status(Done{}) : loader.add(table, values);
         }}));
    const BackupContents read_keys = TRY(read_backup_file(
        backup.keys,
        {keys, BackupPart::Keys, [&](const RecordTable& table, const Values& values) -> Status {
             if (table.name == "student_key" &&
                 known.students.count(id_of(values[column_of(table, "student")])) == 0)
                 return Done{};
             TRY(judge_key(known, table, values));
             return loader.add(table, values);
         }}));
    if (read.manifest.backup != backup.data.manifest.backup ||
        read_keys.manifest.backup != backup.key_contents.manifest.backup)
        return Error(problem::kBackupDiffers);
    return loader.finish();
}

/// A file that opens as the other of the two is said to be that.
Result<BackupContents> read_part(const fs::path& path, BackupPart part, const RootKey& root,
                                 EachBackupRow each) {
    auto read = read_backup_file(path, {backup_identity(root, part), part, std::move(each)});
    if (read.ok() || &read.error().problem() != &problem::kAgeIdentityWrong) return read;
    const BackupPart other = part == BackupPart::Data ? BackupPart::Keys : BackupPart::Data;
    const auto exchanged = read_backup_file(path, {backup_identity(root, other), other, {}});
    if (exchanged.ok()) return Error(problem::kBackupOtherPart).in_file(path.string());
    return read;
}

/// Those whose key was destroyed since, or stands in the list of erasures.
Result<std::uint64_t> erase_again(Tx& tx, const LoadBackup& request) {
    constexpr std::string_view kBasis = "restore";
    std::uint64_t count = 0;
    for (const Id& student : TRY(erasures::listed_and_without_key(tx))) {
        for (const Id& erased :
             TRY(erasures::erase(tx, {student, request.now, request.actor, kBasis}))) {
            AuditEntry entry;
            entry.id = Id::make(request.now, request.random);
            entry.at = request.now;
            entry.actor = request.actor;
            entry.action = "student.erase";
            entry.object = "student";
            entry.subject = erased;
            entry.detail = "again=restore";
            TRY(audit_log::record(tx, entry));
            ++count;
        }
    }
    return count;
}

}  // namespace

Result<CheckedBackup> check_backup(const fs::path& file, const fs::path& keys,
                                   const RootKey& root) {
    CheckedBackup backup{file, keys, {}, {}, {}};
    DataRows known;
    std::error_code failed;
    backup.data = TRY(read_part(
        file, BackupPart::Data, root,
        [&](const RecordTable& table, const Values& values) { return known.take(table, values); }));
    if (!fs::exists(keys, failed)) return Error(problem::kBackupKeysMissing).in_file(keys.string());
    backup.key_contents = TRY(read_part(keys, BackupPart::Keys, root,
                                        [&](const RecordTable& table, const Values& values) {
                                            return judge_key(known, table, values);
                                        }));
    const BackupManifest &data = backup.data.manifest, &key = backup.key_contents.manifest;
    if (key.record != data.record) return Error(problem::kBackupOtherRecord).in_file(keys.string());
    if (key.created_at < data.created_at)
        return Error(problem::kBackupKeysOlder).in_file(keys.string());
    backup.students = std::move(known.students);
    return backup;
}

Result<LoadedBackup> load_backup(Tx& tx, const LoadBackup& request) {
    LoadedBackup loaded;
    loaded.rows = TRY(load_rows(tx, request));
    const auto identity = TRY(intakes::identity(tx));
    if (!identity || identity->id != request.backup.data.manifest.record)
        return Error(problem::kBackupMalformed);
    const KeyRing ring = TRY(KeyRing::load(tx, request.root.copy()));
    Boxes boxes(ring, request.random);
    TRY(erasures::check_keys(tx, boxes));
    TRY(verify_tree(tx, ring, record_origin(identity->id)));
    loaded.erased_again = TRY(erase_again(tx, request));
    return loaded;
}

}  // namespace mingce
