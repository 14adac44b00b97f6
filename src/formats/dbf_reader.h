// dBase and FoxPro tables, the carrier of the admission hand-over.
#pragma once

#include "formats/reader.h"

namespace mingce {

/// Reads dBase III to 7 and FoxPro tables (first byte 03 04 05 30 31 32 43 63 83 8B 8C CB F5 FB)
/// as one sheet with declared columns; options.memo holds the .dbt or .fpt.
/// Rows: number = record number; deleted records are counted and not delivered.
/// Cells: C without its padding (half_character, fills_field set); N F I B Y as digits, Text
/// where the field holds no number ("*****"); D as YYYYMMDD; L as TRUE or FALSE; T and @ as
/// "YYYY-MM-DD HH:MM:SS"; M from the memo; G and P as their block number.
/// Encoding: options.encoding, else the header's mark, else by content with GB18030 the default.
/// Errors: BadInput — dBase II, unknown version, header cut off, fields that do not fit the
/// record, a limit reached.
Status read_dbf(Bytes bytes, const ReadOptions& options, SheetSink& sink);

}  // namespace mingce
