#include "usecases/imports/incoming_files.h"

#include <algorithm>
#include <fstream>
#include <functional>

#include "base/canonical_line.h"
#include "crypto/digest.h"
#include "usecases/files/hand_over_problems.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kIncomingFilesMax = 100'000;
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

Status add_file(std::vector<IncomingFile>& files, const fs::path& path, std::string name) {
    if (files.size() == kIncomingFilesMax) return Error(problem::kTooManyFiles);
    IncomingFile incoming;
    incoming.path = path;
    incoming.file.name = std::move(name);
    incoming.file.role = "upload";
    Sha256 digest;
    TRY(read_blocks(path, [&](std::string_view block) -> Status {
        digest.add(block);
        incoming.file.size += block.size();
        return Done{};
    }));
    incoming.file.sha256 = digest.hex();
    files.push_back(std::move(incoming));
    return Done{};
}

Status add_folder(std::vector<IncomingFile>& files, const fs::path& root) {
    std::vector<fs::path> paths;
    std::error_code failed;
    for (fs::recursive_directory_iterator entry(root, failed), end; entry != end && !failed;
         entry.increment(failed)) {
        if (is_ignored(entry->path().filename().string())) {
            if (entry->is_directory(failed)) entry.disable_recursion_pending();
            continue;
        }
        if (entry->is_regular_file(failed) && !entry->is_symlink(failed))
            paths.push_back(entry->path());
    }
    if (failed) return Error(problem::kFolderUnreadable).at({root.string(), "", 0, ""});
    std::sort(paths.begin(), paths.end());
    for (const fs::path& file : paths)
        TRY(add_file(files, file, file.lexically_relative(root).generic_string()));
    return Done{};
}

}  // namespace

Result<std::vector<IncomingFile>> list_incoming_files(const ReadHandOver& hand_over) {
    std::vector<IncomingFile> files;
    for (const NamedFile& file : hand_over.named) TRY(add_file(files, file.path, file.name));
    for (const fs::path& path : hand_over.paths) {
        std::error_code failed;
        const fs::file_status status = fs::status(path, failed);
        if (failed || !fs::exists(status))
            return Error(problem::kPathMissing).at({path.string(), "", 0, ""});
        if (fs::is_directory(status))
            TRY(add_folder(files, path));
        else
            TRY(add_file(files, path, path.filename().string()));
    }
    return files;
}

std::string sha256_of(const std::vector<IncomingFile>& files) {
    std::string text;
    for (const IncomingFile& incoming : files)
        append_canonical_line(text, {incoming.file.sha256, incoming.file.name});
    Sha256 digest;
    digest.add(text);
    return digest.hex();
}

Status keep_incoming_files(Tx& tx, Boxes& boxes, const Id& batch,
                           const std::vector<IncomingFile>& files) {
    batches::FileWriter writer(tx, boxes, batch);
    for (const IncomingFile& incoming : files) {
        TRY(writer.begin(incoming.file));
        TRY(read_blocks(incoming.path, [&](std::string_view block) { return writer.add(block); }));
    }
    return writer.finish();
}

}  // namespace mingce
