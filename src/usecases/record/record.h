// A record, opened: its database, its keys, and who works on it. Every use case that keeps or reads
// something takes a Context.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "access/caller.h"
#include "base/moment.h"
#include "base/random.h"
#include "base/result.h"
#include "domain/audit_entry.h"
#include "store/boxes.h"
#include "store/database.h"
#include "store/intakes.h"
#include "store/key_ring.h"
#include "store/once_requests.h"
#include "usecases/jobs/live_jobs.h"
#include "usecases/record/data_folder.h"
#include "usecases/record/key_rings.h"
#include "usecases/standards/standard_cache.h"

namespace mingce {

/// The name checkpoints of a record carry and are signed by.
std::string record_origin(const Id& record);

/// The folder's lock, its database and its keys, as long as it lives.
class Record {
public:
    struct Open {
        std::filesystem::path folder;
        std::optional<std::filesystem::path> key;  // --key; else what mingce.toml names
        Moment now;
    };
    /// Errors: of the folder, the key file and the database; store.key_of_another;
    /// folder.database_of_another; an older or newer schema.
    static Result<Record> open(const Open& request);

    Database& database() const { return *database_; }
    const KeyRing& ring() const { return rings_->current(); }
    KeyRing& ring() { return rings_->current(); }
    const RecordIdentity& identity() const { return identity_; }
    const DataFolder& folder() const { return folder_; }
    StandardCache& standards() const { return *standards_; }
    LiveJobs& live_jobs() const { return *live_jobs_; }
    const std::filesystem::path& key_path() const { return key_path_; }
    std::string origin() const { return record_origin(identity_.id); }
    /// Milliseconds the clock stands before the last audit entry; 0 when it is right.
    std::int64_t clock_behind() const { return clock_behind_; }
    /// Not before the last entry: history is read by time.
    Moment now() const { return now_; }

    /// Reads the keys again, after some were made or destroyed. Readers in other threads go on.
    Status reload_ring();

    /// Brings what lists show of statuses up to the day where an event dated ahead has come due.
    /// Opening does it; a process that works on past midnight does it again.
    Status settle_statuses(Moment now);

    /// Goes on under another root key, once the database is locked with it.
    Status take_root(RootKey root);

    /// Numbers what the audit has waiting and signs the tree's head, which the witness is given too
    /// where the folder names one. That the witness has not taken it is no refusal: the record is
    /// settled, and witness_failure() says why.
    Status settle_audit(Moment now);
    const std::optional<Error>& witness_failure() const { return witness_failure_; }

private:
    Record(FolderLock lock, DataFolder folder, std::unique_ptr<Database> database, KeyRing ring)
        : lock_(std::move(lock)),
          folder_(std::move(folder)),
          database_(std::move(database)),
          rings_(std::make_unique<KeyRings>(std::move(ring))) {}
    Status look_at_clock(Moment now);

    FolderLock lock_;
    DataFolder folder_;
    std::unique_ptr<Database> database_;
    std::unique_ptr<KeyRings> rings_;
    std::unique_ptr<StandardCache> standards_ = std::make_unique<StandardCache>();
    std::unique_ptr<LiveJobs> live_jobs_ = std::make_unique<LiveJobs>();
    RecordIdentity identity_;
    std::filesystem::path key_path_;
    Moment now_;
    std::int64_t clock_behind_ = 0;
    std::optional<Error> witness_failure_;
};

/// Who does it, when, with which randomness, on which record.
struct Context {
    Record& record;
    std::string actor;  // the caller's name, as the audit writes it
    Moment now;
    Random& random;
    Caller caller = Caller::at_the_machine(actor);
    OnceRequest once = {};  // none: the request may be carried out again

    Database& database() const { return record.database(); }
    const Id& institution() const { return record.identity().institution; }
    Id make_id() const { return Id::make(now, random); }
    Boxes boxes() const { return Boxes(record.ring(), random); }
};

/// An act about to be audited.
struct Act {
    std::string_view action, object;
    Id subject;
    std::string detail;
    std::string commitment;
};
/// Writes the entry in the transaction of what it tells of. Errors: Conflict (request.done_before)
/// where another sending of the request did it already.
Status audit(Tx& tx, const Context& context, Act act);
/// Many acts of one request, in their order. Errors: as audit().
Status audit_all(Tx& tx, const Context& context, std::vector<Act> acts);

struct InitRecord {
    std::filesystem::path folder;
    std::string database;  // "" for a file of the folder, or a postgres:// URL
    std::optional<std::filesystem::path> key;
    std::string institution, institution_code;
    std::string actor;
    Moment now;
};
struct NewRecord {
    RecordIdentity identity;
    std::filesystem::path folder, key;
    std::string verifier;  // the public key that checks checkpoints
    std::string recovery;  // six lines to be kept on paper
};
/// Makes a record: key, database, first keys, first audit entry. The folder appears whole or not at
/// all; an unfinished attempt leaves at most a key that nothing uses, and the next one takes it.
/// Errors: folder.not_empty, folder.database_taken, folder.password_in_url; the key file's and the
/// database's.
Result<NewRecord> init_record(const InitRecord& request, Random& random);

/// Brings the database to this program's schema. Returns whether anything was done.
struct MigrateRecord {
    std::filesystem::path folder;
    std::optional<std::filesystem::path> key;
    std::string actor;
    Moment now;
};
Result<bool> migrate_record(const MigrateRecord& request, Random& random);

}  // namespace mingce
