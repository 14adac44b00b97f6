// Students as they come from files: values, the raw text where it differed, what was noticed about
// a value, and where each row stands in its source. In memory; the record proper is store/'s.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_table.h"
#include "domain/field.h"

namespace mingce {

/// A sheet that rows came from, and which of its columns is which field.
struct SourceSheet {
    std::string file;   // path as given, relative to the hand-over folder where there is one
    std::string sheet;  // "" for CSV and DBF
    StudentKind kind = StudentKind::Undergraduate;
    std::vector<std::string> column_names;  // "C" in workbooks, field name in DBF, number in CSV
    std::vector<std::string> headers;       // header text per column
    std::array<std::int32_t, kFieldCount> column_of;  // -1: the sheet has no such column

    /// Columns [joined_from, joined_to) stand in another file, at a row of their own: a province's
    /// registration table beside its placement table.
    std::string joined_file;
    std::size_t joined_from = 0, joined_to = 0;

    SourceSheet() { column_of.fill(-1); }
    std::string place() const { return sheet.empty() ? file : file + ":" + sheet; }
};

/// What the normaliser noticed about one value. It notes, rules/ judges.
enum class Mark : std::uint8_t {
    NumberCell,      // a number stood where text was expected (spreadsheet damage is possible)
    LostDigits,      // the number cannot be what was typed: exponent form, or more than 15 digits
    UnknownCode,     // no entry of the code table fits; the value is kept raw
    UnreadableDate,  // names no day; kept raw, a month alone as YYYYMM
    HalfCharacter,   // cut inside a character by a field's width
    FieldFull,       // fills its DBF field to the last byte: may be cut
    UndecodableByte,
    FormulaCell,
    ErrorCell,  // #N/A and its like
};

/// Listed rules made a value of its raw text. Their texts are in normalise/change_rules.cc.
struct Change {
    std::uint32_t row;
    Field field;
    std::uint16_t
        rules;  // every rule that had a part in it, one bit each: normalise/change_codes.h
};

struct MarkedValue {
    std::uint32_t row;
    Field field;
    Mark mark;
};

/// Rows of students, appended and never removed. A view lives until rows are added or a value is
/// set; of settled ones, that are left alone, as long as this object.
class Students {
public:
    std::uint32_t add_source(SourceSheet source);
    /// Appends a row; `row_number` is the source's own, from 1.
    std::uint32_t add_row(std::uint32_t source, std::uint64_t row_number);

    /// Sets a value that is as it came. A second set overwrites.
    void set(std::uint32_t row, Field field, std::string_view value);
    /// Says which row of SourceSheet::joined_file belongs to this row.
    void join_row(std::uint32_t row, std::uint64_t row_number) {
        rows_[row].joined = static_cast<std::uint32_t>(row_number);  // a DBF's: 32 bits there too
    }
    /// Sets a value that listed rules changed, and keeps its raw text.
    void set_changed(std::uint32_t row, Field field, std::string_view raw, std::string_view clean,
                     std::uint16_t rules);
    void mark(std::uint32_t row, Field field, Mark mark);
    /// Keeps the cell of a column that no field claims.
    void keep_unmapped(std::uint32_t row, std::uint32_t column, std::string_view text);

    /// Takes back every row and source from these sizes on: of a file whose reading failed midway.
    void cut(std::uint32_t rows, std::size_t sources);
    /// Packs what is still open to changes, once those that are known were made.
    void settle();

    std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }
    std::string_view value(std::uint32_t row, Field field) const {
        return values_.at(row, static_cast<std::size_t>(field));
    }
    /// What stood in the source: the first change's raw text, else the value.
    std::string_view raw(std::uint32_t row, Field field) const;
    std::string_view unmapped(std::uint32_t row, std::uint32_t column) const {
        return unmapped_.at(row, column);
    }

    const SourceSheet& source_of(std::uint32_t row) const { return sources_[rows_[row].source]; }
    std::uint32_t source_index(std::uint32_t row) const { return rows_[row].source; }
    std::uint64_t row_number(std::uint32_t row) const { return rows_[row].number; }
    /// The row of SourceSheet::joined_file; 0 where none was joined.
    std::uint64_t joined_row_number(std::uint32_t row) const { return rows_[row].joined; }
    const std::vector<SourceSheet>& sources() const { return sources_; }

    /// In the order they were made; rows ascend as long as rows were filled in order.
    const std::vector<Change>& changes() const { return changes_; }
    const std::vector<MarkedValue>& marks() const { return marks_; }
    bool has_mark(std::uint32_t row, Field field, Mark mark) const;

private:
    struct Row {
        std::uint64_t number;
        std::uint32_t source;
        std::uint32_t joined;
    };

    std::vector<SourceSheet> sources_;
    std::vector<Row> rows_;
    TextTable values_, raws_;  // by field; a raw text only where the value is another
    TextTable unmapped_;       // by column of the sheet
    std::vector<Change> changes_;
    std::vector<MarkedValue> marks_;
};

/// "file:sheet:row", as a person would point at it.
std::string source_place(const Students& students, std::uint32_t row);

}  // namespace mingce
