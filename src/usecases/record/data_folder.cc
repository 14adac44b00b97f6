#include "usecases/record/data_folder.h"

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "domain/toml_section.h"
#include "usecases/record/output_file.h"
#include "usecases/record/record_folder_problems.h"

namespace mingce {

namespace {

constexpr const char* kLock = "lock";
constexpr auto kLockPatience = std::chrono::seconds(5);

std::string toml_text(std::string_view text) {
    std::string quoted = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string process_in(int file) {
    char text[32] = {};
    const ssize_t got = pread(file, text, sizeof text - 1, 0);
    return got > 0 ? "pid " + std::string(text, static_cast<std::size_t>(got)) : "";
}

}  // namespace

bool is_postgres_url(std::string_view database) {
    return database.starts_with("postgres://") || database.starts_with("postgresql://");
}

bool holds_something(const std::filesystem::path& folder) {
    std::error_code failed;
    return std::filesystem::exists(folder, failed) && !std::filesystem::is_empty(folder, failed);
}

// postgres://user:secret@host/name holds a password; without ':' before '@' it does not.
bool holds_password(std::string_view url) {
    const std::size_t start = url.find("//");
    const std::string_view rest = start == std::string_view::npos ? url : url.substr(start + 2);
    const std::string_view authority = rest.substr(0, rest.find('/'));
    const std::size_t at = authority.rfind('@');
    const bool in_user =
        at != std::string_view::npos && authority.substr(0, at).find(':') != std::string_view::npos;
    return in_user || url.find("password=") != std::string_view::npos;
}

std::string DataFolder::database_path() const {
    return is_postgres_url(database) ? database : (folder / database).string();
}

std::filesystem::path DataFolder::key_path() const {
    return key.is_absolute() ? key : (folder / key).lexically_normal();
}

std::filesystem::path DataFolder::witness_path() const {
    return witness.is_absolute() ? witness : (folder / witness).lexically_normal();
}

std::filesystem::path plain_folder(const std::filesystem::path& folder) {
    std::filesystem::path plain = folder.lexically_normal();
    return plain.has_filename() ? plain : plain.parent_path();
}

std::filesystem::path usual_key_path(const std::filesystem::path& folder) {
    return plain_folder(folder).string() + ".key";
}

std::filesystem::path next_key_path(const std::filesystem::path& key) {
    return key.string() + ".next";
}

Result<std::string> read_settings_text(const std::filesystem::path& folder) {
    std::ifstream file(folder / kSettingsFile, std::ios::binary);
    if (!file) return Error(problem::kFolderNoRecord).at({folder.string(), "", 0, ""});
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

namespace {

std::filesystem::path path_in(const std::filesystem::path& folder, const std::string& named) {
    const std::filesystem::path path(named);
    return path.is_absolute() || named.empty() ? path : (folder / path).lexically_normal();
}

/// What stands on paper and in PDFs beside their content.
Status read_paper_settings(const TomlSection& section, DataFolder& settings) {
    if (const auto signing = TRY(section.section("signing"))) {
        TRY(signing->only({"certificate", "password_file"}));
        settings.signing_certificate =
            path_in(settings.folder, TRY(signing->required_text("certificate")));
        settings.signing_password_file =
            path_in(settings.folder, TRY(signing->required_text("password_file")));
    }
    if (const auto seal = TRY(section.section("seal"))) {
        TRY(seal->only({"picture", "purpose"}));
        settings.seal_picture = path_in(settings.folder, TRY(seal->text("picture")));
        if (const std::string purpose = TRY(seal->text("purpose")); !purpose.empty())
            settings.seal_purpose = purpose;
    }
    return Done{};
}

}  // namespace

Result<DataFolder> read_data_folder(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / kSettingsFile;
    const std::string text = TRY(read_settings_text(folder));
    const TomlProblems problems{problem::kFolderSettings, problem::kFolderSettings,
                                problem::kFolderSettings};
    auto table = parse_toml(text, problems);
    if (!table.ok()) return std::move(table).error().in_file(path.string());
    const TomlSection section(table.value(), problems);
    DataFolder settings;
    settings.folder = folder;
    TRY(section.only({"record", "database", "key", "witness", "backup", "demo", "server", "session",
                      "account", "upload", "cas", "signing", "seal"}));
    const std::string id = TRY(section.required_text("record"));
    const auto record = Id::parse(id);
    if (!record) return section.refuse_value("record", id);
    settings.record = *record;
    settings.database = TRY(section.required_text("database"));
    settings.key = TRY(section.required_text("key"));
    settings.witness = TRY(section.text("witness"));
    settings.is_demo = TRY(section.flag("demo", false));
    if (const auto backup = TRY(section.section("backup"))) {
        TRY(backup->only({"folder", "keep"}));
        settings.backup_folder = TRY(backup->required_text("folder"));
        settings.backups_kept =
            static_cast<std::uint64_t>(TRY(backup->measure("keep", 14, 10'000)));
        if (settings.backups_kept == 0) return backup->refuse_value("keep", "0");
    }
    TRY(read_paper_settings(section, settings));
    return settings;
}

Status mark_as_demo(const std::filesystem::path& folder) {
    if (TRY(read_data_folder(folder)).is_demo) return Done{};
    // Before the first section: what follows one belongs to it.
    TRY(write_output_bytes(folder / kSettingsFile,
                           "demo = true\n" + TRY(read_settings_text(folder))));
    return Done{};
}

Status write_data_folder(const DataFolder& settings) {
    std::string text =
        "# Which record this folder holds. The key opens it and lies elsewhere: "
        "docs/operating.md.\n";
    text += "record = " + toml_text(settings.record.hex()) + "\n";
    text += "database = " + toml_text(settings.database) + "\n";
    text += "key = " + toml_text(settings.key.string()) + "\n";
    if (!settings.witness.empty())
        text += "witness = " + toml_text(settings.witness.string()) + "\n";
    if (settings.is_demo) text += "demo = true\n";
    TRY(write_output_bytes(settings.folder / kSettingsFile, text));
    return Done{};
}

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
    const std::string path = (folder / kLock).string();
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return Error(problem::kFolderNotWritable).at({folder.string(), "", 0, ""});
    FolderLock lock(file);
    const auto deadline = std::chrono::steady_clock::now() + kLockPatience;
    while (flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (std::chrono::steady_clock::now() > deadline)
            return Error(problem::kFolderInUse, process_in(file)).at({folder.string(), "", 0, ""});
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    // For the sentence another program says; that it is not written harms nothing.
    const std::string process = std::to_string(getpid());
    if (ftruncate(file, 0) == 0 && pwrite(file, process.data(), process.size(), 0) < 0) errno = 0;
    return lock;
}

FolderLock::~FolderLock() {
    if (file_ >= 0) close(file_);
}

}  // namespace mingce
