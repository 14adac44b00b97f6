#include "documents/lists.h"

#include <algorithm>
#include <cmath>

#include "documents/words.h"

namespace mingce {

namespace {

using Level = ContentsLine::Level;

/// Adds the lines of one volume's groups with a head for each department and major.
class ContentsLines {
public:
    ContentsLines(const CompiledRoster& roster, const RosterVolume& volume, VolumePlan& plan)
        : roster_(roster), volume_(volume), plan_(plan) {}

    void add_groups() {
        for (std::size_t g = 0; g < volume_.groups.size(); ++g) {
            const RosterGroup& group = volume_.groups[g];
            const RosterGroup* before = g > 0 ? &volume_.groups[g - 1] : nullptr;
            const bool new_department = !before || before->department != group.department;
            if (new_department && !roster_.definition.volumes_by_department &&
                !(group.major.empty() && group.class_name.empty())) {
                add_head(Level::Department, g, group.department);
                majors_ = 0;
            }
            if (!group.class_name.empty() && !group.major.empty() &&
                (new_department || before->major != group.major))
                add_head(Level::Major, g, group.major);
            ContentsLine line;
            line.name = group.name();
            line.tally = group.tally;
            plan_.contents.push_back(std::move(line));
        }
    }

private:
    void add_head(Level level, std::size_t first, const std::string& name) {
        const RosterGroup& start = volume_.groups[first];
        ContentsLine line;
        line.level = level;
        line.name = name;
        std::uint32_t classes = 0;
        for (std::size_t g = first; g < volume_.groups.size(); ++g) {
            const RosterGroup& group = volume_.groups[g];
            if (group.department != start.department ||
                (level == Level::Major && group.major != start.major))
                break;
            line.tally.add(group.tally);
            if (!group.unassigned) ++classes;
        }
        const Language language = roster_.definition.language;
        const bool by_class = !start.class_name.empty();
        line.summary =
            by_class ? words::say(words::kMajorClasses, language,
                                  {std::to_string(classes), std::to_string(line.tally.total)})
                     : words::say(words::kTogether, language, {std::to_string(line.tally.total)});
        if (level == Level::Major) {
            ++majors_;
            line.number = language == Language::Chinese ? words::chinese_number(majors_)
                                                        : std::to_string(majors_);
        }
        plan_.contents.push_back(std::move(line));
    }

