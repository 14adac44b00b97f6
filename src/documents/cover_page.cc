// The cover. Drawn on the measures of A4 portrait and scaled to other paper.
#include <algorithm>

#include "documents/fitting.h"
#include "documents/sheet.h"

namespace mingce {

namespace {

constexpr double kCentre = 112;

void draw_filing_number(const Sheet& sheet, double y) {
    const std::string& number = sheet.cover_proof()->filing_no;
    Style style{10};
    style.points = size_within(sheet.canvas, number, style, {40, 6});
    sheet.canvas.text(137.4, y, sheet.say(words::kCoverFilingNumber), {10, Weight::Bold});
    sheet.canvas.text(154.4, y, number, style);
}

void draw_filing_marks(const Sheet& sheet) {
    const Definition& definition = sheet.roster.definition;
    const std::pair<const Text*, std::string> marks[] = {
        {&words::kFileNumber, "________________"},
        {&words::kSecrecy, definition.secrecy},
        {&words::kRetention, definition.retention}};
    double y = 28.1;
    for (const auto& mark : marks) {
        if (!mark.second.empty()) {
            sheet.canvas.text(137.4, y, sheet.say(*mark.first), {10, Weight::Bold});
            sheet.canvas.text(154.4, y, mark.second, {10});
        }
        y += 6;
        if (&mark != std::begin(marks) || sheet.cover_proof() == nullptr) continue;
        draw_filing_number(sheet, y);
        y += 6;
    }
    if (sheet.dress != nullptr)
        sheet.canvas.text(37.7, 28.1, sheet.dress->paper().paper_copy, {10});
}

void draw_titles(const Sheet& sheet) {
    const auto centred = [&](double middle, std::string_view text, Style style) {
        style.points = size_within(sheet.canvas, text, style, {150, 12});
        sheet.canvas.text_at(kCentre, middle + baseline_drop(style.points), text, style,
                             Align::Centre);
    };
    const RosterMeta& meta = sheet.roster.meta;
    const bool chinese = sheet.language() == Language::Chinese;
    centred(65.4, meta.institution, {25, Weight::Bold, kInk, chinese ? 0.42 : 0.05});
    centred(90, sheet.title(), {43, Weight::Bold, kInk, chinese ? 0.1 : 0.0});
    centred(111, chinese ? words::chinese_digits(meta.intake) : meta.intake,
            {17, Weight::Regular, kInk, 0.12});
    sheet.canvas.rule(kCentre - 32, 124.1, kCentre + 32, 124.1, 0.7);
    sheet.canvas.rule(kCentre - 32, 125.2, kCentre + 32, 125.2, 0.2);
    if (sheet.roster.volumes.size() > 1) {
        const auto number = static_cast<std::uint32_t>(sheet.number + 1);
        centred(136.5,
                sheet.say(words::kVolume,
                          {chinese ? words::chinese_number(number) : std::to_string(number)}),
                {14, Weight::Regular, kInk, 0.3});
    }
    centred(145.3, sheet.volume().name, {19, Weight::Bold, kInk, 0.04});
}

std::string order_text(const Sheet& sheet) {
    std::string text;
    const auto add = [&](std::string part) {
        text += (text.empty() ? "" : " — ") + std::move(part);
    };
    for (Field field : sheet.roster.definition.group)
        add(sheet.say(field == Field::Department ? words::kDepartment
                      : field == Field::Major    ? words::kMajor
                                                 : words::kClass));
    for (const OrderTerm& term : sheet.roster.definition.order) {
        for (const RosterColumn& column : sheet.roster.definition.columns) {
            if (column.kind != ColumnKind::Value || column.field != term.field) continue;
            std::string label = sheet.label(column);
            for (const std::string_view blank : {"　", "\n"})
                for (std::size_t at; (at = label.find(blank)) != std::string::npos;)
                    label.erase(at, blank.size());
            if (term.kind == OrderKind::Pinyin) label += sheet.say(words::kByPinyin);
            if (term.kind == OrderKind::Strokes) label += sheet.say(words::kByStrokes);
            add(std::move(label));
            break;
        }
    }
    return text.empty() ? sheet.say(words::kUndividedOrder) : text;
}

void draw_facts(const Sheet& sheet) {
    const RosterVolume& volume = sheet.volume();
    std::size_t classes = 0;
    for (const RosterGroup& group : volume.groups)
        if (!group.class_name.empty() && !group.unassigned) ++classes;
    const bool has_annex = !sheet.roster.definition.annex.empty();
    const std::uint64_t elsewhere = sheet.roster.rows_in - volume.tally.total - volume.annexed();
    const std::string in = std::to_string(sheet.roster.rows_in);
    const std::string listed = std::to_string(volume.tally.total);
    const std::pair<const Text*, std::string> facts[] = {
        {&words::kEdition, sheet.edition()},
        {&words::kRange,
         sheet.say(words::kScope, {std::to_string(volume.major_count()), std::to_string(classes)}) +
             "　" + sheet.people(volume.tally)},
        {&words::kPages,
         sheet.say(volume.annex.empty() ? words::kPageCount : words::kPageCountAnnex,
                   {std::to_string(sheet.plan.pages.size())})},
        {&words::kAsOfLabel, sheet.as_of()},
        {&words::kOrder, order_text(sheet)},
        {&words::kBalance,
         has_annex ? sheet.say(words::kBalanceAnnex, {in, listed, std::to_string(volume.annexed()),
                                                      std::to_string(elsewhere)})
                   : sheet.say(words::kBalanceText, {in, listed, std::to_string(elsewhere)})}};
    constexpr double kLeft = 44, kRight = 180, kTop = 161.9, kRow = 7.4, kLabel = 26;
    double y = kTop;
    for (const auto& fact : facts) {
        const double base = y + kRow / 2 + baseline_drop(10.5);
        sheet.canvas.text_at(kLeft + kLabel / 2, base, sheet.say(*fact.first), {10.5, Weight::Bold},
                             Align::Centre);
        const double room = kRight - kLeft - kLabel - 5;
        const double width = sheet.canvas.width_of(fact.second, {10.5});
        const double points = width <= room ? 10.5 : std::max(6.0, 10.5 * room / width);
        sheet.canvas.text(kLeft + kLabel + 4, base, fact.second, {points});
        y += kRow;
        if (&fact != std::end(facts) - 1) sheet.canvas.rule(kLeft, y, kRight, y, 0.1, 0.67);
    }
    sheet.canvas.rule(kLeft + kLabel, kTop, kLeft + kLabel, y, 0.1, 0.67);
    sheet.canvas.rule(kLeft, kTop, kRight, kTop, 0.35);
    sheet.canvas.rule(kLeft, y, kRight, y, 0.35);
}

void draw_cover_signatures(const Sheet& sheet) {
    const auto& labels = sheet.roster.definition.cover_signatures;
    if (labels.empty()) return;
    constexpr double kLeft = 37.7, kWidth = 148.6, kGap = 5;
    const double each = (kWidth + kGap) / static_cast<double>(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const double x = kLeft + each * static_cast<double>(i);
        sheet.canvas.text(x, 217.3, labels[i], {10, Weight::Bold});
        sheet.canvas.rule(x, 226.2, x + each - kGap, 226.2, 0.2);
    }
}

constexpr double kSeal = 160.8, kSealFoot = 279.6, kDateY = 264.7;

/// Where a seal stands. It has its 42 mm on every paper, however the cover is scaled, and the date
/// runs between its star and its purpose, to stay readable.
struct SealPlace {
    double side, top;
    double left() const { return kSeal - side / 2; }
    /// How far the date moves up, where a large seal would stand on the frame.
    double lift() const { return kDateY - top - side * kDateShare; }
    static constexpr double kDateShare = 0.645;
};
SealPlace seal_place(double scale) {
    const double side = kSealSide / scale;
    return {side, std::min(kDateY - side * SealPlace::kDateShare, kSealFoot - side)};
}

void draw_cover_seal(const Sheet& sheet, const SealPlace& place) {
    sheet.canvas.draw_above([place, dress = sheet.dress](cairo_t* cairo) {
        dress->paint_seal(cairo, place.left(), place.top, place.side);
    });
}

void draw_issuer_and_date(const Sheet& sheet) {
    const Date date = sheet.roster.meta.as_of;
    draw_issuer(sheet, {kSeal, 257, 12.5, 62});  // as far as the inner frame on the right
    sheet.canvas.text_at(kSeal, kDateY,
                         sheet.language() == Language::Chinese
                             ? words::chinese_date(date.year, date.month, date.day)
                             : iso_text(date),
                         {12.5}, Align::Centre);
    if (sheet.dress == nullptr || !sheet.dress->has_seal())
        sheet.canvas.text_at(kSeal, 271.6, sheet.say(words::kSealPlace), {9, Weight::Regular, 0.47},
                             Align::Centre);
}

/// The page's own mark, if it stands here, and the roster's fingerprint, as far as `right` at most.
void draw_checks(const Sheet& sheet, double right) {
    Style small{8, Weight::Regular, 0.27};
    const Style code{7.5, Weight::Mono, 0.2};
    double y = 259.5, left = kCoverMarkLeft;
    if (sheet.marker != nullptr && !sheet.paper.landscape) {
        left += 35;  // beside the mark
        const std::string hint = sheet.say(words::kVerifyHintCover);
        small.points = size_within(sheet.canvas, hint, small, {right - left, 5});
        sheet.canvas.text(left, y - 5.2, hint, small);
        draw_mark(sheet, 0);
    }
    sheet.canvas.text(left, y, sheet.say(words::kVolumeHash), small);
    for (std::size_t i = 0; i < sheet.roster_hash.size(); i += 32) {
        y += 4.3;
        std::string line;
        for (std::size_t k = i; k < std::min(i + 32, sheet.roster_hash.size()); k += 8)
            line += (line.empty() ? "" : " ") + sheet.roster_hash.substr(k, 8);
        sheet.canvas.text(left, y, line, code);
    }
}

/// The mark of a landscape cover, at the foot of what is left of its frame: there it has its size,
/// however the cover is scaled.
void draw_mark_aside(const Sheet& sheet, const Rectangle& panel) {
    if (sheet.marker == nullptr) return;
    constexpr double kLine = 4.3, kAir = 3.4;  // mm
    const Style style{8, Weight::Regular, 0.27};
    const double top = panel.y + panel.height - kMarkSide - kMarkCaption - 1;
    const double x = panel.x + panel.width - kMarkSide;
    const std::string hint = sheet.say(words::kVerifyHintCover);
    const auto lines = break_paragraph(sheet.canvas, hint, style, panel.width);
    double y = top - kAir - kLine * static_cast<double>(lines.size() - 1);
    for (const std::string_view line : lines) {
        sheet.canvas.text_at(panel.x + panel.width, y, line, style, Align::Right);
        y += kLine;
    }
    draw_mark_at(sheet, 0, x, top);
}

constexpr double kFrameTop = 14.45, kFrameHeight = 268.1;  // in the cover's measure

/// Landscape paper is bound above: the frame stays clear of the line there, and of the foot.
constexpr double kClearTop = 17, kClearFoot = 8;  // mm
double cover_scale(const Geometry& paper) {
    const double scale = std::min(paper.width / 210, paper.height / 297);
    if (!paper.landscape) return scale;
    return std::min(scale, (paper.height - kClearTop - kClearFoot) / kFrameHeight);
}
double cover_top(const Geometry& paper, double scale) {
    const double middle = (paper.height - 297 * scale) / 2;
    return paper.landscape ? std::max(middle + 4, kClearTop - kFrameTop * scale) : middle;
}

}  // namespace

void draw_cover(const Sheet& sheet) {
    draw_binding(sheet);
    const Geometry& paper = sheet.paper;
    const double scale = cover_scale(paper);
    const double x = (paper.width - 210 * scale) / 2;
    const double y = cover_top(paper, scale);
    const CoverProof* const proof = sheet.cover_proof();
    const bool proof_below = proof != nullptr && !paper.landscape;
    const bool sealed = sheet.dress != nullptr && sheet.dress->has_seal();
    // What stands above the foot moves up where the foot needs more of the page.
    const bool full = proof_below || (sealed && scale < 1);
    const auto lift = [&](double up) {
        sheet.canvas.set_view(scale, x, y - (full ? up : 0) * scale);
    };
    lift(0);
    sheet.canvas.frame({26.45, kFrameTop, 171.1, kFrameHeight}, 0.9);
    sheet.canvas.frame({28.1, 16.1, 167.8, 264.8}, 0.2);
    draw_filing_marks(sheet);
    lift(7);
    draw_titles(sheet);
    lift(13);
    draw_facts(sheet);
    lift(15);
    draw_cover_signatures(sheet);
    const SealPlace seal = seal_place(scale);
    lift(sealed ? seal.lift() : 0);
    draw_issuer_and_date(sheet);
    lift(0);
    if (sealed) draw_cover_seal(sheet, seal);
    if (proof_below)
        draw_cover_proof(sheet, *proof);
    else
        draw_checks(sheet, sealed ? seal.left() - 1 : 210);
    sheet.canvas.set_view(1, 0, 0);
    if (!paper.landscape) return;
    constexpr double kFrameLeft = 26, kFrameRight = 198;  // of the cover, in its own measure; mm
    constexpr double kGap = 8;
    const double top = y + 14 * scale, height = 268.6 * scale;
    draw_mark_aside(sheet, {paper.left, top, x + kFrameLeft * scale - kGap - paper.left, height});
    if (proof == nullptr) return;
    const double left = x + kFrameRight * scale + kGap;
    draw_cover_proof_aside(sheet, *proof, {left, top, paper.block_right() - left, height});
}

}  // namespace mingce
