#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "formats/dbf_header.h"
#include "formats/encoding.h"
#include "formats/reader.h"
#include "formats/zip_archive.h"

namespace mingce {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLookedAtBytes = 4096;
constexpr std::size_t kDirectorySectorsMax = 4096;

struct Magic {
    std::size_t at;
    std::string_view bytes;
    FileKind kind;
};
constexpr Magic kMagic[] = {
    {0, "%PDF-"sv, FileKind::Pdf},
    {0, "\x89PNG\r\n\x1A\n"sv, FileKind::Image},
    {0, "\xFF\xD8\xFF"sv, FileKind::Image},
    {0, "GIF87a"sv, FileKind::Image},
    {0, "GIF89a"sv, FileKind::Image},
    {0, "II*\0"sv, FileKind::Image},
    {0, "MM\0*"sv, FileKind::Image},
    {8, "WEBPVP8"sv, FileKind::Image},
    {4, "ftypheic"sv, FileKind::Image},
    {0, "Rar!\x1A\x07"sv, FileKind::Rar},
    {0, "7z\xBC\xAF\x27\x1C"sv, FileKind::SevenZip},
    {0, "\x1F\x8B\x08"sv, FileKind::Gzip},
    {0, "{\\rtf"sv, FileKind::Document},
    {0, "MIME-Version:"sv, FileKind::Html},  // a web page in one file, as Excel saves it
    {4, "Standard Jet DB\0"sv, FileKind::Mdb},
    {4, "Standard ACE DB\0"sv, FileKind::Mdb},
    // A workbook of Excel 2 to 5 without its container.
    {0, "\x09\x08\x10\x00\x00\x06\x05\x00"sv, FileKind::Xls},
    {0, "\x09\x08\x08\x00\x00\x05\x05\x00"sv, FileKind::Xls},
    {0, "\x09\x04\x06\x00"sv, FileKind::Xls},
    {0, "\x09\x02\x06\x00"sv, FileKind::Xls},
    {0, "\x09\x00\x04\x00"sv, FileKind::Xls},
};

std::string wide(std::string_view ascii) {
    std::string text;
    for (const char c : ascii) {
        text += c;
        text += '\0';
    }
    return text + std::string(2, '\0');
}

// The sector after `sector` in an OLE2 chain, through the first 109 FAT sectors the header names.
std::uint32_t next_sector(std::string_view bytes, std::uint32_t sector, unsigned shift) {
    constexpr std::uint32_t kEnd = 0xFFFFFFFE;
    const std::uint64_t per_sector = (std::uint64_t{1} << shift) / 4;
    const std::uint64_t index = sector / per_sector;
    if (index >= 109) return kEnd;
    const std::uint64_t fat = little_endian(bytes, 76 + 4 * index, 4);
    const std::uint64_t at = ((fat + 1) << shift) + sector % per_sector * 4;
    return at + 4 <= bytes.size() ? little_endian(bytes, at, 4) : kEnd;
}

// An OLE2 container is a workbook, a document or an encrypted one by the names in its directory.
FileKind ole2_kind(std::string_view bytes) {
    const unsigned shift = std::clamp(little_endian(bytes, 30, 2), 7U, 16U);
    const std::string encrypted = wide("EncryptedPackage");
    const std::string workbook = wide("Workbook"), book = wide("Book");
    const std::string document = wide("WordDocument"), slides = wide("PowerPoint Document");
    std::uint32_t sector = little_endian(bytes, 48, 4);
    FileKind kind = FileKind::Unknown;
    for (std::size_t i = 0; i < kDirectorySectorsMax && sector < 0xFFFFFFF0; ++i) {
        const std::uint64_t at = (std::uint64_t{sector} + 1) << shift;
        if (at >= bytes.size()) break;
        std::string_view entries = bytes.substr(at, std::size_t{1} << shift);
        for (; entries.size() >= 128; entries.remove_prefix(128)) {
            if (entries.starts_with(encrypted)) return FileKind::EncryptedOffice;
            // A workbook may hold documents, a document hardly a workbook at its root.
            const bool is_document = entries.starts_with(document) || entries.starts_with(slides);
            if (is_document && kind == FileKind::Unknown) kind = FileKind::Document;
            std::string name(entries.substr(0, 20));
            for (std::size_t k = 2; k < name.size(); k += 2) name[k] = to_lower(name[k]);
            name[0] = to_upper(name[0]);
            if (name.starts_with(workbook) || name.starts_with(book)) kind = FileKind::Xls;
        }
        sector = next_sector(bytes, sector, shift);
    }
    return kind;
}

FileKind zip_kind(Bytes bytes, std::string_view text) {
    // A spreadsheet that states its type does so first and stored.
    if (text.substr(30).starts_with("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"))
        return FileKind::Ods;
    if (text.substr(30).starts_with("mimetypeapplication/vnd.oasis.opendocument."))
        return FileKind::Document;
    const auto archive = ZipArchive::open(bytes, ReadLimits{});
    if (!archive.ok()) return FileKind::Zip;
    bool has_types = false, has_xl = false, has_other = false;
    for (const ZipEntry& entry : archive.value().entries()) {
        const std::string name = lower_ascii(entry.name);
        if (name == "xl/workbook.bin") return FileKind::Xlsb;
        if (name == "ofd.xml") return FileKind::Ofd;
        has_types = has_types || name == "[content_types].xml";
        has_xl = has_xl || name.starts_with("xl/") || name.ends_with("workbook.xml");
        has_other = has_other || name.starts_with("word/") || name.starts_with("ppt/");
    }
    if (has_types && has_other && !has_xl) return FileKind::Document;
    return has_types || has_xl ? FileKind::Xlsx : FileKind::Zip;
}

FileKind markup_kind(std::string_view head) {
    while (!head.empty() && static_cast<unsigned char>(head[0]) <= ' ') head.remove_prefix(1);
    if (!head.starts_with('<')) return FileKind::Unknown;
    const std::string lower = lower_ascii(head);
    if (lower.find("urn:schemas-microsoft-com:office:spreadsheet") != std::string::npos ||
        lower.find("progid=\"excel.sheet\"") != std::string::npos)
        return lower.find("<html") == std::string::npos ? FileKind::Xml2003 : FileKind::Html;
    for (const std::string_view tag : {"<!doctype html", "<html", "<table", "<head", "<body",
                                       "<meta", "<style", "<div", "<center"})
        if (lower.find(tag) != std::string::npos) return FileKind::Html;
    return lower.starts_with("<?xml") ? FileKind::Unknown : FileKind::Csv;
}

// Zero bytes and other controls in number are no text, unless they are halves of UTF-16.
bool is_text(std::string_view head) {
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return true;
    if (!unmarked_utf16(head).empty()) return true;
    std::size_t controls = 0;
    for (const char c : head) {
        const auto byte = static_cast<unsigned char>(c);
        const bool usual = byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r' ||
                           byte == 0x0C || byte == 0x1A;
        controls += usual ? 0 : 1;
    }
    return controls <= head.size() / 50;
}

// No byte at all, or a mark and line ends only, as a failed export leaves them.
bool holds_nothing(std::string_view text) {
    constexpr std::string_view kMarks[] = {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
    for (const std::string_view mark : kMarks)
        if (text.starts_with(mark)) text.remove_prefix(mark.size());
    return text.size() < kLookedAtBytes && text.find_first_not_of("\r\n"sv) == text.npos;
}

}  // namespace

FileKind kind_of(Bytes bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (holds_nothing(text)) return FileKind::Empty;
    const std::string_view head = text.substr(0, kLookedAtBytes);
    if (text.starts_with("PK\x03\x04"sv) || text.starts_with("PK\x05\x06"sv) ||
        text.starts_with("PK\x07\x08"sv))
        return text.size() < 30 ? FileKind::Zip : zip_kind(bytes, text);
    if (text.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) return ole2_kind(text);
    for (const Magic& magic : kMagic)
        if (head.size() > magic.at && head.substr(magic.at).starts_with(magic.bytes))
            return magic.kind;
    if (head.starts_with("BM") && text.size() > 26 && little_endian(text, 6, 4) == 0)
        return FileKind::Image;
    if (looks_like_dbf(text)) return FileKind::Dbf;
    std::string_view body = head;
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
    if (body.starts_with("\xFF\xFE"sv) || body.starts_with("\xFE\xFF"sv)) body.remove_prefix(2);
    std::string narrow;
    for (const char c : body)
        if (c != 0) narrow += c;
    const FileKind markup = markup_kind(narrow);
    if (markup != FileKind::Unknown) return markup;
    if (narrow.starts_with("<?xml")) return FileKind::Unknown;
    return is_text(head) ? FileKind::Csv : FileKind::Unknown;
}

}  // namespace mingce
