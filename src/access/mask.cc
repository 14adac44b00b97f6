#include "access/mask.h"

#include <vector>

#include "base/date.h"
#include "base/text.h"

namespace mingce {

namespace {

std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    while (!text.empty()) {
        std::string_view rest = text;
        next_code_point(rest);
        characters.push_back(text.substr(0, text.size() - rest.size()));
        text = rest;
    }
    return characters;
}

/// The first `front` and last `back` characters; all hidden where fewer than two would be.
std::string ends(std::string_view value, std::size_t front, std::size_t back) {
    const auto characters = characters_of(value);
    const bool too_short = characters.size() < front + back + 2;
    std::string text;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (!too_short && (i < front || i + back >= characters.size()))
            text += characters[i];
        else
            text += '*';
    }
    return text;
}

std::string last_four(std::string_view value) {
    const auto characters = characters_of(value);
    if (characters.size() < 8) return std::string(characters.size(), '*');
    std::string text;
    for (std::size_t i = characters.size() - 4; i < characters.size(); ++i) text += characters[i];
    return text;
}

bool is_dot(std::string_view character) { return character == "·" || character == " "; }

/// The first character of each part of a name: 张*, 买***·艾***. No more than five stars a part:
/// the length of a long name written in letters is nobody's business.
std::string surname(std::string_view name) {
    constexpr std::size_t kMostStars = 5;
    std::string text;
    std::size_t in_part = 0;
    for (std::string_view character : characters_of(name)) {
        if (is_dot(character)) {
            text += character;
            in_part = 0;
            continue;
        }
        if (in_part == 0)
            text += character;
        else if (in_part <= kMostStars)
            text += '*';
        ++in_part;
    }
    return text;
}

std::string date_part(std::string_view value, bool month) {
    const auto date = parse_compact_date(value);
    if (!date) return std::string(code_point_count(value), '*');
    std::string text(value.substr(0, 4));
    if (month) text.append(".").append(value.substr(4, 2));
    return text;
}

}  // namespace

std::string masked(MaskKind mask, std::string_view value) {
    if (value.empty()) return {};
    switch (mask) {
        case MaskKind::None: return std::string(value);
        case MaskKind::Number: return ends(value, 3, 2);
        case MaskKind::LastFour: return last_four(value);
        case MaskKind::Phone: return ends(value, 3, 4);
        case MaskKind::Surname: return surname(value);
        case MaskKind::ExamEnds: return ends(value, 4, 4);
        case MaskKind::Year: return date_part(value, false);
        case MaskKind::Month: return date_part(value, true);
        case MaskKind::Hidden: break;
    }
    return "***";
}

}  // namespace mingce
