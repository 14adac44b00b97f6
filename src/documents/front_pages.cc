// Contents and statistics.
#include <algorithm>

#include "documents/lists.h"
#include "documents/sheet.h"

namespace mingce {

namespace {

using Level = ContentsLine::Level;

constexpr double kIndent = 3;
constexpr Style kLine{10.5};
const Style kSmall{9, Weight::Regular, 0.27};

void draw_start_page(const Sheet& sheet, double from, double y, std::uint32_t page) {
    const double right = sheet.paper.block_right() - kIndent;
    sheet.canvas.dots(from, right - 9, y - 1.1);
    sheet.canvas.text_at(right, y, std::to_string(page), kLine, Align::Right);
}

void draw_group_line(const Sheet& sheet, const ContentsLine& line, double y) {
    const double left = sheet.paper.left + kIndent + 9;
    const double name = line.level == Level::Annex ? left - 9 : left;
    const double name_end = sheet.canvas.text(name, y, line.name, kLine);
    const double counts = std::max(left + 43, name_end + 4);
    const Tally& tally = line.tally;
    sheet.canvas.text(counts, y, sheet.say(words::kMen, {std::to_string(tally.men)}), kSmall);
    sheet.canvas.text(counts + 13, y, sheet.say(words::kWomen, {std::to_string(tally.women)}),
                      kSmall);
    const double end = sheet.canvas.text(
        counts + 26, y, sheet.say(words::kTogether, {std::to_string(tally.total)}), kSmall);
    draw_start_page(sheet, std::max(counts + 43.5, end + 3), y, line.page);
}

void draw_contents_line(const Sheet& sheet, const ContentsLine& line, double y) {
    const double left = sheet.paper.left + kIndent;
    switch (line.level) {
        case Level::Front: {
            const double end = sheet.canvas.text(left, y, line.name, kLine);
            draw_start_page(sheet, end + 2, y, line.page);
            return;
        }
        case Level::Department: {
            sheet.canvas.text(left, y, line.name, {11.5, Weight::Bold});
            break;
        }
        case Level::Major: {
            sheet.canvas.text(left, y, line.number, {10.5, Weight::Bold});
            sheet.canvas.text(left + 9, y, line.name, {10.5, Weight::Bold});
            break;
        }
        case Level::Group:
        case Level::Annex: draw_group_line(sheet, line, y); return;
        case Level::Total: return;  // drawn by itself: it is a line of its own kind
    }
    sheet.canvas.text_at(sheet.paper.block_right() - kIndent - 12, y, line.summary, kSmall,
                         Align::Right);
}

std::string scope_text(const Sheet& sheet) {
    const RosterVolume& volume = sheet.volume();
    const std::string majors = std::to_string(volume.major_count());
    std::size_t classes = 0;
    for (const RosterGroup& group : volume.groups)
        if (!group.class_name.empty() && !group.unassigned) ++classes;
    return classes == 0 ? sheet.say(words::kScopeMajors, {majors})
                        : sheet.say(words::kScope, {majors, std::to_string(classes)});
}

void draw_contents_total(const Sheet& sheet, double y) {
    const double left = sheet.paper.left + kIndent, right = sheet.paper.block_right() - kIndent;
    const Tally& tally = sheet.volume().tally;
    sheet.canvas.rule(left, y, right, y, 0.35);
    sheet.canvas.rule(left, y + 7.6, right, y + 7.6, 0.35);
    const double base = y + 3.8 + baseline_drop(10.5), width = right - left;
    sheet.canvas.text(left + 2, base,
                      sheet.say(sheet.volume().annex.empty() ? words::kTotal : words::kBodyTotal),
                      kLine);
    sheet.canvas.text_at(left + width * 0.26, base, scope_text(sheet), kLine, Align::Centre);
    sheet.canvas.text_at(left + width * 0.52, base,
                         sheet.say(words::kMen, {std::to_string(tally.men)}), kLine, Align::Centre);
    sheet.canvas.text_at(left + width * 0.73, base,
                         sheet.say(words::kWomen, {std::to_string(tally.women)}), kLine,
                         Align::Centre);
    sheet.canvas.text_at(right - 2, base,
                         sheet.say(words::kTogether, {std::to_string(tally.total)}),
                         {10.5, Weight::Bold}, Align::Right);
}

void draw_list_title(const Sheet& sheet, const PagePlan& page, const Text& title, double spaced) {
    const std::string more = page.continued ? sheet.say(words::kContinued) : "";
    sheet.canvas.text_at(sheet.paper.centre(), sheet.paper.top + 18.2, sheet.say(title) + more,
                         {22, Weight::Bold, kInk, page.continued ? 0.1 : spaced}, Align::Centre);
    const std::string name =
        sheet.volume().name.empty() ? words::spaced(sheet.roster.meta.intake) : sheet.volume().name;
    sheet.canvas.text_at(sheet.paper.centre(), sheet.paper.top + 24.8, name, {10.5}, Align::Centre);
}

struct StatisticsColumn {
    Text label;
    double share;  // of the block's width
};
const StatisticsColumn kStatisticsColumns[] = {{words::kMajor, 0.37},   {words::kClassCount, 0.08},
                                               {words::kMenHead, 0.08}, {words::kWomenHead, 0.08},
                                               {words::kTotal, 0.09},   {words::kMinorities, 0.1},
                                               {words::kParty, 0.1},    {words::kLeague, 0.1}};
constexpr std::size_t kStatisticsColumnCount = std::size(kStatisticsColumns);

void draw_statistics_row(const Sheet& sheet, const StatisticsLine& line, double y) {
    const Tally& tally = line.tally;
    const std::string cells[kStatisticsColumnCount] = {line.name,
                                                       std::to_string(line.classes),
                                                       std::to_string(tally.men),
                                                       std::to_string(tally.women),
                                                       std::to_string(tally.total),
                                                       std::to_string(tally.minorities),
                                                       std::to_string(tally.party_members),
                                                       std::to_string(tally.league_members)};
    double x = sheet.paper.left;
    for (std::size_t c = 0; c < kStatisticsColumnCount; ++c) {
        const double width = sheet.paper.block_width() * kStatisticsColumns[c].share;
        const Weight weight = line.sum ? Weight::Bold : Weight::Regular;
        double points = 9;
        while (points > 7.5 && sheet.canvas.width_of(cells[c], {points, weight}) > width - 2.4)
            points -= 0.5;
        const double base = y + kStatisticsRowHeight / 2 + baseline_drop(points);
        if (c == 0)
            sheet.canvas.text(x + 1.4, base, cells[c], {points, weight});
        else
            sheet.canvas.text_at(x + width / 2, base, cells[c], {points, weight}, Align::Centre);
        x += width;
    }
}

void draw_statistics_head(const Sheet& sheet, double top) {
    double x = sheet.paper.left;
    for (const StatisticsColumn& column : kStatisticsColumns) {
        const double width = sheet.paper.block_width() * column.share;
        draw_head_cell(sheet, sheet.say(column.label), {x, top, width, 8});
        x += width;
    }
    sheet.canvas.rule(sheet.paper.left, top + 8, sheet.paper.block_right(), top + 8, 0.25);
}

void draw_statistics_frame(const Sheet& sheet, double top, double foot) {
    double x = sheet.paper.left;
    for (std::size_t c = 0; c + 1 < kStatisticsColumnCount; ++c) {
        x += sheet.paper.block_width() * kStatisticsColumns[c].share;
        sheet.canvas.rule(x, top, x, foot, 0.1, 0.55);
    }
    sheet.canvas.frame({sheet.paper.left, top, sheet.paper.block_width(), foot - top}, 0.35);
}

/// In the order of the administrative divisions; whatever else stands there follows.
constexpr std::string_view kProvinceOrder[] = {
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海",
    "江苏", "浙江", "安徽", "福建", "江西",   "山东", "河南", "湖北",   "湖南",
    "广东", "广西", "海南", "重庆", "四川",   "贵州", "云南", "西藏",   "陕西",
    "甘肃", "青海", "宁夏", "新疆", "香港",   "澳门", "台湾"};

std::vector<std::pair<std::string, std::uint32_t>> provinces_in_order(const RosterVolume& volume) {
    const auto rank = [](std::string_view name) {
        std::size_t place = 0;
        while (place < std::size(kProvinceOrder) &&
               name.substr(0, kProvinceOrder[place].size()) != kProvinceOrder[place])
            ++place;
        return name == "未填" ? place + 1 : place;
    };
    std::vector<std::pair<std::string, std::uint32_t>> provinces(volume.provinces.begin(),
                                                                 volume.provinces.end());
    std::stable_sort(provinces.begin(), provinces.end(),
                     [&](const auto& a, const auto& b) { return rank(a.first) < rank(b.first); });
    return provinces;
}

/// Returns where they end.
double draw_provinces(const Sheet& sheet, double y) {
    if (sheet.volume().provinces.empty()) return y;
    const Geometry& paper = sheet.paper;
    sheet.canvas.text(paper.left, y + 6, sheet.say(words::kByProvince), {9.5, Weight::Bold});
    y += 8.2;
    const double width = paper.block_width() / static_cast<double>(kProvinceColumns);
    const double top = y;
    std::size_t cell = 0;
    for (const auto& province : provinces_in_order(sheet.volume())) {
        const std::string& name = province.first;
        const double x = paper.left + width * static_cast<double>(cell % kProvinceColumns);
        const double base = y + kStatisticsRowHeight / 2 + baseline_drop(9);
        const double room = width - 10;
        double points = 9;
        while (points > 6 && sheet.canvas.width_of(name, {points}) > room) points -= 0.5;
        sheet.canvas.text(x + 1.4, base, name, {points});
        sheet.canvas.text_at(x + width - 1.4, base, std::to_string(province.second), {9},
                             Align::Right);
        ++cell;
        if (cell % kProvinceColumns == 0) {
            y += kStatisticsRowHeight;
            if (cell < sheet.volume().provinces.size())
                sheet.canvas.rule(paper.left, y, paper.block_right(), y, 0.1, 0.7);
        }
    }
    if (cell % kProvinceColumns != 0) y += kStatisticsRowHeight;
    for (std::size_t c = 1; c < kProvinceColumns; ++c) {
        const double x = paper.left + width * static_cast<double>(c);
        sheet.canvas.rule(x, top, x, y, 0.1, 0.55);
    }
    sheet.canvas.frame({paper.left, top, paper.block_width(), y - top}, 0.35);
    return y;
}

}  // namespace

void draw_contents(const Sheet& sheet, std::size_t number) {
    const PagePlan& page = sheet.plan.pages[number];
    draw_surroundings(sheet, number);
    draw_list_title(sheet, page, words::kContents, 1);
    double y = contents_span(sheet.roster.definition).top;
    for (std::size_t i = 0; i < page.count; ++i) {
        const ContentsLine& line = sheet.plan.contents[page.first + i];
        if (line.level == Level::Total) draw_contents_total(sheet, y + 3);
        y += contents_line_height(line.level);
        draw_contents_line(sheet, line, y - 1.3);
    }
}

void draw_statistics(const Sheet& sheet, std::size_t number) {
    const PagePlan& page = sheet.plan.pages[number];
    draw_surroundings(sheet, number);
    draw_list_title(sheet, page, words::kStatistics, 1);
    const double top = sheet.paper.top + 29;
    double y = top;
    if (page.count > 0 || sheet.plan.statistics.empty() || !page.continued) {
        draw_statistics_head(sheet, top);
        y += 8;
        for (std::size_t i = 0; i < page.count; ++i) {
            draw_statistics_row(sheet, sheet.plan.statistics[page.first + i], y);
            y += kStatisticsRowHeight;
            sheet.canvas.rule(sheet.paper.left, y, sheet.paper.block_right(), y, 0.1, 0.7);
        }
        if (page.last) {
            StatisticsLine total{sheet.say(words::kTotal), 0, sheet.volume().tally, true};
            for (const StatisticsLine& line : sheet.plan.statistics)
                if (!line.sum) total.classes += line.classes;
            draw_statistics_row(sheet, total, y);
            y += kStatisticsRowHeight;
        }
        draw_statistics_frame(sheet, top, y);
    }
    if (!page.last) return;
    y = draw_provinces(sheet, y + 3);
    const std::string balance = balance_text(sheet.roster.definition, sheet.volume());
    if (!balance.empty()) draw_paragraph(sheet, y + 6.5, balance);
}

}  // namespace mingce
