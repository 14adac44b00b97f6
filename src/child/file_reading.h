// How files from outside are read: in this process, or in a confined child of it. Whoever reads a
// hand-over is given one and need not know which.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/sheet.h"
#include "formats/reader.h"
#include "formats/zip_archive.h"
#include "pictures/picture.h"

namespace mingce {

/// A file, or one of a ZIP's.
struct FileSource {
    std::filesystem::path path;
    std::optional<std::size_t> entry;           // of the archive at `path`: index of its entries()
    std::optional<std::filesystem::path> memo;  // the .dbt or .fpt beside a .dbf
};

/// Errors of every call: NotFound and BadInput of opening the file (FileBytes::open); those of the
/// room that reads; in a child also read.… of child/problems.h. Not for several threads at once.
class FileReading {
public:
    virtual ~FileReading() = default;
    virtual Result<FileKind> kind(const FileSource& source) = 0;
    /// Of an archive, in its own order: name, sizes and whether it is a folder.
    virtual Result<std::vector<ZipEntry>> entries(const std::filesystem::path& archive,
                                                  const ReadLimits& limits) = 0;
    /// As read_sheets(). Rows may have been handed on before an error.
    virtual Status sheets(const FileSource& source, const ReadOptions& options,
                          SheetSink& sink) = 0;
    /// As read_picture(), with the bytes. Limits: `bytes_max`.
    struct SeenPicture {
        Picture picture;
        std::string bytes;
    };
    virtual Result<SeenPicture> picture(const FileSource& source, std::uint64_t bytes_max) = 0;
    virtual Result<std::string> bytes(const FileSource& source, std::uint64_t bytes_max) = 0;
};

/// In this process: for tests, and for files of the program's own.
std::unique_ptr<FileReading> read_in_this_process();

}  // namespace mingce
