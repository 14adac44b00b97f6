#include "usecases/record/root_key.h"

#include "crypto/recovery.h"
#include "usecases/access/permitted.h"
#include "usecases/record/output_file.h"
#include "usecases/record/record_folder_problems.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

/// Ids bear the time they were made at.
Moment made_at(const Id& id) {
    std::int64_t milliseconds = 0;
    for (std::size_t i = 0; i < 6; ++i) milliseconds = milliseconds << 8 | id.bytes[i];
    return {milliseconds};
}

Result<RecoverySheet> sheet_of(const Context& context, const RootKey& root) {
    RecoverySheet sheet;
    sheet.identity = context.record.identity();
    sheet.made_at = made_at(root.id);
    sheet.verifier = TRY(context.record.ring().signer(context.record.origin())).verifier().text();
    for (const std::string& line : recovery_code(root)) sheet.recovery += line + "\n";
    return sheet;
}

}  // namespace

Result<RecoverySheet> rotate_root_key(const Context& context) {
    TRY(require(context, Permission::KeyManage));
    const fs::path key_path = context.record.key_path(), next_path = next_key_path(key_path);
    const RootKey next{Id::make(context.now, context.random), SecretKey::make(context.random)};
    const std::string detail =
        "from=" + context.record.ring().root_id().hex() + " to=" + next.id.hex();
    TRY(write_root_key(next_path, next));
    const Status changed = context.database().write_alone([&](Tx& tx) -> Status {
        KeyRing ring = TRY(KeyRing::load(tx, context.record.ring().root().copy()));
        TRY(ring.change_root(tx, next.copy(), context.random));
        return audit(tx, context, {"key.rotate", "key", next.id, detail, ""});
    });
    // Where it is not known whether it was written, the next command finds out and tidies up.
    if (!changed.ok()) return changed.error();
    TRY(context.record.take_root(next.copy()));
    std::error_code failed;
    fs::rename(next_path, key_path, failed);
    if (failed) return Error(problem::kFolderNotWritable).at({key_path.string(), "", 0, ""});
    sync_folder_of(key_path);
    return sheet_of(context, next);
}

Result<RecoverySheet> reveal_recovery_sheet(const Context& context, const std::string& reason) {
    TRY(require(context, Permission::KeyManage));
    const RootKey& root = context.record.ring().root();
    TRY(context.database().write([&](Tx& tx) {
        return audit(tx, context, {"key.sheet", "key", root.id, "reason=" + reason, ""});
    }));
    return sheet_of(context, root);
}

Result<std::vector<KeyRing::Listed>> list_keys(const Context& context) {
    TRY(require(context, Permission::KeyManage));
    return read_value(context.database(), [](Tx& tx) { return KeyRing::list(tx); });
}

}  // namespace mingce
