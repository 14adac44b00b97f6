// Text into a column without ever cutting it: smaller first, then on several lines.
#pragma once

#include <string_view>
#include <vector>

#include "documents/canvas.h"

namespace mingce {

/// The sizes to try, largest first. The last one also sets the text on several lines.
struct Sizes {
    double first, second, third;
};
constexpr Sizes kNameSizes{9.5, 8.4, 7.6};
constexpr Sizes kLargeNameSizes{10.5, 9.3, 8.0};
constexpr Sizes kCellSizes{9.0, 8.2, 7.5};
constexpr Sizes kLargeCellSizes{9.5, 8.6, 7.6};

constexpr double kLineHeight = 2.95;  // mm, of text on several lines

struct FittedText {
    double points = 9;
    std::string_view line;                // the whole text where it fits on one line
    std::vector<std::string_view> lines;  // else these, two or more
    std::size_t line_count() const { return lines.empty() ? 1 : lines.size(); }
};

/// Lines no wider than `width` mm, broken after '·' or a blank where that suffices, else anywhere.
std::vector<std::string_view> break_lines(Canvas& canvas, std::string_view text, const Style& style,
                                          double width);
/// The same for running text: broken between any two Chinese characters, never within a word or
/// number that a line could hold; blanks do not begin a line.
std::vector<std::string_view> break_paragraph(Canvas& canvas, std::string_view text,
                                              const Style& style, double width);
/// What one line has: `width` mm, and no type below `least` points.
struct LineRoom {
    double width = 0, least = 7.5;
};
/// The style's size, made smaller as far as the line needs it.
double size_within(Canvas& canvas, std::string_view text, Style style, const LineRoom& room);
FittedText fit(Canvas& canvas, std::string_view text, const Sizes& sizes, double width);

}  // namespace mingce
