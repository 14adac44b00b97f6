// The pages of rows: class rosters and check-in sheets.
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
    draw_notes(sheet, group.rows, sheet.plan.missing[page.group], y + 6.2);
}

/// The rows with their rules, from `y` down. Returns where they end.
double draw_rows_of(const Sheet& sheet, const PagePlan& page, double y) {
    const RosterGroup& group = sheet.volume().groups[page.group];
    for (std::size_t i = 0; i < page.count; ++i) {
        const std::size_t index = page.first + i;
        y += draw_table_row(sheet, sheet.plan.body,
                            {group.rows[index], index, sheet.plan.missing[page.group]}, y,
                            page.row_scale);
        if (i + 1 < page.count || page.tail != Tail::None)
            draw_row_rule(sheet, y, (index + 1) % 5 == 0);
    }
    return y;
}

/// What closes the table on a group's last page: 以下空白, or the totals as its last row.
double draw_tail(const Sheet& sheet, const PagePlan& page, double y) {
    const Geometry& paper = sheet.paper;
    if (page.tail == Tail::BlankRow) return draw_blank_row(sheet, y);
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
    draw_table_head(sheet, sheet.plan.body);
    const double body = paper.table_top + paper.head_height;
    const double rows_end = draw_rows_of(sheet, page, body);
    draw_column_rules(sheet, sheet.plan.body, body, rows_end);
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
