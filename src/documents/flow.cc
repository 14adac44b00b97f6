#include "documents/flow.h"

#include <algorithm>

#include "documents/fitting.h"
#include "documents/words.h"

namespace mingce {

namespace {

constexpr double kFootMargin = 20, kTableHeadHeight = 8.4, kCellMargin = 1.2, kCellPoints = 8.6;
constexpr double kLeading = 1.32 * 25.4 / 72;  // mm of a line for each point

void draw_flow_head_cell(Canvas& canvas, const std::string& text, const Rectangle& cell) {
    Style style{8.5, Weight::Bold};
    SetText block = set_text(canvas, text, style, cell.width - 0.6);
    while (style.points > 6.5 && block.lines.size() > 2) {
        style.points -= 0.5;
        block = set_text(canvas, text, style, cell.width - 0.6);
    }
    draw_set(canvas, block, cell, Align::Centre);
}

}  // namespace

void draw_binding_line(Canvas& canvas, const Geometry& paper, Language language) {
    const Style style{7.5, Weight::Regular, 0.47};
    const std::string_view letters = words::kBinding.in(language);
    const double length = paper.landscape ? paper.width - 48 : paper.height - 48;
    double start = 24;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t bytes = letters.size() / 3;
        const double at = 24 + length * (0.24 + 0.25 * static_cast<double>(i)) + 2.5;
        const std::string_view letter = letters.substr(i * bytes, bytes);
        if (paper.landscape) {
            canvas.dashes(start, 14, at - 3, 14, 1.3, 0.7);
            canvas.text_at(at, 14 + baseline_drop(7.5), letter, style, Align::Centre);
        } else {
            canvas.dashes(14, start, 14, at - 3, 1.3, 0.7);
            canvas.text_at(14, at + baseline_drop(7.5), letter, style, Align::Centre);
        }
        start = at + 3;
    }
    if (paper.landscape)
        canvas.dashes(start, 14, paper.width - 24, 14, 1.3, 0.7);
    else
        canvas.dashes(14, start, 14, paper.height - 24, 1.3, 0.7);
}

Flow::Flow(Canvas& canvas, Language language, FlowFrame frame)
    : canvas_(canvas), language_(language), frame_(std::move(frame)) {
    paper_.page_number_y = paper_.height - 9.2;
    foot_ = paper_.height - kFootMargin;
}

void Flow::new_page() {
    if (page_ > 0) end();
    ++page_;
    canvas_.begin_page(paper_.width, paper_.height);
    draw_binding_line(canvas_, paper_, language_);
    const Style style{8, Weight::Regular, 0.2};
    const double y = paper_.top + 2.4;
    const double right = canvas_.width_of(frame_.right, style);
    const double points =
        size_within(canvas_, frame_.left, style, {paper_.block_width() - right - 4, 5});
    canvas_.text(paper_.left, y, frame_.left, {points, Weight::Regular, 0.2});
    canvas_.text_at(paper_.block_right(), y, frame_.right, style, Align::Right);
    canvas_.rule(paper_.left, paper_.top + 5, paper_.block_right(), paper_.top + 5, 0.25);
    y_ = paper_.top + 10;
}

void Flow::end() {
    canvas_.text_at(
        paper_.centre(), paper_.page_number_y,
        words::say(words::kPage, language_,
                   {std::to_string(page_), std::to_string(std::max(frame_.pages, page_))}),
        {9, Weight::Regular, kInk, 0.06}, Align::Centre);
    canvas_.end_page();
}

void Flow::need(double height) {
    if (height > room()) new_page();
}

void Flow::to_foot(double height) {
    need(height);
    y_ = foot_ - height;
}

void Flow::caption(std::string_view text) {
    canvas_.text(paper_.left, y_ + 3.6, text, {11, Weight::Bold});
    y_ += 5.6;
}

SetText set_text(Canvas& canvas, std::string_view text, const Style& style, double width) {
    SetText block{style, style.points * kLeading, {}};
    for (;;) {
        const std::size_t end = text.find('\n');
        for (std::string_view line : break_paragraph(canvas, text.substr(0, end), style, width))
            block.lines.emplace_back(line);
        if (end == std::string_view::npos) return block;
        text.remove_prefix(end + 1);
    }
}

