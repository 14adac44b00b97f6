#include "crypto/recovery.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"
#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"
#include "crypto/problems.h"

namespace mingce {

namespace {

constexpr std::string_view kRecoveryLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr unsigned kRecoveryLetterBits = 5;
constexpr std::size_t kGroup = 5, kLineLetters = 15, kLineData = kLineLetters - 1;
constexpr std::size_t kDataLetters = kRecoveryLines * kLineData;
constexpr std::uint8_t kVersion = 1;
// Version 1 letter, id 16 bytes and key 32 bytes in 77 letters (the last bit 0), checksum 6.
constexpr std::size_t kRootIdBytes = 16, kSecretBytes = 48, kSecretLetters = 77, kSumLetters = 6;
static_assert(1 + kSecretLetters + kSumLetters == kDataLetters);
static_assert(kSecretLetters * kRecoveryLetterBits == 8 * kSecretBytes + 1);

using Letters = std::array<std::uint8_t, kDataLetters>;  // values 0 to 31

// Times x in the field of 32 elements (x^5 + x^2 + 1, of which x generates all but 0).
std::uint8_t times_x(std::uint8_t value) {
    const unsigned twice = unsigned{value} << 1;
    return static_cast<std::uint8_t>((twice & 32) != 0 ? twice ^ 0b100101 : twice);
}

// Letters weighed with x^14 … x^1: all weights differ, so one wrong letter and two exchanged ones
// both change the sum. The line's number makes lines differ that hold the same.
std::uint8_t check_of(std::span<const std::uint8_t> data, std::size_t line) {
    std::uint8_t sum = 0;
    for (std::uint8_t letter : data) sum = times_x(static_cast<std::uint8_t>(sum ^ letter));
    return static_cast<std::uint8_t>(sum ^ (line + 1));
}

void put_bits(std::span<const std::uint8_t> bytes, std::span<std::uint8_t> letters) {
    for (std::size_t i = 0; i < letters.size(); ++i) {
        unsigned value = 0;
        for (std::size_t bit = i * kRecoveryLetterBits; bit < (i + 1) * kRecoveryLetterBits;
             ++bit) {
            const bool set = bit < 8 * bytes.size() && (bytes[bit / 8] >> (7 - bit % 8) & 1) != 0;
            value = value << 1 | (set ? 1U : 0U);
        }
        letters[i] = static_cast<std::uint8_t>(value);
    }
}

void take_bits(std::span<const std::uint8_t> letters, std::span<std::uint8_t> bytes) {
    std::fill(bytes.begin(), bytes.end(), std::uint8_t{0});
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit)
        if ((letters[bit / kRecoveryLetterBits] >>
                 (kRecoveryLetterBits - 1 - bit % kRecoveryLetterBits) &
             1) != 0)
            bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] | 0x80 >> bit % 8);
}

void put_secret(const SecretBytes<kSecretBytes>& secret, std::span<std::uint8_t> letters) {
    letters[0] = kVersion;
    put_bits(secret.bytes(), letters.subspan(1, kSecretLetters));
    put_bits(sha256(view_of(secret.bytes())), letters.last(kSumLetters));
}

std::optional<std::uint8_t> letter_value(char32_t typed) {
    constexpr char32_t kFullWidth = 0xFF01 - U'!';
    if (typed >= 0xFF01 && typed <= 0xFF5E) typed -= kFullWidth;
    if (typed > 0x7F) return std::nullopt;
    char letter = to_upper(static_cast<char>(typed));
    if (letter == 'O') letter = '0';
    if (letter == 'I' || letter == 'L') letter = '1';
    if (letter == 'U') letter = 'V';
    const std::size_t value = kRecoveryLetters.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    return static_cast<std::uint8_t>(value);
}

// A line feed is no blank here: it ends a line. The others are the dashes an input method makes.
bool is_passed_over(char32_t typed) {
    return is_blank(typed) || typed == '-' || (typed >= 0x2010 && typed <= 0x2015) ||
           typed == 0x2212 || typed == 0xFF0D;
}

