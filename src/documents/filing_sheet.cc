#include "documents/filing_sheet.h"

#include <algorithm>

#include "base/text.h"
#include "documents/filing_words.h"
#include "documents/fitting.h"
#include "documents/flow.h"
#include "documents/problems.h"
#include "documents/words.h"

namespace mingce {

namespace {

constexpr double kActRow = 7.2, kSheetMargin = 3;

/// Air that is given up where it keeps the first page whole.
struct Spacing {
    double gap, step_row, foot_box;  // mm
};
constexpr Spacing kRoomy{5, 11.6, 37}, kClose{3, 8.4, 32};

/// 184 390: an entry's number, not an amount.
std::string entry_number(std::uint64_t number) {
    if (number == 0) return {};
    std::string text = grouped(number);
    std::ranges::replace(text, ',', ' ');
    return text;
}

/// Hexadecimal digits in groups, as they are read aloud.
std::string in_groups(std::string_view digits, std::size_t of) {
    std::string text;
    for (std::size_t i = 0; i < digits.size(); i += of)
        text.append(i == 0 ? "" : " ").append(digits.substr(i, of));
    return text;
}

std::string joined_lines(const std::vector<std::string>& texts) {
    std::string lines;
    for (const std::string& text : texts) lines += (lines.empty() ? "" : "\n") + text;
    return lines;
}

/// One sheet being drawn.
class FilingPages {
public:
    FilingPages(const FilingSheet& sheet, Flow& flow, const Spacing& spacing)
        : sheet_(sheet), flow_(flow), spacing_(spacing) {}

    void draw() {
        flow_.new_page();
        title();
        facts();
        steps();
        proof();
        foot();
        foot_page_ = flow_.pages();
        for (const FilingStep& step : sheet_.steps)
            if (!step.by_department.empty()) attached(step);
        flow_.end();
    }
    /// Where the boxes at the foot came to stand.
    std::uint64_t foot_page() const { return foot_page_; }

private:
    std::string say(const Text& text, std::initializer_list<std::string> parts = {}) const {
        return words::say(text, sheet_.language, parts);
    }
    std::string date() const {
        if (sheet_.language == Language::English) return iso_text(sheet_.filed_on);
        return say(words::kFilingDate,
                   {std::to_string(sheet_.filed_on.year), std::to_string(sheet_.filed_on.month),
                    std::to_string(sheet_.filed_on.day)});
    }
    std::string registry() const {
        return sheet_.registry.empty() ? say(words::kRegistryOffice) : sheet_.registry;
    }
    std::string archive() const {
        return sheet_.archive.empty() ? say(words::kArchiveOffice) : sheet_.archive;
    }

    void title() {
        const Geometry& paper = flow_.paper();
        const std::string text = say(words::kFilingTitle, {sheet_.institution});
        Style style{20, Weight::Bold, kInk, 0.04};
        style.points = size_within(flow_.canvas(), text, style, {paper.block_width(), 11});
        flow_.canvas().text_at(paper.centre(), paper.top + 18.2, text, style, Align::Centre);
        const double y = paper.top + 26.2;
        const double end =
            flow_.canvas().text(paper.left, y, say(words::kFiledOn, {date()}), {9.5});
        flow_.move(paper.top + 28.6 - flow_.y());
        copies(y, paper.block_right() - end - 6);
    }

    /// Beside the date, or below it where that is too narrow.
    void copies(double y, double room) {
        if (sheet_.copies.empty()) return;
        const Geometry& paper = flow_.paper();
        if (flow_.canvas().width_of(sheet_.copies, {9.5}) <= room) {
            flow_.canvas().text_at(paper.block_right(), y, sheet_.copies, {9.5}, Align::Right);
            return;
        }
        const SetText text = set_text(flow_.canvas(), sheet_.copies, {9.5}, paper.block_width());
        draw_set(flow_.canvas(), text, {paper.left, flow_.y(), paper.block_width(), text.height()},
                 Align::Left);
        flow_.move(text.height() + 1.5);
    }

    // --- what was filed

