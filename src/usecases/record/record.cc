#include "usecases/record/record.h"

#include <algorithm>

#include "crypto/recovery.h"
#include "store/audit_log.h"
#include "store/migrations.h"
#include "store/record_problems.h"
#include "store/status_events.h"
#include "usecases/audit/audit_anchors.h"
#include "usecases/record/record_folder_problems.h"

namespace mingce {

namespace {

Result<std::unique_ptr<Database>> open_database(const DataFolder& folder) {
    if (is_postgres_url(folder.database)) return Database::open_postgres(folder.database);
    return Database::open_sqlite(folder.database_path());
}

/// The root key that the database is locked with. A change of keys that was cut short left the next
/// key beside the old one: whichever the database names is the right one, and takes its place.
Result<RootKey> root_key_in_use(Database& database, const std::filesystem::path& path) {
    const auto wanted = TRY(read_value(database, [](Tx& tx) { return KeyRing::root_in_use(tx); }));
    const std::filesystem::path next = next_key_path(path);
    std::error_code failed;
    if (std::filesystem::exists(next, failed)) {
        const auto candidate = read_root_key(next);
        if (candidate.ok() && candidate.value().id == wanted)
            std::filesystem::rename(next, path, failed);
        else
            std::filesystem::remove(next, failed);
        if (failed) return Error(problem::kFolderNotWritable).at({next.string(), "", 0, ""});
    }
    return read_root_key(path);
}

Result<KeyRing> load_ring(Database& database, RootKey root) {
    return read_value(database, [&](Tx& tx) { return KeyRing::load(tx, std::move(root)); });
}

}  // namespace

std::string record_origin(const Id& record) { return "mingce.local/" + record.hex(); }

Result<Record> Record::open(const Open& request) {
    DataFolder folder = TRY(read_data_folder(request.folder));
    FolderLock lock = TRY(FolderLock::take(request.folder));
    const std::filesystem::path key_path = request.key ? *request.key : folder.key_path();
    auto database = TRY(open_database(folder));
    TRY(require_current_schema(*database));
    const auto identity = TRY(read_value(*database, [](Tx& tx) { return intakes::identity(tx); }));
    if (!identity || identity->id != folder.record)
        return Error(problem::kDatabaseOfAnother).at({request.folder.string(), "", 0, ""});
    KeyRing ring = TRY(load_ring(*database, TRY(root_key_in_use(*database, key_path))));
    Record record(std::move(lock), std::move(folder), std::move(database), std::move(ring));
    record.identity_ = *identity;
    record.key_path_ = key_path;
    TRY(record.look_at_clock(request.now));
    TRY(record.settle_statuses(record.now_));
    return record;
}

Status Record::settle_statuses(Moment now) {
    const auto due =
        TRY(read_value(*database_, [&](Tx& tx) { return status_events::due_by(tx, day_of(now)); }));
    if (due.empty()) return Done{};
    return database_->write_alone([&](Tx& tx) -> Status {
        return status_events::set_current(tx, TRY(status_events::due_by(tx, day_of(now))), now);
    });
}

Status Record::look_at_clock(Moment now) {
    now_ = now;
    const auto last =
        TRY(read_value(*database_, [](Tx& tx) { return audit_log::last_checkpoint(tx); }));
    if (!last || last->at <= now) return Done{};
    clock_behind_ = last->at.milliseconds - now.milliseconds;
    now_ = {last->at.milliseconds + 1};
    return Done{};
}

Status Record::reload_ring() {
    rings_->publish(
        TRY(load_ring(*database_, RootKey{ring().root_id(), ring().root().key.copy()})));
    return Done{};
}

Status Record::take_root(RootKey root) {
    rings_->publish(TRY(load_ring(*database_, std::move(root))));
    return Done{};
}

Status Record::settle_audit(Moment now) {
    const CheckpointSigner signer = TRY(ring().signer(origin()));
    const auto made = TRY(
        write_value(*database_, [&](Tx& tx) -> Result<std::optional<audit_log::StoredCheckpoint>> {
            if (TRY(audit_log::number_waiting(tx, {signer, origin(), now})) == 0)
                return std::optional<audit_log::StoredCheckpoint>();
            return audit_log::last_checkpoint(tx);
        }));
    if (!made || folder_.witness.empty()) return Done{};
    Status given = give_to_witness(folder_.witness_path(), made->size, made->note);
    if (!given.ok()) witness_failure_ = std::move(given).error();
    return Done{};
}

namespace {

Status claim_once(Tx& tx, const Context& context) {
    if (!context.once.is_none() && !TRY(once_requests::claim(tx, context.once, context.now)))
        return Error(problem::kRequestDoneBefore);
    return Done{};
}

AuditEntry entry_of(const Context& context, const Id& id, Act act) {
    AuditEntry entry;
    entry.id = id;
    entry.at = context.now;
    entry.actor = context.actor;
    entry.action = act.action;
    entry.object = act.object;
    entry.subject = act.subject;
    entry.detail = std::move(act.detail);
    entry.commitment = std::move(act.commitment);
    return entry;
}

}  // namespace

Status audit(Tx& tx, const Context& context, Act act) {
    TRY(claim_once(tx, context));
    return audit_log::record(tx, entry_of(context, context.make_id(), std::move(act)));
}

Status audit_all(Tx& tx, const Context& context, std::vector<Act> acts) {
    TRY(claim_once(tx, context));
    std::vector<AuditEntry> entries;
    entries.reserve(acts.size());
    for (Act& act : acts)
        entries.push_back(entry_of(
            context,
            Id::make_nth(context.now, static_cast<std::uint32_t>(entries.size()), context.random),
            std::move(act)));
    return audit_log::record_all(tx, entries);
}

}  // namespace mingce
