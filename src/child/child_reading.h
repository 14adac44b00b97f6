// Reads files from outside in a confined child process.
#pragma once

#include "child/confinement.h"
#include "child/file_reading.h"
#include "child/requests.h"

namespace mingce {

class ChildProcess;

/// Starts the child at the first file; one that died is followed by another at the next. One child
/// reads the files of one hand-over one after another: what it might do to the later ones, the
/// person who hands them over could do as well.
class ChildReading : public FileReading {
public:
    /// `executable`: mingce itself.
    explicit ChildReading(std::filesystem::path executable = "/proc/self/exe",
                          ChildLimits limits = {});
    ~ChildReading() override;

    Result<FileKind> kind(const FileSource& source) override;
    Result<std::vector<ZipEntry>> entries(const std::filesystem::path& archive,
                                          const ReadLimits& limits) override;
    Status sheets(const FileSource& source, const ReadOptions& options, SheetSink& sink) override;
    Result<SeenPicture> picture(const FileSource& source, std::uint64_t bytes_max) override;
    Result<std::string> bytes(const FileSource& source, std::uint64_t bytes_max) override;

    /// For tests.
    Status misbehave(Misdeed misdeed, SheetSink& sink);
    /// For tests: its process; -1 for none.
    int process() const;

private:
    struct Archive {
        std::uint32_t number = 0;
        ReadLimits limits;
        std::size_t entries = 0;
        bool is_open = false;  // in the child that lives
        std::uint64_t bytes = 0;
    };
    Status ask(ChildRequest request, const FileSource* source, std::string_view encoding,
               class AnswerReader& answer);
    Status open_in_child(const std::filesystem::path& path, Archive& archive,
                         class AnswerReader& answer);
    Status be_started();

    std::filesystem::path executable_;
    ChildLimits limits_;
    std::unique_ptr<ChildProcess> child_;
    std::vector<std::pair<std::filesystem::path, Archive>> archives_;
};

}  // namespace mingce