    std::string people() const {
        std::string text =
            say(words::kFilingPeopleText,
                {grouped(sheet_.people), grouped(sheet_.men), grouped(sheet_.women)});
        const std::uint64_t known = sheet_.men + sheet_.women;
        if (known < sheet_.people)
            text += say(words::kFilingSexMissing, {grouped(sheet_.people - known)});
        return text;
    }

    std::string balance() const {
        const FilingBalance& balance = sheet_.balance;
        std::string text =
            say(words::kBodyBalance, {grouped(balance.admitted), grouped(balance.listed)});
        const auto add = [&](const std::string& name, std::uint64_t count) {
            text += say(words::kBalancePart, {name, grouped(count)});
        };
        add(say(words::kFilingDeferred), balance.deferred);
        add(say(words::kFilingDeclined), balance.declined);
        add(say(words::kFilingRevoked), balance.revoked);
        for (const FilingCount& other : balance.others) add(other.name, other.count);
        if (balance.filtered > 0) add(say(words::kFilingFiltered), balance.filtered);
        return text;
    }

    std::string difference() const {
        if (!sheet_.difference) return say(words::kFilingFirst);
        return say(words::kFilingDifferenceText,
                   {grouped(sheet_.difference->added), grouped(sheet_.difference->removed),
                    grouped(sheet_.difference->changed)});
    }

    void facts() {
        const double top = flow_.y();
        std::string source = say(words::kFilingSourceText, {grouped(sheet_.source_rows)});
        if (!sheet_.source_note.empty())
            source += say(words::kFilingSourceNote, {sheet_.source_note});
        fact_row(flow_, {{say(words::kFilingRoster), sheet_.roster}});
        fact_row(flow_,
                 {{say(words::kEdition), sheet_.edition}, {say(words::kAsOfLabel), sheet_.as_of}});
        fact_row(flow_,
                 {{say(words::kRange),
                   say(words::kFilingRangeText, {grouped(sheet_.departments),
                                                 grouped(sheet_.majors), grouped(sheet_.classes)})},
                  {say(words::kFilingPeople), people()}});
        fact_row(
            flow_,
            {{say(words::kFilingSource), source},
             {say(words::kFilingVolumes),
              say(words::kFilingVolumesText, {grouped(sheet_.volumes), grouped(sheet_.pages)})}});
        fact_row(flow_, {{say(words::kFilingBalance), balance()}});
        fact_row(
            flow_,
            {{say(words::kFilingDifference), difference()},
             {say(words::kFilingFindings),
              say(words::kFilingFindingsText,
                  {grouped(sheet_.blocking), grouped(sheet_.warnings), grouped(sheet_.waived)})}});
        if (!sheet_.reason.empty()) fact_row(flow_, {{say(words::kFilingReason), sheet_.reason}});
        flow_.canvas().frame(
            {flow_.paper().left, top, flow_.paper().block_width(), flow_.y() - top}, 0.35);
    }

    // --- who looked

    void steps() {
        flow_.move(spacing_.gap);
        flow_.need(30);
        flow_.caption(say(words::kFilingSteps));
        FlowTable table(flow_,
                        {{say(words::kFilingNo), 8, Align::Centre},
                         {say(words::kFilingStep), 19, Align::Centre},
                         {say(words::kFilingPerson), 22, Align::Centre, true},
                         {say(words::kFilingPost), 26},
                         {say(words::kFilingTime), 24, Align::Centre},
                         {say(words::kFilingOpinion), 36},
                         {say(words::kFilingAudit), 15, Align::Centre},
                         {say(words::kFilingConfirmed), 20, Align::Centre, false, Weight::Mono}},
                        spacing_.step_row);
        for (std::size_t i = 0; i < sheet_.steps.size(); ++i) {
            const FilingStep& step = sheet_.steps[i];
            std::string who = joined_lines(step.act.people);
            if (!step.by_department.empty()) {
                std::string units = say(words::kFilingUnits, {grouped(departments_of(step))});
                if (!who.empty()) units.append("\n").append(who);
                who = std::move(units);
            }
            table.row({std::to_string(i + 1), step.step, who, joined_lines(step.act.posts),
                       step.act.time, opinion(step), entry_number(step.act.audit_number),
                       in_groups(step.act.confirmation, 4)});
        }
        table.end();
    }

