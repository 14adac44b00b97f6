#include "formats/zip_archive.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <numeric>

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include "base/text.h"
#include "formats/writers.h"
#include "formats/xlsx_problems.h"

// Source: PKWARE APPNOTE.TXT 6.3 (4.3 structures, 4.5 extra fields, appendix D names).

namespace mingce {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint64_t kEndBytes = 22, kEnd64Bytes = 56, kLocator64Bytes = 20;
constexpr std::uint64_t kDirectoryBytes = 46, kLocalBytes = 30;
constexpr std::uint64_t kCommentBytesMax = 0xFFFF;
constexpr std::uint32_t kIn64 = 0xFFFFFFFF;  // "the value stands in the ZIP64 field"
constexpr std::uint64_t kUnpackedPieceBytes = 256 * 1024;
constexpr std::uint64_t kFreeInflatedBytes = 1 << 20;  // a small entry may be of any ratio

/// The little-endian number at `at`. Precondition: it lies within `bytes`.
template <class Number>
Number number_at(Bytes bytes, std::uint64_t at) {
    Number value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

bool has(Bytes bytes, std::uint64_t at, std::uint64_t length) {
    return at <= bytes.size() && length <= bytes.size() - at;
}

bool marked(Bytes bytes, std::uint64_t at, std::uint32_t mark) {
    return has(bytes, at, 4) && number_at<std::uint32_t>(bytes, at) == mark;
}

std::string_view text_at(Bytes bytes, std::uint64_t at, std::uint64_t length) {
    return {reinterpret_cast<const char*>(bytes.data()) + at, length};
}

Error damaged(std::string detail, std::string_view entry = {}) {
    return Error(problem::kZipDamaged, std::move(detail)).at({{}, std::string(entry), 0, {}});
}

struct Directory {
    std::uint64_t offset = 0, bytes = 0, entries = 0;
};

/// Where the end record stands: the last one whose comment ends with the file, so that a record
/// hidden in the comment is not taken for it.
std::optional<std::uint64_t> find_end(Bytes bytes) {
    if (bytes.size() < kEndBytes) return std::nullopt;
    const std::uint64_t last = bytes.size() - kEndBytes;
    const std::uint64_t first = last > kCommentBytesMax ? last - kCommentBytesMax : 0;
    for (std::uint64_t at = last + 1; at-- > first;) {
        if (!marked(bytes, at, 0x06054b50)) continue;
        if (at + kEndBytes + number_at<std::uint16_t>(bytes, at + 20) == bytes.size()) return at;
    }
    return std::nullopt;
}

Result<Directory> find_directory(Bytes bytes) {
    const auto end = find_end(bytes);
    if (!end) return damaged("PK\\5\\6");
    Directory found{number_at<std::uint32_t>(bytes, *end + 16),
                    number_at<std::uint32_t>(bytes, *end + 12),
                    number_at<std::uint16_t>(bytes, *end + 10)};
    std::uint64_t limit = *end;
    if (*end >= kLocator64Bytes && marked(bytes, *end - kLocator64Bytes, 0x07064b50)) {
        const auto at = number_at<std::uint64_t>(bytes, *end - kLocator64Bytes + 8);
        if (!has(bytes, at, kEnd64Bytes) || !marked(bytes, at, 0x06064b50)) return damaged("ZIP64");
        found = {number_at<std::uint64_t>(bytes, at + 48), number_at<std::uint64_t>(bytes, at + 40),
                 number_at<std::uint64_t>(bytes, at + 32)};
        limit = at;
    }
    if (found.offset > limit || found.bytes > limit - found.offset) return damaged("PK\\1\\2");
    return found;
}

/// Fills in what the 32-bit fields had no room for. False when the extra field is too short.
bool apply_zip64(Bytes field, ZipEntry& entry) {
    std::uint64_t at = 0;
    for (std::uint64_t* const value : {&entry.inflated_bytes, &entry.stored_bytes, &entry.offset}) {
        if (*value != kIn64) continue;
        if (!has(field, at, 8)) return false;
        *value = number_at<std::uint64_t>(field, at);
        at += 8;
    }
    return true;
}

std::uint32_t crc_of(std::uint32_t seed, std::string_view text) {
    // isa-l's parameter lacks the const; it only reads.
    auto* const data = reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
    return crc32_gzip_refl(seed, data, text.size());
}

std::string name_text(std::string_view raw) {
    if (is_valid_utf8(raw)) return std::string(raw);
    std::string name;
    from_gb18030(raw, name);
    return name;
}

/// Walks the extra fields: sizes of ZIP64, and the UTF-8 name some Chinese archivers add.
bool apply_extra(Bytes extra, std::string_view raw_name, ZipEntry& entry) {
    bool wide =
        entry.inflated_bytes == kIn64 || entry.stored_bytes == kIn64 || entry.offset == kIn64;
    for (std::uint64_t at = 0; has(extra, at, 4);) {
        const auto id = number_at<std::uint16_t>(extra, at);
        const std::uint64_t length = number_at<std::uint16_t>(extra, at + 2);
        at += 4;
        if (!has(extra, at, length)) return !wide;
        const Bytes field = extra.subspan(at, length);
        if (id == 0x0001 && wide) {
            if (!apply_zip64(field, entry)) return false;
            wide = false;
        }
        if (id == 0x7075 && length > 5 && number_at<std::uint8_t>(field, 0) == 1 &&
            number_at<std::uint32_t>(field, 1) == crc_of(0, raw_name)) {
            entry.name = name_text(text_at(field, 5, length - 5));
        }
        at += length;
    }
    return !wide;
}

/// Reads the directory record at `at` and moves past it.
Result<ZipEntry> read_record(Bytes bytes, std::uint64_t end, std::uint64_t name_bytes_max,
                             std::uint64_t& at) {
    if (end - at < kDirectoryBytes || !marked(bytes, at, 0x02014b50)) return damaged("PK\\1\\2");
    const std::uint64_t name_bytes = number_at<std::uint16_t>(bytes, at + 28);
    const std::uint64_t extra_bytes = number_at<std::uint16_t>(bytes, at + 30);
    const std::uint64_t comment_bytes = number_at<std::uint16_t>(bytes, at + 32);
    const std::uint64_t length = kDirectoryBytes + name_bytes + extra_bytes + comment_bytes;
    if (length > end - at) return damaged("PK\\1\\2");
    if (name_bytes > name_bytes_max) {
        return Error(problem::kZipNameTooLong,
                     grouped(name_bytes) + " > " + grouped(name_bytes_max));
    }
    ZipEntry entry;
    entry.encrypted = (number_at<std::uint16_t>(bytes, at + 8) & 1U) != 0;
    entry.method = number_at<std::uint16_t>(bytes, at + 10);
    entry.crc32 = number_at<std::uint32_t>(bytes, at + 16);
    entry.stored_bytes = number_at<std::uint32_t>(bytes, at + 20);
    entry.inflated_bytes = number_at<std::uint32_t>(bytes, at + 24);
    entry.offset = number_at<std::uint32_t>(bytes, at + 42);
    const std::string_view raw_name = text_at(bytes, at + kDirectoryBytes, name_bytes);
    entry.name = name_text(raw_name);
    const Bytes extra = bytes.subspan(at + kDirectoryBytes + name_bytes, extra_bytes);
    if (!apply_extra(extra, raw_name, entry)) return damaged("ZIP64", entry.name);
    entry.directory = entry.name.ends_with('/') || entry.name.ends_with('\\');
    at += length;
    return entry;
}

/// Where the entry's stored bytes begin; nullopt when its local header is not there.
std::optional<std::uint64_t> data_start(Bytes bytes, const ZipEntry& entry) {
    if (!has(bytes, entry.offset, kLocalBytes) || !marked(bytes, entry.offset, 0x04034b50))
        return std::nullopt;
    const std::uint64_t start = entry.offset + kLocalBytes +
                                number_at<std::uint16_t>(bytes, entry.offset + 26) +
                                number_at<std::uint16_t>(bytes, entry.offset + 28);
    if (!has(bytes, start, entry.stored_bytes)) return std::nullopt;
    return start;
}

/// One stored byte must belong to one entry only: the densest bombs share theirs.
Status check_layout(Bytes bytes, std::uint64_t limit, std::span<const ZipEntry> entries) {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> extents;
    extents.reserve(entries.size());
    for (const ZipEntry& entry : entries) {
        const auto start = data_start(bytes, entry);
        if (!start) return damaged("PK\\3\\4", entry.name);
        extents.emplace_back(entry.offset, *start + entry.stored_bytes);
    }
    std::sort(extents.begin(), extents.end());
    std::uint64_t covered = 0;
    for (const auto& [from, to] : extents) {
        if (from < covered || to > limit) return Error(problem::kZipOverlap);
        covered = to;
    }
    return Done{};
}

Status check_size(const ZipEntry& entry, const ReadLimits& limits) {
    const auto refusal = [&entry](const Problem& problem, std::string detail) {
        return Error(problem, std::move(detail)).at({{}, entry.name, 0, {}});
    };
    if (entry.inflated_bytes > limits.inflated_bytes_max) {
        return refusal(problem::kZipTooLarge,
                       grouped(entry.inflated_bytes) + " > " + grouped(limits.inflated_bytes_max));
    }
    const std::uint64_t stored = std::max<std::uint64_t>(entry.stored_bytes, 1);
    const std::uint64_t ratio = entry.inflated_bytes / stored;
    if (entry.inflated_bytes > kFreeInflatedBytes && ratio >= limits.inflation_ratio_max) {
        return refusal(problem::kZipRatio,
                       grouped(ratio) + ":1, " + grouped(limits.inflation_ratio_max) + ":1");
    }
    return Done{};
}

/// Counts and sums what an entry gives, and judges it against what the directory promised.
class Checked {
public:
    Checked(const ZipEntry& entry, const ZipArchive::PieceSink& sink)
        : entry_(entry), sink_(sink) {}

    Status take(std::string_view piece) {
        if (piece.size() > entry_.inflated_bytes - given_)
            return damaged("> " + grouped(entry_.inflated_bytes), entry_.name);
        given_ += piece.size();
        crc_ = crc_of(crc_, piece);
        return sink_(piece);
    }

    Status finish() const {
        if (given_ != entry_.inflated_bytes) {
            return damaged(grouped(given_) + " < " + grouped(entry_.inflated_bytes), entry_.name);
        }
        if (crc_ != entry_.crc32) return Error(problem::kZipCrc).at({{}, entry_.name, 0, {}});
        return Done{};
    }

private:
    const ZipEntry& entry_;
    const ZipArchive::PieceSink& sink_;
    std::uint64_t given_ = 0;
    std::uint32_t crc_ = 0;
};

Status copy_stored(std::string_view stored, Checked& checked) {
    while (!stored.empty()) {
        TRY(checked.take(stored.substr(0, kUnpackedPieceBytes)));
        stored.remove_prefix(std::min<std::size_t>(stored.size(), kUnpackedPieceBytes));
    }
    return checked.finish();
}

Status inflate_stored(std::string_view stored, const ZipEntry& entry, Checked& checked) {
    constexpr std::size_t kInputBytes = std::size_t{1} << 30;  // isa-l counts input in 32 bits
    const auto state = std::make_unique<inflate_state>();
    const auto piece = std::make_unique<std::array<std::uint8_t, kUnpackedPieceBytes>>();
    isal_inflate_init(state.get());
    state->crc_flag = ISAL_DEFLATE;
    while (state->block_state != ISAL_BLOCK_FINISH) {
        if (state->avail_in == 0) {
            const std::size_t length = std::min(stored.size(), kInputBytes);
            state->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(stored.data()));
            state->avail_in = static_cast<std::uint32_t>(length);
            stored.remove_prefix(length);
        }
        state->next_out = piece->data();
        state->avail_out = static_cast<std::uint32_t>(piece->size());
        const std::uint32_t input_before = state->avail_in;
        if (isal_inflate(state.get()) < 0) return damaged("deflate", entry.name);
        const std::size_t length = piece->size() - state->avail_out;
        if (length != 0)
            TRY(checked.take({reinterpret_cast<const char*>(piece->data()), length}));
        else if (state->avail_in == input_before && stored.empty() &&
                 state->block_state != ISAL_BLOCK_FINISH)
            return damaged("deflate", entry.name);
    }
    return checked.finish();
}

}  // namespace