constexpr std::uint8_t kUnknown = 0xFF;  // typed, but no letter of the alphabet
using Lines = std::vector<std::vector<std::uint8_t>>;

Lines lines_of(std::string_view typed) {
    Lines lines(1);
    while (!typed.empty()) {
        const char32_t next = next_code_point(typed);
        if (next == U'\n') {
            if (!lines.back().empty()) lines.emplace_back();
        } else if (!is_passed_over(next)) {
            lines.back().push_back(letter_value(next).value_or(kUnknown));
        }
    }
    if (lines.back().empty()) lines.pop_back();
    return lines;
}

Error line_refused(std::size_t line) {
    Place place;
    place.row = line + 1;
    return Error(problem::kRecoveryLine).at(std::move(place));
}

Result<Lines> six_lines(std::string_view typed) {
    constexpr std::size_t kTypedBytesMax = 4096;
    if (typed.size() > kTypedBytesMax) return Error(problem::kRecoveryLength);
    Lines lines = lines_of(typed);
    if (lines.size() == kRecoveryLines) return lines;
    // A whole sheet, or more of it than the code: its other lines are of another length.
    const auto is_code = [](const auto& line) { return line.size() == kLineLetters; };
    if (std::ranges::count_if(lines, is_code) == kRecoveryLines) {
        std::erase_if(lines, [&](const auto& line) { return !is_code(line); });
        return lines;
    }
    std::vector<std::uint8_t> all;
    for (const auto& line : lines) all.insert(all.end(), line.begin(), line.end());
    if (all.size() != kRecoveryLines * kLineLetters) return Error(problem::kRecoveryLength);
    lines.clear();
    for (auto from = all.begin(); from != all.end(); from += kLineLetters)
        lines.emplace_back(from, from + kLineLetters);
    return lines;
}

}  // namespace

std::array<std::string, kRecoveryLines> recovery_code(const RootKey& root) {
    SecretBytes<kSecretBytes> secret;
    std::ranges::copy(root.id.bytes, secret.room().begin());
    std::ranges::copy(root.key.bytes(), secret.room().subspan(kRootIdBytes).begin());
    SecretBytes<kDataLetters> letters;
    put_secret(secret, letters.room());
    std::array<std::string, kRecoveryLines> lines;
    for (std::size_t i = 0; i < kRecoveryLines; ++i) {
        const auto data = letters.bytes().subspan(i * kLineData, kLineData);
        for (std::size_t j = 0; j < kLineLetters; ++j) {
            if (j > 0 && j % kGroup == 0) lines[i].push_back('-');
            lines[i].push_back(kRecoveryLetters[j < kLineData ? data[j] : check_of(data, i)]);
        }
    }
    return lines;
}

Result<RootKey> parse_recovery_code(std::string_view typed) {
    const Lines lines = TRY(six_lines(typed));
    SecretBytes<kDataLetters> letters;
    for (std::size_t i = 0; i < kRecoveryLines; ++i) {
        const std::span line(lines[i]);
        const bool whole = line.size() == kLineLetters &&
                           std::find(line.begin(), line.end(), kUnknown) == line.end();
        if (!whole || check_of(line.first(kLineData), i) != line.back()) return line_refused(i);
        std::ranges::copy(line.first(kLineData),
                          letters.room().subspan(i * kLineData, kLineData).begin());
    }
    SecretBytes<kSecretBytes> secret;
    take_bits(letters.bytes().subspan(1, kSecretLetters), secret.room());
    // Written again, it must be the same: version, spare bit and checksum at once.
    SecretBytes<kDataLetters> again;
    put_secret(secret, again.room());
    if (!std::ranges::equal(letters.bytes(), again.bytes()))
        return Error(problem::kRecoveryChecksum);
    RootKey root;
    std::ranges::copy(secret.bytes().first(kRootIdBytes), root.id.bytes.begin());
    std::ranges::copy(secret.bytes().subspan(kRootIdBytes), root.key.room().begin());
    return root;
}

}  // namespace mingce
