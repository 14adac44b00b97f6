// A check's findings as text like a compiler's, and as JSON lines.
#pragma once

#include "cli/console.h"
#include "usecases/files/check_files.h"

namespace mingce {

Text severity_text(Severity severity);

/// One line a finding: `file:sheet:row:column: severity CODE: text; fix`. The column is the letter
/// of a workbook, the number in a CSV, the name in a DBF, and its header in brackets. What a file
/// has none of (a CSV's sheet, the row of a whole file) is left out. To console.data.
void print_findings(const CheckReport& report, const Console& console);

/// One JSON object a line: file, sheet, row, column, field, code, class, severity, raw, proposal.
void print_findings_json(const CheckReport& report, const Console& console);

}  // namespace mingce
