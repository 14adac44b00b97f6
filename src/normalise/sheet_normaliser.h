// Sheet -> students: finds the header, matches the columns, cleans the cells, notes every change.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/sheet.h"
#include "domain/code_tables.h"
#include "domain/regions.h"
#include "domain/standard.h"
#include "domain/students.h"
#include "normalise/sheet_mapping.h"

namespace mingce {

/// What normalising needs to know; everything is data handed in.
struct NormaliseContext {
    const DataStandard& standard;
    const CodeTables& codes;
    const Regions& regions;
    /// Header -> field key (or "-": leave unmapped), from --map; wins over every guess.
    std::map<std::string, std::string> forced;
    std::optional<StudentKind> kind;  // from --kind; else guessed per sheet
    SheetMappings sheets = {};        // what a person decided, sheet by sheet; wins over `forced`
};

/// Why a column was taken for a field, best first.
enum class ColumnReason : std::uint8_t { Forced, Header, Alias, Content, None };

struct ColumnMatch {
    std::size_t column = 0;
    std::string name;  // the source's own: "C" in workbooks, field name in DBF, number in CSV
    std::string header;
    std::optional<Field> field;
    ColumnReason reason = ColumnReason::None;
    double confidence = 0;       // 0-1
    Text explanation;            // static sentence
    std::uint64_t filled = 0;    // cells that were not empty
    bool is_remembered = false;  // Forced by what was said at an earlier import of such a sheet
};

/// What became of one sheet; its counts balance: rows = header + blank + accepted + other.
struct SheetReport {
    std::string file, sheet;
    StudentKind kind = StudentKind::Undergraduate;
    std::vector<std::uint64_t> header_rows;  // the source's own numbers; empty: no header found
    std::vector<ColumnMatch> columns;
    std::uint64_t rows = 0, header_or_title_rows = 0, blank_rows = 0, accepted_rows = 0;
    std::uint64_t other_rows = 0;  // of a sheet without students
    bool is_student_sheet = true;  // false: nothing in it is a student (instructions, a legend)
    std::vector<ReadNote> notes;
    std::string fingerprint = {};  // of the headers; of a student sheet
};

/// Feeds on a reader. One report per sheet. Rows that hold data are never dropped.
class SheetNormaliser : public SheetSink {
public:
    SheetNormaliser(const NormaliseContext& context, std::string file, Students& students);
    Status begin_sheet(const SheetHead& head) override;
    Status row(const SourceRow& row) override;
    Status end_sheet(const SheetTotals& totals) override;
    void note(const ReadNote& note) override;

    const std::vector<SheetReport>& reports() const { return reports_; }
    ~SheetNormaliser() override;

private:
    struct State;
    std::unique_ptr<State> state_;
    std::vector<SheetReport> reports_;
};

}  // namespace mingce
