// The head of a DBF: what columns a record has and where they lie.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingce {

struct DbfField {
    std::string raw_name;  // not yet decoded
    char type = 'C';
    std::uint16_t width = 0, decimals = 0;
    std::size_t offset = 0;  // in the record
    int null_bit = -1;       // Visual FoxPro: bit of _NullFlags that says "no value"
    int length_bit = -1;     // Visual FoxPro V and Q: bit that says the last byte is the length
    bool is_system = false;  // _NullFlags itself
};

struct DbfHeader {
    std::uint8_t version = 0, code_page_mark = 0;
    std::uint32_t records = 0;
    std::size_t header_bytes = 0, record_bytes = 0;
    std::vector<DbfField> fields;
    bool is_visual_foxpro() const { return version >= 0x30 && version <= 0x32; }
    bool is_dbase_7 = false;
};

/// Errors: BadInput — dBase II, unknown version, cut off, fields past the record.
Result<DbfHeader> parse_dbf_header(std::string_view bytes);

/// Whether the bytes look like a DBF of any version, dBase II included.
bool looks_like_dbf(std::string_view bytes);

/// The converter name of header byte 29, "" where it says nothing.
std::string_view code_page_of(std::uint8_t mark);

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t width);

}  // namespace mingce
