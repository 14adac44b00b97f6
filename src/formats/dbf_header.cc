#include "formats/dbf_header.h"

#include <algorithm>

#include "formats/problems.h"

namespace mingce {

namespace {

constexpr std::size_t kHeaderBytes = 32;
constexpr std::size_t kDescriptorBytes = 32;
constexpr std::size_t kLongHeaderBytes = 68;      // dBase 7
constexpr std::size_t kLongDescriptorBytes = 48;  // dBase 7
constexpr std::size_t kFieldsMax = 2048;
constexpr std::string_view kVersions = "\x03\x04\x05\x30\x31\x32\x43\x63\x83\x8B\x8C\xCB\xF5\xFB";
constexpr std::string_view kTypes = "CNFDTLMIBYGPVQW+@O0";

struct Mark {
    std::uint8_t mark;
    std::string_view name;
};
// Source: Visual FoxPro "Code Pages Supported"; dBase language drivers.
constexpr Mark kMarks[] = {
    {0x01, "ibm-437"},      {0x02, "ibm-850"},        {0x03, "windows-1252"},
    {0x04, "macintosh"},    {0x13, "windows-932"},    {0x4D, "GB18030"},
    {0x4E, "windows-949"},  {0x4F, "windows-950"},    {0x50, "windows-874"},
    {0x57, "windows-1252"}, {0x58, "windows-1252"},   {0x59, "windows-1252"},
    {0x64, "ibm-852"},      {0x65, "ibm-866"},        {0x66, "ibm-865"},
    {0x67, "ibm-861"},      {0x6A, "ibm-737"},        {0x6B, "ibm-857"},
    {0x78, "windows-950"},  {0x79, "windows-949"},    {0x7A, "GB18030"},
    {0x7B, "windows-932"},  {0x7C, "windows-874"},    {0x7D, "windows-1255"},
    {0x7E, "windows-1256"}, {0x96, "x-mac-cyrillic"}, {0x97, "x-mac-centraleurroman"},
    {0x98, "x-mac-greek"},  {0xC8, "windows-1250"},   {0xC9, "windows-1251"},
    {0xCA, "windows-1254"}, {0xCB, "windows-1253"},   {0xCC, "windows-1257"}};

std::uint8_t head_byte(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : std::uint8_t{0};
}

struct Layout {
    std::size_t first, size, name_bytes, type_at;
    bool is_long;
};
constexpr Layout kShort = {kHeaderBytes, kDescriptorBytes, 11, 11, false};
constexpr Layout kLong = {kLongHeaderBytes, kLongDescriptorBytes, 32, 32, true};

// The fields of one layout; empty when what stands there is no list of fields.
std::vector<DbfField> fields_of(std::string_view head, const Layout& layout) {
    std::vector<DbfField> fields;
    std::size_t at = layout.first;
    for (; at < head.size() && head[at] != '\r'; at += layout.size) {
        if (at + layout.size > head.size() || fields.size() == kFieldsMax) return {};
        DbfField field;
        const std::string_view name = head.substr(at, layout.name_bytes);
        field.raw_name = name.substr(0, name.find('\0'));
        field.type = head[at + layout.type_at];
        if (kTypes.find(field.type) == std::string_view::npos) return {};
        const std::size_t width_at = at + (layout.is_long ? 33U : 16U);
        field.width = head_byte(head, width_at);
        field.decimals = head_byte(head, width_at + 1);
        const std::uint8_t flags = layout.is_long ? std::uint8_t{0} : head_byte(head, at + 18);
        field.is_system = field.type == '0';
        field.null_bit = (flags & 0x02) != 0 ? 0 : -1;
        fields.push_back(std::move(field));
    }
    return fields;
}

std::size_t place_fields(std::vector<DbfField>& fields) {
    std::size_t offset = 1;
    for (DbfField& field : fields) {
        field.offset = offset;
        offset += field.width;
    }
    return offset;
}

// A C field wider than 255 keeps the upper byte where others keep decimals (Clipper, FoxPro).
std::size_t widen_text_fields(std::vector<DbfField>& fields) {
    for (DbfField& field : fields) {
        if (field.type != 'C') continue;
        field.width = static_cast<std::uint16_t>(field.width + 256 * field.decimals);
        field.decimals = 0;
    }
    return place_fields(fields);
}

void number_null_bits(std::vector<DbfField>& fields) {
    int bit = 0;
    for (DbfField& field : fields) {
        if (field.type == 'V' || field.type == 'Q') field.length_bit = bit++;
        if (field.null_bit >= 0) field.null_bit = bit++;
    }
}

Result<std::vector<DbfField>> fitted(std::vector<DbfField> fields, std::size_t record_bytes) {
    std::vector<DbfField> wide = fields;
    const auto has_widths = [](const std::vector<DbfField>& all) {
        // Without width a record of one byte could hold thousands of cells.
        return std::ranges::all_of(all, [](const DbfField& field) { return field.width != 0; });
    };
    if (widen_text_fields(wide) == record_bytes && has_widths(wide)) return wide;
    const std::size_t end = place_fields(fields);
    if (!has_widths(fields)) return Error(problem::kDbfFields, "0 B");
    if (end <= record_bytes) return fields;
    return Error(problem::kDbfFields,
                 std::to_string(end) + " > " + std::to_string(record_bytes) + " B");
}

}  // namespace

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; ++i)
        value |= std::uint32_t{head_byte(bytes, at + i)} << (8 * i);
    return value;
}

