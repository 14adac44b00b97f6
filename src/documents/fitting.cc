#include "documents/fitting.h"

#include "base/text.h"

namespace mingce {

namespace {

constexpr double kTolerance = 0.01;

bool stays_with_line_before(char32_t character) {
    static constexpr std::u32string_view kClosing = U"，。；：、？！）》”’〕】,.;:?!)";
    return kClosing.find(character) != std::u32string_view::npos;
}

bool is_joint(char32_t character) {
    return character == U'·' || character == U' ' || character == U'-';
}

/// Takes as many of `text`'s first characters as fit, at least one. `at_joints`: only up to a
/// joint or the end; 0 when not even the first piece fits.
std::size_t bytes_that_fit(Canvas& canvas, std::string_view text, const Style& style, double width,
                           bool at_joints) {
    std::string_view rest = text;
    double used = 0;
    std::size_t good = 0;
    while (!rest.empty()) {
        const std::string_view before = rest;
        const char32_t character = next_code_point(rest);
        const std::string_view bytes = before.substr(0, before.size() - rest.size());
        used += canvas.width_of(bytes, style);
        if (used > width + kTolerance && !stays_with_line_before(character))
            return good > 0 || at_joints ? good : bytes.size();
        const std::size_t taken = text.size() - rest.size();
        if (!at_joints || is_joint(character) || rest.empty()) good = taken;
    }
    return good;
}

}  // namespace

std::vector<std::string_view> break_lines(Canvas& canvas, std::string_view text, const Style& style,
                                          double width) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        std::size_t taken = bytes_that_fit(canvas, text, style, width, true);
        if (taken == 0) taken = bytes_that_fit(canvas, text, style, width, false);
        lines.push_back(text.substr(0, taken));
        text.remove_prefix(taken);
    }
    return lines;
}

FittedText fit(Canvas& canvas, std::string_view text, const Sizes& sizes, double width) {
    FittedText fitted;
    fitted.points = sizes.first;
    fitted.line = text;
    if (text.empty()) return fitted;
    for (double points : {sizes.first, sizes.second, sizes.third}) {
        fitted.points = points;
        if (canvas.width_of(text, {points}) <= width + kTolerance) return fitted;
    }
    fitted.lines = break_lines(canvas, text, {fitted.points}, width);
    if (fitted.lines.size() == 1) fitted.lines.clear();
    return fitted;
}

}  // namespace mingce
