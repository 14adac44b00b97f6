#include "normalise/date_text.h"

#include <charconv>

#include "base/text.h"

namespace mingce {

namespace {

// A run of 1 to `digits_max` digits off the front; nullopt when there is none or a longer one.
std::optional<std::int32_t> take_number(std::string_view& text, std::size_t digits_max) {
    std::size_t length = 0;
    while (length < text.size() && is_digit(text[length])) ++length;
    if (length == 0 || length > digits_max) return std::nullopt;
    std::int32_t number = 0;
    std::from_chars(text.data(), text.data() + length, number);
    text.remove_prefix(length);
    return number;
}

void skip_blanks(std::string_view& text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
}

bool take_any(std::string_view& text, std::initializer_list<std::string_view> marks) {
    for (std::string_view mark : marks) {
        if (!text.starts_with(mark)) continue;
        text.remove_prefix(mark.size());
        return true;
    }
    return false;
}

// A separator that may stand between blanks; `hanzi` is the one of Chinese dates at this place.
bool take_separator(std::string_view& text, std::string_view hanzi) {
    skip_blanks(text);
    if (!take_any(text, {"-", "/", ".", hanzi})) return false;
    skip_blanks(text);
    return true;
}

// "", "日", or a time of day behind a blank or T.
bool is_end_of_date(std::string_view rest) {
    if (std::string_view sign = rest; skip_blanks(sign), take_any(sign, {"日", "号"})) rest = sign;
    if (rest.empty()) return true;
    if (!take_any(rest, {" ", "T"})) return false;
    for (char c : rest)
        if (!is_digit(c) && c != ':' && c != '.' && c != ' ' && c != 'Z') return false;
    return true;
}

}  // namespace

std::optional<Date> parse_written_date(std::string_view text) {
    if (const auto compact = parse_compact_date(text.substr(0, 8));
        compact && is_end_of_date(text.substr(8)))
        return compact;
    const auto year = take_number(text, 4);
    if (!year || *year < 1000 || !take_separator(text, "年")) return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || !take_separator(text, "月")) return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day || !is_end_of_date(text)) return std::nullopt;
    if (!is_calendar_date(*year, static_cast<std::uint32_t>(*month),
                          static_cast<std::uint32_t>(*day)))
        return std::nullopt;
    return Date{*year, static_cast<std::uint8_t>(*month), static_cast<std::uint8_t>(*day)};
}

std::optional<std::string> parse_written_month(std::string_view text) {
    std::string spread;  // 200509 as 2005-09, so that one way of reading serves both
    if (text.size() == 6 && all_digits(text)) {
        spread.append(text.substr(0, 4)).append("-").append(text.substr(4));
        text = spread;
    }
    const auto year = take_number(text, 4);
    if (!year || *year < 1900 || *year > 2099 || !take_separator(text, "年")) return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    skip_blanks(text);
    take_any(text, {"月份", "月"});
    if (!text.empty()) return std::nullopt;
    return std::to_string(*year * 100 + *month);
}

std::optional<Date> parse_serial_date(std::string_view text, DateSystem system) {
    const std::string_view whole = text.substr(0, text.find('.'));
    if (whole.size() > 7 || !all_digits(whole)) return std::nullopt;
    if (whole.size() < text.size() && !all_digits(text.substr(whole.size() + 1)) &&
        whole.size() + 1 != text.size())
        return std::nullopt;
    std::int64_t serial = 0;
    std::from_chars(whole.data(), whole.data() + whole.size(), serial);
    return date_from_serial(serial, system);
}

}  // namespace mingce