SetText set_name(Canvas& canvas, std::string_view text, const Style& style, double width) {
    constexpr double kLeast = 7.5;  // a name is never printed below it
    SetText block{style, style.points * kLeading, {}};
    for (;;) {
        const std::size_t end = text.find('\n');
        const std::string_view name = text.substr(0, end);
        block.style.points =
            std::min(block.style.points, size_within(canvas, name, style, {width, kLeast}));
        for (std::string_view line : break_lines(canvas, name, block.style, width))
            block.lines.emplace_back(line);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    block.line = block.style.points * kLeading;
    return block;
}

void draw_set(Canvas& canvas, const SetText& block, const Rectangle& box, Align align) {
    const double x = align == Align::Left     ? box.x
                     : align == Align::Centre ? box.x + box.width / 2
                                              : box.x + box.width;
    double y = box.y + (box.height - block.height()) / 2 + block.line / 2 +
               baseline_drop(block.style.points);
    for (const std::string& line : block.lines) {
        canvas.text_at(x, y, line, block.style, align);
        y += block.line;
    }
}

void fact_row(Flow& flow, const std::vector<FlowFact>& facts) {
    constexpr double kRow = 7.6, kLabel = 24, kPoints = 9.5, kMargin = 1.4, kAir = 2.4;
    Canvas& canvas = flow.canvas();
    const Geometry& paper = flow.paper();
    const double share = paper.block_width() / static_cast<double>(facts.size());
    std::vector<SetText> labels, values;
    labels.reserve(facts.size());
    values.reserve(facts.size());
    double height = kRow;
    for (const FlowFact& fact : facts) {
        labels.push_back(set_text(canvas, fact.label, {kPoints, Weight::Bold}, kLabel - kMargin));
        values.push_back(set_text(canvas, fact.value, {kPoints}, share - kLabel - 2 * kMargin));
        height = std::max({height, labels.back().height() + kAir, values.back().height() + kAir});
    }
    double x = paper.left;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const double y = flow.y();
        if (i > 0) canvas.rule(x, y, x, y + height, 0.1, 0.55);
        canvas.rule(x + kLabel, y, x + kLabel, y + height, 0.1, 0.55);
        draw_set(canvas, labels[i], {x, y, kLabel, height}, Align::Centre);
        draw_set(canvas, values[i], {x + kLabel + kMargin, y, share, height}, Align::Left);
        x += share;
    }
    flow.move(height);
    canvas.rule(paper.left, flow.y(), paper.block_right(), flow.y(), 0.1, 0.7);
}

FlowTable::FlowTable(Flow& flow, std::vector<FlowColumn> columns, double row_height)
    : flow_(flow), columns_(std::move(columns)), row_height_(row_height) {
    flow_.need(kTableHeadHeight + row_height_);
    head();
}

void FlowTable::rules(double top, double height, double grey) {
    double x = flow_.paper().left;
    for (std::size_t c = 0; c + 1 < columns_.size(); ++c) {
        x += columns_[c].width;
        flow_.canvas().rule(x, top, x, top + height, 0.1, grey);
    }
}

void FlowTable::head() {
    const Geometry& paper = flow_.paper();
    top_ = flow_.y();
    double x = paper.left;
    for (const FlowColumn& column : columns_) {
        draw_flow_head_cell(flow_.canvas(), column.head, {x, top_, column.width, kTableHeadHeight});
        x += column.width;
    }
    rules(top_, kTableHeadHeight, 0.55);
    flow_.move(kTableHeadHeight);
    flow_.canvas().rule(paper.left, flow_.y(), paper.block_right(), flow_.y(), 0.25);
}

void FlowTable::row(const std::vector<std::string>& cells) {
    std::vector<SetText> blocks;
    blocks.reserve(columns_.size());
    double height = row_height_;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        const FlowColumn& column = columns_[c];
        const Style style{column.weight == Weight::Mono ? 8 : kCellPoints, column.weight};
        const double width = column.width - 2 * kCellMargin;
        blocks.push_back(column.is_name ? set_name(flow_.canvas(), cells[c], style, width)
                                        : set_text(flow_.canvas(), cells[c], style, width));
        height = std::max(height, blocks.back().height() + 2.2);
    }
    if (height > flow_.room()) {
        end();
        flow_.new_page();
        head();
    }
    double x = flow_.paper().left;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        const double width = columns_[c].width;
        draw_set(flow_.canvas(), blocks[c],
                 {x + kCellMargin, flow_.y(), width - 2 * kCellMargin, height}, columns_[c].align);
        x += width;
    }
    rules(flow_.y(), height, 0.55);
    flow_.move(height);
    flow_.canvas().rule(flow_.paper().left, flow_.y(), flow_.paper().block_right(), flow_.y(), 0.1,
                        0.7);
}

void FlowTable::end() {
    flow_.canvas().frame({flow_.paper().left, top_, flow_.paper().block_width(), flow_.y() - top_},
                         0.35);
}

}  // namespace mingce
