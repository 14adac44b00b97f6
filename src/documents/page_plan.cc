#include "documents/page_plan.h"

#include <algorithm>

#include "base/text.h"
#include "documents/lists.h"

namespace mingce {

namespace {

/// The scaling of rows that nobody sees: 40 rows and a line of totals where 40 rows fit.
constexpr double kLeastRowScale = 0.975;
/// mm; twenty rows of 6.7 are not nineteen because of the last bit.
constexpr double kHeightTolerance = 0.05;
/// Rows moved to the next page so that totals do not stand there alone.
constexpr std::size_t kCompany = 5;

struct Measured {
    std::vector<double> heights;  // by row
    std::vector<MissingGlyph> missing;
};

Measured measure(Canvas& canvas, const Definition& definition, const RosterGroup& group,
                 const TableColumns& table) {
    Measured measured;
    measured.heights.reserve(group.rows.size());
    for (std::size_t r = 0; r < group.rows.size(); ++r) {
        const RosterRow& row = group.rows[r];
        measured.heights.push_back(
            row_height(definition, lines_of_row(canvas, definition, table, row)));
        for (std::size_t cell : table.cells)
            note_missing(canvas, row.cells[cell], {r, cell, 0}, measured.missing);
    }
    return measured;
}

/// Cuts one group into pages.
class GroupPages {
public:
    GroupPages(const Definition& definition, const Geometry& paper, const Measured& measured)
        : definition_(definition),
          heights_(measured.heights),
          capacity_(paper.table_limit - paper.table_top - paper.head_height) {
        const double notes = measured.missing.empty()
                                 ? 0
                                 : 2 + kNoteHeight * static_cast<double>(measured.missing.size());
        const double totals = definition.totals ? kTotalsGap + kTotalsHeight : 0;
        const bool foot = definition.totals || notes > 0;
        blank_tail_ = foot ? kBlankRowHeight + totals + notes : 0;
        // Totals as a last row inside the frame leave notes no place: those want the long form.
        row_tail_ = notes > 0 ? blank_tail_ : foot ? definition.paper.row_height : 0;
    }

    void append(std::vector<PagePlan>& pages, std::size_t group) const {
        std::size_t first = 0;
        do {
            PagePlan page;
            page.group = group;
            page.first = first;
            page.continued = first > 0;
            page.count = rows_that_fit(first);
            if (first + page.count == heights_.size()) close(page);
            first += page.count;
            pages.push_back(page);
        } while (!pages.back().last);
    }

private:
    std::size_t rows_that_fit(std::size_t first) const {
        const std::size_t most = definition_.paper.rows_per_page;
        double used = 0;
        std::size_t count = 0;
        while (first + count < heights_.size() && (most == 0 || count < most)) {
            used += heights_[first + count];
            if (used > capacity_ + kHeightTolerance && count > 0) break;
            ++count;
        }
        return count;
    }

    double height_of(const PagePlan& page) const {
        double used = 0;
        for (std::size_t i = 0; i < page.count; ++i) used += heights_[page.first + i];
        return used;
    }

    // The rows that remain fit on this page: does what follows them fit as well?
    void close(PagePlan& page) const {
        const double used = height_of(page);
        const double room = capacity_ - used;
        page.last = true;
        if (room >= std::max(blank_tail_, kBlankRowHeight)) {
            page.tail = Tail::BlankRow;
            return;
        }
        if (row_tail_ <= 0) return;
        if (row_tail_ < blank_tail_) {
            page.row_scale = std::min(1.0, (capacity_ + kHeightTolerance) / (used + row_tail_));
            if (page.row_scale >= kLeastRowScale) {
                page.tail = Tail::TotalRow;
                return;
            }
            page.row_scale = 1;
        }
        page.last = false;
        page.count -= std::min(kCompany, page.count - 1);
    }