    static std::uint64_t departments_of(const FilingStep& step) {
        std::uint64_t count = 0;
        for (std::size_t i = 0; i < step.by_department.size(); ++i)
            if (i == 0 || step.by_department[i].unit != step.by_department[i - 1].unit) ++count;
        return count;
    }

    std::string opinion(const FilingStep& step) const {
        if (!step.act.opinion.empty() || step.by_department.empty()) return step.act.opinion;
        return say(words::kFilingSeeAttached);
    }

    void attached(const FilingStep& step) {
        flow_.new_page();
        const Geometry& paper = flow_.paper();
        const std::string text = say(words::kFilingAttached, {step.step});
        Style style{17, Weight::Bold, kInk, 0.06};
        style.points = size_within(flow_.canvas(), text, style, {paper.block_width(), 10});
        flow_.canvas().text_at(paper.centre(), paper.top + 15.5, text, style, Align::Centre);
        const SetText roster = set_text(flow_.canvas(), sheet_.roster + "　" + sheet_.edition,
                                        {10.5}, paper.block_width());
        draw_set(flow_.canvas(), roster,
                 {paper.left, paper.top + 18.6, paper.block_width(), roster.height()},
                 Align::Centre);
        flow_.move(paper.top + 21 + roster.height() - flow_.y());
        FlowTable table(flow_,
                        {{say(words::kFilingNo), 8, Align::Centre},
                         {say(words::kFilingUnit), 38},
                         {say(words::kFilingPerson), 22, Align::Centre, true},
                         {say(words::kFilingPost), 22},
                         {say(words::kFilingTime), 23, Align::Centre},
                         {say(words::kFilingOpinion), 24},
                         {say(words::kFilingAudit), 15, Align::Centre},
                         {say(words::kFilingConfirmed), 18, Align::Centre, false, Weight::Mono}},
                        kActRow);
        for (std::size_t i = 0; i < step.by_department.size(); ++i) {
            const FilingAct& act = step.by_department[i];
            table.row({std::to_string(i + 1), act.unit, joined_lines(act.people),
                       joined_lines(act.posts), act.time, act.opinion,
                       entry_number(act.audit_number), in_groups(act.confirmation, 4)});
        }
        table.end();
    }

    // --- by what it can be checked

    struct Proof {
        std::string label;
        SetText value;
    };

    std::vector<Proof> proofs() {
        Canvas& canvas = flow_.canvas();
        const FilingCheckpoint& point = sheet_.checkpoint;
        const double width = flow_.paper().block_width() - 2 * kSheetMargin - 1;
        const Style plain{8.6}, code{8, Weight::Mono};
        std::vector<Proof> proofs;
        const auto add = [&](const Text& label, const std::string& value, const Style& style) {
            if (!value.empty())
                proofs.push_back({say(label), set_text(canvas, value, style, width)});
        };
        add(words::kFilingHash, in_groups(sheet_.fingerprint, 8), code);
        if (point.size > 0)
            add(words::kFilingCheckpoint,
                say(words::kFilingCheckpointText,
                    {entry_number(point.size), point.time, point.origin}),
                plain);
        add(words::kFilingRoot, in_groups(point.root, 8), code);
        add(words::kFilingKey, point.public_key, code);
        add(words::kFilingVerify, sheet_.verification, plain);
        return proofs;
    }

    void proof() {
        constexpr double kLabelLine = 4.4, kGap = 1.5;
        const std::vector<Proof> all = proofs();
        double height = 2 * kSheetMargin - kGap;
        for (const Proof& proof : all) height += kLabelLine + proof.value.height() + kGap;
        flow_.move(spacing_.gap);
        flow_.need(5.6 + height);
        flow_.caption(say(words::kFilingProof));
        const Geometry& paper = flow_.paper();
        flow_.canvas().frame({paper.left, flow_.y(), paper.block_width(), height}, 0.35);
        const double x = paper.left + kSheetMargin + 0.5;
        double y = flow_.y() + kSheetMargin;
        for (const Proof& proof : all) {
            flow_.canvas().text(x, y + 3.2, proof.label, {8.6, Weight::Bold});
            y += kLabelLine;
            draw_set(flow_.canvas(), proof.value, {x, y, paper.block_width(), proof.value.height()},
                     Align::Left);
            y += proof.value.height() + kGap;
        }
        flow_.move(height);
    }

