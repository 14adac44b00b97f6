#include "documents/sheet.h"

#include "documents/fitting.h"
#include "documents/qr_code.h"
#include "domain/canonical_text.h"

namespace mingce {

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (;;) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

void draw_running_head(const Sheet& sheet) {
    const Geometry& paper = sheet.paper;
    const Style style{8, Weight::Regular, 0.2};
    std::string left = sheet.institution_and_intake();
    if (sheet.language() == Language::English) left += ' ';
    left = words::spaced(left + sheet.title());
    const RosterMeta& meta = sheet.roster.meta;
    if (sheet.roster.volumes.size() + meta.volumes_before + meta.volumes_after > 1) {
        const auto number = static_cast<std::uint32_t>(meta.volumes_before + sheet.number + 1);
        left += "　" + sheet.say(words::kVolume, {sheet.language() == Language::Chinese
                                                      ? words::chinese_number(number)
                                                      : std::to_string(number)});
    }
    const double y = paper.top + 2.4;
    sheet.canvas.text(paper.left, y, left, style);
    std::string right = sheet.edition();
    if (!sheet.roster.definition.secrecy.empty())
        right += " · " + sheet.roster.definition.secrecy.substr(
                             0, sheet.roster.definition.secrecy.find("（"));
    sheet.canvas.text_at(paper.block_right(), y, right, style, Align::Right);
    sheet.canvas.rule(paper.left, paper.top + 5, paper.block_right(), paper.top + 5, 0.25);
}

}  // namespace

std::string Sheet::edition() const {
    return roster.meta.edition.empty() ? std::string(words::kDraft.in(language()))
                                       : roster.meta.edition;
}

std::string Sheet::as_of() const {
    return roster.meta.as_of_text.empty() ? iso_text(roster.meta.as_of) : roster.meta.as_of_text;
}

const std::string& Sheet::title() const {
    const Definition& definition = roster.definition;
    return language() == Language::English && !definition.title_en.empty() ? definition.title_en
                                                                           : definition.title;
}

std::string Sheet::institution_and_intake() const {
    const RosterMeta& meta = roster.meta;
    return words::spaced(meta.institution + (meta.institution.empty() ? "" : " ") + meta.intake);
}

const std::string& Sheet::label(const RosterColumn& column) const {
    return language() == Language::English && !column.label_en.empty() ? column.label_en
                                                                       : column.label;
}

std::string Sheet::people(const Tally& tally) const {
    std::string text = say(words::kPeople, {std::to_string(tally.total), std::to_string(tally.men),
                                            std::to_string(tally.women)});
    const std::uint32_t missing = tally.total - tally.men - tally.women;
    if (missing > 0) text += say(words::kSexMissing, {std::to_string(missing)});
    return text;
}

void draw_binding(const Sheet& sheet) {
    draw_binding_line(sheet.canvas, sheet.paper, sheet.language());
}

namespace {

void append_annex_lines(std::string& text, const Sheet& sheet, const PagePlan& page) {
    const RosterAnnex& part = sheet.volume().annex[page.group];
    append_canonical_annex(text, part);
    for (std::size_t i = 0; i < page.count; ++i) {
        const AnnexLine& line = sheet.plan.annex_parts[page.group].lines[page.first + i];
        if (line.heading)
            append_canonical_place(text, part.places[line.row]);
        else
            append_canonical_row(text, part.rows[line.row]);
    }
}

}  // namespace

