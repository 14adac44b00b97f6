// A roster as one plain table: what stands in headings on paper (department, major, class) stands
// in columns here. XLSX, CSV and DBF are made from it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/pdf_writer.h"
#include "domain/roster.h"
#include "formats/writers.h"

namespace mingce {

/// A column of the table: a heading's value, or a cell of the roster's row.
struct PlainColumn {
    std::string label, dbf;
    double width = 20;  // mm
    Align align = Align::Centre;
    bool heading = false;
    Field field = Field::Name;  // of a heading
    std::size_t cell = 0;       // of the row
};

/// `for_print`: with the columns that are filled in by hand (signatures, tick boxes).
std::vector<PlainColumn> plain_columns(const CompiledRoster& roster, bool for_print);
std::string_view plain_value(const PlainColumn& column, const RosterGroup& group,
                             const RosterRow& row);

/// UTF-8 with a byte order mark, so that spreadsheets read the Chinese; formulas guarded.
std::string make_csv(const CompiledRoster& roster, VolumeRange volumes);

/// A DBF in GBK. What it cannot hold is listed in `refusals` (rows from 0, columns of `columns`).
/// Errors: BadInput when anything is refused, or a column's name cannot stand in a DBF.
Result<std::string> make_dbf(const CompiledRoster& roster, VolumeRange volumes,
                             std::vector<DbfRefusal>& refusals);

}  // namespace mingce
