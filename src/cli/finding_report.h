// A check's result as text like a compiler's, and as JSON lines.
#pragma once

#include "cli/console.h"
#include "usecases/check_files.h"

namespace mingce {

/// One line a finding: `file:sheet:row:column: severity CODE: text; fix`. To console.data.
void print_findings(const CheckReport& report, const Console& console);

/// One JSON object a line: file, sheet, row, column, field, code, class, severity, raw, proposal.
void print_findings_json(const CheckReport& report, const Console& console);

/// Files, counts that balance, provinces, columns not mapped, findings by cause. To console.talk.
void print_check_summary(const CheckReport& report, const Console& console);

}  // namespace mingce
