// Sheets out as plain tables: CSV and DBF. (XLSX and PDF carry layout and are made in documents/.)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace mingce {

/// Appends one CSV line (RFC 4180, CRLF). A cell that a spreadsheet would take for a formula
/// (= + - @ TAB CR or their full-width forms in front) gets a leading apostrophe when
/// `guard_formulas`.
void append_csv_line(std::string& out, std::span<const std::string_view> cells,
                     char delimiter = ',', bool guard_formulas = true);

/// UTF-8 -> GB18030 bytes. Every code point has a form there; PUA leftovers of the reference's
/// table are written as their real character's code.
std::string to_gb18030(std::string_view utf8);
/// UTF-8 -> GBK two-byte codes only; nullopt-like: false where a character has none.
bool to_gbk(std::string_view utf8, std::string& out);
/// GB18030 (so GBK and GB2312) -> UTF-8, WHATWG direction; bad bytes become U+FFFD and are counted.
std::size_t from_gb18030(std::string_view bytes, std::string& out);

struct DbfColumn {
    std::string name;  // at most 10 bytes, ASCII upper case
    char type = 'C';   // C, N or D
    std::uint8_t width = 0, decimals = 0;
};

/// One value a DBF cannot hold: the row (from 0), column, and the characters or the length.
struct DbfRefusal {
    std::size_t row = 0, column = 0;
    std::string value;
    bool too_long = false;
};

/// Builds a dBase III table in GBK (code page mark 0x4D). Values are UTF-8, row-major.
/// What GBK or the width cannot hold is listed in `refusals` and nothing is returned as written:
/// Errors: BadInput when there is any refusal. `updated` is the header's date.
Result<std::string> write_dbf(std::span<const DbfColumn> columns,
                              std::span<const std::vector<std::string_view>> rows, Date updated,
                              std::vector<DbfRefusal>& refusals);

}  // namespace mingce
