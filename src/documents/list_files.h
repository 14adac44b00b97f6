// A list of students as a file: CSV, a DBF, or a workbook of one sheet made in memory, since what
// is exported must not lie about on a disk. No cell of any becomes a formula.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/moment.h"
#include "base/result.h"
#include "formats/writers.h"

namespace mingce {

struct ListTable {
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;  // each as long as `heads`
};

/// What the file says of itself, in its properties alone where nothing has to be seen.
struct ListMark {
    std::string title, made_by, purpose, copy;  // copy: its number and id
    Moment at;
    std::string visible = {};  // whose copy it is: above the heads, and on each printed page
};

/// UTF-8 with a byte order mark; formulas guarded by an apostrophe.
std::string list_csv(const ListTable& table);
/// Every cell a text. Errors: BadInput (document.sheet_cannot_hold) above 1,048,575 rows, one less
/// with a visible mark; as make_zip.
Result<std::string> list_workbook(const ListTable& table, const ListMark& mark);

struct ListDbf {
    std::string bytes;                // "" where anything is refused
    std::vector<DbfRefusal> refused;  // rows from 0, columns of the table
};
/// A DBF in GBK, each column as wide as its widest value. `names` are as many as the heads; they
/// are made upper case, short and different. Nothing is written as what it is not: what GBK or 254
/// bytes cannot hold is told in `refused`. Errors: BadInput (a name cannot stand in a DBF, too many
/// columns).
Result<ListDbf> list_dbf(const ListTable& table, std::span<const std::string> names, Date updated);

}  // namespace mingce
