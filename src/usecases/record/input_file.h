// One file to read, whether it lies in a folder or in an archive; it can be opened again later.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "formats/file_bytes.h"
#include "formats/zip_archive.h"

namespace mingce {

/// A ZIP kept mapped while its members are read.
struct OpenArchive {
    FileBytes file;
    ZipArchive archive;
};

/// One file to read. `shown` is what people are told: "folder/T_TDD.DBF", "x.zip!folder/T_TDD.DBF".
struct InputFile {
    std::string shown;
    std::string folder;  // shown, without the name
    std::string name;
    std::filesystem::path path;            // where it lies; its archive where it is a member
    std::shared_ptr<OpenArchive> archive;  // null: a file of its own
    std::size_t entry = 0;                 // index of the archive's entries
    std::uint64_t bytes = 0;
    bool named_by_user = false;  // given as a path itself, not found in a folder
};

/// The bytes of an InputFile, as long as it lives.
class OpenInput {
public:
    static Result<OpenInput> open(const InputFile& input);
    Bytes bytes() const;
    /// Of a file: FileBytes::let_go(). What was inflated stays.
    void let_go() const {
        if (mapped_ != nullptr) mapped_->let_go();
    }
    /// The .dbt or .fpt beside a .dbf of its own; empty where there is none.
    Bytes memo() const { return memo_ != nullptr ? memo_->bytes() : Bytes{}; }

private:
    std::unique_ptr<FileBytes> mapped_, memo_;
    std::string inflated_;
};

}  // namespace mingce
