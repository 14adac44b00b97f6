#include "documents/transfer_list.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "documents/fitting.h"
#include "documents/flow.h"
#include "documents/transfer_words.h"
#include "documents/words.h"

namespace mingce {

namespace {

constexpr double kItemRow = 8.2, kSumRow = 6.6, kTransferMargin = 3;

std::string in_eights(std::string_view digits) {
    std::string text;
    for (std::size_t i = 0; i < digits.size(); i += 8)
        text.append(i == 0 ? "" : " ").append(digits.substr(i, 8));
    return text;
}

/// One list being drawn.
class TransferPages {
public:
    TransferPages(const TransferList& list, Flow& flow) : list_(list), flow_(flow) {}

    void draw() {
        flow_.new_page();
        heading(say(words::kTransferContents));
        facts();
        contents();
        sums();
        flow_.new_page();
        heading(say(words::kTransferReference));
        reference();
        hand_over();
        flow_.end();
    }

private:
    std::string say(const Text& text, std::initializer_list<std::string> parts = {}) const {
        return words::say(text, list_.language, parts);
    }
    std::string made_on() const {
        if (list_.language == Language::English) return iso_text(list_.made_on);
        return say(words::kTransferMade,
                   {std::to_string(list_.made_on.year), std::to_string(list_.made_on.month),
                    std::to_string(list_.made_on.day)});
    }
    std::uint64_t pages() const {
        std::uint64_t sum = 0;
        for (const TransferItem& item : list_.items) sum += item.pages;
        return sum;
    }

    void heading(const std::string& title) {
        const Geometry& paper = flow_.paper();
        flow_.canvas().text_at(
            paper.centre(), paper.top + 18.2, title,
            {22, Weight::Bold, kInk, list_.language == Language::Chinese ? 0.5 : 0.0},
            Align::Centre);
        flow_.move(paper.top + 25 - flow_.y());
    }

    void frame_from(double top) {
        flow_.canvas().frame(
            {flow_.paper().left, top, flow_.paper().block_width(), flow_.y() - top}, 0.35);
    }

    void facts() {
        const double top = flow_.y();
        const std::string line = "________________";
        fact_row(flow_, {{say(words::kTransferTitle), list_.title}});
        fact_row(flow_, {{say(words::kTransferFileNumber),
                          list_.archive_no.empty() ? line : list_.archive_no},
                         {say(words::kTransferFilingNumber), list_.filing_no}});
        fact_row(flow_, {{say(words::kTransferSecrecy), list_.secrecy},
                         {say(words::kTransferRetention), list_.retention}});
        frame_from(top);
        flow_.move(5);
    }

    void contents() {
        FlowTable table(flow_,
                        {{say(words::kTransferNo), 10, Align::Centre},
                         {say(words::kTransferNumber), 27, Align::Left, true},
                         {say(words::kTransferResponsible), 24, Align::Left, true},
                         {say(words::kTransferItem), 44},
                         {say(words::kTransferDate), 19, Align::Centre},
                         {say(words::kTransferPages), 11, Align::Centre},
                         {say(words::kTransferPageNumbers), 17, Align::Centre},
                         {say(words::kTransferNote), 18}},
                        kItemRow);
        std::uint64_t page = 1;
        for (std::size_t i = 0; i < list_.items.size(); ++i) {
            const TransferItem& item = list_.items[i];
            std::string count, numbers;
            if (item.pages > 0) {
                count = std::to_string(item.pages);
                numbers = std::to_string(page);
                page += item.pages;
                if (item.pages > 1) numbers += "-" + std::to_string(page - 1);
            }
            table.row({std::to_string(i + 1), item.number, item.responsible, item.title,
                       iso_text(item.date), count, numbers, item.note});
        }
        table.end();
    }

    void sums() {
        const auto has_sum = [](const TransferItem& item) { return !item.sha256.empty(); };
        if (std::ranges::none_of(list_.items, has_sum)) return;
        flow_.move(6);
        flow_.need(26);
        flow_.caption(say(words::kTransferSums));
        FlowTable table(flow_,
                        {{say(words::kTransferNo), 10, Align::Centre},
                         {say(words::kTransferNumber), 44, Align::Left, true},
                         {say(words::kTransferSum), 116, Align::Left, false, Weight::Mono}},
                        kSumRow);
        for (std::size_t i = 0; i < list_.items.size(); ++i)
            if (has_sum(list_.items[i]))
                table.row(
                    {std::to_string(i + 1),
                     list_.items[i].number.empty() ? list_.items[i].title : list_.items[i].number,
                     in_eights(list_.items[i].sha256)});
        table.end();
    }

    // --- 备考表

    void reference() {
        const double top = flow_.y();
        fact_row(flow_, {{say(words::kTransferTitle), list_.title}});
        fact_row(flow_, {{say(words::kTransferFileNumber), list_.archive_no},
                         {say(words::kTransferFilingNumber), list_.filing_no}});
        frame_from(top);
        flow_.move(5);
        remarks();
        people();
    }

