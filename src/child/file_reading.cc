#include "child/file_reading.h"

#include <map>

#include "base/text.h"
#include "child/letting_go.h"
#include "formats/file_bytes.h"
#include "formats/xlsx_problems.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

class ReadingHere : public FileReading {
public:
    Result<FileKind> kind(const FileSource& source) override {
        Opened opened = TRY(open(source, ReadLimits().file_bytes_max));
        const FileKind kind = kind_of(opened.bytes());
        // Whose kind is asked for is mostly read next.
        if (source.entry) kept_ = {source.path, *source.entry, std::move(opened.inflated)};
        return kind;
    }
    Result<std::vector<ZipEntry>> entries(const fs::path& path, const ReadLimits& limits) override {
        FileBytes file = TRY(FileBytes::open(path));
        ZipArchive archive = TRY(ZipArchive::open(file.bytes(), limits));
        const auto [opened, is_new] =
            archives_.insert_or_assign(path, OpenArchive{std::move(file), std::move(archive)});
        return opened->second.archive.entries();
    }
    Status sheets(const FileSource& source, const ReadOptions& options, SheetSink& sink) override {
        const Opened opened = TRY(open(source, options.limits.file_bytes_max));
        ReadOptions all = options;
        std::optional<FileBytes> memo;
        if (source.memo) {
            auto beside = FileBytes::open(*source.memo);
            if (beside.ok()) memo.emplace(std::move(beside).value());
        }
        if (memo) all.memo = memo->bytes();
        const FileBytes* const mapped = opened.mapped ? &*opened.mapped : nullptr;
        const auto let_go = [mapped] {
            if (mapped != nullptr) mapped->let_go();
        };
        LettingGo passing(let_go, sink);
        return read_sheets(opened.bytes(), all, passing);
    }
    Result<SeenPicture> picture(const FileSource& source, std::uint64_t bytes_max) override {
        std::string all = TRY(bytes(source, bytes_max));
        const Picture picture = TRY(read_picture(all));
        return SeenPicture{picture, std::move(all)};
    }
    Result<std::string> bytes(const FileSource& source, std::uint64_t bytes_max) override {
        Opened opened = TRY(open(source, bytes_max));
        if (opened.mapped)
            opened.inflated.assign(reinterpret_cast<const char*>(opened.bytes().data()),
                                   opened.bytes().size());
        return std::move(opened.inflated);
    }

private:
    /// A ZIP kept mapped while its members are read.
    struct OpenArchive {
        FileBytes file;
        ZipArchive archive;
    };
    struct Opened {
        std::optional<FileBytes> mapped;
        std::string inflated;
        Bytes bytes() const {
            if (mapped) return mapped->bytes();
            return {reinterpret_cast<const std::byte*>(inflated.data()), inflated.size()};
        }
    };
    Result<Opened> open(const FileSource& source, std::uint64_t bytes_max) {
        Opened opened;
        Kept kept = std::exchange(kept_, {});
        if (source.entry) {
            if (kept.path == source.path && kept.entry == *source.entry) {
                opened.inflated = std::move(kept.inflated);
                return opened;
            }
            const ZipArchive& archive = archives_.at(source.path).archive;
            const ZipEntry& entry = archive.entries().at(*source.entry);
            opened.inflated = TRY(archive.read(entry));
            return opened;
        }
        ReadLimits limits;
        limits.file_bytes_max = bytes_max;
        opened.mapped.emplace(TRY(FileBytes::open(source.path, limits)));
        return opened;
    }

    /// The member whose kind was asked for.
    struct Kept {
        fs::path path;
        std::size_t entry = 0;
        std::string inflated;
    };

    std::map<fs::path, OpenArchive> archives_;
    Kept kept_;
};

}  // namespace

std::unique_ptr<FileReading> read_in_this_process() { return std::make_unique<ReadingHere>(); }

}  // namespace mingce
