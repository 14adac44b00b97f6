#include "crypto/page_code.h"

#include <array>
#include <cstdint>

#include "crypto/problems.h"

namespace mingce {

namespace {

constexpr std::string_view kCodeDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr unsigned kBits = 5;
constexpr std::size_t kChecked = kPageCodeLength - 1;

/// Twice a digit, as an element of the field of 32 (x⁵ + x² + 1).
constexpr unsigned doubled(unsigned digit) {
    constexpr unsigned kField = 0b100101;
    const unsigned twice = digit << 1U;
    return (twice & (1U << kBits)) != 0 ? twice ^ kField : twice;
}

/// The sum of digits by powers of two in that field. Every place has a power of its own that is not
/// zero, so that one wrong digit, or two that changed places, give another sum.
unsigned check_digit_of(const std::array<unsigned, kChecked>& digits) {
    unsigned sum = 0;
    for (const unsigned digit : digits) sum = doubled(sum ^ digit);
    return sum;
}

std::string with_check(const std::array<unsigned, kChecked>& digits) {
    std::string code;
    for (const unsigned digit : digits) code += kCodeDigits[digit];
    return code + kCodeDigits[check_digit_of(digits)];
}

char as_printed(char typed) {
    if (typed >= 'a' && typed <= 'z') typed = static_cast<char>(typed - 'a' + 'A');
    if (typed == 'O') return '0';
    return typed == 'I' || typed == 'L' ? '1' : typed;
}

}  // namespace

std::string page_code(const Hash& page) {
    std::array<unsigned, kChecked> digits{};
    unsigned bits = 0, held = 0;
    std::size_t byte = 0;
    for (unsigned& digit : digits) {
        if (held < kBits) {
            bits = bits << 8U | page[byte++];
            held += 8;
        }
        held -= kBits;
        digit = bits >> held & 31U;
    }
    return with_check(digits);
}

std::string printed_page_code(std::string_view code) {
    constexpr std::size_t kGroup = 4;
    std::string text;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i != 0 && i % kGroup == 0) text += '-';
        text += code[i];
    }
    return text;
}

Result<std::string> read_page_code(std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (c == ' ' || c == '-' || c == '\t') continue;
        const char printed = as_printed(c);
        if (kCodeDigits.find(printed) == std::string_view::npos)
            return Error(problem::kCodeCharacter, std::to_string(code.size() + 1));
        code += printed;
        if (code.size() > 2 * kPageCodeLength) break;
    }
    if (code.size() != kPageCodeLength)
        return Error(problem::kCodeLength, std::to_string(code.size()));
    std::array<unsigned, kChecked> digits{};
    for (std::size_t i = 0; i < kChecked; ++i)
        digits[i] = static_cast<unsigned>(kCodeDigits.find(code[i]));
    if (with_check(digits) != code) return Error(problem::kCodeCheck);
    return code;
}

}  // namespace mingce
