// A sheet as a reader saw it: the one shape between formats/ and the rest of the house. Rows stream
// through a SheetSink, so that a file of any length needs the memory of one row.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace mingce {

/// What a cell held. CSV cells are Text or Empty; DBF cells Text, Number, Date, Boolean or Empty.
enum class CellKind : std::uint8_t { Empty, Text, Number, Date, Boolean, Error };

/// Text exactly as stored, UTF-8. A Number keeps its stored spelling ("4.40106E+17"). A Date is a
/// spreadsheet's serial number (digits, perhaps with a fraction) or, from a DBF, YYYYMMDD. A
/// Boolean is "TRUE" or "FALSE". An Error is "#N/A" and its like. Views die when row() returns.
struct Cell {
    std::string_view text;
    CellKind kind = CellKind::Empty;
    bool formula = false;  // the value came from a formula's cached result, or stood as ="0123"
    bool half_character = false;  // DBF: a character was cut at the field's end and is left out
    bool fills_field = false;     // DBF: no blank left in the field, so the text may be cut
};

struct SourceRow {
    std::uint64_t number = 0;  // the source's own row number, from 1; a DBF's record number
    bool hidden = false;
    std::span<const Cell> cells;  // trailing empty cells may be absent
};

/// A DBF column. Other formats have no declared columns.
struct DeclaredColumn {
    std::string name;
    char type = 'C';
    std::uint16_t width = 0, decimals = 0;
};

struct SheetHead {
    std::string name;       // "" where the format has none (CSV, DBF)
    std::size_t index = 0;  // from 0, in the file's own order
    bool hidden = false;
    DateSystem date_system = DateSystem::From1900;
    std::vector<DeclaredColumn> declared;  // DBF only
};

/// What a reader noticed that a person should know. Counts and samples, never silently dropped.
enum class NoteKind : std::uint8_t {
    HiddenSheet,       // sheet
    HiddenRows,        // count, row = first
    HiddenColumns,     // count, column = first
    MergedCells,       // count, row and column = top left of the first; detail = its range
    DeletedRecords,    // DBF: count
    EncodingChosen,    // detail = encoding and why
    UndecodableBytes,  // count, row and column = first
    HalfCharacter,     // DBF: a character cut at the field's end; count, row and column = first
    FormulaCells,      // count, row and column = first
    DateCellsInText,   // count
    StrictPath,        // odd XML, read by the slower strict reader; detail = why
    MemoMissing,       // DBF: memo file absent, memo cells left empty
    FewerRecordsThanDeclared,  // count = missing
    StrayByteOrderMark,        // U+FEFF inside the text; count, row and column = first
    UnevenRows,       // CSV: rows with more or fewer cells than the first; count, row = first
    DelimiterChosen,  // CSV: detail
    UnreadSheet,      // chart, dialog or macro sheet; sheet, detail = its kind
    MoreRecordsThanDeclared,  // DBF: count = those past the header's number, delivered too
    TextFormulas,             // CSV: texts written ="0123"; count, row and column = first
    RepeatedCells,  // XLSX: a cell given twice, the later kept; count, row and column = first
};

struct ReadNote {
    NoteKind kind;
    std::string sheet;
    std::uint64_t row = 0;
    std::string column;
    std::uint64_t count = 0;
    std::string detail;
};

struct SheetTotals {
    std::uint64_t rows = 0;   // rows handed to row(), hidden ones included
    std::uint64_t cells = 0;  // cells that were not empty
};

/// Receives sheets in file order: begin_sheet, row…, end_sheet; notes at any time. A refusal
/// returned from any of them ends the reading and is what the reader returns.
class SheetSink {
public:
    virtual ~SheetSink() = default;
    virtual Status begin_sheet(const SheetHead& head) = 0;
    virtual Status row(const SourceRow& row) = 0;
    virtual Status end_sheet(const SheetTotals& totals) = 0;
    virtual void note(const ReadNote& note) = 0;
};

}  // namespace mingce
