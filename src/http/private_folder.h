// A folder in memory for this process alone, for what writes files where an answer is wanted; gone
// with the object.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace mingce::http {

class PrivateFolder {
public:
    /// Errors: Unavailable (server.no_private_folder).
    static Result<PrivateFolder> make();
    PrivateFolder(PrivateFolder&& other) noexcept : path_(std::move(other.path_)) {
        other.path_.clear();
    }
    PrivateFolder& operator=(PrivateFolder&&) = delete;
    PrivateFolder(const PrivateFolder&) = delete;
    ~PrivateFolder();

    const std::filesystem::path& path() const { return path_; }
    Result<std::string> read(const std::string& name) const;

private:
    explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

}  // namespace mingce::http