    const CompiledRoster& roster_;
    const RosterVolume& volume_;
    VolumePlan& plan_;
    std::uint32_t majors_ = 0;
};

void add_front(VolumePlan& plan, const Text& name, Language language) {
    ContentsLine line;
    line.level = Level::Front;
    line.name = name.in(language);
    plan.contents.push_back(std::move(line));
}

}  // namespace

double contents_line_height(Level level) {
    switch (level) {
        case Level::Front: return 4.95;
        case Level::Department: return 7.6;
        case Level::Major: return 6.35;
        case Level::Group:
        case Level::Annex: return 5.22;
        case Level::Total: return kContentsTotalHeight;
    }
    return 5;
}

Span contents_span(const Definition& definition) {
    const Geometry paper = geometry_of(definition);
    return {paper.top + 30.2, definition.paper.mark_room ? paper.table_limit : paper.height - 36};
}

void plan_contents(const CompiledRoster& roster, const RosterVolume& volume, VolumePlan& plan) {
    const Definition& definition = roster.definition;
    if (!definition.contents) return;
    const Language language = roster.definition.language;
    if (definition.cover) add_front(plan, words::kCover, language);
    add_front(plan, words::kContents, language);
    if (definition.statistics) add_front(plan, words::kStatistics, language);
    ContentsLines(roster, volume, plan).add_groups();
    plan.contents.push_back({Level::Total, {}, {}, {}, {}, 0});
    for (const RosterAnnex& part : volume.annex) {
        ContentsLine line;
        line.level = Level::Annex;
        line.name = words::say(words::kAnnexOf, language,
                               {std::string(text_of(part.state).name.in(language))});
        line.tally = part.tally;
        plan.contents.push_back(std::move(line));
    }
    const Span span = contents_span(definition);
    PagePlan page{PageKind::Contents};
    double y = span.top;
    for (std::size_t i = 0; i < plan.contents.size(); ++i) {
        // A head does not stand alone at the foot of a page, nor the total at the top of one.
        double needed = contents_line_height(plan.contents[i].level);
        const bool head =
            plan.contents[i].level == Level::Department || plan.contents[i].level == Level::Major;
        if (head) needed += contents_line_height(Level::Group);
        if (i + 1 < plan.contents.size() && plan.contents[i + 1].level == Level::Total)
            needed += kContentsTotalHeight;
        if (y + needed > span.bottom && page.count > 0) {
            plan.pages.push_back(page);
            page = {PageKind::Contents, 0, i, 0, true};
            y = span.top;
        }
        y += contents_line_height(plan.contents[i].level);
        ++page.count;
    }
    page.last = true;
    plan.pages.push_back(page);
}

void number_contents(VolumePlan& plan, std::size_t front) {
    std::vector<std::uint32_t> group_page, annex_page;
    std::uint32_t front_page[3] = {0, 0, 0};
    for (std::size_t p = plan.pages.size(); p-- > 0;) {
        const PagePlan& page = plan.pages[p];
        const auto number = static_cast<std::uint32_t>(p + 1);
        if (p < front) {
            front_page[static_cast<std::size_t>(page.kind)] = number;
            continue;
        }
        auto& first = page.kind == PageKind::Annex ? annex_page : group_page;
        if (first.size() <= page.group) first.resize(page.group + 1);
        first[page.group] = number;
    }
    std::size_t group = 0, part = 0, kind = 0;
    for (ContentsLine& line : plan.contents) {
        if (line.level == Level::Front) {
            while (kind < 3 && front_page[kind] == 0) ++kind;
            if (kind < 3) line.page = front_page[kind++];
        } else if (line.level == Level::Group) {
            line.page = group_page[group++];
        } else if (line.level == Level::Annex) {
            line.page = annex_page[part++];
        }
    }
}

void plan_statistics(const CompiledRoster& roster, const RosterVolume& volume, VolumePlan& plan) {
    if (!roster.definition.statistics) return;
    StatisticsLine sum;
    const bool departments = !roster.definition.volumes_by_department;
    for (std::size_t g = 0; g < volume.groups.size(); ++g) {
        const RosterGroup& group = volume.groups[g];
        const RosterGroup* before = g > 0 ? &volume.groups[g - 1] : nullptr;
        const bool new_department = !before || before->department != group.department;
        if (departments && new_department && before) plan.statistics.push_back(sum);
        if (new_department) sum = {group.department, 0, {}, true};
        if (new_department || before->major != group.major)
            plan.statistics.push_back({group.major, 0, {}, false});
        for (StatisticsLine* line : {&plan.statistics.back(), &sum}) {
            line->tally.add(group.tally);
            if (!group.unassigned) ++line->classes;
        }
    }
    if (departments && !volume.groups.empty()) plan.statistics.push_back(sum);
    const std::size_t most = statistics_rows_per_page(roster.definition);
    const std::size_t balance = roster.definition.annex.empty() ? 0 : 2;
    const std::size_t needed = province_rows(volume) + 3 + balance;
    for (std::size_t first = 0;; first += most) {
        PagePlan page{PageKind::Statistics};
        page.first = first;
        page.count =
            first < plan.statistics.size() ? std::min(most, plan.statistics.size() - first) : 0;
        page.continued = first > 0;
        page.last = page.count + needed <= most;
        plan.pages.push_back(page);
        if (page.last) return;
    }
}

std::size_t statistics_rows_per_page(const Definition& definition) {
    const Geometry paper = geometry_of(definition);
    const double foot = definition.paper.mark_room ? paper.table_limit : paper.height - 24;
    const double room = foot - paper.table_top - paper.head_height;
    return static_cast<std::size_t>(room / kStatisticsRowHeight);
}

std::size_t province_rows(const RosterVolume& volume) {
    return (volume.provinces.size() + kProvinceColumns - 1) / kProvinceColumns;
}

std::vector<std::string> public_intro(Canvas& canvas, const CompiledRoster& roster, double width) {
    std::vector<std::string> lines;
    if (roster.definition.intro.empty()) return lines;
    const std::string text =
        "　　" + words::spaced(fill_pattern(roster.definition.intro, roster.meta, RosterGroup()));
    for (std::string_view line : break_paragraph(canvas, text, {10}, width))
        lines.emplace_back(line);
    return lines;
}

std::size_t public_lines_per_column(Canvas& canvas, const CompiledRoster& roster) {
    const Geometry paper = geometry_of(roster.definition);
    const auto intro =
        static_cast<double>(public_intro(canvas, roster, paper.block_width()).size());
    const double top = 30 + intro * 5.85 + 5.2;
    const double row = roster.definition.paper.row_height;
    // 0.001: forty-three rows of 4.37 are not forty-two because of the last bit.
    const auto fitting = static_cast<std::size_t>((paper.height - 43 - top) / row + 0.001);
    const std::size_t wanted = roster.definition.paper.rows_per_page;
    return std::max<std::size_t>(2, wanted == 0 ? fitting : std::min(wanted, fitting));
}

void plan_public(Canvas& canvas, const CompiledRoster& roster, const RosterVolume& volume,
                 VolumePlan& plan) {
    const std::size_t column = public_lines_per_column(canvas, roster);
    for (std::size_t g = 0; g < volume.groups.size(); ++g) {
        // No heading as the last line of a column: the next column repeats it instead.
        if (plan.lines.size() % column == column - 1 && !volume.groups[g].rows.empty())
            plan.lines.push_back({g, volume.groups[g].rows.size(), false});
        plan.lines.push_back({g, 0, true});
        plan.missing.emplace_back();
        const auto& rows = volume.groups[g].rows;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            plan.lines.push_back({g, r, false});
            for (std::size_t c = 0; c < rows[r].cells.size(); ++c)
                note_missing(canvas, rows[r].cells[c], {r, c, 0}, plan.missing.back());
        }
    }
    for (std::size_t first = 0; first < plan.lines.size(); first += 2 * column) {
        PagePlan page{PageKind::Public};
        page.first = first;
        page.count = std::min(2 * column, plan.lines.size() - first);
        page.last = first + page.count == plan.lines.size();
        plan.pages.push_back(page);
    }
}

}  // namespace mingce
