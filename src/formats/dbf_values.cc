#include "formats/dbf_values.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/date.h"
#include "base/text.h"

namespace mingce {

namespace {

constexpr std::int64_t kJulianOfEpoch = 2440588;  // 1970-01-01

std::uint64_t integer(std::string_view bytes, bool reversed) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t at = reversed ? i : bytes.size() - 1 - i;
        value = value << 8 | static_cast<std::uint8_t>(bytes[at]);
    }
    return value;
}

std::string number_text(double value) {
    if (!std::isfinite(value)) return {};
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

std::string currency_text(std::int64_t ten_thousandths) {
    const bool negative = ten_thousandths < 0;
    const std::uint64_t magnitude = negative ? 0 - static_cast<std::uint64_t>(ten_thousandths)
                                             : static_cast<std::uint64_t>(ten_thousandths);
    std::string fraction = std::to_string(magnitude % 10000);
    fraction.insert(0, 4 - fraction.size(), '0');
    return (negative ? "-" : "") + std::to_string(magnitude / 10000) + "." + fraction;
}

std::string two_digits(std::uint64_t value) {
    return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

std::string moment_text(std::string_view bytes, bool reversed) {
    const auto julian = static_cast<std::int64_t>(integer(bytes.substr(0, 4), reversed));
    const std::uint64_t seconds = (integer(bytes.substr(4, 4), reversed) + 500) / 1000;
    // Year 1 to 9999, and a time within a day; anything else is no moment.
    if (julian < 1721426 || julian > 5373484 || seconds > 86400) return {};
    const Date day = date_from_days(julian - kJulianOfEpoch + (seconds == 86400 ? 1 : 0));
    return iso_text(day) + " " + two_digits(seconds / 3600 % 24) + ":" +
           two_digits(seconds / 60 % 60) + ":" + two_digits(seconds % 60);
}

// dBase 7 stores numbers so that their bytes sort: high byte first, sign bit turned over.
std::string reversed_text(std::string_view bytes, char type) {
    const bool is_long = bytes.size() == 8;
    std::uint64_t value = integer(bytes, true);
    if (value == 0) return {};
    if (!is_long)
        return std::to_string(
            static_cast<std::int32_t>(static_cast<std::uint32_t>(value) ^ 0x80000000U));
    if (type == '@') return moment_text(bytes, true);
    const std::uint64_t sign = std::uint64_t{1} << 63;
    value = (value & sign) != 0 ? value ^ sign : ~value;
    return number_text(std::bit_cast<double>(value));
}

}  // namespace

bool is_dbf_number(std::string_view text) {
    std::size_t i = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    std::size_t digits = 0;
    bool point = false;
    for (; i < text.size() && (is_digit(text[i]) || (text[i] == '.' && !point)); ++i) {
        digits += is_digit(text[i]) ? 1 : 0;
        point = point || text[i] == '.';
    }
    if (digits == 0) return false;
    if (i == text.size()) return true;
    if (to_upper(text[i]) != 'E') return false;
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    return all_digits(text.substr(i));
}

std::string dbf_binary_text(std::string_view bytes, char type, bool is_dbase_7) {
    const bool is_short = type == 'I' || type == '+';
    if (bytes.size() != (is_short ? 4U : 8U)) return {};
    if (is_dbase_7) return reversed_text(bytes, type);
    switch (type) {
        case 'I':
        case '+': return std::to_string(static_cast<std::int32_t>(integer(bytes, false)));
        case 'Y': return currency_text(static_cast<std::int64_t>(integer(bytes, false)));
        case 'T':
        case '@': return moment_text(bytes, false);
        default: return number_text(std::bit_cast<double>(integer(bytes, false)));
    }
}

}  // namespace mingce
