// A roster as plain tables: what stands in headings on paper (department, major, class) stands in
// columns here. XLSX, CSV and DBF are made from it. Who stands in the annex is never among the
// body: a table of its own has them, with their state as its first column.
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
    Field field = Field::Name;  // of a heading; EnrolmentStatus is the annex's state
    std::size_t cell = 0;       // of the row
};

/// The students of a roster who are listed, or those who are not and stand in its 附表.
enum class RosterPart : std::uint8_t { Body, Annex };

/// What a row of the table is below.
struct PlainHeading {
    std::string_view state, department, major, class_name;  // state: of the annex alone
};

/// `for_print`: with the columns of the body that are filled in by hand (signatures, tick boxes).
std::vector<PlainColumn> plain_columns(const CompiledRoster& roster, RosterPart part,
                                       bool for_print);
/// Views of a roster, for as long as it stays.
struct PlainRow {
    PlainHeading heading;
    const RosterRow* row;
};
/// The rows of a part of the volumes in the roster's order.
std::vector<PlainRow> plain_rows(const CompiledRoster& roster, VolumeRange volumes,
                                 RosterPart part);
std::string_view plain_value(const PlainColumn& column, const PlainRow& row);

/// UTF-8 with a byte order mark, so that spreadsheets read the Chinese; formulas guarded.
std::string make_csv(const CompiledRoster& roster, VolumeRange volumes, RosterPart part);

/// A DBF in GBK. What it cannot hold is listed in `refusals` (rows from 0, columns of
/// plain_columns()).
/// Errors: BadInput when anything is refused, or a column's name cannot stand in a DBF.
Result<std::string> make_dbf(const CompiledRoster& roster, VolumeRange volumes, RosterPart part,
                             std::vector<DbfRefusal>& refusals);

}  // namespace mingce
