// Makes a record, and brings an older one to this program's schema.
#include <fcntl.h>
#include <unistd.h>

#include "crypto/recovery.h"
#include "store/audit_log.h"
#include "store/migrations.h"
#include "usecases/record/record.h"
#include "usecases/record/record_folder_problems.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

/// A key that an unfinished attempt left is as good as a new one.
Result<RootKey> make_root_key(const fs::path& path, Moment now, Random& random) {
    std::error_code failed;
    if (fs::exists(path, failed)) return read_root_key(path);
    RootKey root{Id::make(now, random), SecretKey::make(random)};
    TRY(write_root_key(path, root));
    return root;
}

/// What is done to the record as a whole, and by whom.
struct RecordAct {
    std::string_view action;
    Id record;
    std::string actor;
    Moment at;
};
Status audit_record(Tx& tx, const RecordAct& act, Random& random) {
    AuditEntry entry;
    entry.id = Id::make(act.at, random);
    entry.at = act.at;
    entry.actor = act.actor;
    entry.action = act.action;
    entry.object = "record";
    entry.subject = act.record;
    return audit_log::record(tx, entry);
}

struct Founding {
    const InitRecord& request;
    const RecordIdentity& identity;
    RootKey root;
    Random& random;
};

/// Tables, identity, keys, and the first checkpoint. Returns the public key.
Result<std::string> found(Database& database, Founding founding) {
    const RecordIdentity& identity = founding.identity;
    const Moment now = founding.request.now;
    TRY(migrate(database, now));
    return write_value(database, [&](Tx& tx) -> Result<std::string> {
        if (TRY(intakes::identity(tx))) return Error(problem::kDatabaseTaken);
        TRY(intakes::create_record(tx, identity, founding.request.actor));
        KeyRing ring = TRY(KeyRing::load(tx, founding.root.copy()));
        using enum KeyPurpose;
        for (KeyPurpose purpose : {Record, Index, Audit})
            TRY(ring.add(tx, {identity.institution, purpose, 0}, now, founding.random));
        TRY(audit_record(tx, {"record.create", identity.id, founding.request.actor, now},
                         founding.random));
        const std::string origin = record_origin(identity.id);
        const CheckpointSigner signer = TRY(ring.signer(origin));
        TRY(audit_log::number_waiting(tx, {signer, origin, now}));
        return signer.verifier().text();
    });
}

/// The folder is made beside and renamed, so that it is there whole or not at all.
Result<std::string> found_in_folder(const DataFolder& settings, const fs::path& final_folder,
                                    Founding founding) {
    std::error_code failed;
    fs::remove_all(settings.folder, failed);
    fs::create_directories(settings.folder, failed);
    if (failed) return Error(problem::kFolderNotWritable).at({settings.folder.string(), "", 0, ""});
    fs::permissions(settings.folder, fs::perms::owner_all, failed);
    std::string verifier;
    {
        const auto database = is_postgres_url(settings.database)
                                  ? TRY(Database::open_postgres(settings.database))
                                  : TRY(Database::open_sqlite(settings.database_path()));
        verifier = TRY(found(*database, std::move(founding)));
    }
    TRY(write_data_folder(settings));
    fs::remove(final_folder, failed);  // an empty one
    fs::rename(settings.folder, final_folder, failed);
    if (failed) return Error(problem::kFolderNotWritable).at({final_folder.string(), "", 0, ""});
    return verifier;
}

}  // namespace

Result<NewRecord> init_record(const InitRecord& request, Random& random) {
    const fs::path folder = plain_folder(request.folder);
    if (holds_something(folder))
        return Error(problem::kFolderNotEmpty).at({folder.string(), "", 0, ""});
    if (holds_password(request.database)) return Error(problem::kPasswordInUrl);
    NewRecord made;
    made.folder = folder;
    made.key = request.key ? *request.key : usual_key_path(folder);
    made.identity = {Id::make(request.now, random), Id::make(request.now, random),
                     request.institution, request.institution_code, request.now};
    RootKey root = TRY(make_root_key(made.key, request.now, random));
    for (const std::string& line : recovery_code(root)) made.recovery += line + "\n";
    DataFolder settings;
    settings.folder = folder.string() + ".partial";
    settings.record = made.identity.id;
    if (!request.database.empty()) settings.database = request.database;
    settings.key = request.key ? fs::absolute(made.key) : ".." / made.key.filename();
    made.verifier = TRY(found_in_folder(settings, folder,
                                        Founding{request, made.identity, std::move(root), random}));
    return made;
}

Result<bool> migrate_record(const MigrateRecord& request, Random& random) {
    const DataFolder folder = TRY(read_data_folder(request.folder));
    {
        const FolderLock lock = TRY(FolderLock::take(request.folder));
        const auto database = is_postgres_url(folder.database)
                                  ? TRY(Database::open_postgres(folder.database))
                                  : TRY(Database::open_sqlite(folder.database_path()));
        if (TRY(schema_state(*database)) == SchemaState::Current) return false;
        TRY(migrate(*database, request.now, shipped_migrations(), [&](Tx& tx) {
            return audit_record(tx, {"record.migrate", folder.record, request.actor, request.now},
                                random);
        }));
    }
    Record record = TRY(Record::open({request.folder, request.key, request.now}));
    TRY(record.settle_audit(record.now()));
    return true;
}

}  // namespace mingce
