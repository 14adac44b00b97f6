#include "normalise/sheet_mapping.h"

#include <cstdint>

#include "normalise/header_words.h"

namespace mingce {

// FNV-1a: sheets are told apart, nobody gains by two that are not.
std::string sheet_fingerprint(const std::vector<std::string>& headers) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    const auto add = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3U; };
    for (const std::string& header : headers) {
        for (const char c : header_key(header)) add(static_cast<unsigned char>(c));
        add(0);
    }
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[hash >> shift & 15U];
    return text;
}

}  // namespace mingce