    const Definition& definition_;
    const std::vector<double>& heights_;
    double capacity_, blank_tail_ = 0, row_tail_ = 0;
};

/// All columns, or those that are not filled in by hand, scaled to the block.
TableColumns table_columns(const Definition& definition, bool by_hand) {
    TableColumns table;
    double sum = 0;
    for (std::size_t c = 0; c < definition.columns.size(); ++c) {
        const ColumnKind kind = definition.columns[c].kind;
        if (!by_hand && kind != ColumnKind::Value && kind != ColumnKind::Serial) continue;
        table.cells.push_back(c);
        sum += definition.columns[c].width;
    }
    const double block = geometry_of(definition).block_width();
    for (std::size_t cell : table.cells)
        table.widths.push_back(definition.columns[cell].width * block / sum);
    return table;
}

void plan_rows(Canvas& canvas, const CompiledRoster& roster, const RosterVolume& volume,
               VolumePlan& plan) {
    const Geometry paper = geometry_of(roster.definition);
    for (std::size_t g = 0; g < volume.groups.size(); ++g) {
        Measured measured = measure(canvas, roster.definition, volume.groups[g], plan.body);
        GroupPages(roster.definition, paper, measured).append(plan.pages, g);
        plan.missing.push_back(std::move(measured.missing));
    }
}

}  // namespace

void note_missing(Canvas& canvas, std::string_view text, MissingGlyph place,
                  std::vector<MissingGlyph>& missing) {
    while (!text.empty()) {
        place.character = next_code_point(text);
        if (!canvas.can_print(place.character)) missing.push_back(place);
    }
}

std::size_t lines_of_row(Canvas& canvas, const Definition& definition, const TableColumns& table,
                         const RosterRow& row) {
    std::size_t lines = 1;
    for (std::size_t c = 0; c < table.cells.size(); ++c) {
        const std::string& cell = row.cells[table.cells[c]];
        if (cell.empty()) continue;
        const RosterColumn& column = definition.columns[table.cells[c]];
        lines = std::max(lines, fit(canvas, cell, sizes_of(definition, column),
                                    text_width_of(column, table.widths[c]))
                                    .line_count());
    }
    return lines;
}

Geometry geometry_of(const Definition& definition) {
    Geometry paper;
    const bool has_foot = !definition.signatures.empty() || definition.paper.mark_room;
    const bool large = definition.paper.size == PaperSize::A3;
    paper.landscape = definition.paper.landscape;
    paper.width = paper.landscape ? (large ? 420 : 297) : (large ? 297 : 210);
    paper.height = paper.landscape ? (large ? 297 : 210) : (large ? 420 : 297);
    if (paper.landscape) {
        paper.top = 22;
        paper.left = 13;
        paper.table_top = 44;
        paper.head_height = 10.6;
        paper.table_limit = paper.height - 21.4;
        paper.page_number_y = paper.height - 9.6;
        if (definition.kind == TemplateKind::Roster) {
            paper.table_top = 50.5;  // the title stands under a running head here
            paper.head_height = 8;
            paper.table_limit = paper.height - (has_foot ? 46.7 : 24);
        }
        paper.sign_top = paper.height - 45.6;
        return paper;
    }
    if (definition.kind == TemplateKind::Publicity) {
        paper.left = paper.right = 16;
        paper.top = 14;
    }
    paper.sign_top = paper.height - 45.6;
    paper.table_limit = paper.height - 46.7;
    if (definition.kind == TemplateKind::CheckIn || !has_foot)
        paper.table_limit = paper.height - 22;
    paper.page_number_y = paper.height - 9.2;
    return paper;
}

VolumePlan plan_volume(Canvas& canvas, const CompiledRoster& roster, std::size_t number) {
    const Definition& definition = roster.definition;
    const RosterVolume& volume = roster.volumes[number];
    VolumePlan plan;
    if (definition.kind == TemplateKind::Publicity) {
        plan_public(canvas, roster, volume, plan);
        return plan;
    }
    plan.body = table_columns(definition, true);
    plan.annex = table_columns(definition, false);
    if (definition.cover) plan.pages.push_back({PageKind::Cover});
    plan_contents(roster, volume, plan);
    plan_statistics(roster, volume, plan);
    const std::size_t front = plan.pages.size();
    plan_rows(canvas, roster, volume, plan);
    plan_annex(canvas, roster, volume, plan);
    number_contents(plan, front);
    return plan;
}

const Sizes& sizes_of(const Definition& definition, const RosterColumn& column) {
    const bool name = column.kind == ColumnKind::Value && column.field == Field::Name;
    if (definition.kind == TemplateKind::CheckIn) return name ? kLargeNameSizes : kLargeCellSizes;
    return name && column.mask == MaskKind::None ? kNameSizes : kCellSizes;
}

double text_width_of(const RosterColumn& column, double width) {
    return width - (column.align == Align::Centre ? 0.8 : 2.0);
}

double row_height(const Definition& definition, std::size_t lines) {
    if (lines <= 1) return definition.paper.row_height;
    return std::max(definition.paper.row_height, kLineHeight * static_cast<double>(lines) + 0.4);
}

std::string note_mark(std::size_t number) {
    if (number == 0 || number > 20) return "(" + std::to_string(number) + ")";
    std::string mark;
    append_utf8(mark, U'①' + static_cast<char32_t>(number - 1));
    return mark;
}

}  // namespace mingce