    // --- the two boxes at the foot

    void foot() {
        Canvas& canvas = flow_.canvas();
        const Geometry& paper = flow_.paper();
        const double half = paper.block_width() / 2;
        const SetText opinion =
            set_text(canvas, sheet_.registry_opinion, {9.5}, half - 2 * kSheetMargin);
        const SetText note = set_text(canvas, sheet_.archive_note, {9.5}, half - 2 * kSheetMargin);
        const double height =
            std::max(spacing_.foot_box, 24 + std::max(opinion.height(), note.height()));
        flow_.to_foot(height + 4);
        flow_.move(4);
        const double y = flow_.y(), middle = paper.left + half, last = y + height - 4;
        canvas.frame({paper.left, y, paper.block_width(), height}, 0.35);
        canvas.rule(middle, y, middle, y + height, 0.1, 0.55);
        box(paper.left, say(words::kFilingOpinionOf, {registry()}), opinion);
        box(middle, say(words::kFilingReceived, {archive()}), note);
        canvas.text_at(middle - 4, last, say(words::kFilingSealed, {registry(), date()}), {9.5},
                       Align::Right);
        canvas.text_at(middle - 30, last - 8, say(words::kSealPlace), {9, Weight::Regular, 0.47},
                       Align::Centre);
        canvas.text(middle + half * 0.4, last, say(words::kFilingReceiver), {9.5});
        canvas.text_at(paper.block_right() - 4, last, say(words::kSignDate),
                       {9.5, Weight::Regular, kSoft}, Align::Right);
        flow_.move(height);
    }

    void box(double x, const std::string& label, const SetText& text) {
        flow_.canvas().text(x + kSheetMargin, flow_.y() + 5.6, label, {9.5, Weight::Bold});
        draw_set(flow_.canvas(), text,
                 {x + kSheetMargin, flow_.y() + 8, flow_.paper().block_width() / 2, text.height()},
                 Align::Left);
    }

    const FilingSheet& sheet_;
    Flow& flow_;
    const Spacing& spacing_;
    std::uint64_t foot_page_ = 0;
};

bool is_balanced(const FilingBalance& balance) {
    std::uint64_t sum =
        balance.listed + balance.deferred + balance.declined + balance.revoked + balance.filtered;
    for (const FilingCount& other : balance.others) sum += other.count;
    return sum == balance.admitted;
}

struct DrawnSheet {
    FilingPdf pdf;
    std::uint64_t foot_page = 0;
};

Result<DrawnSheet> drawn(const FilingSheet& sheet, Typefaces& typefaces, const Spacing& spacing,
                         std::uint64_t pages) {
    const std::string title = words::say(words::kFilingTitle, sheet.language, {sheet.institution}) +
                              " " + sheet.filing_number;
    Canvas canvas(typefaces, {title, sheet.institution, sheet.filed_on});
    Flow flow(canvas, sheet.language,
              {words::say(words::kFilingHead, sheet.language, {sheet.institution}),
               words::say(words::kFilingNumber, sheet.language, {sheet.filing_number}), pages});
    FilingPages drawing(sheet, flow, spacing);
    drawing.draw();
    DrawnSheet made;
    made.pdf.pages = flow.pages();
    made.foot_page = drawing.foot_page();
    made.pdf.bytes = TRY(canvas.finish());
    return made;
}

}  // namespace

Result<FilingPdf> make_filing_sheet(const FilingSheet& sheet, Typefaces& typefaces) {
    if (!is_balanced(sheet.balance))
        return Error(problem::kFilingUnbalanced, std::to_string(sheet.balance.admitted));
    // Drawn once to count the pages, and again with their number on each.
    const Spacing* spacing = &kRoomy;
    DrawnSheet counted = TRY(drawn(sheet, typefaces, kRoomy, 0));
    if (counted.foot_page > 1) {
        DrawnSheet closer = TRY(drawn(sheet, typefaces, kClose, 0));
        if (closer.foot_page == 1) {
            spacing = &kClose;
            counted = std::move(closer);
        }
    }
    return TRY(drawn(sheet, typefaces, *spacing, counted.pdf.pages)).pdf;
}

}  // namespace mingce
