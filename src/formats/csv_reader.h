// Tables as delimited text, of any size: rows stream out of the mapped file.
#pragma once

#include "formats/reader.h"

namespace mingce {

/// Reads delimited text: , ; TAB or | (found, noted; a first line "sep=;" is obeyed), "quoted"
/// cells with doubled quotes and line ends inside, rows ended by LF, CRLF or a lone CR.
/// Encoding: options.encoding, else by mark and content (encoding.h); noted with samples.
/// Cells: Text or Empty, never a guess; ="0123" gives 0123 with `formula` set. A row's number
/// counts records, blank lines included; blank lines are not delivered. NUL becomes U+FFFD and
/// is counted with the undecodable bytes.
/// Errors: BadInput — a quote never closed (row where it opened), a limit reached, an unknown
/// encoding name.
Status read_csv(Bytes bytes, const ReadOptions& options, SheetSink& sink);

/// The delimiter of a table's beginning (UTF-8): the one that cuts most rows into equally many
/// cells; ',' where none does.
char find_delimiter(std::string_view head);

}  // namespace mingce
