// A file's bytes, mapped: a table of 27 MB need not be copied to be read.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "formats/reader.h"

namespace mingce {

/// A read-only mapping of a whole file; unmapped on destruction. An empty file has empty bytes.
class FileBytes {
public:
    /// Errors: NotFound; BadInput (a folder or device, larger than limits.file_bytes_max, no
    /// right). The caller, who knows how the user named the file, adds its name.
    static Result<FileBytes> open(const std::filesystem::path& path, const ReadLimits& limits = {});

    FileBytes(FileBytes&& other) noexcept;
    FileBytes& operator=(FileBytes&& other) noexcept;
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;
    ~FileBytes();

    Bytes bytes() const { return {data_, size_}; }
    /// Leaves what was read to the system's own cache: it comes back when it is looked at. So a
    /// file of 250 MB that is read from one end to the other takes no 250 MB of this process.
    void let_go() const;

private:
    FileBytes(const std::byte* data, std::size_t size) : data_(data), size_(size) {}
    const std::byte* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace mingce