std::string page_text(const Sheet& sheet, std::size_t number) {
    const PagePlan& page = sheet.plan.pages[number];
    std::string text = "page\t" + std::to_string(number + 1) + "\t" +
                       std::to_string(sheet.plan.pages.size()) + "\n";
    append_canonical_volume(text, sheet.number + 1, sheet.volume());
    if (page.kind == PageKind::Rows) {
        const RosterGroup& group = sheet.volume().groups[page.group];
        append_canonical_group(text, group);
        for (std::size_t i = 0; i < page.count; ++i)
            append_canonical_row(text, group.rows[page.first + i]);
    } else if (page.kind == PageKind::Annex) {
        append_annex_lines(text, sheet, page);
    } else if (page.kind == PageKind::Public) {
        for (std::size_t i = 0; i < page.count; ++i) {
            const PublicLine& line = sheet.plan.lines[page.first + i];
            const RosterGroup& group = sheet.volume().groups[line.group];
            if (line.heading)
                append_canonical_group(text, group);
            else if (line.row < group.rows.size())
                append_canonical_row(text, group.rows[line.row]);
        }
    } else {
        for (const RosterGroup& group : sheet.volume().groups) append_canonical_group(text, group);
        for (const RosterAnnex& part : sheet.volume().annex) append_canonical_annex(text, part);
    }
    return text;
}

namespace {

constexpr double kMarkGap = 6;  // mm

std::string joined(std::initializer_list<std::string_view> names) {
    std::string text;
    for (const std::string_view name : names)
        if (!name.empty()) text.append(text.empty() ? "" : " ").append(name);
    return text;
}

PageFacts facts_of(const Sheet& sheet, std::size_t number) {
    const PagePlan& page = sheet.plan.pages[number];
    PageFacts facts;
    facts.volume = sheet.number + 1;
    facts.page = number + 1;
    facts.pages = sheet.plan.pages.size();
    facts.kind = page.kind;
    facts.unit = sheet.volume().name.empty() ? sheet.title() : sheet.volume().name;
    const auto add_row = [&facts](const RosterRow& row) {
        if (facts.students.empty()) facts.first_row = row.serial;
        facts.students.push_back(row.student);
    };
    if (page.kind == PageKind::Rows) {
        const RosterGroup& group = sheet.volume().groups[page.group];
        const std::string unit = joined({group.department, group.major, group.class_name});
        if (!unit.empty()) facts.unit = unit;
        for (std::size_t i = 0; i < page.count; ++i) add_row(group.rows[page.first + i]);
    } else if (page.kind == PageKind::Annex) {
        const RosterAnnex& part = sheet.volume().annex[page.group];
        for (std::size_t i = 0; i < page.count; ++i) {
            const AnnexLine& line = sheet.plan.annex_parts[page.group].lines[page.first + i];
            if (!line.heading) add_row(part.rows[line.row]);
        }
    }
    facts.hash = sheet.fingerprint(page_text(sheet, number));
    return facts;
}

}  // namespace

void draw_mark_at(const Sheet& sheet, std::size_t number, double x, double y) {
    if (sheet.marker == nullptr) return;
    const PageMark mark = (*sheet.marker)(facts_of(sheet, number));
    draw_qr_code(sheet.canvas, mark.qr, {x, y, kMarkSide, kMarkSide});
    sheet.canvas.text_at(x + kMarkSide / 2, y + kMarkSide + kMarkCaption, mark.code,
                         {7.1, Weight::Mono, 0.1}, Align::Centre);
}

void draw_mark(const Sheet& sheet, std::size_t number) {
    if (sheet.plan.pages[number].kind == PageKind::Cover)
        draw_mark_at(sheet, number, kCoverMarkLeft, kCoverMarkTop);
    else
        draw_mark_at(sheet, number, sheet.paper.block_right() - kMarkSide, sheet.paper.sign_top);
}

const Text& unit_of(const RosterGroup& group) {
    if (!group.class_name.empty()) return words::kThisClass;
    if (!group.major.empty()) return words::kThisMajor;
    return group.department.empty() ? words::kThisRoster : words::kThisDepartment;
}

