#include "usecases/hand_over_files.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "formats/reader.h"
#include "usecases/hand_over_problems.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFilesMax = 100'000;
constexpr Text kNotData = {"不是数据表，未读取", "not a table of data; not read"};
constexpr Text kSymbolicLink = {"符号链接，未跟随", "a symbolic link, which is not followed"};
constexpr Text kGivenTwice = {"已由另一路径给出，不重复读取",
                              "given by another path too; not read twice"};
constexpr Text kPhotosText = {"照片，按文件名与学生匹配", "photos, matched by their names"};

std::string extension_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? "" : lower_ascii(name.substr(dot + 1));
}

bool is_ignored(std::string_view name) {
    return name.empty() || name[0] == '.' || name.substr(0, 2) == "~$" || name == "Thumbs.db" ||
           name == "__MACOSX" || equal_ignoring_case(name, "desktop.ini");
}

bool is_photo(std::string_view name) {
    const std::string extension = extension_of(name);
    return extension == "jpg" || extension == "jpeg";
}

// Never tables of students, whatever their first lines look like.
bool is_document(std::string_view name) {
    static const std::set<std::string, std::less<>> kDocuments = {
        "txt",  "md",  "jsonl", "json", "toml", "log", "pdf",    "doc", "docx", "ppt",
        "pptx", "png", "gif",   "bmp",  "html", "htm", "exe",    "dll", "ini",  "bat",
        "sh",   "dbt", "fpt",   "cdx",  "idx",  "mp4", "sha256", "sum"};
    return kDocuments.count(extension_of(name)) != 0;
}

std::string stem_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return std::string(name.substr(0, dot));
}

class Walk {
public:
    explicit Walk(FoundFiles& found) : found_(found) {}

    Status path(const fs::path& path) {
        std::error_code error;
        const fs::file_status status = fs::status(path, error);
        if (error || !fs::exists(status))
            return Error(problem::kPathMissing).at({path.string(), "", 0, ""});
        root_ = path;
        if (!fs::is_directory(status)) return file(path, path.string(), true);
        shown_root_ = path.string();
        while (shown_root_.size() > 1 && shown_root_.back() == '/') shown_root_.pop_back();
        return folder(path);
    }

    void finish() {
        for (const auto& [container, bytes] : photo_containers_) {
            FileReport report;
            report.file = container;
            report.role = FileRole::Photos;
            report.why = kPhotosText;
            report.bytes = bytes;
            found_.reports.push_back(std::move(report));
        }
    }

private:
    std::string shown(const fs::path& path) const {
        const std::string below = path.lexically_relative(root_).generic_string();
        return below == "." ? shown_root_ : shown_root_ + "/" + below;
    }

    void report(const std::string& file, Text why, std::uint64_t bytes) {
        FileReport made;
        made.file = file;
        made.role = FileRole::NotRead;
        made.why = why;
        made.bytes = bytes;
        found_.reports.push_back(std::move(made));
    }

    void refuse(const std::string& file, Error error, std::uint64_t bytes) {
        FileReport made;
        made.file = file;
        made.role = FileRole::Refused;
        made.refusal = std::move(error).in_file(file);
        made.bytes = bytes;
        found_.reports.push_back(std::move(made));
    }

    Status folder(const fs::path& path) {
        std::error_code error;
        std::vector<fs::directory_entry> entries;
        for (fs::directory_iterator each(path, error), end; !error && each != end;
             each.increment(error))
            entries.push_back(*each);
        if (error) {
            refuse(shown(path), Error(problem::kFolderUnreadable), 0);
            return Done{};
        }
        std::sort(entries.begin(), entries.end());
        for (const fs::directory_entry& entry : entries) {
            const std::string name = entry.path().filename().string();
            if (is_ignored(name)) {
                ++found_.ignored;
            } else if (entry.is_symlink(error)) {
                report(shown(entry.path()), kSymbolicLink, 0);
            } else if (entry.is_directory(error)) {
                TRY(folder(entry.path()));
            } else if (entry.is_regular_file(error)) {
                TRY(file(entry.path(), shown(entry.path()), false));
            } else {
                report(shown(entry.path()), kNotData, 0);
            }
        }
        return Done{};
    }

    Status file(const fs::path& path, const std::string& shown_name, bool named_by_user) {
        if (found_.inputs.size() + found_.photos.size() >= kFilesMax)
            return Error(problem::kTooManyFiles);
        std::error_code error;
        const std::uint64_t bytes = fs::file_size(path, error);
        const fs::path real = fs::canonical(path, error);
        if (!error && !taken_.insert(real).second) {
            report(shown_name, kGivenTwice, bytes);
            return Done{};
        }
        InputFile input;
        input.shown = shown_name;
        input.name = path.filename().string();
        input.folder = path.has_parent_path() && shown_name.size() > input.name.size()
                           ? shown_name.substr(0, shown_name.size() - input.name.size() - 1)
                           : "";
        input.path = path;
        input.bytes = error ? 0 : bytes;
        input.named_by_user = named_by_user;
        if (!named_by_user && is_photo(input.name)) {
            photo(input.name, input.name, input.folder, input.bytes);
            return Done{};
        }
        if (!named_by_user && is_document(input.name)) {
            report(shown_name, kNotData, input.bytes);
            return Done{};
        }
        return judge(std::move(input));
    }

