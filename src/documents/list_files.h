// A list of students as a file: CSV, or a workbook of one sheet made in memory, since what is
// exported must not lie about on a disk. No cell of either becomes a formula.
#pragma once

#include <string>
#include <vector>

#include "base/moment.h"
#include "base/result.h"

namespace mingce {

struct ListTable {
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;  // each as long as `heads`
};

/// What the file says of itself, in its properties alone: the list is an official paper.
struct ListMark {
    std::string title, made_by, purpose, copy;  // copy: its number and id
    Moment at;
};

/// UTF-8 with a byte order mark; formulas guarded by an apostrophe.
std::string list_csv(const ListTable& table);
/// Every cell a text. Errors: BadInput (document.sheet_cannot_hold) above 1,048,575 rows; as
/// make_zip.
Result<std::string> list_workbook(const ListTable& table, const ListMark& mark);

}  // namespace mingce
