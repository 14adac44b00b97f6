#include "usecases/imports/uploads.h"

#include <algorithm>
#include <fstream>
#include <functional>

#include "base/canonical_line.h"
#include "crypto/digest.h"
#include "usecases/files/hand_over_problems.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFilesMax = 100'000;
constexpr std::size_t kBlock = std::size_t{1} << 18;

bool is_ignored(const std::string& name) { return name[0] == '.' || name.starts_with("~$"); }

Status read_blocks(const fs::path& path, const std::function<Status(std::string_view)>& each) {
    std::ifstream file(path, std::ios::binary);
    std::string block(kBlock, '\0');
    while (file) {
        file.read(block.data(), static_cast<std::streamsize>(block.size()));
        TRY(each(std::string_view(block).substr(0, static_cast<std::size_t>(file.gcount()))));
    }
    if (!file.eof()) return Error(problem::kFolderUnreadable).at({path.string(), "", 0, ""});
    return Done{};
}

Status add_upload(std::vector<Upload>& uploads, const fs::path& path, std::string name) {
    if (uploads.size() == kFilesMax) return Error(problem::kTooManyFiles);
    Upload upload;
    upload.path = path;
    upload.file.name = std::move(name);
    upload.file.role = "upload";
    Sha256 digest;
    TRY(read_blocks(path, [&](std::string_view block) -> Status {
        digest.add(block);
        upload.file.size += block.size();
        return Done{};
    }));
    upload.file.sha256 = digest.hex();
    uploads.push_back(std::move(upload));
    return Done{};
}

Status add_folder(std::vector<Upload>& uploads, const fs::path& root) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::recursive_directory_iterator entry(root, failed), end; entry != end && !failed;
         entry.increment(failed)) {
        if (is_ignored(entry->path().filename().string())) {
            if (entry->is_directory(failed)) entry.disable_recursion_pending();
            continue;
        }
        if (entry->is_regular_file(failed) && !entry->is_symlink(failed))
            files.push_back(entry->path());
    }
    if (failed) return Error(problem::kFolderUnreadable).at({root.string(), "", 0, ""});
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files)
        TRY(add_upload(uploads, file, file.lexically_relative(root).generic_string()));
    return Done{};
}

}  // namespace

Result<std::vector<Upload>> list_uploads(const ReadHandOver& hand_over) {
    std::vector<Upload> uploads;
    for (const NamedFile& file : hand_over.named) TRY(add_upload(uploads, file.path, file.name));
    for (const fs::path& path : hand_over.paths) {
        std::error_code failed;
        const fs::file_status status = fs::status(path, failed);
        if (failed || !fs::exists(status))
            return Error(problem::kPathMissing).at({path.string(), "", 0, ""});
        if (fs::is_directory(status))
            TRY(add_folder(uploads, path));
        else
            TRY(add_upload(uploads, path, path.filename().string()));
    }
    return uploads;
}

std::string sha256_of(const std::vector<Upload>& uploads) {
    std::string text;
    for (const Upload& upload : uploads)
        append_canonical_line(text, {upload.file.sha256, upload.file.name});
    Sha256 digest;
    digest.add(text);
    return digest.hex();
}

Status store_uploads(Tx& tx, Boxes& boxes, const Id& batch, const std::vector<Upload>& uploads) {
    batches::FileWriter writer(tx, boxes, batch);
    for (const Upload& upload : uploads) {
        TRY(writer.begin(upload.file));
        TRY(read_blocks(upload.path, [&](std::string_view block) { return writer.add(block); }));
    }
    return writer.finish();
}

}  // namespace mingce
