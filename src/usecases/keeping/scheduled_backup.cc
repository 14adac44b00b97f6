// Backups by the clock: a dated file, a rehearsal, and what is too old goes.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "usecases/access/permitted.h"
#include "usecases/keeping/backup.h"
#include "usecases/keeping/backup_problems.h"
#include "usecases/keeping/restore_backup.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kKeysKeptDays = 30;
constexpr std::string_view kEnd = ".age", kKeysEnd = ".age.keys";
constexpr std::size_t kStampLength = 15;  // 20260901-083000

/// mingce-0190f2c4-20260901-083000.age: the record's first digits, the civil day and time.
std::string stem_of(const Context& context) {
    return "mingce-" + context.record.identity().id.hex().substr(0, 8) + "-";
}

std::string stamp_of(Moment moment) {
    std::string stamp;
    for (char c : civil_text(moment)) {
        if (is_digit(c)) stamp += c;
        if (c == ' ') stamp += '-';
    }
    return stamp;
}

struct OldFiles {
    std::map<std::string, fs::path> data, keys;  // by their stamp, oldest first
};

Result<OldFiles> old_files(const fs::path& folder, const std::string& stem) {
    OldFiles files;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(stem) || name.size() < stem.size() + kStampLength) continue;
        const std::string stamp = name.substr(stem.size(), kStampLength);
        const std::string_view end = std::string_view(name).substr(stem.size() + kStampLength);
        if (end == kEnd) files.data.emplace(stamp, entry.path());
        if (end == kKeysEnd) files.keys.emplace(stamp, entry.path());
    }
    if (failed) return Error(problem::kBackupUnreadable).in_file(folder.string());
    return files;
}

std::uint64_t remove_keys(const OldFiles& files, Moment now) {
    const std::string limit = stamp_of({now.milliseconds - kKeysKeptDays * kMillisecondsPerDay});
    std::uint64_t removed = 0;
    std::error_code failed;
    for (const auto& [stamp, path] : files.keys)
        if (stamp < limit && fs::remove(path, failed)) ++removed;
    return removed;
}

std::uint64_t remove_data(const OldFiles& files, std::uint64_t kept) {
    std::uint64_t removed = 0, left = files.data.size();
    std::error_code failed;
    for (const auto& [stamp, path] : files.data) {
        if (left <= kept) break;
        if (fs::remove(path, failed)) ++removed;
        --left;
    }
    return removed;
}

Status record_rehearsal(const Context& context, const WrittenBackup& written,
                        const Status& outcome) {
    const std::string_view word = outcome.ok() ? "ok" : outcome.error().problem().code;
    return context.database().write([&](Tx& tx) -> Status {
        TRY(backup_runs::set_rehearsal(tx, written.run.id, context.now, word));
        return audit(
            tx, context,
            {"backup.rehearse", "backup", written.run.id, "outcome=" + std::string(word), ""});
    });
}

}  // namespace

Result<ScheduledBackup> run_scheduled_backup(const Context& context) {
    TRY(require(context, Permission::BackupRun));
    const DataFolder& settings = context.record.folder();
    if (settings.backup_folder.empty()) return Error(problem::kBackupFolderMissing);
    const fs::path folder = settings.backup_folder.is_absolute()
                                ? settings.backup_folder
                                : settings.folder / settings.backup_folder;
    std::error_code failed;
    fs::create_directories(folder, failed);
    const std::string stem = stem_of(context);
    ScheduledBackup done;
    done.written =
        TRY(write_backup(context, folder / (stem + stamp_of(context.now) + std::string(kEnd))));
    const Status rehearsed =
        rehearse_backup({done.written.file, done.written.keys, settings.folder / "rehearsal",
                         context.record.ring().root(), context.now},
                        context.random);
    TRY(record_rehearsal(context, done.written, rehearsed));
    const OldFiles files = TRY(old_files(folder, stem));
    done.keys_removed = remove_keys(files, context.now);
    // What may be the last good one stays until there is a better.
    if (!rehearsed.ok()) return rehearsed.error();
    done.removed = remove_data(files, settings.backups_kept);
    return done;
}

}  // namespace mingce
