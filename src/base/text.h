// UTF-8 text: walking code points, and the few character classes the rules speak of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mingce {

constexpr char32_t kReplacement = 0xFFFD;

/// Takes one code point off the front of `text`. A byte that begins no well-formed sequence
/// (overlong forms and surrogates included) yields U+FFFD and is one byte long.
/// Precondition: text is not empty.
char32_t next_code_point(std::string_view& text);

/// Appends `code_point` as UTF-8; a value outside Unicode appends U+FFFD.
void append_utf8(std::string& text, char32_t code_point);

bool is_valid_utf8(std::string_view text);

/// Number of code points (a malformed byte counts as one).
std::size_t code_point_count(std::string_view text);

/// Columns of half-width characters the text takes in a GBK-era layout: 1 for ASCII, 2 otherwise.
std::size_t half_width_count(std::string_view text);

/// A Chinese character: URO, extensions A-I, the compatibility blocks, and 〇.
bool is_han(char32_t code_point);
/// Private use: U+E000-F8FF and planes 15-16.
bool is_private_use(char32_t code_point);
/// Blanks a person cannot see: ASCII blanks, U+00A0, U+3000, U+2000-200F, U+2028-202F, U+2060,
/// U+FEFF, U+00AD.
bool is_blank(char32_t code_point);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
bool all_digits(std::string_view text);  // false for ""
std::string lower_ascii(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);  // ASCII letters only

/// Without the blanks (is_blank) at both ends.
std::string_view trim_blanks(std::string_view text);

/// A JSON string with its quotes; malformed bytes become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// What a file says of itself, fit for a sentence on a terminal: line ends and tabs become blanks,
/// controls and marks that turn the direction of writing U+FFFD, and what is longer than that ends
/// in "…".
std::string one_line(std::string_view text, std::size_t characters_max = 200);

/// 3842 -> "3,842".
std::string grouped(std::uint64_t number);

/// 0 -> "A", 25 -> "Z", 26 -> "AA": a column's name in a spreadsheet.
std::string column_letters(std::size_t index);

}  // namespace mingce
