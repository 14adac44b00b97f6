#include "crypto/secret_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/bytes_as_text.h"
#include "crypto/secret.h"

namespace mingce {

namespace {

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

bool read_all(int file, SecretText& into) {
    while (!into.rest().empty()) {
        const std::span<std::uint8_t> room = into.rest();
        const ssize_t got = read(file, room.data(), room.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        if (got == 0) break;
        into.grow(static_cast<std::size_t>(got));
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

/// Written under a name of its own, so that nobody meets half a secret.
bool write_beside(const std::filesystem::path& beside, std::string_view text) {
    const Descriptor file(open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR));
    if (!file.is_open()) return false;
    return write_all(file.number(), text) && fsync(file.number()) == 0;
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

SecretText::~SecretText() { wipe(bytes_); }

void SecretText::add(std::string_view text) {
    const std::size_t taken = std::min(text.size(), bytes_.size() - size_);
    std::memcpy(bytes_.data() + size_, text.data(), taken);
    size_ += taken;
}

std::span<std::uint8_t> SecretText::rest() { return std::span(bytes_).subspan(size_); }

std::string_view SecretText::text() const { return view_of(std::span(bytes_).first(size_)); }

Status read_secret_file(const std::filesystem::path& path, SecretText& into,
                        const SecretFileProblems& problems) {
    // Without O_NONBLOCK a pipe at this place would hold the start up for ever.
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.is_open()) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        return refusal(missing ? problems.missing : problems.unreadable, path);
    }
    struct stat state {};
    if (fstat(file.number(), &state) != 0 || !S_ISREG(state.st_mode))
        return refusal(problems.unreadable, path);
    const bool owned = state.st_uid == geteuid() || state.st_uid == 0 || geteuid() == 0;
    if (!owned || (state.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return refusal(problems.exposed, path);
    if (!read_all(file.number(), into)) return refusal(problems.unreadable, path);
    return Done{};
}

Status write_secret_file(const std::filesystem::path& path, const SecretText& secret,
                         const SecretFileProblems& problems) {
    std::filesystem::path beside = path;
    beside.replace_filename("." + path.filename().string() + ".partial");
    unlink(beside.c_str());  // what a crash may have left
    const bool written = write_beside(beside, secret.text());
    const bool placed = written && put_in_place(beside, path);
    const bool taken = written && !placed && errno == EEXIST;
    unlink(beside.c_str());
    if (taken) return refusal(problems.exists, path);
    if (!placed || !sync_folder(path)) return refusal(problems.unwritable, path);
    return Done{};
}

}  // namespace mingce
