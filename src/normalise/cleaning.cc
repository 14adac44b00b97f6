#include "normalise/cleaning.h"

#include <algorithm>

#include "base/text.h"
#include "normalise/characters.h"

namespace mingce {

namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// True when a step that works character by character has something to look at.
template <class Predicate>
bool any_code_point(std::string_view text, Predicate predicate) {
    while (!text.empty())
        if (predicate(next_code_point(text))) return true;
    return false;
}

// What keeps a spreadsheet from reading a number, in ASCII and as Chinese input methods type it.
constexpr std::string_view kTextMarks[] = {"'", "`", "\"", "‘", "’", "“", "”", "′"};

bool stands_for_hanzi(char32_t code_point) {
    return is_han(code_point) || is_private_use(code_point);
}

}  // namespace

void Cleaning::take(std::string& text, ChangeCode code) {
    if (text == text_) return;
    scratch_.swap(text);
    text_ = scratch_;
    changes_ |= change_bit(code);
}

void Cleaning::shorten(std::string_view text, ChangeCode code) {
    if (text.size() == text_.size()) return;
    text_ = text;
    changes_ |= change_bit(code);
}

void Cleaning::replace(std::string_view text, ChangeCode code) {
    std::string copy(text);
    take(copy, code);
}

void Cleaning::trim() { shorten(trim_blanks(text_), ChangeCode::Trim); }

void Cleaning::drop_invisible() {
    if (is_ascii(text_) || !any_code_point(text_, is_invisible)) return;
    std::string kept;
    for (std::string_view rest = text_; !rest.empty();) {
        const char32_t code_point = next_code_point(rest);
        if (!is_invisible(code_point)) append_utf8(kept, code_point);
    }
    take(kept, ChangeCode::Invisible);
}

void Cleaning::drop_quotes() {
    std::string_view text = text_;
    for (std::size_t before = text.size() + 1; text.size() < before;) {
        before = text.size();
        for (std::string_view mark : kTextMarks) {
            if (text.starts_with(mark)) text.remove_prefix(mark.size());
            if (text.ends_with(mark)) text.remove_suffix(mark.size());
        }
        if (text.size() < before) text = trim_blanks(text);
    }
    shorten(text, ChangeCode::Quote);
}

void Cleaning::make_half_width() {
    if (is_ascii(text_)) return;
    std::string narrow;
    for (std::string_view rest = text_; !rest.empty();)
        append_utf8(narrow, half_width(next_code_point(rest)));
    take(narrow, ChangeCode::FullWidth);
}

void Cleaning::drop_blanks() {
    if (is_ascii(text_) && text_.find_first_of(" \t\r\n") == std::string_view::npos) return;
    std::string kept;
    for (std::string_view rest = text_; !rest.empty();) {
        const char32_t code_point = next_code_point(rest);
        if (!is_blank(code_point)) append_utf8(kept, code_point);
    }
    take(kept, ChangeCode::InnerBlank);
}

void Cleaning::make_upper_case() {
    if (std::none_of(text_.begin(), text_.end(), is_lower)) return;
    std::string upper(text_);
    std::transform(upper.begin(), upper.end(), upper.begin(), to_upper);
    take(upper, ChangeCode::UpperCase);
}

void Cleaning::drop_decimal_zero() {
    const std::size_t point = text_.find('.');
    if (point == std::string_view::npos || point == 0 || point + 1 == text_.size()) return;
    if (!all_digits(text_.substr(0, point)) ||
        text_.find_first_not_of('0', point + 1) != std::string_view::npos)
        return;
    shorten(text_.substr(0, point), ChangeCode::DecimalZero);
}

void Cleaning::drop_blanks_between_hanzi() {
    if (!any_code_point(text_, is_blank)) return;
    std::string kept;
    char32_t before = 0;
    std::size_t blanks_from = std::string::npos;  // of a run of blanks that follows a hanzi
    for (std::string_view rest = text_; !rest.empty();) {
        const char32_t code_point = next_code_point(rest);
        if (is_blank(code_point)) {
            if (blanks_from == std::string::npos && stands_for_hanzi(before))
                blanks_from = kept.size();
            append_utf8(kept, code_point);
            continue;
        }
        if (blanks_from != std::string::npos && stands_for_hanzi(code_point))
            kept.resize(blanks_from);
        blanks_from = std::string::npos;
        append_utf8(kept, code_point);
        before = code_point;
    }
    take(kept, ChangeCode::InnerBlank);
}

void Cleaning::unify_dots() {
    if (!any_code_point(text_, is_name_dot)) return;
    std::string unified;
    std::string dots;  // a run of dots and the blanks around them, as it stands
    char32_t before = 0;
    bool has_dot = false;
    for (std::string_view rest = text_; !rest.empty();) {
        const char32_t code_point = next_code_point(rest);
        if (is_name_dot(code_point) || is_blank(code_point)) {
            append_utf8(dots, code_point);
            has_dot = has_dot || is_name_dot(code_point);
            continue;
        }
        const bool between = has_dot && stands_for_hanzi(before) && stands_for_hanzi(code_point);
        unified += between ? std::string("·") : dots;
        dots.clear();
        has_dot = false;
        append_utf8(unified, code_point);
        before = code_point;
    }
    unified += dots;
    take(unified, ChangeCode::Dot);
}

void Cleaning::map_private_use() {
    if (is_ascii(text_) || !any_code_point(text_, is_private_use)) return;
    std::string mapped;
    for (std::string_view rest = text_; !rest.empty();) {
        const char32_t code_point = next_code_point(rest);
        const char32_t real = is_private_use(code_point) ? real_character_of(code_point) : 0;
        append_utf8(mapped, real == 0 ? code_point : real);
    }
    take(mapped, ChangeCode::PrivateUse);
}

}  // namespace mingce