    void remarks() {
        constexpr double kLeast = 96, kBelow = 92;  // mm; below: the boxes and the hand-over
        const Geometry& paper = flow_.paper();
        const double width = paper.block_width() - 2 * kTransferMargin;
        std::vector<SetText> blocks;
        blocks.push_back(
            set_text(flow_.canvas(),
                     say(words::kTransferCount, {grouped(list_.items.size()), grouped(pages())}),
                     {10.5, Weight::Bold}, width));
        const auto add = [&](const std::string& text) {
            blocks.push_back(set_text(flow_.canvas(), text, {10}, width));
        };
        if (list_.notes.empty()) add(say(words::kTransferNoRemarks));
        for (const std::string& note : list_.notes) add(note);
        double top = flow_.y();
        flow_.canvas().text(paper.left + kTransferMargin, top + 5.6, say(words::kTransferRemarks),
                            {9.5, Weight::Bold});
        flow_.move(9);
        for (const SetText& block : blocks) {
            if (block.height() + 4 > flow_.room()) {
                frame_from(top);
                flow_.new_page();
                top = flow_.y();
                flow_.move(3);
            }
            draw_set(flow_.canvas(), block,
                     {paper.left + kTransferMargin, flow_.y(), width, block.height()}, Align::Left);
            flow_.move(block.height() + 2);
        }
        flow_.move(std::max(2.0, std::min(kLeast - (flow_.y() - top), flow_.room() - kBelow)));
        frame_from(top);
    }

    /// A label over a line to sign on, or over what stands there already.
    struct SignedBox {
        const Text* label;
        std::string value;
    };

    void boxes(const std::array<SignedBox, 3>& parts, double height) {
        flow_.need(height);
        const Geometry& paper = flow_.paper();
        const double each = paper.block_width() / 3, top = flow_.y();
        double x = paper.left;
        for (const SignedBox& part : parts) {
            if (x > paper.left) flow_.canvas().rule(x, top, x, top + height, 0.1, 0.55);
            flow_.canvas().text(x + kTransferMargin, top + 5.4, say(*part.label),
                                {9.5, Weight::Bold});
            const double base = top + height - 4.4;
            if (part.value.empty())
                flow_.canvas().rule(x + kTransferMargin, base + 1, x + each - kTransferMargin,
                                    base + 1, 0.2);
            else
                flow_.canvas().text_at(x + each / 2, base, part.value, {10}, Align::Centre);
            x += each;
        }
        flow_.move(height);
        frame_from(top);
    }

    void people() {
        constexpr double kHeight = 22;
        boxes({{{&words::kTransferFiler, ""},
                {&words::kTransferChecker, ""},
                {&words::kTransferFiledOn, made_on()}}},
              kHeight);
    }

    // --- the hand-over

    void hand_over() {
        constexpr double kHeight = 62;
        flow_.to_foot(5.6 + kHeight);
        flow_.caption(say(words::kTransferHandOver));
        const Geometry& paper = flow_.paper();
        const double half = paper.block_width() / 2, top = flow_.y(), middle = paper.left + half;
        flow_.canvas().frame({paper.left, top, paper.block_width(), kHeight}, 0.35);
        flow_.canvas().rule(middle, top, middle, top + kHeight, 0.1, 0.55);
        side(paper.left, half, {&words::kTransferGiving, &words::kTransferGiver},
             list_.institution);
        side(middle, half, {&words::kTransferTaking, &words::kTransferTaker},
             say(words::kTransferArchive));
        flow_.move(kHeight);
    }

    struct SideLabels {
        const Text *unit, *person;
    };
    void side(double x, double width, const SideLabels& labels, const std::string& unit) {
        Canvas& canvas = flow_.canvas();
        const double left = x + kTransferMargin, right = x + width - kTransferMargin;
        const double top = flow_.y();
        canvas.text(left, top + 5.6, say(*labels.unit), {9.5, Weight::Bold});
        const SetText name = set_name(canvas, unit, {11}, width - 2 * kTransferMargin);
        draw_set(canvas, name, {left, top + 8.6, width - 2 * kTransferMargin, name.height()},
                 Align::Left);
        const auto line = [&](double y, const Text& label) {
            const double end = canvas.text(left, y, say(label), {9.5, Weight::Bold});
            canvas.rule(end + 2, y + 1, right, y + 1, 0.2);
        };
        line(top + 46, *labels.person);
        line(top + 57, words::kTransferDay);
        if (list_.language == Language::Chinese)  // in English the label says as much
            canvas.text_at(right, top + 57, say(words::kSignDate), {9.5, Weight::Regular, kSoft},
                           Align::Right);
    }

    const TransferList& list_;
    Flow& flow_;
};

Result<PdfDocument> drawn_list(const TransferList& list, Typefaces& typefaces,
                               std::uint64_t pages) {
    const std::string head = words::say(words::kTransferHead, list.language, {list.institution});
    Canvas canvas(typefaces, {head + " " + list.filing_no, list.institution, list.made_on});
    Flow flow(canvas, list.language, {head, list.filing_no, pages});
    TransferPages(list, flow).draw();
    PdfDocument made;
    made.pages = flow.pages();
    made.bytes = TRY(canvas.finish());
    return made;
}

}  // namespace

Result<PdfDocument> make_transfer_list(const TransferList& list, Typefaces& typefaces) {
    // Drawn once to count the pages, and again with their number on each.
    const PdfDocument counted = TRY(drawn_list(list, typefaces, 0));
    return drawn_list(list, typefaces, counted.pages);
}

}  // namespace mingce
