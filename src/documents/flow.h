// Pages that are written from the top down: paragraphs, tables whose rows grow with their text and
// go on to the next page, boxes that stand at the foot.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/canvas.h"
#include "documents/page_plan.h"

namespace mingce {

/// The dashed binding line with its letters.
void draw_binding_line(Canvas& canvas, const Geometry& paper, Language language);

/// The running head and foot of a document.
struct FlowFrame {
    std::string left, right;  // of the running head
    std::uint64_t pages = 0;  // of the document; 0 while they are being counted
};

class Flow {
public:
    Flow(Canvas& canvas, Language language, FlowFrame frame);

    Canvas& canvas() { return canvas_; }
    Language language() const { return language_; }
    const Geometry& paper() const { return paper_; }
    double y() const { return y_; }
    void move(double down) { y_ += down; }
    double room() const { return foot_ - y_; }
    std::uint64_t pages() const { return page_; }

    void new_page();
    /// Ends the last page.
    void end();
    /// A new page where `height` mm do not fit any more.
    void need(double height);
    /// As need(), then down to where `height` mm reach the foot of the page.
    void to_foot(double height);
    /// Text over the block from the line `y` down, 11 pt semibold.
    void caption(std::string_view text);

private:
    Canvas& canvas_;
    Language language_;
    FlowFrame frame_;
    Geometry paper_;
    double y_ = 0, foot_ = 0;
    std::uint64_t page_ = 0;
};

/// A text set into a width: whole lines, never cut.
struct SetText {
    Style style;
    double line = 3.9;  // mm from baseline to baseline
    std::vector<std::string> lines;
    double height() const { return line * static_cast<double>(lines.size()); }
};
/// Running text of `style`; '\n' breaks a line.
SetText set_text(Canvas& canvas, std::string_view text, const Style& style, double width);
/// A name: smaller first, then on several lines, broken after '·' where that suffices.
SetText set_name(Canvas& canvas, std::string_view text, const Style& style, double width);
/// The block within `box`, in the middle of its height.
void draw_set(Canvas& canvas, const SetText& block, const Rectangle& box, Align align);

struct FlowFact {
    std::string label, value;
};
/// A row of facts with their labels: side by side, or one over the whole width. It draws no frame.
void fact_row(Flow& flow, const std::vector<FlowFact>& facts);

struct FlowColumn {
    std::string head;
    double width = 20;  // mm
    Align align = Align::Left;
    bool is_name = false;
    Weight weight = Weight::Regular;
};

/// A table with a head that stands again on each page.
class FlowTable {
public:
    FlowTable(Flow& flow, std::vector<FlowColumn> columns, double row_height);
    /// One text for each column.
    void row(const std::vector<std::string>& cells);
    void end();

private:
    void head();
    void rules(double top, double height, double grey);

    Flow& flow_;
    std::vector<FlowColumn> columns_;
    double row_height_, top_ = 0;
};

}  // namespace mingce
