#include "documents/words.h"

#include <array>

#include "base/text.h"

namespace mingce::words {

namespace {

constexpr std::array<std::string_view, 10> kDigits = {"〇", "一", "二", "三", "四",
                                                      "五", "六", "七", "八", "九"};

}  // namespace

std::string say(const Text& text, Language language, std::initializer_list<std::string> parts) {
    const std::string_view pattern = text.in(language);
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool filled = pattern[i] == '{' && i + 2 < pattern.size() &&
                            is_digit(pattern[i + 1]) && pattern[i + 2] == '}';
        if (!filled) {
            out += pattern[i];
            continue;
        }
        const auto number = static_cast<std::size_t>(pattern[i + 1] - '0');
        if (number < parts.size()) out += *(parts.begin() + number);
        i += 2;
    }
    return out;
}

std::string spaced(std::string_view text) {
    std::string out;
    char32_t before = 0;
    const auto letter = [](char32_t c) {
        return c < 0x80 && (is_digit(static_cast<char>(c)) || is_upper(static_cast<char>(c)) ||
                            is_lower(static_cast<char>(c)));
    };
    while (!text.empty()) {
        const char32_t character = next_code_point(text);
        if ((letter(before) && is_han(character)) || (is_han(before) && letter(character)))
            out += ' ';
        append_utf8(out, character);
        before = character;
    }
    return out;
}

std::string chinese_number(std::uint32_t number) {
    if (number == 0 || number >= 100) return std::to_string(number);
    std::string text;
    if (number >= 20) text += kDigits[number / 10];
    if (number >= 10) text += "十";
    if (number % 10 != 0) text += kDigits[number % 10];
    return text;
}

std::string chinese_digits(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (is_digit(c))
            out += kDigits[static_cast<std::size_t>(c - '0')];
        else
            out += c;
    }
    return out;
}

std::string chinese_date(std::int32_t year, std::uint32_t month, std::uint32_t day) {
    return chinese_digits(std::to_string(year)) + "年" + chinese_number(month) + "月" +
           chinese_number(day) + "日";
}

}  // namespace mingce::words
