// The one door into formats/: bytes in, sheets out, whatever the file calls itself.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/sheet.h"
#include "formats/limits.h"

namespace mingce {

using Bytes = std::span<const std::byte>;

/// What a file is by its content. Its name never decides.
enum class FileKind : std::uint8_t {
    Xlsx,
    Csv,
    Dbf,
    Zip,  // read here (Zip: an archive of other files)
    Xls,
    Mdb,  // read in a later version
    Html,
    Xml2003,
    Ods,
    Xlsb,
    Ofd,
    Document,  // Word, PowerPoint and their like
    EncryptedOffice,
    Pdf,
    Image,
    Rar,
    SevenZip,
    Gzip,  // one sentence each
    Empty,
    Unknown,
};

struct ReadOptions {
    ReadLimits limits;
    std::optional<std::string> encoding;  // overrides what the bytes suggest; CSV and DBF
    std::optional<std::size_t> sheet;     // only this one, from 0; workbooks
    Bytes memo;                           // the .dbt or .fpt beside a .dbf
    std::uint32_t threads = 2;            // 2: large workbooks are inflated beside the reading
};

/// Judges by the first bytes, and for a ZIP by its directory.
FileKind kind_of(Bytes bytes);

/// Reads every sheet (hidden ones too, noted) of a workbook, CSV or DBF into `sink`.
/// Errors: BadInput, one sentence: not readable here (each kind has its own words), damaged, a
/// limit reached; or what the sink returned. Never throws; never reads outside `bytes`.
Status read_sheets(Bytes bytes, const ReadOptions& options, SheetSink& sink);

}  // namespace mingce
