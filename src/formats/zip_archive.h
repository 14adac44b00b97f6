// A ZIP archive read by its central directory, bounded and checked. The XLSX reader, province sets
// in a ZIP and photo archives all come through here.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/reader.h"

namespace mingce {

struct ZipEntry {
    std::string name;  // UTF-8: by its flag, else GB18030 where the bytes are not UTF-8
    std::uint64_t stored_bytes = 0, inflated_bytes = 0, offset = 0;
    std::uint32_t crc32 = 0;
    std::uint16_t method = 0;  // 0 stored, 8 deflate; others are refused when read
    bool encrypted = false;
    bool directory = false;
};

class ZipArchive {
public:
    /// Reads the directory (ZIP64 too). Errors: BadInput — no directory, damaged, more entries than
    /// archive_entries_max, overlapping entries, the sum of inflated sizes above archive_bytes_max.
    static Result<ZipArchive> open(Bytes bytes, const ReadLimits& limits);

    const std::vector<ZipEntry>& entries() const { return entries_; }
    const ZipEntry* find(std::string_view name) const;  // exact; the first of several
    /// A name that several entries bear; "" when there is none.
    std::string_view repeated_name() const;

    /// Inflates one entry in pieces of at most 256 KiB, checking size, ratio and CRC-32; the CRC is
    /// known only at the end, so a sink must not commit before this returns ok.
    using PieceSink = std::function<Status(std::string_view piece)>;
    Status inflate(const ZipEntry& entry, const PieceSink& sink) const;
    /// The same, whole.
    Result<std::string> read(const ZipEntry& entry) const;

private:
    ZipArchive(Bytes bytes, const ReadLimits& limits) : bytes_(bytes), limits_(limits) {}
    Bytes bytes_;
    ReadLimits limits_;
    std::vector<ZipEntry> entries_;
    std::vector<std::uint32_t> by_name_;  // indexes of entries_, so that find() need not walk them
};

}  // namespace mingce
