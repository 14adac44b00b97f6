// The shared strings of a workbook: all texts in one block, found by number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/xlsx_feed.h"
#include "formats/xlsx_text.h"
#include "formats/zip_archive.h"

namespace mingce {

class SharedStrings {
public:
    /// Reads the part; nullptr makes an empty table. `fast` off leaves all to the strict reader.
    /// Errors: BadInput — damaged, a DTD, a text beyond cell_bytes_max, more of them than the
    /// limits.
    static Result<SharedStrings> read(const ZipArchive& archive, const ZipEntry* part,
                                      const ReadLimits& limits, bool fast = true);

    std::size_t size() const { return ends_.size() - 1; }
    /// Precondition: index < size().
    std::string_view operator[](std::size_t index) const {
        return {text_.data() + ends_[index], ends_[index + 1] - ends_[index]};
    }
    /// False when there are as many as may be; refusal() then says so.
    bool add(std::string_view text);
    Error refusal() const;

private:
    std::vector<char> text_;
    std::vector<std::uint32_t> ends_{0};
    std::uint64_t strings_max_ = ReadLimits{}.shared_strings_max;
    std::uint64_t text_bytes_max_ = ReadLimits{}.shared_text_bytes_max;
};

/// Reads the inside of <si> or <is> up to its closing tag: plain text, or the runs of rich text
/// joined, phonetic guides left out. On Whole, `at` is behind the closing tag and `out` the text,
/// in the source or in `store`.
Step scan_rich_text(const char*& at, const char* end, RowText& store, std::string_view& out);

}  // namespace mingce