    /// Archives are opened here; anything else waits for its turn.
    Status judge(InputFile input) {
        auto opened = FileBytes::open(input.path);
        if (!opened.ok()) {
            refuse(input.shown, std::move(opened).error(), input.bytes);
            return Done{};
        }
        if (kind_of(opened.value().bytes()) != FileKind::Zip) {
            found_.inputs.push_back(std::move(input));
            return Done{};
        }
        auto archive = ZipArchive::open(opened.value().bytes(), {});
        if (!archive.ok()) {
            refuse(input.shown, std::move(archive).error(), input.bytes);
            return Done{};
        }
        input.archive = std::make_shared<OpenArchive>(
            OpenArchive{std::move(opened).value(), std::move(archive).value()});
        return members(input);
    }

    Status members(const InputFile& archive) {
        const std::vector<ZipEntry>& entries = archive.archive->archive.entries();
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < entries.size(); ++i)
            if (!entries[i].directory) order.push_back(i);
        std::sort(order.begin(), order.end(), [&entries](std::size_t a, std::size_t b) {
            return entries[a].name < entries[b].name;
        });
        for (std::size_t index : order) {
            const ZipEntry& entry = entries[index];
            const std::size_t slash = entry.name.rfind('/');
            const std::string name =
                slash == std::string::npos ? entry.name : entry.name.substr(slash + 1);
            if (is_ignored(name) || entry.name.compare(0, 9, "__MACOSX/") == 0) {
                ++found_.ignored;
                continue;
            }
            InputFile member = archive;
            member.shown = archive.shown + "!" + entry.name;
            member.folder = slash == std::string::npos
                                ? archive.shown
                                : archive.shown + "!" + entry.name.substr(0, slash);
            member.name = name;
            member.entry = index;
            member.bytes = entry.inflated_bytes;
            member.named_by_user = false;
            if (is_photo(name))
                photo(name, entry.name, archive.shown, entry.stored_bytes);
            else if (extension_of(name) == "zip")
                refuse(member.shown, Error(problem::kNestedArchive), member.bytes);
            else if (is_document(name))
                report(member.shown, kNotData, member.bytes);
            else if (found_.inputs.size() + found_.photos.size() >= kFilesMax)
                return Error(problem::kTooManyFiles);
            else
                found_.inputs.push_back(std::move(member));
        }
        return Done{};
    }

    void photo(std::string_view name, const std::string& member, const std::string& container,
               std::uint64_t bytes) {
        found_.photos.push_back({stem_of(name), member, container});
        photo_containers_[container] += bytes;
    }

    FoundFiles& found_;
    fs::path root_;
    std::string shown_root_;
    std::map<std::string, std::uint64_t> photo_containers_;
    std::set<fs::path> taken_;  // a folder and a file in it may both be given
};

}  // namespace

Result<FoundFiles> find_files(const std::vector<std::filesystem::path>& paths) {
    FoundFiles found;
    Walk walk(found);
    for (const fs::path& path : paths) TRY(walk.path(path));
    walk.finish();
    return found;
}

/// A memo file is named after its table; its letters may be of either case.
static std::unique_ptr<FileBytes> memo_beside(const fs::path& table) {
    if (extension_of(table.filename().string()) != "dbf") return nullptr;
    for (const char* extension : {".dbt", ".DBT", ".fpt", ".FPT"}) {
        fs::path memo = table;
        memo.replace_extension(extension);
        std::error_code error;
        if (!fs::is_regular_file(memo, error)) continue;
        auto opened = FileBytes::open(memo);
        if (opened.ok()) return std::make_unique<FileBytes>(std::move(opened).value());
    }
    return nullptr;
}

Result<OpenInput> OpenInput::open(const InputFile& input) {
    OpenInput opened;
    if (input.archive != nullptr) {
        const ZipArchive& archive = input.archive->archive;
        opened.inflated_ = TRY(archive.read(archive.entries()[input.entry]));
        return opened;
    }
    auto mapped = FileBytes::open(input.path);
    const std::string name = input.shown.empty() ? input.path.string() : input.shown;
    if (!mapped.ok()) return std::move(mapped).error().in_file(name);
    opened.mapped_ = std::make_unique<FileBytes>(std::move(mapped).value());
    opened.memo_ = memo_beside(input.path);
    return opened;
}

Bytes OpenInput::bytes() const {
    if (mapped_ != nullptr) return mapped_->bytes();
    return {reinterpret_cast<const std::byte*>(inflated_.data()), inflated_.size()};
}

}  // namespace mingce
