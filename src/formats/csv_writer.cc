#include "base/text.h"
#include "formats/writers.h"

namespace mingce {

namespace {

bool looks_like_formula(std::string_view cell) {
    if (cell.empty()) return false;
    switch (next_code_point(cell)) {
        case U'=':
        case U'+':
        case U'-':
        case U'@':
        case U'\t':
        case U'\r':
        case U'＝':
        case U'＋':
        case U'－':
        case U'＠': return true;
        default: return false;
    }
}

bool needs_quotes(std::string_view cell, char delimiter) {
    for (const char c : cell)
        if (c == delimiter || c == '"' || c == '\n' || c == '\r') return true;
    return false;
}

}  // namespace

void append_csv_line(std::string& out, std::span<const std::string_view> cells, char delimiter,
                     bool guard_formulas) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i != 0) out += delimiter;
        const std::string_view cell = cells[i];
        const bool guarded = guard_formulas && looks_like_formula(cell);
        // A lone empty cell would else be a blank line, which is no row; ="… is Excel's own quote.
        const bool quoted = needs_quotes(cell, delimiter) || (cells.size() == 1 && cell.empty());
        if (quoted) out += '"';
        if (guarded) out += '\'';
        for (const char c : cell) {
            if (c == '"') out += '"';
            out += c;
        }
        if (quoted) out += '"';
    }
    out += "\r\n";
}

}  // namespace mingce
