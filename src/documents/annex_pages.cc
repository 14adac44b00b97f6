// 附表: the pages of students whose place is kept, given up or withdrawn, after a volume's groups.
#include <algorithm>

#include "documents/sheet.h"

namespace mingce {

namespace {

constexpr double kBalanceGap = 6.2;  // mm, of baselines
/// Rows moved to the next page so that totals do not stand there alone.
constexpr std::size_t kAnnexCompany = 5;

/// Cuts one part of the annex into pages; each begins by saying where its first row belongs.
class AnnexPages {
public:
    AnnexPages(Canvas& canvas, const CompiledRoster& roster, const RosterAnnex& part,
               VolumePlan& plan)
        : definition_(roster.definition), part_(part), plan_(plan) {
        const Geometry paper = geometry_of(definition_);
        capacity_ = paper.table_limit - paper.table_top - paper.head_height;
        heights_.reserve(part.rows.size());
        for (std::size_t r = 0; r < part.rows.size(); ++r) {
            heights_.push_back(row_height(
                definition_, lines_of_row(canvas, definition_, plan.annex, part.rows[r])));
            for (std::size_t cell : plan.annex.cells)
                note_missing(canvas, part.rows[r].cells[cell], {r, cell, 0}, own_.missing);
        }
    }

    /// `foot`: what the last page needs below its rows, notes not counted.
    void append(std::size_t number, double foot) {
        foot += kNoteHeight * static_cast<double>(own_.missing.size());
        std::size_t row = 0;
        do {
            PagePlan page{PageKind::Annex};
            page.group = number;
            page.first = own_.lines.size();
            page.continued = row > 0;
            std::size_t rows = rows_that_fit(row, capacity_);
            page.last = row + rows == part_.rows.size();
            if (page.last && rows_that_fit(row, capacity_ - foot) < rows) {
                page.last = false;
                rows -= std::min(kAnnexCompany, rows - 1);
            }
            add_lines(row, rows);
            page.count = own_.lines.size() - page.first;
            row += rows;
            if (page.last) page.tail = Tail::BlankRow;
            plan_.pages.push_back(page);
        } while (!plan_.pages.back().last);
        plan_.annex_parts.push_back(std::move(own_));
    }

private:
    bool has_heading(std::size_t row, std::size_t first) const {
        if (part_.places[row] == RosterPlace()) return false;
        return row == first || part_.places[row] != part_.places[row - 1];
    }

    /// At least one, as long as there are any: a page that cannot hold one would never end.
    std::size_t rows_that_fit(std::size_t first, double room) const {
        double used = 0;
        std::size_t row = first;
        for (; row < part_.rows.size(); ++row) {
            used += heights_[row];
            if (has_heading(row, first)) used += definition_.paper.row_height;
            if (used > room && row > first) break;
        }
        return row - first;
    }

    void add_lines(std::size_t first, std::size_t count) {
        for (std::size_t row = first; row < first + count; ++row) {
            if (has_heading(row, first)) own_.lines.push_back({row, true});
            own_.lines.push_back({row, false});
        }
    }