void draw_page_number(const Sheet& sheet, std::size_t page, double y) {
    const auto& pages = sheet.plan.pages;
    const auto words = [&sheet](const Text& text, std::size_t number, std::size_t count) {
        return sheet.say(text, {std::to_string(number), std::to_string(count)});
    };
    std::string text = words(words::kPage, page + 1, pages.size());
    const PageKind kind = pages[page].kind;
    if (kind == PageKind::Rows || kind == PageKind::Annex) {
        std::size_t before = page, after = page;
        const auto same = [&](std::size_t other) {
            return pages[other].kind == kind && pages[other].group == pages[page].group;
        };
        while (before > 0 && same(before - 1)) --before;
        while (after + 1 < pages.size() && same(after + 1)) ++after;
        const std::size_t number = page - before + 1, count = after - before + 1;
        // A desk gets its own sheets and no others: they are counted by themselves.
        if (sheet.roster.definition.kind == TemplateKind::CheckIn)
            text = words(words::kPage, number, count);
        else if (count > 1)
            text += sheet.say(words::kGroupPage,
                              {std::to_string(number), std::to_string(count),
                               sheet.say(kind == PageKind::Annex
                                             ? words::kThisAnnex
                                             : unit_of(sheet.volume().groups[pages[page].group]))});
    }
    sheet.canvas.text_at(sheet.paper.centre(), y, text, {9, Weight::Regular, kInk, 0.06},
                         Align::Centre);
}

void draw_surroundings(const Sheet& sheet, std::size_t page) {
    const Geometry& paper = sheet.paper;
    draw_binding(sheet);
    draw_running_head(sheet);
    const Style style{7.5, Weight::Regular, 0.2};
    const double y = paper.page_number_y - 6.4;
    sheet.canvas.text(paper.left, y - 3.3,
                      sheet.edition() + "　" + sheet.say(words::kAsOf, {sheet.as_of()}), style);
    const double x = sheet.canvas.text(paper.left, y, sheet.say(words::kPageHash), style);
    const std::string hash = sheet.fingerprint(page_text(sheet, page));
    const double end =
        sheet.canvas.text(x, y, std::string_view(hash).substr(0, 32), {7.3, Weight::Mono, 0.2});
    if (sheet.marker != nullptr)
        sheet.canvas.text(end, y, "　" + sheet.say(words::kVerifyHint), style);
    draw_mark(sheet, page);
    draw_page_number(sheet, page, paper.page_number_y);
}

void draw_signatures(const Sheet& sheet) {
    const auto& labels = sheet.roster.definition.signatures;
    if (labels.empty()) return;
    const Geometry& paper = sheet.paper;
    constexpr double kHeight = 23;
    const double room = paper.block_width() - (sheet.marker == nullptr ? 0 : kMarkSide + kMarkGap);
    const double width = room / static_cast<double>(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const double x = paper.left + width * static_cast<double>(i);
        if (i > 0) sheet.canvas.rule(x, paper.sign_top, x, paper.sign_top + kHeight, 0.1, 0.55);
        sheet.canvas.text(x + 1.7, paper.sign_top + 4.4, labels[i], {8.5, Weight::Bold});
        sheet.canvas.text_at(x + width - 1.8, paper.sign_top + kHeight - 1.7,
                             sheet.say(words::kSignDate), {7.5, Weight::Regular, kSoft, 0.1},
                             Align::Right);
    }
    sheet.canvas.frame({paper.left, paper.sign_top, room, kHeight}, 0.25);
}

void draw_meta(const Sheet& sheet, double y, const std::vector<MetaPart>& parts, bool spread) {
    const Style bold{9, Weight::Bold}, plain{9};
    double used = 0;
    std::vector<double> widths;
    for (const MetaPart& part : parts) {
        widths.push_back(sheet.canvas.width_of(part.label + "　", bold) +
                         sheet.canvas.width_of(part.value, plain));
        used += widths.back();
    }
    double gap = 8;
    const auto gaps = static_cast<double>(parts.size() > 1 ? parts.size() - 1 : 1);
    const double room = (sheet.paper.block_width() - used) / gaps;
    // Long names push together before anything is cut; past that they run to the edge.
    if (spread || room < gap) gap = std::max(1.5, room);
    double x = sheet.paper.left;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double value = sheet.canvas.text(x, y, parts[i].label + "　", bold);
        sheet.canvas.text(value, y, parts[i].value, plain);
        x += widths[i] + gap;
    }
}

