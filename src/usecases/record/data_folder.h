// The folder of a record: which database and which key it uses, and that one program at a time
// works on it.
#pragma once

#include <filesystem>
#include <string>

#include "base/id.h"
#include "base/result.h"

namespace mingce {

/// mingce.toml of the folder. Paths in it are relative to the folder.
struct DataFolder {
    std::filesystem::path folder;
    Id record;
    std::string database = "mingce.db";  // or a postgres:// URL without a password
    std::filesystem::path key;           // the root key's file, outside the folder
    std::filesystem::path witness;       // where checkpoints are written too; "": nowhere
    // [backup]: where scheduled backups go, "" where nobody said, and how many of them stay.
    std::filesystem::path backup_folder;
    std::uint64_t backups_kept = 14;
    // [signing]: the institution's certificate and key, a PKCS#12 file, and where its password
    // stands; "": PDFs are not signed.
    std::filesystem::path signing_certificate, signing_password_file;
    // [seal]: a picture of the seal (PNG), and what is written in the drawn one without it.
    std::filesystem::path seal_picture;
    std::string seal_purpose = "学籍专用章";
    bool is_demo = false;  // made-up people, passwords that were printed: this machine alone

    std::string database_path() const;
    std::filesystem::path key_path() const;
    /// Precondition: there is a witness.
    std::filesystem::path witness_path() const;
};

/// The settings' file of a folder, and the sections of it that only serving asks for.
inline constexpr std::string_view kSettingsFile = "mingce.toml";
inline constexpr std::string_view kServingSections[] = {"server", "session", "account", "upload",
                                                        "cas"};
/// Errors: NotFound (folder.no_record).
Result<std::string> read_settings_text(const std::filesystem::path& folder);

bool is_postgres_url(std::string_view database);
bool holds_password(std::string_view url);

/// It is there and not empty.
bool holds_something(const std::filesystem::path& folder);
/// Without "." and a closing "/".
std::filesystem::path plain_folder(const std::filesystem::path& folder);

/// Where the key of a folder lies when nobody says otherwise: beside it, "<folder>.key".
std::filesystem::path usual_key_path(const std::filesystem::path& folder);

/// Where the next root key waits until the database is locked with it.
std::filesystem::path next_key_path(const std::filesystem::path& key);

/// Errors: NotFound (folder.no_record), BadInput (folder.settings).
Result<DataFolder> read_data_folder(const std::filesystem::path& folder);
/// Says so in its settings: it is served to this machine alone from then on.
Status mark_as_demo(const std::filesystem::path& folder);
/// Appears whole or not at all.
Status write_data_folder(const DataFolder& settings);

/// Held as long as it lives; another program is waited for up to five seconds.
class FolderLock {
public:
    /// Errors: Unavailable (folder.in_use) with the other's process number.
    static Result<FolderLock> take(const std::filesystem::path& folder);
    FolderLock(FolderLock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
    FolderLock& operator=(FolderLock&&) = delete;
    FolderLock(const FolderLock&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int file) : file_(file) {}
    int file_;
};

}  // namespace mingce
