#include "rules/phone_number.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace mingce {

namespace {

/// The digits of a number written with the usual separators; "" when it holds anything else.
std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (is_digit(c))
            digits.push_back(c);
        else if (c != '-' && c != ' ' && c != '(' && c != ')')
            return {};
    }
    return digits;
}

/// The number without its extension: "010-62751234-801", "62751234转801" -> before the last mark.
std::string_view without_extension(std::string_view text) {
    constexpr std::size_t kShortestNumber = 7, kLongestExtension = 6;
    for (const std::string_view mark : {"转", "-", "x", "#"}) {
        const std::size_t at = text.rfind(mark);
        if (at == std::string_view::npos || at < kShortestNumber) continue;
        const std::string_view extension = trim_blanks(text.substr(at + mark.size()));
        if (all_digits(extension) && extension.size() <= kLongestExtension)
            return trim_blanks(text.substr(0, at));
    }
    return text;
}

bool is_landline(std::string_view text) {
    const std::string digits = digits_of(text);
    if (digits.empty()) return false;
    // An area code has three or four digits with its 0, a local number seven or eight.
    if (digits[0] == '0') {
        const bool is_area = digits[1] >= '2' || digits.starts_with("010");
        return is_area && digits.size() >= 10 && digits.size() <= 12;
    }
    if (digits.size() == 10) return digits.starts_with("400") || digits.starts_with("800");
    return (digits.size() == 7 || digits.size() == 8) && digits[0] >= '2';
}

bool is_mainland_number(std::string_view text) {
    return is_mainland_mobile(digits_of(text)) || is_landline(text) ||
           is_landline(without_extension(text));
}

bool is_one_phone(std::string_view text, bool foreign) {
    for (const std::string_view country : {"+86", "0086"})
        if (text.starts_with(country))
            return is_mainland_number(trim_blanks(text.substr(country.size()))) ||
                   is_landline("0" + digits_of(text.substr(country.size())));
    if (text.starts_with("86") && is_mainland_mobile(text.substr(2))) return true;
    if (is_mainland_number(text)) return true;
    const bool plus = text.starts_with("+");
    if (!foreign && !plus && !text.starts_with("00")) return false;
    const std::size_t digits = digits_of(plus ? text.substr(1) : text).size();
    return digits >= 6 && digits <= 17;
}

}  // namespace

bool is_mainland_mobile(std::string_view text) {
    return text.size() == 11 && text[0] == '1' && text[1] >= '3' && all_digits(text);
}

bool is_phone(std::string_view text, bool foreign) {
    constexpr std::string_view kIdeographic = "、";
    for (;;) {
        const std::size_t end = std::min(text.find_first_of("/,;"), text.find(kIdeographic));
        if (!is_one_phone(trim_blanks(text.substr(0, end)), foreign)) return false;
        if (end == std::string_view::npos) return true;
        text.remove_prefix(end + (text[end] == kIdeographic[0] ? kIdeographic.size() : 1));
    }
}

bool is_one_digit_repeated(std::string_view text) {
    return text.size() >= 7 && is_digit(text[0]) &&
           text.find_first_not_of(text[0]) == std::string_view::npos;
}

}  // namespace mingce