void draw_cell(const Sheet& sheet, const RosterColumn& column, const std::string& text,
               const Rectangle& cell) {
    if (text.empty()) return;
    const FittedText fitted = fit(sheet.canvas, text, sizes_of(sheet.roster.definition, column),
                                  text_width_of(column, cell.width));
    double x = cell.x + cell.width / 2;
    if (column.align == Align::Left) x = cell.x + 1.4;
    if (column.align == Align::Right) x = cell.x + cell.width - 1.2;
    const double middle = cell.y + cell.height / 2, drop = baseline_drop(fitted.points);
    const Style style{fitted.points};
    if (fitted.lines.empty()) {
        sheet.canvas.text_at(x, middle + drop, fitted.line, style, column.align);
        return;
    }
    double y = middle + drop - kLineHeight * static_cast<double>(fitted.lines.size() - 1) / 2;
    for (std::string_view line : fitted.lines) {
        sheet.canvas.text_at(x, y, line, style, column.align);
        y += kLineHeight;
    }
}

void draw_head_cell(const Sheet& sheet, const std::string& label, const Rectangle& cell) {
    constexpr double kHeadLine = 3.45;
    const auto lines = lines_of(label);
    double y = cell.y + cell.height / 2 + baseline_drop(8.5) -
               kHeadLine * static_cast<double>(lines.size() - 1) / 2;
    for (std::string_view line : lines) {
        double points = 8.5;
        while (points > 6 && sheet.canvas.width_of(line, {points, Weight::Bold}) > cell.width - 0.4)
            points -= 0.5;
        sheet.canvas.text_at(cell.x + cell.width / 2, y, line, {points, Weight::Bold},
                             Align::Centre);
        y += kHeadLine;
    }
}

void draw_table_head(const Sheet& sheet, const TableColumns& table) {
    std::vector<RosterColumn> columns;
    columns.reserve(table.cells.size());
    for (std::size_t cell : table.cells) columns.push_back(sheet.roster.definition.columns[cell]);
    const Geometry& paper = sheet.paper;
    const double half = paper.head_height / 2;
    double x = paper.left;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const double width = table.widths[c];
        const std::string& band = columns[c].band;
        Rectangle cell{x, paper.table_top, width, paper.head_height};
        const bool inside = c > 0 && !band.empty() && columns[c - 1].band == band;
        if (!band.empty()) {
            cell.y += half;
            cell.height = half;
            sheet.canvas.rule(x, cell.y, x + width, cell.y, 0.1, 0.55);
        }
        if (!band.empty() && !inside) {
            double whole = 0;
            for (std::size_t k = c; k < columns.size() && columns[k].band == band; ++k)
                whole += table.widths[k];
            draw_head_cell(sheet, band, {x, paper.table_top, whole, half});
        }
        if (c > 0)
            sheet.canvas.rule(x, inside ? cell.y : paper.table_top, x,
                              paper.table_top + paper.head_height, 0.1, 0.55);
        draw_head_cell(sheet, sheet.label(columns[c]), cell);
        x += width;
    }
    const double foot = paper.table_top + paper.head_height;
    sheet.canvas.rule(paper.left, foot, paper.block_right(), foot, 0.25);
}

double draw_paragraph(const Sheet& sheet, double y, std::string_view text) {
    for (std::string_view line :
         break_paragraph(sheet.canvas, text, {9.5}, sheet.paper.block_width())) {
        sheet.canvas.text(sheet.paper.left, y, line, {9.5});
        y += kNoteHeight;
    }
    return y;
}

void draw_issuer(const Sheet& sheet, const IssuerPlace& place) {
    const std::string& name = sheet.roster.meta.institution;
    const double least = place.points - 2.5;
    const Style style{size_within(sheet.canvas, name, {place.points}, {place.width, least})};
    const auto lines = break_paragraph(sheet.canvas, name, style, place.width);
    double y = place.y - 4.6 * static_cast<double>(lines.size() - 1);
    for (const std::string_view line : lines) {
        sheet.canvas.text_at(place.x, y, line, style, Align::Centre);
        y += 4.6;
    }
}

}  // namespace mingce
