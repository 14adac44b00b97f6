// The pages of a public list: two columns, headings as rows, and what is left out said at the foot.
#include "documents/fitting.h"
#include "documents/lists.h"
#include "documents/sheet.h"

namespace mingce {

namespace {

constexpr double kGutter = 4.2, kListHeadHeight = 5.2, kIntroLine = 5.85;

struct Column {
    double x, width, top;
    std::vector<double> widths;
};

void draw_column_head(const Sheet& sheet, const Column& column) {
    double x = column.x;
    for (std::size_t c = 0; c < column.widths.size(); ++c) {
        draw_head_cell(sheet, sheet.label(sheet.roster.definition.columns[c]),
                       {x, column.top, column.widths[c], kListHeadHeight});
        x += column.widths[c];
        if (c + 1 < column.widths.size())
            sheet.canvas.rule(x, column.top, x, column.top + kListHeadHeight, 0.1, 0.55);
    }
    const double foot = column.top + kListHeadHeight;
    sheet.canvas.rule(column.x, foot, column.x + column.width, foot, 0.25);
}

void draw_heading(const Sheet& sheet, const RosterGroup& group, const Rectangle& line) {
    std::string name = group.major;
    if (!group.class_name.empty()) name += (name.empty() ? "" : "　") + group.class_name;
    if (name.empty()) name = group.department;
    const std::string text =
        sheet.say(words::kPublicGroup, {name, std::to_string(group.tally.total)});
    double points = 9;
    while (points > 6.5 && sheet.canvas.width_of(text, {points, Weight::Bold}) > line.width - 2.5)
        points -= 0.5;
    sheet.canvas.text(line.x + 1.6, line.y + line.height / 2 + baseline_drop(points), text,
                      {points, Weight::Bold});
}

void draw_person(const Sheet& sheet, const RosterRow& row, const Column& column,
                 const Rectangle& line) {
    double x = column.x;
    for (std::size_t c = 0; c < column.widths.size(); ++c) {
        draw_cell(sheet, sheet.roster.definition.columns[c], row.cells[c],
                  {x, line.y, column.widths[c], line.height});
        x += column.widths[c];
        if (c + 1 < column.widths.size())
            sheet.canvas.rule(x, line.y, x, line.y + line.height, 0.1, 0.55);
    }
}

/// `count` lines from `first` in one column, with its head and frame.
void draw_column(const Sheet& sheet, const Column& column, std::size_t first, std::size_t count) {
    if (count == 0) return;
    draw_column_head(sheet, column);
    const double height = sheet.roster.definition.paper.row_height;
    double y = column.top + kListHeadHeight;
    for (std::size_t i = 0; i < count; ++i) {
        const PublicLine& line = sheet.plan.lines[first + i];
        const RosterGroup& group = sheet.volume().groups[line.group];
        const Rectangle place{column.x, y, column.width, height};
        y += height;
        bool fifth = false;
        if (line.heading) {
            draw_heading(sheet, group, place);
        } else if (line.row < group.rows.size()) {
            draw_person(sheet, group.rows[line.row], column, place);
            fifth = group.rows[line.row].serial % 5 == 0;
        }
        if (i + 1 < count)
            sheet.canvas.rule(column.x, y, column.x + column.width, y, fifth ? 0.22 : 0.1,
                              fifth ? 0.2 : 0.7);
    }
    sheet.canvas.frame({column.x, column.top, column.width, y - column.top}, 0.35);
}

double draw_public_head(const Sheet& sheet, std::size_t number) {
    const Geometry& paper = sheet.paper;
    sheet.canvas.text_at(paper.centre(), 21,
                         words::spaced(fill_pattern(sheet.roster.definition.page_title,
                                                    sheet.roster.meta, RosterGroup())),
                         {18, Weight::Bold, kInk, 0.02}, Align::Centre);
    const std::string& name =
        sheet.volume().name.empty() ? sheet.roster.meta.institution : sheet.volume().name;
    sheet.canvas.text_at(paper.centre(), 27.4,
                         sheet.say(words::kPublicPage, {name, std::to_string(number + 1),
                                                        std::to_string(sheet.plan.pages.size())}),
                         {10.5}, Align::Centre);
    double y = 36.2;
    for (const std::string& line : public_intro(sheet.canvas, sheet.roster, paper.block_width())) {
        sheet.canvas.text(paper.left, y, line, {10});
        y += kIntroLine;
    }
    return y - 2.2;
}

void draw_public_foot(const Sheet& sheet, std::size_t number) {
    const Geometry& paper = sheet.paper;
    const Style small{8, Weight::Regular, 0.2};
    const double y = paper.height - 26;
    sheet.canvas.text(paper.left, y, sheet.say(words::kPublicNote1), small);
    sheet.canvas.text(paper.left, y + 4.6, sheet.say(words::kPublicNote2), small);
    sheet.canvas.text(paper.left, y + 9.2,
                      sheet.edition() + "　" + sheet.say(words::kAsOf, {sheet.as_of()}), small);
    const double x = sheet.canvas.text(paper.left, y + 13.8, sheet.say(words::kPageHash), small);
    const std::string hash = sheet.fingerprint(page_text(sheet, number));
    sheet.canvas.text(x, y + 13.8, std::string_view(hash).substr(0, 32), {7.3, Weight::Mono, 0.2});
    const double seal = paper.block_right() - 26;
    const Date date = sheet.roster.meta.as_of;
    draw_issuer(sheet, {seal, y + 0.6, 11, 52});
    sheet.canvas.text_at(seal, y + 7.6,
                         sheet.language() == Language::Chinese
                             ? std::to_string(date.year) + " 年 " + std::to_string(date.month) +
                                   " 月 " + std::to_string(date.day) + " 日"
                             : iso_text(date),
                         {11}, Align::Centre);
    sheet.canvas.text_at(seal, y + 14, sheet.say(words::kSealPlace), {9, Weight::Regular, 0.47},
                         Align::Centre);
}

}  // namespace

void draw_public(const Sheet& sheet, std::size_t number) {
    const PagePlan& page = sheet.plan.pages[number];
    const double top = draw_public_head(sheet, number);
    Column column{sheet.paper.left, (sheet.paper.block_width() - kGutter) / 2, top, {}};
    double sum = 0;
    for (const RosterColumn& each : sheet.roster.definition.columns) sum += each.width;
    for (const RosterColumn& each : sheet.roster.definition.columns)
        column.widths.push_back(each.width * column.width / sum);
    const std::size_t most = public_lines_per_column(sheet.canvas, sheet.roster);
    std::size_t left = std::min(most, page.count);
    // The last page's columns are of one length, none ending in a heading.
    if (page.last) left = std::min(left, (page.count + 1) / 2);
    while (left < page.count && left > 0 && sheet.plan.lines[page.first + left - 1].heading) ++left;
    draw_column(sheet, column, page.first, left);
    column.x += column.width + kGutter;
    draw_column(sheet, column, page.first + left, page.count - left);
    draw_public_foot(sheet, number);
}

}  // namespace mingce
