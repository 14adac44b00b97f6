#include "usecases/record/output_file.h"

#include <cstdio>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include "crypto/digest.h"
#include "documents/problems.h"

namespace mingce {

namespace {

Error unwritable(const std::filesystem::path& path, std::string reason = {}) {
    Place place;
    place.file = path.string();
    return Error(problem::kOutputUnwritable, std::move(reason)).at(std::move(place));
}

/// Takes the unfinished file away, whatever happened.
struct Partial {
    std::filesystem::path path;
    ~Partial() {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
};

Result<OutputFile> described(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    Sha256 digest;
    OutputFile output;
    std::string block(std::size_t{1} << 18, '\0');
    while (file) {
        file.read(block.data(), static_cast<std::streamsize>(block.size()));
        const auto got = static_cast<std::size_t>(file.gcount());
        digest.add(std::string_view(block).substr(0, got));
        output.bytes += got;
    }
    if (!file.eof()) return unwritable(path);
    output.sha256 = digest.hex();
    return output;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    Sha256 digest;
    digest.add(bytes);
    return digest.hex();
}

void sync_folder_of(const std::filesystem::path& path) {
    const std::filesystem::path folder = std::filesystem::absolute(path).parent_path();
    const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return;
    fsync(file);
    close(file);
}

Result<OutputFile> write_output(const std::filesystem::path& path,
                                const std::function<Status(const std::filesystem::path&)>& write) {
    std::filesystem::path beside = path;
    beside.replace_filename("." + path.filename().string() + ".partial");
    const Partial partial{beside};
    // Tried here, so that a folder that does not exist is said by its own name.
    if (!std::ofstream(beside, std::ios::binary)) return unwritable(path);
    Status written = write(beside);
    if (!written.ok()) return std::move(written).error().in_file(path.string());
    OutputFile output = TRY(described(beside));
    std::error_code failed;
    std::filesystem::rename(beside, path, failed);
    if (failed) return unwritable(path);
    return output;
}

static Status put_bytes(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) return Error(problem::kOutputUnwritable);
    return Done{};
}

Result<OutputFile> write_output_bytes(const std::filesystem::path& path, std::string_view bytes) {
    return write_output(
        path, [&](const std::filesystem::path& beside) { return put_bytes(beside, bytes); });
}

Result<OutputFile> write_private_bytes(const std::filesystem::path& path, std::string_view bytes) {
    return write_output(path, [&](const std::filesystem::path& beside) -> Status {
        using std::filesystem::perms;
        std::error_code failed;
        // Before there is anything to read in it.
        std::filesystem::permissions(beside, perms::owner_read | perms::owner_write, failed);
        if (failed) return Error(problem::kOutputUnwritable);
        return put_bytes(beside, bytes);
    });
}

}  // namespace mingce