Result<ZipArchive> ZipArchive::open(Bytes bytes, const ReadLimits& limits) {
    const Directory directory = TRY(find_directory(bytes));
    if (directory.entries > limits.archive_entries_max) {
        return Error(problem::kZipTooManyEntries,
                     grouped(directory.entries) + " > " + grouped(limits.archive_entries_max));
    }
    ZipArchive archive(bytes, limits);
    std::uint64_t at = directory.offset, inflated = 0;
    const std::uint64_t end = directory.offset + directory.bytes;
    for (std::uint64_t i = 0; i < directory.entries; ++i) {
        archive.entries_.push_back(TRY(read_record(bytes, end, limits.entry_name_bytes_max, at)));
        const std::uint64_t size = archive.entries_.back().inflated_bytes;
        inflated = size > ~inflated ? ~std::uint64_t{0} : inflated + size;
    }
    if (inflated > limits.archive_bytes_max) {
        return Error(problem::kZipTooLarge,
                     grouped(inflated) + " > " + grouped(limits.archive_bytes_max));
    }
    TRY(check_layout(bytes, directory.offset, archive.entries_));
    archive.by_name_.resize(archive.entries_.size());
    std::iota(archive.by_name_.begin(), archive.by_name_.end(), 0U);
    std::stable_sort(archive.by_name_.begin(), archive.by_name_.end(),
                     [&entries = archive.entries_](std::uint32_t a, std::uint32_t b) {
                         return entries[a].name < entries[b].name;
                     });
    return archive;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
    const auto found = std::lower_bound(
        by_name_.begin(), by_name_.end(), name,
        [this](std::uint32_t i, std::string_view wanted) { return entries_[i].name < wanted; });
    if (found == by_name_.end() || entries_[*found].name != name) return nullptr;
    return &entries_[*found];
}

