#include "documents/fitting.h"

#include "base/text.h"

namespace mingce {

namespace {

constexpr double kWidthTolerance = 0.01;

bool stays_with_line_before(char32_t character) {
    static constexpr std::u32string_view kClosing = U"，。；：、？！）》”’〕】,.;:?!)";
    return kClosing.find(character) != std::u32string_view::npos;
}

bool is_joint(char32_t character) {
    return character == U'·' || character == U' ' || character == U'-';
}

/// Where a line may end.
enum class Breaking : std::uint8_t { AtJoints, Anywhere, BetweenWords };

bool may_break(Breaking breaking, char32_t before, std::string_view rest) {
    if (rest.empty() || breaking == Breaking::Anywhere) return true;
    if (breaking == Breaking::AtJoints) return is_joint(before);
    const char32_t after = next_code_point(rest);
    const auto in_word = [](char32_t c) { return c > U' ' && c < 0x2000 && c != U'·'; };
    return !(in_word(before) && in_word(after)) && !stays_with_line_before(after);
}

/// Takes as many of `text`'s first characters as fit and end where a line may end; 0 when not
/// even the first piece does. Anywhere takes at least one character.
std::size_t bytes_that_fit(Canvas& canvas, std::string_view text, const Style& style, double width,
                           Breaking breaking) {
    std::string_view rest = text;
    double used = 0;
    std::size_t good = 0;
    while (!rest.empty()) {
        const std::string_view before = rest;
        const char32_t character = next_code_point(rest);
        const std::string_view bytes = before.substr(0, before.size() - rest.size());
        used += canvas.width_of(bytes, style);
        if (used > width + kWidthTolerance && !stays_with_line_before(character))
            return good > 0 || breaking != Breaking::Anywhere ? good : bytes.size();
        if (may_break(breaking, character, rest)) good = text.size() - rest.size();
    }
    return good;
}

std::vector<std::string_view> lines_of(Canvas& canvas, std::string_view text, const Style& style,
                                       double width, Breaking breaking) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        std::size_t taken = bytes_that_fit(canvas, text, style, width, breaking);
        if (taken == 0) taken = bytes_that_fit(canvas, text, style, width, Breaking::Anywhere);
        lines.push_back(text.substr(0, taken));
        text.remove_prefix(taken);
        while (breaking == Breaking::BetweenWords && text.substr(0, 1) == " ")
            text.remove_prefix(1);
    }
    return lines;
}

}  // namespace

std::vector<std::string_view> break_lines(Canvas& canvas, std::string_view text, const Style& style,
                                          double width) {
    return lines_of(canvas, text, style, width, Breaking::AtJoints);
}

std::vector<std::string_view> break_paragraph(Canvas& canvas, std::string_view text,
                                              const Style& style, double width) {
    return lines_of(canvas, text, style, width, Breaking::BetweenWords);
}

double size_within(Canvas& canvas, std::string_view text, Style style, const LineRoom& room) {
    while (style.points > room.least && canvas.width_of(text, style) > room.width)
        style.points -= 0.5;
    return style.points;
}

FittedText fit(Canvas& canvas, std::string_view text, const Sizes& sizes, double width) {
    FittedText fitted;
    fitted.points = sizes.first;
    fitted.line = text;
    if (text.empty()) return fitted;
    for (double points : {sizes.first, sizes.second, sizes.third}) {
        fitted.points = points;
        if (canvas.width_of(text, {points}) <= width + kWidthTolerance) return fitted;
    }
    fitted.lines = break_lines(canvas, text, {fitted.points}, width);
    if (fitted.lines.size() == 1) fitted.lines.clear();
    return fitted;
}

}  // namespace mingce
