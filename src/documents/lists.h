// The lines of the front pages (contents, statistics) and of a public list, and their pages.
#pragma once

#include "documents/page_plan.h"

namespace mingce {

/// Appends the contents' lines and pages, when the definition wants them. Pages are numbered later.
void plan_contents(const CompiledRoster& roster, const RosterVolume& volume, VolumePlan& plan);
/// Fills in the start pages, once the row pages are settled. `front`: pages before them.
void number_contents(VolumePlan& plan, std::size_t front);
void plan_statistics(const CompiledRoster& roster, const RosterVolume& volume, VolumePlan& plan);
void plan_public(Canvas& canvas, const CompiledRoster& roster, const RosterVolume& volume,
                 VolumePlan& plan);

double contents_line_height(ContentsLine::Level level);
/// Where the lines of a contents page begin and may end, in mm.
struct Span {
    double top, bottom;
};
Span contents_span(const Definition& definition);
constexpr double kContentsTotalHeight = 12;
constexpr double kStatisticsRowHeight = 5.2;
std::size_t statistics_rows_per_page(const Definition& definition);
std::size_t province_rows(const RosterVolume& volume);
constexpr std::size_t kProvinceColumns = 8;
/// Lines of one column of a public list.
std::size_t public_lines_per_column(Canvas& canvas, const CompiledRoster& roster);
/// The lines of the paragraph before a public list.
std::vector<std::string> public_intro(Canvas& canvas, const CompiledRoster& roster, double width);

}  // namespace mingce
