#include "crypto/bech32.h"

#include <vector>

#include "base/text.h"

namespace mingce {

namespace {

constexpr std::string_view kLetters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kChecksumLetters = 6;
constexpr unsigned kLetterBits = 5;

using Values = std::vector<std::uint8_t>;  // 0 to 31 each

// The checksum's remainder of a polynomial, whose generator BIP 173 gives as these five words.
std::uint32_t remainder(std::string_view prefix, const Values& values) {
    std::uint32_t state = 1;
    const auto step = [&state](std::uint32_t value) {
        constexpr std::uint32_t kGenerator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                0x2a1462b3};
        const std::uint32_t top = state >> 25;
        state = (state & 0x1ffffff) << kLetterBits ^ value;
        for (unsigned i = 0; i < kLetterBits; ++i)
            if ((top >> i & 1) != 0) state ^= kGenerator[i];
    };
    for (char c : prefix) step(static_cast<std::uint8_t>(c) >> kLetterBits);
    step(0);
    for (char c : prefix) step(static_cast<std::uint8_t>(c) & 31);
    for (std::uint8_t value : values) step(value);
    return state;
}

Values letters_of(std::span<const std::uint8_t> bytes) {
    Values values;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (std::uint8_t byte : bytes) {
        held = (held << 8 | byte) & 0xFFFF;
        for (bits += 8; bits >= kLetterBits; bits -= kLetterBits)
            values.push_back(held >> (bits - kLetterBits) & 31);
    }
    if (bits > 0) values.push_back(held << (kLetterBits - bits) & 31);
    return values;
}

// False when the letters are not those of so many bytes, or what fills up the last one is not 0.
bool read_letters(std::span<const std::uint8_t> values, std::span<std::uint8_t> out) {
    if (values.size() != (8 * out.size() + kLetterBits - 1) / kLetterBits) return false;
    std::uint32_t held = 0;
    unsigned bits = 0;
    std::size_t count = 0;
    for (std::uint8_t value : values) {
        held = (held << kLetterBits | value) & 0xFFF;
        bits += kLetterBits;
        if (bits < 8) continue;
        bits -= 8;
        out[count++] = static_cast<std::uint8_t>(held >> bits);
    }
    return (held & ((1U << bits) - 1)) == 0;
}

}  // namespace

std::string bech32_of(std::string_view prefix, std::span<const std::uint8_t> bytes) {
    Values values = letters_of(bytes);
    values.resize(values.size() + kChecksumLetters);
    const std::uint32_t checksum = remainder(prefix, values) ^ 1;
    for (std::size_t i = 0; i < kChecksumLetters; ++i)
        values[values.size() - 1 - i] = checksum >> (kLetterBits * i) & 31;
    std::string text(prefix);
    text.push_back('1');
    for (std::uint8_t value : values) text.push_back(kLetters[value]);
    return text;
}

bool read_bech32(std::string_view text, std::string_view prefix, std::span<std::uint8_t> out) {
    std::string lower = lower_ascii(text);
    bool has_lower = false, has_upper = false;
    for (char c : text) {
        has_lower |= is_lower(c);
        has_upper |= is_upper(c);
    }
    const std::size_t head = prefix.size() + 1;
    if ((has_lower && has_upper) || lower.size() < head + kChecksumLetters ||
        !lower.starts_with(prefix) || lower[prefix.size()] != '1')
        return false;
    Values values;
    for (char c : lower.substr(head)) {
        const std::size_t value = kLetters.find(c);
        if (value == std::string_view::npos) return false;
        values.push_back(static_cast<std::uint8_t>(value));
    }
    if (remainder(prefix, values) != 1) return false;
    return read_letters(std::span(values).first(values.size() - kChecksumLetters), out);
}

}  // namespace mingce
