#include "documents/paper_register.h"

#include "documents/flow.h"
#include "documents/words.h"

namespace mingce {

namespace {

constexpr double kRegisterRow = 13;  // mm: a signature and a day stand in it

constexpr Text kRegisterHead{"{0}　纸质花名册登记", "{0}, paper copies"},
    kRegisterTitle{"纸质花名册领用登记表", "Register of paper copies"},
    kRegisterNumber{"编号", "No."}, kRegisterVolume{"分　册", "Volume"},
    kRegisterCopy{"份", "Copy"}, kRegisterTaken{"领取人签字、日期", "Taken: signed, on"},
    kRegisterBack{"交回人签字、日期", "Brought back: signed, on"},
    kRegisterGone{"监销人（两人）签字、日期", "Destroyed: two witnesses, on"};

Result<PdfDocument> drawn_register(const PaperRegister& paper, Typefaces& typefaces,
                                   std::uint64_t pages) {
    const auto say = [&paper](const Text& text, std::initializer_list<std::string> parts = {}) {
        return words::say(text, paper.language, parts);
    };
    const std::string head = say(kRegisterHead, {paper.institution});
    Canvas canvas(typefaces, {head + " " + paper.filing_no, paper.institution, paper.made_on});
    Flow flow(canvas, paper.language, {head, paper.filing_no, pages});
    flow.new_page();
    const Geometry& sheet = flow.paper();
    canvas.text_at(sheet.centre(), sheet.top + 18.2, say(kRegisterTitle),
                   {20, Weight::Bold, kInk, 0.0}, Align::Centre);
    flow.move(sheet.top + 23 - flow.y());
    flow.caption(paper.title);
    FlowTable table(flow,
                    {{say(kRegisterNumber), 12, Align::Centre},
                     {say(kRegisterVolume), 38, Align::Left, true},
                     {say(kRegisterCopy), 10, Align::Centre},
                     {say(kRegisterTaken), 36, Align::Left, true},
                     {say(kRegisterBack), 36, Align::Left, true},
                     {say(kRegisterGone), 38, Align::Left, true}},
                    kRegisterRow);
    for (const RegisteredCopy& copy : paper.copies)
        table.row({std::to_string(copy.number), copy.volume, std::to_string(copy.copy),
                   copy.handed_out, copy.returned, copy.destroyed});
    table.end();
    flow.end();
    PdfDocument made;
    made.pages = flow.pages();
    made.bytes = TRY(canvas.finish());
    return made;
}

}  // namespace

Result<PdfDocument> make_paper_register(const PaperRegister& paper, Typefaces& typefaces) {
    // Drawn once to count the pages, and again with their number on each.
    const PdfDocument counted = TRY(drawn_register(paper, typefaces, 0));
    return drawn_register(paper, typefaces, counted.pages);
}

}  // namespace mingce
