#include "formats/file_bytes.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "formats/xlsx_problems.h"

namespace mingce {

namespace {

/// Closes a descriptor on every way out.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }

private:
    int number_;
};

}  // namespace

Result<FileBytes> FileBytes::open(const std::filesystem::path& path, const ReadLimits& limits) {
    // Without O_NONBLOCK a named pipe would hold the program until someone writes to it.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) {
        const bool absent = errno == ENOENT || errno == ENOTDIR;
        return Error(absent ? problem::kFileAbsent : problem::kFileNotReadable,
                     absent ? "" : std::strerror(errno));
    }
    struct stat about {};
    if (::fstat(file.number(), &about) != 0)
        return Error(problem::kFileNotReadable, std::strerror(errno));
    if (!S_ISREG(about.st_mode)) return Error(problem::kFileNotRegular);
    const auto size = static_cast<std::uint64_t>(about.st_size);
    if (size > limits.file_bytes_max) {
        return Error(problem::kFileTooLarge,
                     grouped(size) + " > " + grouped(limits.file_bytes_max));
    }
    if (size == 0) return FileBytes(nullptr, 0);
    void* const data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
    if (data == MAP_FAILED) return Error(problem::kFileNotReadable, std::strerror(errno));
    ::madvise(data, size, MADV_SEQUENTIAL);
    return FileBytes(static_cast<const std::byte*>(data), size);
}

void FileBytes::let_go() const {
    if (data_ != nullptr) ::madvise(const_cast<std::byte*>(data_), size_, MADV_DONTNEED);
}

FileBytes::FileBytes(FileBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

FileBytes& FileBytes::operator=(FileBytes&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

FileBytes::~FileBytes() {
    if (data_ == nullptr) return;
    ::munmap(const_cast<std::byte*>(data_), size_);  // munmap takes no pointer to const
}

}  // namespace mingce
