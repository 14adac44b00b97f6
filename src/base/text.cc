#include "base/text.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace mingce {

namespace {

struct Range {
    char32_t first, last;
};

bool is_in(std::span<const Range> ranges, char32_t code_point) {
    return std::any_of(ranges.begin(), ranges.end(), [code_point](const Range& range) {
        return code_point >= range.first && code_point <= range.last;
    });
}

constexpr Range kHan[] = {{0x4E00, 0x9FFF},   {0x3400, 0x4DBF},   {0x3007, 0x3007},
                          {0xF900, 0xFAFF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2EE5D},
                          {0x2F800, 0x2FA1F}, {0x30000, 0x323AF}};
constexpr Range kPrivateUse[] = {{0xE000, 0xF8FF}, {0xF0000, 0xFFFFD}, {0x100000, 0x10FFFD}};
constexpr Range kBlank[] = {{0x09, 0x0D},     {0x20, 0x20},     {0xA0, 0xA0},
                            {0xAD, 0xAD},     {0x2000, 0x200F}, {0x2028, 0x202F},
                            {0x2060, 0x2060}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};

// Length of the sequence a lead byte announces, 0 where none begins with it.
std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

}  // namespace

char32_t next_code_point(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) {
        text.remove_prefix(1);
        return lead;
    }
    const std::size_t length = sequence_length(lead);
    char32_t value = length == 2 ? lead & 0x1F : length == 3 ? lead & 0x0F : lead & 0x07;
    bool good = length != 0 && text.size() >= length;
    for (std::size_t i = 1; good && i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        good = (byte & 0xC0) == 0x80;
        value = (value << 6) | (byte & 0x3F);
    }
    // Overlong forms, surrogates and values past the end of Unicode.
    if (good && length == 3) good = value >= 0x800 && (value < 0xD800 || value > 0xDFFF);
    if (good && length == 4) good = value >= 0x10000 && value <= 0x10FFFF;
    text.remove_prefix(good ? length : 1);
    return good ? value : kReplacement;
}

void append_utf8(std::string& text, char32_t code_point) {
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        code_point = kReplacement;
    const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0 | (code_point >> 6));
        put(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        put(0xE0 | (code_point >> 12));
        put(0x80 | ((code_point >> 6) & 0x3F));
        put(0x80 | (code_point & 0x3F));
    } else {
        put(0xF0 | (code_point >> 18));
        put(0x80 | ((code_point >> 12) & 0x3F));
        put(0x80 | ((code_point >> 6) & 0x3F));
        put(0x80 | (code_point & 0x3F));
    }
}

bool is_valid_utf8(std::string_view text) {
    constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;
    while (!text.empty()) {
        // Most texts are digits and common Han: eight bytes of ASCII, or three of U+1000 to U+CFFF,
        // at once.
        std::uint64_t eight = kHighBits;
        if (text.size() >= sizeof eight) std::memcpy(&eight, text.data(), sizeof eight);
        if ((eight & kHighBits) == 0) {
            text.remove_prefix(sizeof eight);
            continue;
        }
        const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
        if (text.size() >= 3 && byte(0) >= 0xE1 && byte(0) <= 0xEC && (byte(1) & 0xC0U) == 0x80 &&
            (byte(2) & 0xC0U) == 0x80) {
            text.remove_prefix(3);
            continue;
        }
        const std::size_t before = text.size();
        const char32_t code_point = next_code_point(text);
        // A real U+FFFD is three bytes long, a malformed byte only one.
        if (code_point == kReplacement && before - text.size() == 1) return false;
    }
    return true;
}

std::size_t code_point_count(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) next_code_point(text);
    return count;
}

std::size_t half_width_count(std::string_view text) {
    std::size_t count = 0;
    while (!text.empty()) count += next_code_point(text) < 0x80 ? 1 : 2;
    return count;
}

bool is_han(char32_t code_point) { return is_in(kHan, code_point); }
bool is_private_use(char32_t code_point) { return is_in(kPrivateUse, code_point); }
bool is_blank(char32_t code_point) { return is_in(kBlank, code_point); }

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
    return lower;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return to_lower(x) == to_lower(y); });
}

std::string_view trim_blanks(std::string_view text) {
    while (!text.empty()) {
        std::string_view rest = text;
        if (!is_blank(next_code_point(rest))) break;
        text = rest;
    }
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
        std::string_view last = text.substr(start);
        const bool blank = is_blank(next_code_point(last));
        const bool whole = last.data() == text.data() + text.size();
        if (!blank || !whole) break;
        text.remove_suffix(text.size() - start);
    }
    return text;
}

void append_json_string(std::string& out, std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out.push_back('"');
    while (!text.empty()) {
        const char32_t code_point = next_code_point(text);
        switch (code_point) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (code_point < 0x20) {
                    out += "\\u00";
                    out.push_back(kHex[code_point >> 4]);
                    out.push_back(kHex[code_point & 15]);
                } else {
                    append_utf8(out, code_point);
                }
        }
    }
    out.push_back('"');
}

std::string one_line(std::string_view text, std::size_t characters_max) {
    std::string line;
    for (std::size_t i = 0; !text.empty(); ++i) {
        if (i == characters_max) return line + "…";
        const char32_t c = next_code_point(text);
        if (c == '\n' || c == '\r' || c == '\t') {
            line.push_back(' ');
            continue;
        }
        const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0);
        const bool turns_or_breaks = (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        append_utf8(line, is_control || turns_or_breaks ? kReplacement : c);
    }
    return line;
}

std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t place = text.size(); place > 3;) {
        place -= 3;
        text.insert(place, 1, ',');
    }
    return text;
}

std::string column_letters(std::size_t index) {
    std::string letters;
    for (std::size_t rest = index + 1; rest > 0; rest = (rest - 1) / 26)
        letters.push_back(static_cast<char>('A' + (rest - 1) % 26));
    std::reverse(letters.begin(), letters.end());
    return letters;
}

}  // namespace mingce
