#include "crypto/key_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <span>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"
#include "crypto/problems.h"

namespace mingce {

namespace {

constexpr std::string_view kForm = "mingce-root-key-1";
constexpr std::size_t kIdDigits = 32, kKeyLetters = 44, kCheckDigits = 16;
constexpr std::size_t kCheckedBytes = kForm.size() + 1 + kIdDigits + 1 + kKeyLetters;
constexpr std::size_t kLineBytes = kCheckedBytes + 1 + kCheckDigits;  // without the line end
constexpr std::size_t kFileBytesMax = 4096;

std::string check_of(std::string_view checked) {
    return hex_of(sha256(checked)).substr(0, kCheckDigits);
}

Error refusal(const Problem& problem, const std::filesystem::path& path) {
    Place place;
    place.file = path.string();
    return Error(problem).at(std::move(place));
}

/// A file descriptor that is closed whatever happens.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (is_open()) close(number_);
    }
    bool is_open() const { return number_ >= 0; }
    int number() const { return number_; }

private:
    int number_;
};

/// The secret line on its way to or from the disk, wiped afterwards.
struct Line {
    std::array<std::uint8_t, kFileBytesMax + 1> bytes{};
    std::size_t size = 0;

    Line() = default;
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;
    ~Line() { wipe(bytes); }
    void add(std::string_view text) {
        std::memcpy(bytes.data() + size, text.data(), text.size());
        size += text.size();
    }
    std::string_view text() const { return view_of(std::span(bytes).first(size)); }
};

bool read_all(int file, Line& line) {
    while (line.size < line.bytes.size()) {
        const ssize_t got =
            read(file, line.bytes.data() + line.size, line.bytes.size() - line.size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        if (got == 0) break;
        line.size += static_cast<std::size_t>(got);
    }
    return true;
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = write(file, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

void write_line(const RootKey& root, Line& line) {
    std::string key = base64_of(root.key.bytes());
    line.add(kForm);
    line.add(" ");
    line.add(root.id.hex());
    line.add(" ");
    line.add(key);
    const std::string check = check_of(line.text());
    line.add(" ");
    line.add(check);
    line.add("\n");
    wipe({reinterpret_cast<std::uint8_t*>(key.data()), key.size()});
}

/// Written under a name of its own, so that nobody meets half a key.
bool write_beside(const std::filesystem::path& beside, const RootKey& root) {
    const Descriptor file(open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR));
    if (!file.is_open()) return false;
    Line line;
    write_line(root, line);
    return write_all(file.number(), line.text()) && fsync(file.number()) == 0;
}

/// A rename that never replaces what is there. A file system that has none gets a second name,
/// which a death may leave with two.
bool put_in_place(const std::filesystem::path& beside, const std::filesystem::path& path) {
    if (renameat2(AT_FDCWD, beside.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    return link(beside.c_str(), path.c_str()) == 0;
}

bool sync_folder(const std::filesystem::path& path) {
    const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const Descriptor folder(open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.is_open() && fsync(folder.number()) == 0;
}

}  // namespace

Result<RootKey> parse_root_key(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.size() != kLineBytes || !text.starts_with(kForm)) {
        return Error(problem::kKeyFileDamaged);
    }
    const std::string_view id = text.substr(kForm.size() + 1, kIdDigits);
    const std::string_view key = text.substr(kForm.size() + 1 + kIdDigits + 1, kKeyLetters);
    RootKey root;
    // The check covers the blanks too; those after it stand at fixed places.
    if (text[kCheckedBytes] != ' ' ||
        text.substr(kCheckedBytes + 1) != check_of(text.substr(0, kCheckedBytes)) ||
        !read_hex(id, root.id.bytes) || !read_base64(key, root.key.room())) {
        return Error(problem::kKeyFileDamaged);
    }
    return root;
}

Result<RootKey> read_root_key(const std::filesystem::path& path) {
    // Without O_NONBLOCK a pipe at this place would hold the start up for ever.
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.is_open()) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        return refusal(missing ? problem::kKeyFileMissing : problem::kKeyFileUnreadable, path);
    }
    struct stat state {};
    if (fstat(file.number(), &state) != 0 || !S_ISREG(state.st_mode))
        return refusal(problem::kKeyFileUnreadable, path);
    const bool owned = state.st_uid == geteuid() || state.st_uid == 0 || geteuid() == 0;
    if (!owned || (state.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return refusal(problem::kKeyFileExposed, path);
    Line line;
    if (!read_all(file.number(), line)) return refusal(problem::kKeyFileUnreadable, path);
    Result<RootKey> root = parse_root_key(line.text());
    if (!root.ok()) return std::move(root).error().in_file(path.string());
    return root;
}

Status write_root_key(const std::filesystem::path& path, const RootKey& root) {
    std::filesystem::path beside = path;
    beside.replace_filename("." + path.filename().string() + ".partial");
    unlink(beside.c_str());  // what a crash may have left
    const bool written = write_beside(beside, root);
    const bool placed = written && put_in_place(beside, path);
    const bool taken = written && !placed && errno == EEXIST;
    unlink(beside.c_str());
    if (taken) return refusal(problem::kKeyFileExists, path);
    if (!placed || !sync_folder(path)) return refusal(problem::kKeyFileUnwritable, path);
    return Done{};
}

}  // namespace mingce
