// What a person decided for sheets of certain headers: which column is which field, and what the
// cells of a coded column become.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace mingce {

/// Columns by their name in the source: "C" in workbooks, the field's in DBF, the number in CSV.
struct SheetMapping {
    struct Word {
        std::string value;           // of a column a field's key, or "-"; of a cell what it becomes
        bool is_remembered = false;  // said at an earlier import
    };
    std::map<std::string, Word> columns;
    std::map<std::string, std::map<std::string, Word>> cells;  // of columns, by text
};
/// By the fingerprint of the headers.
using SheetMappings = std::map<std::string, SheetMapping>;

/// Sixteen hexadecimal digits: the same for sheets whose columns have the same headers in the same
/// order, however they are spelt (header_key).
std::string sheet_fingerprint(const std::vector<std::string>& headers);

}  // namespace mingce
