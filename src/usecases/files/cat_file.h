// Shows what a reader saw of a file, whole, so that anybody can compare it with another program.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/sheet.h"
#include "child/file_reading.h"

namespace mingce {

enum class CatFormat : std::uint8_t { Csv, Json };

struct CatFile {
    std::filesystem::path path;
    std::optional<std::size_t> sheet;     // from 0; absent: all
    std::optional<std::string> encoding;  // overrides what the bytes suggest
    CatFormat format = CatFormat::Csv;
    std::shared_ptr<FileReading> reading = nullptr;  // none: in this process
    /// Receives whole lines in order; a refusal ends the reading.
    std::function<Status(std::string_view text)> out;
    /// Receives what the reader noticed; may be empty.
    std::function<void(const ReadNote& note)> note;
};

/// CSV: one RFC 4180 line a row, hidden rows too, dates as 2026-09-01; before the second
/// and each later sheet a line "# name". A DBF's or other declared columns come first as a header
/// line. JSON: one object a row: sheet, row, hidden, cells (as stored), kinds, and where there are
/// dates "dates": {"3": "2026-09-01"} by index from 0. Errors: NotFound, BadInput as the reader's.
Status cat_file(const CatFile& request);

}  // namespace mingce
