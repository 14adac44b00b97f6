// Workbooks in the format of ECMA-376 (.xlsx, .xlsm): bytes in, rows out, streaming.
#pragma once

#include "formats/reader.h"

namespace mingce {

/// Reads the worksheets of a workbook, hidden ones too, into `sink`.
/// Cells: text as stored, UTF-8; a number keeps its spelling; a number shown as a date is a Date
///        holding its serial; a formula gives its cached result.
/// Notes: hidden sheets, rows and columns, merged ranges, formulas, sheets that hold no cells, and
///        sheets that needed the strict reader.
/// Errors: BadInput — damaged, encrypted, no workbook, a DTD, a limit of options.limits; NotFound
///         — no sheet options.sheet; or what the sink returned. Rows may have been handed on
///         before: the checksum is known only at the end, so commit nothing until this is ok.
Status read_xlsx(Bytes bytes, const ReadOptions& options, SheetSink& sink);

/// The same through the strict reader alone: slower, and the yardstick of the fast one in tests.
Status read_xlsx_strictly(Bytes bytes, const ReadOptions& options, SheetSink& sink);

}  // namespace mingce