std::string_view code_page_of(std::uint8_t mark) {
    for (const Mark& entry : kMarks)
        if (entry.mark == mark) return entry.name;
    return {};
}

Result<DbfHeader> parse_dbf_header(std::string_view bytes) {
    if (bytes.starts_with('\x02')) return Error(problem::kDbfTwo);
    if (bytes.size() < kHeaderBytes) return Error(problem::kDbfHeader);
    DbfHeader header;
    header.version = head_byte(bytes, 0);
    if (kVersions.find(bytes[0]) == std::string_view::npos) {
        constexpr char kDigits[] = "0123456789ABCDEF";
        return Error(problem::kDbfVersion, std::string("0x") + kDigits[header.version >> 4] +
                                               kDigits[header.version & 15]);
    }
    header.records = little_endian(bytes, 4, 4);
    header.header_bytes = little_endian(bytes, 8, 2);
    header.record_bytes = little_endian(bytes, 10, 2);
    header.code_page_mark = head_byte(bytes, 29);
    if (header.header_bytes <= kHeaderBytes || header.record_bytes == 0 ||
        header.header_bytes > bytes.size())
        return Error(problem::kDbfHeader);
    const std::string_view head = bytes.substr(0, header.header_bytes);
    std::vector<DbfField> fields = fields_of(head, kShort);
    if (fields.empty() && head[kHeaderBytes] != '\r' && (header.version & 7) == 4) {
        fields = fields_of(head, kLong);
        header.is_dbase_7 = true;
    }
    if (fields.empty() && head[kHeaderBytes] != '\r') return Error(problem::kDbfHeader);
    if (!header.is_visual_foxpro())
        for (DbfField& field : fields) field.null_bit = -1;
    number_null_bits(fields);
    header.fields = TRY(fitted(std::move(fields), header.record_bytes));
    return header;
}

bool looks_like_dbf(std::string_view bytes) {
    if (bytes.empty()) return false;
    const std::uint8_t version = head_byte(bytes, 0);
    if (version == 0x02) return true;  // no text begins so
    if (kVersions.find(bytes[0]) == std::string_view::npos) return false;
    const bool dated = head_byte(bytes, 2) <= 12 && head_byte(bytes, 3) <= 31;
    if (version < 0x09) return bytes.size() < 4 || dated;
    return bytes.size() >= kHeaderBytes && dated && little_endian(bytes, 8, 2) > kHeaderBytes &&
           little_endian(bytes, 10, 2) != 0 && head_byte(bytes, 12) == 0 &&
           head_byte(bytes, 13) == 0;
}

}  // namespace mingce
