#include <algorithm>

#include "base/text.h"
#include "formats/dbf_values.h"
#include "formats/problems.h"
#include "formats/writers.h"

namespace mingce {

namespace {

constexpr std::size_t kColumnsMax = 255;
constexpr std::size_t kRecordBytesMax = 65535;
constexpr char kCodePageGbk = 0x4D;

void append_little_endian(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

bool is_column_name(std::string_view name) {
    const auto allowed = [](char c) { return is_upper(c) || is_digit(c) || c == '_'; };
    return !name.empty() && name.size() <= 10 && std::all_of(name.begin(), name.end(), allowed);
}

bool is_column(const DbfColumn& column) {
    const bool typed = column.type == 'C' || (column.type == 'N' && column.width <= 20) ||
                       (column.type == 'D' && column.width == 8);
    return typed && column.width != 0 && is_column_name(column.name);
}

std::string header_of(std::span<const DbfColumn> columns, std::size_t rows, Date updated) {
    std::size_t record_bytes = 1;
    for (const DbfColumn& column : columns) record_bytes += column.width;
    std::string out;
    out += '\x03';
    out += static_cast<char>((updated.year - 1900) & 0xFF);
    out += static_cast<char>(updated.month);
    out += static_cast<char>(updated.day);
    append_little_endian(out, rows, 4);
    append_little_endian(out, 33 + 32 * columns.size(), 2);
    append_little_endian(out, record_bytes, 2);
    out.append(17, '\0');
    out += kCodePageGbk;
    out.append(2, '\0');
    for (const DbfColumn& column : columns) {
        out += column.name;
        out.append(11 - column.name.size(), '\0');
        out += column.type;
        out.append(4, '\0');
        out += static_cast<char>(column.width);
        out += static_cast<char>(column.decimals);
        out.append(14, '\0');
    }
    out += '\r';
    return out;
}

// Appends the field's bytes; false when the value does not fit, `too_long` says which way.
bool append_field(std::string& out, const DbfColumn& column, std::string_view value,
                  bool& too_long) {
    std::string bytes;
    too_long = false;
    if (!to_gbk(value, bytes)) return false;
    too_long = bytes.size() > column.width;
    if (too_long) return false;
    if (column.type == 'N' && !bytes.empty() && !is_dbf_number(bytes)) return false;
    if (column.type == 'D' && !bytes.empty() && !parse_compact_date(bytes)) return false;
    const std::size_t blanks = column.width - bytes.size();
    if (column.type == 'N') out.append(blanks, ' ');
    out += bytes;
    if (column.type != 'N') out.append(blanks, ' ');
    return true;
}

}  // namespace

Result<std::string> write_dbf(std::span<const DbfColumn> columns,
                              std::span<const std::vector<std::string_view>> rows, Date updated,
                              std::vector<DbfRefusal>& refusals) {
    std::size_t record_bytes = 1;
    for (const DbfColumn& column : columns) {
        if (!is_column(column)) return Error(problem::kDbfColumns, column.name);
        record_bytes += column.width;
    }
    if (columns.empty() || columns.size() > kColumnsMax || record_bytes > kRecordBytesMax)
        return Error(problem::kDbfColumns, std::to_string(columns.size()));
    std::string out = header_of(columns, rows.size(), updated);
    out.reserve(out.size() + rows.size() * record_bytes + 1);
    const std::size_t refused_before = refusals.size();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        out += ' ';
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string_view value = i < rows[row].size() ? rows[row][i] : "";
            bool too_long = false;
            if (!append_field(out, columns[i], value, too_long))
                refusals.push_back({row, i, std::string(value), too_long});
        }
    }
    const std::size_t refused = refusals.size() - refused_before;
    if (refused != 0) return Error(problem::kDbfValues, std::to_string(refused));
    out += '\x1A';
    return out;
}

}  // namespace mingce