std::string_view ZipArchive::repeated_name() const {
    for (std::size_t i = 1; i < by_name_.size(); ++i) {
        const std::string& name = entries_[by_name_[i]].name;
        if (name == entries_[by_name_[i - 1]].name) return name;
    }
    return {};
}

Status ZipArchive::inflate(const ZipEntry& entry, const PieceSink& sink) const {
    const Place place{{}, entry.name, 0, {}};
    if (entry.encrypted) return Error(problem::kZipEncrypted).at(place);
    if (entry.method != 0 && entry.method != 8)
        return Error(problem::kZipMethod, std::to_string(entry.method)).at(place);
    TRY(check_size(entry, limits_));
    const auto start = data_start(bytes_, entry);
    if (!start) return damaged("PK\\3\\4", entry.name);
    const std::string_view stored = text_at(bytes_, *start, entry.stored_bytes);
    Checked checked(entry, sink);
    return entry.method == 0 ? copy_stored(stored, checked)
                             : inflate_stored(stored, entry, checked);
}

Result<std::string> ZipArchive::read(const ZipEntry& entry) const {
    std::string whole;
    TRY(inflate(entry, [&whole](std::string_view piece) -> Status {
        whole += piece;
        return Done{};
    }));
    return whole;
}

}  // namespace mingce
