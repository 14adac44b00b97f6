#include "crypto/totp.h"

#include <array>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include "base/text.h"
#include "crypto/bytes_as_text.h"

namespace mingce {

namespace {

constexpr std::size_t kDigits = 6;
constexpr std::uint32_t kTenToTheDigits = 1'000'000;

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == '.' || c == '_') {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<std::uint8_t>(c);
        encoded += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
    return encoded;
}

}  // namespace

std::string make_totp_secret(Random& random) {
    std::array<std::uint8_t, kTotpSecretBytes> bytes{};
    random.fill(bytes);
    return std::string(view_of(bytes));
}

std::int64_t totp_counter(Moment at) { return at.milliseconds / (kTotpStepSeconds * 1000); }

std::string totp_code(std::string_view secret, std::int64_t counter) {
    std::array<std::uint8_t, 8> message{};
    for (std::size_t i = 0; i < message.size(); ++i)
        message[i] = static_cast<std::uint8_t>(counter >> (8 * (7 - i)));
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(), message.size(),
         mac.data(), &size);
    // Dynamic truncation, RFC 4226, section 5.3.
    const std::size_t offset = mac[size - 1] & 15U;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = (number << 8U) | mac[offset + i];
    number = (number & 0x7FFFFFFFU) % kTenToTheDigits;
    std::string code(kDigits, '0');
    for (std::size_t i = kDigits; i-- > 0; number /= 10)
        code[i] = static_cast<char>('0' + number % 10);
    return code;
}

std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code, Moment now,
                                         std::int64_t used) {
    std::string digits(code);
    std::erase(digits, ' ');
    if (digits.size() != kDigits || !all_digits(digits) || secret.empty()) return std::nullopt;
    std::optional<std::int64_t> found;
    const std::int64_t middle = totp_counter(now);
    for (const std::int64_t step : {middle - 1, middle, middle + 1}) {
        const std::string right = totp_code(secret, step);
        if (sodium_memcmp(right.data(), digits.data(), kDigits) == 0 && step > used) found = step;
    }
    return found;
}

std::string base32_of(std::string_view bytes) {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t waiting = 0;
    unsigned bits = 0;
    for (const std::uint8_t byte : bytes_of(bytes)) {
        waiting = (waiting << 8U) | byte;
        for (bits += 8; bits >= 5; bits -= 5) text += kLetters[(waiting >> (bits - 5)) & 31U];
    }
    if (bits > 0) text += kLetters[(waiting << (5 - bits)) & 31U];
    return text;
}

std::optional<std::string> bytes_of_base32(std::string_view text) {
    std::string bytes;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        if (c == ' ') continue;
        std::uint32_t value = 0;
        if (c >= 'A' && c <= 'Z')
            value = static_cast<std::uint32_t>(c - 'A');
        else if (c >= 'a' && c <= 'z')
            value = static_cast<std::uint32_t>(c - 'a');
        else if (c >= '2' && c <= '7')
            value = static_cast<std::uint32_t>(c - '2' + 26);
        else
            return std::nullopt;
        bits = (bits << 5) | value;
        held += 5;
        if (held < 8) continue;
        held -= 8;
        bytes += static_cast<char>((bits >> held) & 0xFF);
    }
    return bytes;
}

std::string otpauth_uri(std::string_view secret, const TotpLabel& label) {
    const std::string issuer = percent_encoded(label.issuer);
    return "otpauth://totp/" + issuer + ":" + percent_encoded(label.account) +
           "?secret=" + base32_of(secret) + "&issuer=" + issuer +
           "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace mingce
