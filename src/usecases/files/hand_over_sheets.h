// Where each sheet goes: students to the normaliser; the organisation and the class list aside.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/sheet.h"
#include "normalise/sheet_normaliser.h"

namespace mingce {

/// What a sheet is by its headers.
enum class SheetUse : std::uint8_t { Students, Organisation, Classes };

/// The columns that organisation and class sheets are read for.
enum class SideColumn : std::uint8_t {
    Department,
    MajorName,
    NationalCode,
    SchoolCode,
    MajorCode,  // a major's code that does not say whose
    Level,
    Duration,
    PlanCount,
    Institution,
    InstitutionCode,
    ExamNumber,
    TicketNumber,
    IdNumber,
    Class,
    StudentNo,
};
constexpr std::size_t kSideColumnCount = static_cast<std::size_t>(SideColumn::StudentNo) + 1;

/// A sheet kept aside, whole, until the students are known.
struct SideSheet {
    struct Row {
        std::uint64_t number = 0;
        std::vector<std::string> cells;
    };
    SheetUse use = SheetUse::Organisation;
    std::string file, sheet;
    std::vector<std::string> headers;  // by column, as the sheet words them
    std::array<std::optional<std::size_t>, kSideColumnCount> columns;
    std::vector<Row> rows;  // below the header, blank ones left out

    std::string_view text(const Row& row, SideColumn column) const;
};

/// Feeds on a reader; judges each sheet by its first rows, then passes it on.
class SheetRouter : public SheetSink {
public:
    SheetRouter(const NormaliseContext& context, std::string file, Students& students)
        : file_(file), normaliser_(context, std::move(file), students) {}
    /// Where a class list is asked for its people, not for what it says of others.
    void take_classes_for_students() { classes_are_students_ = true; }
    Status begin_sheet(const SheetHead& head) override;
    Status row(const SourceRow& row) override;
    Status end_sheet(const SheetTotals& totals) override;
    void note(const ReadNote& note) override;

    const std::vector<SheetReport>& reports() const { return normaliser_.reports(); }
    const std::vector<SideSheet>& side_sheets() const { return side_sheets_; }
    std::uint64_t deleted_records() const { return deleted_records_; }

private:
    struct KeptRow {
        std::uint64_t number = 0;
        bool hidden = false;
        std::vector<std::string> texts;
        std::vector<Cell> cells;
    };
    Status decide();
    Status pass_on(const SourceRow& row);

    std::string file_;
    SheetNormaliser normaliser_;
    SheetHead head_;
    bool has_begun_ = false, is_decided_ = true, classes_are_students_ = false;
    SheetUse use_ = SheetUse::Students;
    std::vector<KeptRow> kept_;
    std::vector<ReadNote> kept_notes_;
    std::vector<SideSheet> side_sheets_;
    std::uint64_t deleted_records_ = 0;
};

}  // namespace mingce
