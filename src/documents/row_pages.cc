// The pages of rows: class rosters and check-in sheets.
#include <algorithm>

#include "documents/sheet.h"

namespace mingce {

namespace {

std::string duration_text(const Sheet& sheet, const std::string& duration) {
    const bool number =
        !duration.empty() && duration.find_first_not_of("0123456789.") == std::string::npos;
    return number ? sheet.say(words::kYears, {duration}) : duration;
}

/// Title, and under it the major or what the group is.
void draw_roster_head(const Sheet& sheet, const PagePlan& page, const RosterGroup& group) {
    const Geometry& paper = sheet.paper;
    const double top = paper.table_top - 28.5;
    sheet.canvas.text_at(
        paper.centre(), top + 14.3,
        words::spaced(fill_pattern(sheet.roster.definition.page_title, sheet.roster.meta, group)),
        {17, Weight::Bold, kInk, 0.06}, Align::Centre);
    if (!group.major.empty()) {
        const std::string years = duration_text(sheet, group.duration);
        const std::string text = years.empty()
                                     ? sheet.say(words::kMajorOnly, {group.major})
                                     : sheet.say(words::kMajorDuration, {group.major, years});
        sheet.canvas.text_at(paper.centre(), top + 20.6, text, {10.5}, Align::Centre);
    }
    std::vector<MetaPart> parts;
    const std::string more = page.continued ? sheet.say(words::kContinued) : "";
    if (!group.class_name.empty())
        parts.push_back({sheet.say(words::kClass), group.class_name + more});
    else if (!group.department.empty())
        parts.push_back({sheet.say(words::kDepartment), group.department + more});
    if (!sheet.roster.meta.intake.empty())
        parts.push_back({sheet.say(words::kIntake), words::spaced(sheet.roster.meta.intake)});
    parts.push_back({sheet.say(unit_of(group)), sheet.people(group.tally)});
    draw_meta(sheet, paper.table_top - 2.2, parts, true);
}

void draw_check_in_head(const Sheet& sheet, const PagePlan& page, const RosterGroup& group) {
    const Geometry& paper = sheet.paper;
    sheet.canvas.text(paper.left, paper.table_top - 19.6,
                      sheet.institution_and_intake() + "　" + sheet.roster.definition.secrecy,
                      {8, Weight::Regular, 0.2});
    sheet.canvas.text_at(
        paper.centre(), paper.table_top - 10.9,
        words::spaced(fill_pattern(sheet.roster.definition.page_title, sheet.roster.meta, group)),
        {19, Weight::Bold, kInk, 0.1}, Align::Centre);
    const std::string more = page.continued ? sheet.say(words::kContinued) : "";
    std::vector<MetaPart> parts;
    if (!group.department.empty())
        parts.push_back({sheet.say(words::kDepartment), group.department});
    if (!group.major.empty())
        parts.push_back(
            {sheet.say(words::kMajor), group.major + (group.class_name.empty() ? more : "")});
    if (!group.class_name.empty())
        parts.push_back({sheet.say(words::kClass), group.class_name + more});
    parts.push_back({sheet.say(words::kDeskPoint), "________________"});
    parts.push_back({sheet.say(words::kDay), "____________"});
    parts.push_back({sheet.say(words::kExpected),
                     sheet.say(words::kPersons, {std::to_string(group.tally.total)})});
    draw_meta(sheet, paper.table_top - 2.5, parts, false);
}

void draw_tick_box(const Sheet& sheet, const Rectangle& cell) {
    constexpr double kSide = 3.1;
    sheet.canvas.frame(
        {cell.x + (cell.width - kSide) / 2, cell.y + (cell.height - kSide) / 2, kSide, kSide}, 0.18,
        0.3);
}

void draw_row_cells(const Sheet& sheet, const RosterRow& row, double y, double height) {
    const auto& columns = sheet.roster.definition.columns;
    double x = sheet.paper.left;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const Rectangle cell{x, y, sheet.plan.column_widths[c], height};
        if (columns[c].kind == ColumnKind::TickBox)
            draw_tick_box(sheet, cell);
        else
            draw_cell(sheet, columns[c], row.cells[c], cell);
        x += cell.width;
    }
}

/// ① after a cell's text where a character is printed as its code.
void draw_note_marks(const Sheet& sheet, const PagePlan& page, std::size_t row,
                     const Rectangle& line) {
    const auto& missing = sheet.plan.missing[page.group];
    for (std::size_t i = 0; i < missing.size(); ++i) {
        if (missing[i].row != row) continue;
        const RosterColumn& column = sheet.roster.definition.columns[missing[i].column];
        double x = sheet.paper.left;
        for (std::size_t c = 0; c < missing[i].column; ++c) x += sheet.plan.column_widths[c];
        const double width = sheet.plan.column_widths[missing[i].column];
        const std::string& text =
            sheet.volume().groups[page.group].rows[row].cells[missing[i].column];
        const FittedText fitted = fit(sheet.canvas, text, sizes_of(sheet.roster.definition, column),
                                      text_width_of(column, width));
        double end = x + width - 2.5;
        if (fitted.lines.empty()) {
            const double length = sheet.canvas.width_of(text, {fitted.points});
            end = std::min(end, column.align == Align::Left ? x + 1.6 + length
                                                            : x + (width + length) / 2 + 0.2);
        }
        sheet.canvas.text(end, line.y + line.height / 2 - 0.2, note_mark(i + 1), {6.5});
    }
}

std::string totals_text(const Sheet& sheet, const Tally& tally) {
    return sheet.say(words::kTotals,
                     {std::to_string(tally.total), std::to_string(tally.men),
                      std::to_string(tally.women), std::to_string(tally.minorities),
                      std::to_string(tally.party_members), std::to_string(tally.league_members)});
}

/// Notes on characters that no face has, from `y` down.
void draw_notes(const Sheet& sheet, const PagePlan& page, double y) {
    const auto& missing = sheet.plan.missing[page.group];
    if (missing.empty()) return;
    const Style bold{9.5, Weight::Bold}, plain{9.5};
    const double x = sheet.canvas.text(sheet.paper.left, y, sheet.say(words::kNotes) + "　", bold);
    const RosterGroup& group = sheet.volume().groups[page.group];
    for (std::size_t i = 0; i < missing.size(); ++i) {
        std::string label = sheet.label(sheet.roster.definition.columns[missing[i].column]);
        for (const std::string_view blank : {"　", "\n", " "})
            for (std::size_t at; (at = label.find(blank)) != std::string::npos;)
                label.erase(at, blank.size());
        sheet.canvas.text(
            x, y,
            sheet.say(words::kGlyphNote,
                      {note_mark(i + 1), std::to_string(group.rows[missing[i].row].serial), label,
                       code_point_name(missing[i].character)}),
            plain);
        y += kNoteHeight;
    }
}

void draw_totals(const Sheet& sheet, const PagePlan& page, double y) {
    const RosterGroup& group = sheet.volume().groups[page.group];
    if (sheet.roster.definition.totals) {
        y += kTotalsGap + 2.6;
        const double x = sheet.canvas.text(
            sheet.paper.left, y, sheet.say(words::kTotalsOf, {sheet.say(unit_of(group))}) + "　",
            {9.5, Weight::Bold});
        sheet.canvas.text(x, y, totals_text(sheet, group.tally), {9.5});
        y += kTotalsHeight - kTotalsGap - 2.6 + 2;
    }
    draw_notes(sheet, page, y + 6.2);
}

/// The rows with their rules, from `y` down. Returns where they end.
double draw_rows_of(const Sheet& sheet, const PagePlan& page, double y) {
    const Geometry& paper = sheet.paper;
    const Definition& definition = sheet.roster.definition;
    const RosterGroup& group = sheet.volume().groups[page.group];
    for (std::size_t i = 0; i < page.count; ++i) {
        const RosterRow& row = group.rows[page.first + i];
        std::size_t lines = 1;
        for (std::size_t c = 0; c < definition.columns.size(); ++c) {
            const RosterColumn& column = definition.columns[c];
            if (row.cells[c].empty()) continue;
            lines = std::max(lines, fit(sheet.canvas, row.cells[c], sizes_of(definition, column),
                                        text_width_of(column, sheet.plan.column_widths[c]))
                                        .line_count());
        }
        const double height = row_height(definition, lines) * page.row_scale;
        draw_row_cells(sheet, row, y, height);
        draw_note_marks(sheet, page, page.first + i, {paper.left, y, paper.block_width(), height});
        y += height;
        const bool fifth = (page.first + i + 1) % 5 == 0;
        if (i + 1 < page.count || page.tail != Tail::None)
            sheet.canvas.rule(paper.left, y, paper.block_right(), y, fifth ? 0.22 : 0.1,
                              fifth ? 0.2 : 0.7);
    }
    return y;
}

void draw_column_rules(const Sheet& sheet, double y1, double y2) {
    double x = sheet.paper.left;
    for (std::size_t c = 0; c + 1 < sheet.plan.column_widths.size(); ++c) {
        x += sheet.plan.column_widths[c];
        sheet.canvas.rule(x, y1, x, y2, 0.1, 0.55);
    }
}

/// What closes the table on a group's last page: 以下空白, or the totals as its last row.
double draw_tail(const Sheet& sheet, const PagePlan& page, double y) {
    const Geometry& paper = sheet.paper;
    if (page.tail == Tail::BlankRow) {
        sheet.canvas.text_at(paper.centre(), y + kBlankRowHeight / 2 + baseline_drop(9),
                             sheet.say(words::kBlankBelow), {9, Weight::Regular, 0.2, 0.5},
                             Align::Centre);
        return y + kBlankRowHeight;
    }
    if (page.tail == Tail::TotalRow) {
        const RosterGroup& group = sheet.volume().groups[page.group];
        const double height = sheet.roster.definition.paper.row_height * page.row_scale;
        const double base = y + height / 2 + baseline_drop(9);
        const double x = sheet.canvas.text(
            paper.left + 1.4, base, sheet.say(words::kTotalsOf, {sheet.say(unit_of(group))}) + "　",
            {9, Weight::Bold});
        sheet.canvas.text(x, base, totals_text(sheet, group.tally), {9});
        return y + height;
    }
    return y;
}

void draw_check_in_foot(const Sheet& sheet, std::size_t number) {
    const Geometry& paper = sheet.paper;
    const double y = paper.table_limit + 5.8;
    const Style style{9.5};
    sheet.canvas.text(paper.left, y, sheet.say(words::kCheckInCounts), style);
    const double third = paper.left + paper.block_width() * 0.387;
    sheet.canvas.text(third, y, sheet.say(words::kDeskSignature), style);
    sheet.canvas.text(paper.left + paper.block_width() * 0.633, y, sheet.say(words::kHandedIn),
                      style);
    const std::string hash = sheet.fingerprint(page_text(sheet, number));
    sheet.canvas.text_at(paper.block_right(), y, sheet.say(words::kPageHash) + hash.substr(0, 16),
                         {7.5, Weight::Regular, 0.2}, Align::Right);
    draw_page_number(sheet, number, paper.page_number_y);
}

}  // namespace

void draw_rows(const Sheet& sheet, std::size_t number) {
    const PagePlan& page = sheet.plan.pages[number];
    const Geometry& paper = sheet.paper;
    const RosterGroup& group = sheet.volume().groups[page.group];
    const bool check_in = sheet.roster.definition.kind == TemplateKind::CheckIn;
    if (check_in) {
        draw_binding(sheet);
        draw_check_in_head(sheet, page, group);
    } else {
        draw_surroundings(sheet, number);
        draw_roster_head(sheet, page, group);
    }
    draw_table_head(sheet);
    const double body = paper.table_top + paper.head_height;
    const double rows_end = draw_rows_of(sheet, page, body);
    draw_column_rules(sheet, body, rows_end);
    const double foot = draw_tail(sheet, page, rows_end);
    sheet.canvas.frame({paper.left, paper.table_top, paper.block_width(), foot - paper.table_top},
                       0.35);
    if (page.tail == Tail::BlankRow) draw_totals(sheet, page, foot);
    if (check_in)
        draw_check_in_foot(sheet, number);
    else
        draw_signatures(sheet);
}

}  // namespace mingce
