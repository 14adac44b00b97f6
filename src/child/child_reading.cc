#include "child/child_reading.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "child/child_process.h"
#include "child/problems.h"
#include "formats/file_bytes.h"
#include "formats/xlsx_problems.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

/// Open for reading, to be handed to the child.
class OpenFile {
public:
    static Result<OpenFile> open(const fs::path& path, const ReadLimits& limits) {
        // Refuses by the same words as reading here.
        OpenFile file(TRY(FileBytes::open(path, limits)));
        file.descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (file.descriptor_ < 0) return Error(problem::kFileNotReadable, std::strerror(errno));
        return file;
    }
    OpenFile(OpenFile&& other) noexcept
        : mapped_(std::move(other.mapped_)), descriptor_(std::exchange(other.descriptor_, -1)) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    OpenFile& operator=(OpenFile&&) = delete;
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    int descriptor() const { return descriptor_; }
    Bytes bytes() const { return mapped_.bytes(); }

private:
    explicit OpenFile(FileBytes mapped) : mapped_(std::move(mapped)) {}
    FileBytes mapped_;
    int descriptor_ = -1;
};

}  // namespace

ChildReading::ChildReading(fs::path executable, ChildLimits limits)
    : executable_(std::move(executable)), limits_(limits) {}
ChildReading::~ChildReading() = default;

int ChildReading::process() const { return child_ == nullptr ? -1 : child_->process(); }

Status ChildReading::be_started() {
    if (child_ != nullptr && !child_->is_dead()) return Done{};
    for (auto& [path, archive] : archives_) archive.is_open = false;
    child_ = TRY(ChildProcess::start(executable_, limits_));
    return Done{};
}

Status ChildReading::open_in_child(const fs::path& path, Archive& archive, AnswerReader& answer) {
    const OpenFile file = TRY(OpenFile::open(path, archive.limits));
    ChildRequest request;
    request.kind = RequestKind::Archive;
    request.archive = archive.number;
    request.has_file = true;
    request.file_bytes = archive.bytes = file.bytes().size();
    request.limits = archive.limits;
    std::uint64_t mapped = archive.bytes;
    for (const auto& [other, opened] : archives_) mapped += opened.is_open ? opened.bytes : 0;
    const std::array descriptors = {file.descriptor()};
    TRY(child_->ask({request, {}, descriptors}, mapped, answer));
    archive.is_open = true;
    return Done{};
}

Result<std::vector<ZipEntry>> ChildReading::entries(const fs::path& path,
                                                    const ReadLimits& limits) {
    TRY(be_started());
    Archive archive;
    archive.number = static_cast<std::uint32_t>(archives_.size());
    archive.limits = limits;
    AnswerReader answer(Asked::Entries, limits, nullptr, 0);
    TRY(open_in_child(path, archive, answer));
    archive.entries = answer.entries().size();
    archives_.emplace_back(path, archive);
    return std::move(answer.entries());
}

Status ChildReading::ask(ChildRequest request, const FileSource* source, std::string_view encoding,
                         AnswerReader& answer) {
    TRY(be_started());
    std::optional<OpenFile> file, memo;
    std::vector<int> descriptors;
    if (source != nullptr && source->entry) {
        const auto known =
            std::find_if(archives_.rbegin(), archives_.rend(),
                         [&](const auto& each) { return each.first == source->path; });
        // An entry's number comes from entries(); another is the caller's bug.
        Archive& archive =
            known == archives_.rend() ? archives_.at(archives_.size()).second : known->second;
        if (!archive.is_open) {
            AnswerReader again(Asked::Entries, archive.limits, nullptr, 0);
            TRY(open_in_child(source->path, archive, again));
            if (again.entries().size() != archive.entries) return Error(problem::kZipDamaged);
        }
        request.has_entry = true;
        request.entry = *source->entry;
        request.archive = archive.number;
    } else if (source != nullptr) {
        file.emplace(TRY(OpenFile::open(source->path, request.limits)));
        request.has_file = true;
        request.file_bytes = file->bytes().size();
        descriptors.push_back(file->descriptor());
        if (source->memo) {
            auto opened = OpenFile::open(*source->memo, request.limits);
            if (opened.ok()) memo.emplace(std::move(opened).value());
        }
        if (memo) {
            request.has_memo = true;
            request.memo_bytes = memo->bytes().size();
            descriptors.push_back(memo->descriptor());
        }
    }
    request.encoding_bytes = static_cast<std::uint32_t>(encoding.size());
    std::uint64_t mapped = request.file_bytes + request.memo_bytes;
    for (const auto& [path, archive] : archives_) mapped += archive.is_open ? archive.bytes : 0;
    return child_->ask({request, encoding, descriptors}, mapped, answer);
}

Result<FileKind> ChildReading::kind(const FileSource& source) {
    ChildRequest request;
    request.kind = RequestKind::Kind;
    AnswerReader answer(Asked::Kind, request.limits, nullptr, 0);
    TRY(ask(request, &source, {}, answer));
    return answer.kind();
}

Status ChildReading::sheets(const FileSource& source, const ReadOptions& options, SheetSink& sink) {
    ChildRequest request;
    request.kind = RequestKind::Sheets;
    request.limits = options.limits;
    request.has_sheet = options.sheet.has_value();
    request.sheet = options.sheet.value_or(0);
    request.has_encoding = options.encoding.has_value();
    AnswerReader answer(Asked::Sheets, options.limits, &sink, 0);
    return ask(request, &source, options.encoding ? *options.encoding : std::string_view(), answer);
}

Result<FileReading::SeenPicture> ChildReading::picture(const FileSource& source,
                                                       std::uint64_t bytes_max) {
    ChildRequest request;
    request.kind = RequestKind::Picture;
    AnswerReader answer(Asked::Picture, request.limits, nullptr, bytes_max);
    TRY(ask(request, &source, {}, answer));
    SeenPicture seen{answer.picture(), std::move(answer.bytes())};
    // Bytes that nobody had to unpack need not come back.
    if (!source.entry) seen.bytes = TRY(bytes(source, bytes_max));
    return seen;
}

Result<std::string> ChildReading::bytes(const FileSource& source, std::uint64_t bytes_max) {
    if (!source.entry) {
        ReadLimits limits;
        limits.file_bytes_max = bytes_max;
        const FileBytes file = TRY(FileBytes::open(source.path, limits));
        return std::string(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size());
    }
    ChildRequest request;
    request.kind = RequestKind::Content;
    AnswerReader answer(Asked::Content, request.limits, nullptr, bytes_max);
    TRY(ask(request, &source, {}, answer));
    return std::move(answer.bytes());
}

Status ChildReading::misbehave(Misdeed misdeed, SheetSink& sink) {
    ChildRequest request;
    request.kind = RequestKind::Misbehave;
    request.sheet = static_cast<std::uint64_t>(misdeed);
    AnswerReader answer(Asked::Sheets, request.limits, &sink, 0);
    return ask(request, nullptr, {}, answer);
}

}  // namespace mingce
