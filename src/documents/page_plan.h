// Which rows stand on which page, settled before anything is drawn: each page prints n of m, and
// the contents name pages that come after them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "documents/canvas.h"
#include "documents/fitting.h"
#include "domain/roster.h"

namespace mingce {

/// The measures of a sheet of paper, in mm.
struct Geometry {
    double width = 210, height = 297;
    double top = 13, right = 13, bottom = 8, left = 27;
    bool landscape = false;
    double block_width() const { return width - left - right; }
    double block_right() const { return width - right; }
    double centre() const { return (left + width - right) / 2; }
    double table_top = 41.5;     // upper edge of a roster's table
    double head_height = 8;      // of the table's head
    double sign_top = 251.4;     // upper edge of the signature boxes
    double table_limit = 250.3;  // lowest a table may reach
    double page_number_y = 288;
};
Geometry geometry_of(const Definition& definition);

/// A character no face has, in a cell.
struct MissingGlyph {
    std::size_t row = 0, column = 0;  // of the group or part of the annex, of the definition
    char32_t character = 0;
};

enum class PageKind : std::uint8_t { Cover, Contents, Statistics, Rows, Public, Annex };

/// How the end of a group stands on its last page.
enum class Tail : std::uint8_t { None, BlankRow, TotalRow };

struct PagePlan {
    PageKind kind = PageKind::Rows;
    std::size_t group = 0;             // on a page of the annex: its part
    std::size_t first = 0, count = 0;  // rows of the group, or lines of the list or annex
    bool continued = false, last = false;
    Tail tail = Tail::None;
    double row_scale = 1;  // a little below 1 where that saves a page of totals alone
};

/// One line of the contents.
struct ContentsLine {
    enum class Level : std::uint8_t { Front, Department, Major, Group, Total, Annex };
    Level level = Level::Group;
    std::string number, name, summary;
    Tally tally;
    std::uint32_t page = 0;
};

/// One line of the statistics: a major, or a department's sum.
struct StatisticsLine {
    std::string name;
    std::uint32_t classes = 0;
    Tally tally;
    bool sum = false;
};

/// One line of a public list: a heading, or a row of a group.
struct PublicLine {
    std::size_t group = 0, row = 0;
    bool heading = false;
};

/// One line of a part of the annex: where the students below were admitted to, or a row.
struct AnnexLine {
    std::size_t row = 0;  // of the part; of a heading, the first below it
    bool heading = false;
};
struct AnnexPlan {
    std::vector<AnnexLine> lines;
    std::vector<MissingGlyph> missing;
};

/// The columns of a table, and where their values stand in a row.
struct TableColumns {
    std::vector<std::size_t> cells;  // of the definition
    std::vector<double> widths;      // mm
};

struct VolumePlan {
    TableColumns body, annex;  // the annex has none that are filled in by hand
    std::vector<PagePlan> pages;
    std::vector<ContentsLine> contents;
    std::vector<StatisticsLine> statistics;
    std::vector<PublicLine> lines;
    std::vector<std::vector<MissingGlyph>> missing;  // by group
    std::vector<AnnexPlan> annex_parts;
};

/// Appends the characters of a cell that no face has.
void note_missing(Canvas& canvas, std::string_view text, MissingGlyph place,
                  std::vector<MissingGlyph>& missing);

/// The lines and pages of the volume's annex, after those of its groups.
void plan_annex(Canvas& canvas, const CompiledRoster& roster, const RosterVolume& volume,
                VolumePlan& plan);
/// 录取 8 ＝ 入册 6 ＋ 保留 1 ＋ 放弃 0 ＋ 取消 1; "" where the definition has no annex.
std::string balance_text(const Definition& definition, const RosterVolume& volume);

/// How many lines of text the row needs, at least 1.
std::size_t lines_of_row(Canvas& canvas, const Definition& definition, const TableColumns& table,
                         const RosterRow& row);

VolumePlan plan_volume(Canvas& canvas, const CompiledRoster& roster, std::size_t volume);

/// The sizes a column's text may be set in.
const Sizes& sizes_of(const Definition& definition, const RosterColumn& column);
/// What is left of a column for text, in mm.
double text_width_of(const RosterColumn& column, double width);
double row_height(const Definition& definition, std::size_t lines);
/// The mark of a note: ①.
std::string note_mark(std::size_t number);

constexpr double kBlankRowHeight = 10, kTotalsGap = 5, kTotalsHeight = 5.7, kNoteHeight = 5.0;

}  // namespace mingce
