#include "crypto/bytes_as_text.h"

#include <algorithm>

#include <sodium.h>

namespace mingce {

namespace {

int variant_of(Padding padding) {
    return padding == Padding::Padded ? sodium_base64_VARIANT_ORIGINAL
                                      : sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
}

}  // namespace

std::string hex_of(std::span<const std::uint8_t> bytes) {
    std::string text(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();  // the NUL sodium puts there
    return text;
}

bool read_hex(std::string_view text, std::span<std::uint8_t> out) {
    if (out.empty()) return text.empty();  // an empty span may point nowhere, which sodium forbids
    std::size_t read = 0;
    return text.size() == 2 * out.size() &&
           sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr, &read,
                          nullptr) == 0 &&
           read == out.size();
}

std::string base64_of(std::span<const std::uint8_t> bytes, Padding padding) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant_of(padding)), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant_of(padding));
    text.pop_back();
    return text;
}

bool read_base64(std::string_view text, std::span<std::uint8_t> out, Padding padding) {
    if (out.empty()) return text.empty();
    // sodium 1.0.18 takes some bytes above 0x7F for letters of the alphabet.
    if (std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; })) return false;
    std::size_t read = 0;
    return sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &read,
                             nullptr, variant_of(padding)) == 0 &&
           read == out.size();
}

}  // namespace mingce
