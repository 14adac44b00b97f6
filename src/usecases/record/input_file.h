// One file to read, whether it lies in a folder or in an archive; it can be opened again later.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "child/file_reading.h"

namespace mingce {

/// One file to read. `shown` is what people are told: "folder/T_TDD.DBF", "x.zip!folder/T_TDD.DBF".
struct InputFile {
    std::string shown;
    std::string folder;  // shown, without the name
    std::string name;
    FileSource source;
    std::uint64_t bytes = 0;
    bool named_by_user = false;  // given as a path itself, not found in a folder
};

/// The .dbt or .fpt beside a .dbf of its own: named after its table, its letters of either case.
std::optional<std::filesystem::path> memo_beside(const std::filesystem::path& table);

}  // namespace mingce