    const Definition& definition_;
    const RosterAnnex& part_;
    VolumePlan& plan_;
    AnnexPlan own_;
    std::vector<double> heights_;
    double capacity_ = 0;
};

/// 信息科学与工程学院　自动化　自动化2601
std::string place_text(const RosterPlace& place, bool with_department) {
    std::string text;
    for (const std::string* part : {&place.department, &place.major, &place.class_name}) {
        if (part->empty() || (part == &place.department && !with_department)) continue;
        text += (text.empty() ? "" : "　") + *part;
    }
    return text;
}

void draw_annex_head(const Sheet& sheet, const PagePlan& page, const RosterAnnex& part) {
    const Geometry& paper = sheet.paper;
    const double top = paper.table_top - 28.5;
    const std::string more = page.continued ? sheet.say(words::kContinued) : "";
    sheet.canvas.text_at(
        paper.centre(), top + 14.3,
        sheet.say(words::kAnnexOf, {std::string(text_of(part.state).name.in(sheet.language()))}) +
            more,
        {17, Weight::Bold, kInk, 0.06}, Align::Centre);
    RosterGroup whole;  // the page's title names the volume
    whole.department =
        sheet.volume().name.empty() ? sheet.roster.meta.institution : sheet.volume().name;
    sheet.canvas.text_at(
        paper.centre(), top + 20.6,
        words::spaced(fill_pattern(sheet.roster.definition.page_title, sheet.roster.meta, whole)),
        {10.5}, Align::Centre);
    std::vector<MetaPart> parts;
    if (!sheet.roster.meta.intake.empty())
        parts.push_back({sheet.say(words::kIntake), words::spaced(sheet.roster.meta.intake)});
    parts.push_back({sheet.say(words::kThisAnnex), sheet.people(part.tally)});
    draw_meta(sheet, paper.table_top - 2.2, parts, true);
}

/// Where the rows below were admitted to, over the whole width. Returns its height.
double draw_place(const Sheet& sheet, const RosterPlace& place, bool continued, double y) {
    const double height = sheet.roster.definition.paper.row_height;
    const std::string text = place_text(place, !sheet.roster.definition.volumes_by_department) +
                             (continued ? sheet.say(words::kContinued) : "");
    const double points =
        size_within(sheet.canvas, text, {9, Weight::Bold}, {sheet.paper.block_width() - 3, 6});
    sheet.canvas.text(sheet.paper.left + 1.6, y + height / 2 + baseline_drop(points), text,
                      {points, Weight::Bold});
    return height;
}

/// The rows with their rules, from `y` down. Returns where they end.
double draw_annex_lines(const Sheet& sheet, const PagePlan& page, double y) {
    const RosterAnnex& part = sheet.volume().annex[page.group];
    const AnnexPlan& plan = sheet.plan.annex_parts[page.group];
    for (std::size_t i = 0; i < page.count; ++i) {
        const AnnexLine& line = plan.lines[page.first + i];
        if (line.heading) {
            const bool continued =
                line.row > 0 && part.places[line.row] == part.places[line.row - 1];
            y += draw_place(sheet, part.places[line.row], continued, y);
        } else {
            const double top = y;
            y += draw_table_row(sheet, sheet.plan.annex,
                                {part.rows[line.row], line.row, plan.missing}, y, 1);
            draw_column_rules(sheet, sheet.plan.annex, top, y);
        }
        if (i + 1 < page.count || page.last)
            draw_row_rule(sheet, y, !line.heading && (line.row + 1) % 5 == 0);
    }
    return y;
}

/// Totals and notes of the part; after the volume's last part what all add up to.
void draw_annex_foot(const Sheet& sheet, const PagePlan& page, double y) {
    const RosterVolume& volume = sheet.volume();
    const RosterAnnex& part = volume.annex[page.group];
    y += kTotalsGap + 2.6;
    const double x = sheet.canvas.text(
        sheet.paper.left, y, sheet.say(words::kTotalsOf, {sheet.say(words::kThisAnnex)}) + "　",
        {9.5, Weight::Bold});
    sheet.canvas.text(x, y, totals_text(sheet, part.tally), {9.5});
    y += kBalanceGap;
    if (page.group + 1 == volume.annex.size())
        y = draw_paragraph(sheet, y, balance_text(sheet.roster.definition, volume)) - kNoteHeight +
            kBalanceGap;
    draw_notes(sheet, part.rows, sheet.plan.annex_parts[page.group].missing, y);
}

}  // namespace

std::string balance_text(const Definition& definition, const RosterVolume& volume) {
    if (definition.annex.empty()) return {};
    constexpr std::string_view kPlace = "入学资格";
    std::string text = words::say(words::kBodyBalance, definition.language,
                                  {std::to_string(volume.tally.total + volume.annexed()),
                                   std::to_string(volume.tally.total)});
    for (EnrolmentState state : definition.annex) {
        std::string_view name = text_of(state).name.in(definition.language);
        if (name.size() > kPlace.size() && name.ends_with(kPlace))
            name.remove_suffix(kPlace.size());
        text += words::say(words::kBalancePart, definition.language,
                           {std::string(name), std::to_string(volume.annexed(state))});
    }
    return text;
}

void plan_annex(Canvas& canvas, const CompiledRoster& roster, const RosterVolume& volume,
                VolumePlan& plan) {
    const std::string balance = balance_text(roster.definition, volume);
    const auto balance_lines =
        break_paragraph(canvas, balance, {9.5}, geometry_of(roster.definition).block_width());
    for (std::size_t a = 0; a < volume.annex.size(); ++a) {
        double foot = kBlankRowHeight + kTotalsGap + kTotalsHeight;
        if (a + 1 == volume.annex.size())
            foot += 2 + kNoteHeight * static_cast<double>(balance_lines.size());
        AnnexPages(canvas, roster, volume.annex[a], plan).append(a, foot + 2);
    }
}

void draw_annex(const Sheet& sheet, std::size_t number) {
    const PagePlan& page = sheet.plan.pages[number];
    const Geometry& paper = sheet.paper;
    const RosterAnnex& part = sheet.volume().annex[page.group];
    draw_surroundings(sheet, number);
    draw_annex_head(sheet, page, part);
    draw_table_head(sheet, sheet.plan.annex);
    double foot = draw_annex_lines(sheet, page, paper.table_top + paper.head_height);
    if (page.last) foot = draw_blank_row(sheet, foot);
    sheet.canvas.frame({paper.left, paper.table_top, paper.block_width(), foot - paper.table_top},
                       0.35);
    if (page.last) draw_annex_foot(sheet, page, foot);
    draw_signatures(sheet);
}

}  // namespace mingce
