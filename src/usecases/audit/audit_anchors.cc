#include "usecases/audit/audit_anchors.h"

#include <algorithm>
#include <cerrno>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include "usecases/audit/audit_problems.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNoteBytesMax = 65536;

Error unreadable(const fs::path& path) {
    return Error(problem::kAuditFileUnreadable).at({path.string(), "", 0, ""});
}

/// Written and on the disk; false otherwise.
bool write_durably(const fs::path& path, std::string_view bytes) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return false;
    const bool written =
        write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
        fsync(file) == 0;
    return (close(file) == 0) && written;
}

/// Gives the file its name unless the name is taken. Links where there are any; the other way is
/// for file systems without.
bool put_in_place(const fs::path& from, const fs::path& to) {
    if (link(from.c_str(), to.c_str()) == 0) return true;
    if (errno == EEXIST) return false;
    return renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0;
}

}  // namespace

Result<std::string> read_small_file(const fs::path& path, std::size_t bytes_max) {
    std::error_code failed;
    std::ifstream file(path, std::ios::binary);
    if (!file || fs::is_directory(path, failed)) return unreadable(path);
    std::string bytes(bytes_max + 1, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    if (file.bad() || bytes.size() > bytes_max) return unreadable(path);
    return bytes;
}

Result<std::vector<AuditAnchor>> read_anchors(const std::vector<fs::path>& paths) {
    std::vector<AuditAnchor> anchors;
    const auto add = [&](const fs::path& path) -> Status {
        anchors.push_back({path.string(), TRY(read_small_file(path, kNoteBytesMax))});
        return Done{};
    };
    for (const fs::path& path : paths) {
        std::error_code failed;
        if (!fs::is_directory(path, failed)) {
            TRY(add(path));
            continue;
        }
        std::vector<fs::path> notes;
        fs::directory_iterator files(path, failed);
        for (; !failed && files != fs::directory_iterator(); files.increment(failed))
            if (files->path().extension() == kNoteEnding) notes.push_back(files->path());
        if (failed || notes.empty()) return unreadable(path);
        std::sort(notes.begin(), notes.end());
        for (const fs::path& note : notes) TRY(add(note));
    }
    return anchors;
}

Status give_to_witness(const fs::path& folder, std::uint64_t size, std::string_view note) {
    const fs::path final_path = folder / (std::to_string(size) + std::string(kNoteEnding));
    const fs::path beside = folder / ("." + final_path.filename().string() + ".partial");
    std::error_code ignored;
    const bool is_given = write_durably(beside, note) && put_in_place(beside, final_path);
    fs::remove(beside, ignored);
    if (is_given) return Done{};
    const auto there = read_small_file(final_path, kNoteBytesMax);
    const Problem& why = there.ok() ? problem::kWitnessDiffers : problem::kWitnessUnwritable;
    if (there.ok() && there.value() == note) return Done{};
    return Error(why).at({final_path.string(), "", 0, ""});
}

}  // namespace mingce
