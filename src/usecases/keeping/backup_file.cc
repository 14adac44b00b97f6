#include "usecases/keeping/backup_file.h"

#include <algorithm>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/digest.h"
#include "documents/problems.h"
#include "formats/tar.h"
#include "store/migrations.h"
#include "usecases/keeping/backup_notes.h"
#include "usecases/keeping/backup_problems.h"

namespace mingce {

namespace {

constexpr std::string_view kManifest = "manifest.json", kCheckpoint = "checkpoint.txt",
                           kTotals = "totals.json", kTables = "tables/";
constexpr std::size_t kPartBytes = std::size_t{4} << 20;
// A part holds one row at least; the largest are pictures and pieces of files.
constexpr std::uint64_t kMemberBytesMax = std::uint64_t{1} << 30;

bool belongs_to(const RecordTable& table, BackupPart part) {
    return table.part == BackupPart::Both || table.part == part;
}

/// tables/student.0001; more digits from the ten thousandth on.
std::string part_name(const RecordTable& table, std::uint64_t number) {
    const std::string digits = std::to_string(number);
    return std::string(kTables) + std::string(table.name) + "." +
           std::string(4 - std::min<std::size_t>(digits.size(), 4), '0') + digits;
}

/// A new file for this user alone, written through a descriptor so that it can be synced.
class NewFile {
public:
    explicit NewFile(const std::filesystem::path& path)
        : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
        if (file_ >= 0) is_private_ = fchmod(file_, 0600) == 0;
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile() {
        if (file_ >= 0) close(file_);
    }
    Status write(std::string_view bytes) const {
        if (file_ < 0 || !is_private_) return Error(problem::kOutputUnwritable);
        while (!bytes.empty()) {
            const ssize_t written = ::write(file_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return Error(problem::kOutputUnwritable);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return Done{};
    }
    Status finish() {
        const int file = std::exchange(file_, -1);
        const bool synced = fsync(file) == 0;
        if (close(file) != 0 || !synced) return Error(problem::kOutputUnwritable);
        return Done{};
    }

private:
    int file_;
    bool is_private_ = false;
};

Result<TableTotal> write_table(Tx& tx, const RecordTable& table, TarWriter& tar) {
    TableTotal total{std::string(table.name), 0, ""};
    Sha256 digest;
    std::string part;
    std::uint64_t number = 0;
    const auto put_part = [&]() -> Status {
        if (part.empty()) return Done{};
        TRY(tar.add(part_name(table, ++number), part));
        part.clear();
        return Done{};
    };
    TRY(table_rows::each(tx, table, [&](std::string_view row) -> Status {
        digest.add(row);
        ++total.rows;
        if (part.size() + row.size() > kPartBytes) TRY(put_part());
        part += row;
        return Done{};
    }));
    TRY(put_part());
    total.sha256 = digest.hex();
    return total;
}

/// Judges the members of one file in their order.
class BackupReader {
public:
    explicit BackupReader(const ReadBackupFile& request) : request_(request) {}

    Status take(std::string_view name, std::string_view content) {
        if (has_totals_) return Error(problem::kBackupMalformed, std::string(name));
        if (contents_.manifest.record.is_none()) return take_manifest(name, content);
        if (name == kCheckpoint && is_data() && !has_checkpoint_) {
            has_checkpoint_ = true;
            contents_.checkpoint = content;
            return Done{};
        }
        if (name == kTotals) return take_totals(content);
        return take_part(name, content);
    }
    Result<BackupContents> finish() {
        if (!has_totals_ || has_checkpoint_ != is_data()) return Error(problem::kBackupMalformed);
        return std::move(contents_);
    }

private:
    bool is_data() const { return request_.part == BackupPart::Data; }

    Status take_manifest(std::string_view name, std::string_view content) {
        if (name != kManifest) return Error(problem::kBackupMalformed);
        contents_.manifest = TRY(parse_manifest(content));
        if (contents_.manifest.record.is_none()) return Error(problem::kBackupMalformed);
        if (contents_.manifest.part != request_.part) return Error(problem::kBackupOtherPart);
        const std::int64_t known = schema_version();
        if (contents_.manifest.schema > known)
            return Error(problem::kBackupNewer, contents_.manifest.program);
        if (contents_.manifest.schema < known)
            return Error(problem::kBackupOlder, contents_.manifest.program);
        return Done{};
    }

    Status take_part(std::string_view name, std::string_view content) {
        const RecordTable* table = current_;
        if (table == nullptr || name != part_name(*table, number_ + 1)) {
            TRY(end_table());
            table = next_table(name);
            if (table == nullptr) return Error(problem::kBackupMalformed, std::string(name));
            current_ = table;
            number_ = 0;
        }
        ++number_;
        digest_.add(content);
        return table_rows::parse(*table, content, [&](const table_rows::Values& values) {
            ++rows_;
            return request_.each ? request_.each(*table, values) : Status(Done{});
        });
    }
    /// Those passed over have no rows.
    const RecordTable* next_table(std::string_view name) {
        while (next_ < record_tables().size()) {
            const RecordTable& table = record_tables()[next_++];
            if (!belongs_to(table, request_.part)) continue;
            if (name == part_name(table, 1)) return &table;
            found_.push_back({std::string(table.name), 0, Sha256().hex()});
        }
        return nullptr;
    }
    Status end_table() {
        if (current_ != nullptr)
            found_.push_back({std::string(current_->name), rows_, digest_.hex()});
        current_ = nullptr;
        rows_ = 0;
        return Done{};
    }

    Status take_totals(std::string_view content) {
        TRY(end_table());
        static_cast<void>(next_table({}));
        contents_.totals = TRY(parse_totals(content));
        has_totals_ = true;
        if (contents_.totals.size() != found_.size()) return Error(problem::kBackupMalformed);
        for (std::size_t i = 0; i < found_.size(); ++i) {
            const TableTotal &said = contents_.totals[i], &found = found_[i];
            if (said.table != found.table) return Error(problem::kBackupMalformed, said.table);
            if (said.rows != found.rows || said.sha256 != found.sha256)
                return Error(problem::kBackupDiffers, said.table);
        }
        return Done{};
    }

    const ReadBackupFile& request_;
    BackupContents contents_;
    BackupTotals found_;
    const RecordTable* current_ = nullptr;
    std::size_t next_ = 0;
    std::uint64_t number_ = 0, rows_ = 0;
    Sha256 digest_;
    bool has_checkpoint_ = false, has_totals_ = false;
};

}  // namespace

std::uint64_t rows_of(const BackupTotals& totals, std::string_view table) {
    for (const TableTotal& total : totals)
        if (total.table == table) return total.rows;
    return 0;
}

AgeIdentity backup_identity(const RootKey& root, BackupPart part) {
    return AgeIdentity(SecretKey::derived(
        root.key, part == BackupPart::Data ? "mingce backup data" : "mingce backup keys"));
}

std::filesystem::path backup_keys_path(const std::filesystem::path& file) {
    return file.string() + ".keys";
}

Result<BackupTotals> write_backup_file(const std::filesystem::path& path,
                                       const WriteBackupFile& request) {
    NewFile file(path);
    std::vector<AgeRecipient> recipients;
    recipients.push_back(request.identity.recipient());
    AgeWriter age(
        std::move(recipients), [&](std::string_view bytes) { return file.write(bytes); },
        request.random);
    TarWriter tar([&](std::string_view bytes) { return age.write(bytes); },
                  request.manifest.created_at.milliseconds / 1000);
    TRY(tar.add(kManifest, manifest_text(request.manifest)));
    if (request.manifest.part == BackupPart::Data) TRY(tar.add(kCheckpoint, request.checkpoint));
    BackupTotals totals;
    for (const RecordTable& table : record_tables())
        if (belongs_to(table, request.manifest.part))
            totals.push_back(TRY(write_table(request.tx, table, tar)));
    TRY(tar.add(kTotals, totals_text(totals)));
    TRY(tar.finish());
    TRY(age.finish());
    TRY(file.finish());
    return totals;
}

Result<BackupContents> read_backup_file(const std::filesystem::path& path,
                                        const ReadBackupFile& request) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error(problem::kBackupUnreadable).in_file(path.string());
    BackupReader reader(request);
    TarReader tar(
        [&](std::string_view name, std::string_view content) { return reader.take(name, content); },
        kMemberBytesMax);
    const AgeSource source = [&](std::span<char> room) -> Result<std::size_t> {
        file.read(room.data(), static_cast<std::streamsize>(room.size()));
        if (file.bad()) return Error(problem::kBackupUnreadable);
        return static_cast<std::size_t>(file.gcount());
    };
    const auto read = [&]() -> Result<BackupContents> {
        TRY(read_age(source, request.identity,
                     [&](std::string_view bytes) { return tar.add(bytes); }));
        TRY(tar.finish());
        return reader.finish();
    };
    auto contents = read();
    if (!contents.ok()) return std::move(contents).error().in_file(path.string());
    return contents;
}

Result<TableTotal> total_of(Tx& tx, const RecordTable& table) {
    TableTotal total{std::string(table.name), 0, ""};
    Sha256 digest;
    TRY(table_rows::each(tx, table, [&](std::string_view row) -> Status {
        digest.add(row);
        ++total.rows;
        return Done{};
    }));
    total.sha256 = digest.hex();
    return total;
}

}  // namespace mingce
