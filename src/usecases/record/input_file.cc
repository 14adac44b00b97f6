#include "usecases/record/input_file.h"

#include "base/text.h"

namespace mingce {

namespace fs = std::filesystem;

/// A memo file is named after its table; its letters may be of either case.
static std::unique_ptr<FileBytes> memo_beside(const fs::path& table) {
    if (!equal_ignoring_case(table.extension().string(), ".dbf")) return nullptr;
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
