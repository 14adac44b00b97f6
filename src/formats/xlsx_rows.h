// Rows on their way from an XLSX sheet to the sink: both readers, the fast and the strict, fill
// this, so that what a cell means is said once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/sheet.h"
#include "formats/reader.h"
#include "formats/xlsx_strings.h"
#include "formats/xlsx_text.h"

namespace mingce {

/// ECMA-376 Part 1, 18.18.11 ST_CellType.
enum class CellType : std::uint8_t { Number, Shared, FormulaText, Boolean, Error, Inline, IsoDate };

std::optional<CellType> cell_type_of(std::string_view name);

struct SheetContext {
    const SharedStrings& strings;
    const std::vector<bool>& date_styles;
    const ReadLimits& limits;
    SheetSink& sink;
    SheetHead head;

    bool is_date(std::uint32_t style) const {
        return style < date_styles.size() && date_styles[style];
    }
};

class SheetRows {
public:
    explicit SheetRows(const SheetContext& context) : context_(context) {}

    /// Begins a row, forgetting one begun and not ended. `number` 0: the one after the last.
    void begin(std::uint64_t number, bool hidden);
    /// Precondition: column < columns_max. A later cell of the same column wins; one without text
    /// is Empty, and of interest only for its formula. (Fields, not a Cell: copying one through the
    /// stack stalls on the store just made, which cost a tenth of the whole reading.)
    void place(std::size_t column, std::string_view text, CellKind kind, bool formula) {
        if (text.empty()) kind = CellKind::Empty;
        if (kind == CellKind::Empty && !formula) return;
        if (column >= cells_.size()) cells_.resize(column + 1);
        Cell& cell = cells_[column];
        if (cell.kind == CellKind::Empty && !cell.formula)
            touched_.push_back(static_cast<std::uint32_t>(column));
        else if (repeated_in_row_++ == 0)
            repeated_column_ = column;
        cell.text = text;
        cell.kind = kind;
        cell.formula = formula;
    }
    void count_iso_date(std::size_t column) {
        if (iso_in_row_++ == 0) iso_column_ = column;
    }
    /// Hands the row on. Errors: too many rows, or what the sink returned.
    Status end();
    /// The notes that only the whole sheet can tell.
    void finish();

    RowText& text() { return text_; }
    std::uint64_t number() const { return number_; }
    std::size_t columns_used() const { return columns_used_; }
    const SheetTotals& totals() const { return totals_; }

private:
    struct Tally {
        std::uint64_t count = 0, row = 0;
        std::size_t column = 0;
        void add(std::uint64_t at_row, std::size_t at_column, std::uint64_t more = 1) {
            if (count == 0) row = at_row, column = at_column;
            count += more;
        }
    };
    void note(NoteKind kind, const Tally& tally, bool with_column);
    std::size_t count_cells();
    Error too_much(const Problem& problem) const;

    const SheetContext& context_;
    std::vector<Cell> cells_;  // empty but for `touched_`, so that a far column costs nothing
    std::vector<std::uint32_t> touched_;
    RowText text_;
    std::uint64_t number_ = 0, last_number_ = 0;
    bool hidden_ = false;
    std::uint64_t iso_in_row_ = 0, repeated_in_row_ = 0;
    std::size_t iso_column_ = 0, repeated_column_ = 0, columns_used_ = 0;
    std::uint64_t area_ = 0, text_bytes_ = 0;
    SheetTotals totals_;
    Tally hidden_rows_, formulas_, iso_dates_, repeated_;
};

/// Makes the cell a stored value means; what it cannot be is the problem returned.
const Problem* make_cell(const SheetContext& context, CellType type, std::uint32_t style,
                         std::string_view value, Cell& cell);

}  // namespace mingce
