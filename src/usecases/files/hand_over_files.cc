#include "usecases/files/hand_over_files.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "formats/reader.h"
#include "formats/xlsx_problems.h"
#include "usecases/files/hand_over_problems.h"

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

std::string stem_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return std::string(name.substr(0, dot));
}

/// Of a student, at a glance: 26420101150001, 42010120080101002X.
bool is_number(std::string_view stem) {
    constexpr std::ptrdiff_t kDigitsMin = 6;
    return std::all_of(stem.begin(), stem.end(),
                       [](char c) { return is_digit(c) || is_lower(c) || is_upper(c); }) &&
           std::count_if(stem.begin(), stem.end(), is_digit) >= kDigitsMin;
}

/// A JPEG whatever its name; another picture where it is named after a number, so that photos of
/// the wrong format are told and a logo is not.
bool is_photo(std::string_view name) {
    static const std::set<std::string, std::less<>> kOthers = {"png",  "gif",  "bmp", "tif",
                                                               "tiff", "webp", "heic"};
    const std::string extension = extension_of(name);
    if (extension == "jpg" || extension == "jpeg") return true;
    return kOthers.count(extension) != 0 && is_number(stem_of(name));
}

// Never tables of students, whatever their first lines look like.
bool is_document(std::string_view name) {
    static const std::set<std::string, std::less<>> kDocuments = {
        "txt",  "md",  "jsonl", "json", "toml", "log", "pdf",    "doc", "docx", "ppt",
        "pptx", "png", "gif",   "bmp",  "html", "htm", "exe",    "dll", "ini",  "bat",
        "sh",   "dbt", "fpt",   "cdx",  "idx",  "mp4", "sha256", "sum"};
    return kDocuments.count(extension_of(name)) != 0;
}

class Walk {
public:
    Walk(FoundFiles& found, FileReading& reading) : found_(found), reading_(reading) {}

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

    Status named(const NamedFile& file, const std::vector<NamedFile>& all) {
        InputFile input;
        input.shown = input.name = file.name;
        input.source.path = file.path;
        input.source.memo = memo_among(file, all);
        std::error_code error;
        input.bytes = fs::file_size(file.path, error);
        if (error) return Error(problem::kPathMissing).at({file.name, "", 0, ""});
        input.named_by_user = true;
        return take(std::move(input));
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
        input.source.path = path;
        input.source.memo = memo_beside(path);
        input.bytes = error ? 0 : bytes;
        input.named_by_user = named_by_user;
        return take(std::move(input));
    }

    Status take(InputFile input) {
        const bool named_by_user = input.named_by_user;
        if (is_photo(input.name) && (!named_by_user || is_number(stem_of(input.name)))) {
            photo(input, input.name, input.folder.empty() ? input.shown : input.folder);
            return Done{};
        }
        if (!named_by_user && is_document(input.name)) {
            report(input.shown, kNotData, input.bytes);
            return Done{};
        }
        return judge(std::move(input));
    }

    static std::optional<fs::path> memo_among(const NamedFile& table,
                                              const std::vector<NamedFile>& all) {
        if (extension_of(table.name) != "dbf") return std::nullopt;
        for (const NamedFile& file : all)
            for (const char* extension : {".dbt", ".fpt"})
                if (equal_ignoring_case(file.name, stem_of(table.name) + extension))
                    return file.path;
        return std::nullopt;
    }

    /// Archives are opened here; anything else waits for its turn.
    Status judge(InputFile input) {
        const auto kind = reading_.kind(input.source);
        if (!kind.ok()) {
            refuse(input.shown, kind.error(), input.bytes);
            return Done{};
        }
        if (kind.value() != FileKind::Zip) {
            found_.inputs.push_back(std::move(input));
            return Done{};
        }
        const auto entries = reading_.entries(input.source.path, archive_limits());
        if (!entries.ok()) {
            refuse(input.shown, entries.error(), input.bytes);
            return Done{};
        }
        return members(input, entries.value());
    }

    /// Of a year's photos: tens of thousands of small files, each opened by itself.
    static ReadLimits archive_limits() {
        ReadLimits limits;
        limits.archive_entries_max = kFilesMax;
        limits.archive_bytes_max = std::uint64_t{16} << 30;
        return limits;
    }

    /// What is read whole together has the usual limit.
    static bool is_too_large(const std::vector<ZipEntry>& entries) {
        std::uint64_t bytes = 0;
        for (const ZipEntry& entry : entries)
            if (!is_photo(entry.name.substr(entry.name.rfind('/') + 1)))
                bytes += entry.inflated_bytes;
        return bytes > ReadLimits().archive_bytes_max;
    }

    Status members(const InputFile& archive, const std::vector<ZipEntry>& entries) {
        if (is_too_large(entries)) {
            refuse(archive.shown, Error(problem::kZipTooLarge), archive.bytes);
            return Done{};
        }
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
            member.source.entry = index;
            member.bytes = entry.inflated_bytes;
            member.named_by_user = false;
            if (found_.inputs.size() + found_.photos.size() >= kFilesMax)
                return Error(problem::kTooManyFiles);
            if (is_photo(name))
                photo(member, entry.name, archive.shown);
            else if (extension_of(name) == "zip")
                refuse(member.shown, Error(problem::kNestedArchive), member.bytes);
            else if (is_document(name))
                report(member.shown, kNotData, member.bytes);
            else
                found_.inputs.push_back(std::move(member));
        }
        return Done{};
    }

    void photo(const InputFile& file, const std::string& name, const std::string& container) {
        photo_containers_[container] += file.bytes;
        HandOverPhoto& photo = found_.photos.emplace_back();
        photo.stem = stem_of(file.name);
        photo.name = name;
        photo.container = container;
        photo.file = file;
    }

    FoundFiles& found_;
    FileReading& reading_;
    fs::path root_;
    std::string shown_root_;
    std::map<std::string, std::uint64_t> photo_containers_;
    std::set<fs::path> taken_;  // a folder and a file in it may both be given
};

}  // namespace

Result<FoundFiles> find_files(const ReadHandOver& request, FileReading& reading) {
    FoundFiles found;
    Walk walk(found, reading);
    for (const fs::path& path : request.paths) TRY(walk.path(path));
    for (const NamedFile& file : request.named) TRY(walk.named(file, request.named));
    walk.finish();
    return found;
}

}  // namespace mingce
