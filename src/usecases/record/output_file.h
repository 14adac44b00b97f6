// Files that appear whole or not at all: written beside their place and renamed.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingce {

/// SHA-256 as 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

struct OutputFile {
    std::uint64_t bytes = 0;
    std::string sha256;
};

/// Calls `write` with a path in the same folder, then puts that file in place of `path`. When
/// anything fails nothing is left and `path` is as it was.
/// Errors: what `write` returned; Unavailable with the file's name.
Result<OutputFile> write_output(const std::filesystem::path& path,
                                const std::function<Status(const std::filesystem::path&)>& write);
/// The same, for bytes in memory.
Result<OutputFile> write_output_bytes(const std::filesystem::path& path, std::string_view bytes);

/// Likewise, readable by this user alone: what is sealed in the record.
Result<OutputFile> write_private_bytes(const std::filesystem::path& path, std::string_view bytes);

/// Makes a rename in the folder of `path` outlive a power failure, as far as the system can.
void sync_folder_of(const std::filesystem::path& path);

}  // namespace mingce
