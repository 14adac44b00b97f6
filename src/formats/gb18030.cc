#include "formats/gb18030.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <unicode/ucnv.h>

#include "base/text.h"
#include "formats/ascii_prefix.h"
#include "formats/writers.h"

namespace mingce {

namespace {

constexpr std::size_t kTrails = 190;                    // 40-7E and 80-FE
constexpr std::size_t kTwoByteCodes = 126 * kTrails;    // leads 81-FE
constexpr std::size_t kFourByteBmpCodes = 39420;        // 81308130-8431A439
constexpr std::uint32_t kFourByteAstralFirst = 189000;  // 90308130 = U+10000
constexpr std::uint32_t kFourByteEnd = 189000 + 0x100000;

struct Remapped {
    std::uint16_t code;
    char16_t private_use, real;
};
// The 18 codes GB18030-2022 moved out of private use. Source: WHATWG index gb18030, 2024-09-18.
constexpr Remapped kRemapped[] = {
    {0xA6D9, 0xE78D, 0xFE10}, {0xA6DA, 0xE78E, 0xFE12}, {0xA6DB, 0xE78F, 0xFE11},
    {0xA6DC, 0xE790, 0xFE13}, {0xA6DD, 0xE791, 0xFE14}, {0xA6DE, 0xE792, 0xFE15},
    {0xA6DF, 0xE793, 0xFE16}, {0xA6EC, 0xE794, 0xFE17}, {0xA6ED, 0xE795, 0xFE18},
    {0xA6F3, 0xE796, 0xFE19}, {0xFE59, 0xE81E, 0x9FB4}, {0xFE61, 0xE826, 0x9FB5},
    {0xFE66, 0xE82B, 0x9FB6}, {0xFE67, 0xE82C, 0x9FB7}, {0xFE6D, 0xE832, 0x9FB8},
    {0xFE7E, 0xE843, 0x9FB9}, {0xFE90, 0xE854, 0x9FBA}, {0xFEA0, 0xE864, 0x9FBB}};

struct StillPrivate {
    std::uint16_t code;
    char16_t private_use;
    char32_t real;
};
// The six that stay private use in the two-byte area. Source: eisoch/irg#27, #53.
constexpr StillPrivate kStillPrivate[] = {{0xFE51, 0xE816, 0x20087}, {0xFE52, 0xE817, 0x20089},
                                          {0xFE53, 0xE818, 0x200CC}, {0xFE6C, 0xE831, 0x215D7},
                                          {0xFE76, 0xE83B, 0x2298F}, {0xFE91, 0xE855, 0x241FE}};
constexpr std::uint16_t kGbkPrivateFirst = 0xE815;  // CP936 writes FE50-FEA0 without FE7F
constexpr std::uint16_t kGbkPrivateLast = 0xE864;   // in this order

constexpr unsigned char byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}
constexpr bool is_lead(unsigned char byte) { return byte >= 0x81 && byte <= 0xFE; }
constexpr bool is_trail(unsigned char byte) { return byte >= 0x40 && byte <= 0xFE && byte != 0x7F; }
constexpr bool is_digit_byte(unsigned char byte) { return byte >= 0x30 && byte <= 0x39; }

constexpr std::size_t two_byte_index(unsigned char lead, unsigned char trail) {
    return (lead - 0x81U) * kTrails + trail - (trail < 0x7F ? 0x40U : 0x41U);
}
constexpr std::uint16_t two_byte_code(std::size_t index) {
    const std::size_t trail = index % kTrails;
    return static_cast<std::uint16_t>(((index / kTrails + 0x81) << 8) |
                                      (trail + (trail < 63 ? 0x40 : 0x41)));
}
std::array<char, 4> four_bytes(std::uint32_t pointer) {
    return {static_cast<char>(0x81 + pointer / 12600),
            static_cast<char>(0x30 + pointer / 1260 % 10),
            static_cast<char>(0x81 + pointer / 10 % 126), static_cast<char>(0x30 + pointer % 10)};
}

struct Tables {
    std::vector<char16_t> of_two = std::vector<char16_t>(kTwoByteCodes, 0xFFFD);
    std::vector<char16_t> of_four = std::vector<char16_t>(kFourByteBmpCodes, 0xFFFD);
    std::vector<std::uint16_t> two_of = std::vector<std::uint16_t>(0x10000, 0);
    std::vector<std::uint16_t> four_of = std::vector<std::uint16_t>(0x10000, 0xFFFF);
};

// Every code of one length through ICU in one call; each yields exactly one UTF-16 unit.
void fill_from_icu(const std::string& codes, std::vector<char16_t>& units) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
        ucnv_open("gb18030", &status), ucnv_close);
    if (U_FAILURE(status) != 0) return;
    std::vector<char16_t> found(units.size() + 8);
    const int32_t length =
        ucnv_toUChars(converter.get(), found.data(), static_cast<int32_t>(found.size()),
                      codes.data(), static_cast<int32_t>(codes.size()), &status);
    if (U_FAILURE(status) != 0 || static_cast<std::size_t>(length) != units.size()) return;
    std::copy_n(found.begin(), units.size(), units.begin());
}

void add_private_use(Tables& tables) {
    std::uint16_t trail = 0x50;
    for (std::uint32_t unit = kGbkPrivateFirst; unit <= kGbkPrivateLast; ++unit) {
        if (trail == 0x7F) ++trail;
        tables.two_of[unit] = static_cast<std::uint16_t>(0xFE00 | trail++);
    }
    for (const Remapped& code : kRemapped) {
        tables.two_of[code.private_use] = code.code;
        tables.two_of[code.real] = code.code;
    }
}

Tables build_tables() {
    Tables tables;
    std::string two, four;
    for (std::size_t i = 0; i < kTwoByteCodes; ++i) {
        const std::uint16_t code = two_byte_code(i);
        two += static_cast<char>(code >> 8);
        two += static_cast<char>(code & 0xFF);
    }
    for (std::uint32_t i = 0; i < kFourByteBmpCodes; ++i) {
        const std::array<char, 4> bytes = four_bytes(i);
        four.append(bytes.data(), bytes.size());
    }
    fill_from_icu(two, tables.of_two);
    fill_from_icu(four, tables.of_four);
    for (const Remapped& code : kRemapped)
        tables.of_two[two_byte_index(static_cast<unsigned char>(code.code >> 8),
                                     static_cast<unsigned char>(code.code & 0xFF))] = code.real;
    for (std::size_t i = 0; i < kTwoByteCodes; ++i)
        if (tables.of_two[i] != 0xFFFD) tables.two_of[tables.of_two[i]] = two_byte_code(i);
    // WHATWG reads A3A0 as an ideographic space, which keeps A1A1 as its own code.
    tables.of_two[two_byte_index(0xA3, 0xA0)] = 0x3000;
    for (std::size_t i = 0; i < kFourByteBmpCodes; ++i)
        if (tables.of_four[i] != 0xFFFD || i == kFourByteBmpCodes - 3)
            tables.four_of[tables.of_four[i]] = static_cast<std::uint16_t>(i);
    add_private_use(tables);
    return tables;
}

const Tables& tables() {
    static const Tables built = build_tables();
    return built;
}

// One character at the front of a non-empty text that does not begin with ASCII.
struct Taken {
    char32_t code_point = kReplacement;
    std::size_t bytes = 1;
    bool good = false;
};

Taken take_four(const Tables& table, std::string_view text) {
    if (text.size() < 4 || !is_lead(byte_at(text, 2)) || !is_digit_byte(byte_at(text, 3)))
        return {};
    const std::uint32_t pointer = (byte_at(text, 0) - 0x81U) * 12600 +
                                  (byte_at(text, 1) - 0x30U) * 1260 +
                                  (byte_at(text, 2) - 0x81U) * 10 + (byte_at(text, 3) - 0x30U);
    if (pointer < kFourByteBmpCodes) return {table.of_four[pointer], 4, true};
    if (pointer >= kFourByteAstralFirst && pointer < kFourByteEnd)
        return {pointer - kFourByteAstralFirst + 0x10000, 4, true};
    return {kReplacement, 4, false};
}

Taken take(const Tables& table, std::string_view text) {
    const unsigned char lead = byte_at(text, 0);
    if (lead == 0x80) return {0x20AC, 1, true};  // CP936 writes the euro sign so
    if (!is_lead(lead) || text.size() < 2) return {};
    const unsigned char second = byte_at(text, 1);
    if (is_trail(second)) return {table.of_two[two_byte_index(lead, second)], 2, true};
    if (is_digit_byte(second)) return take_four(table, text);
    return {kReplacement, second < 0x80 ? std::size_t{1} : std::size_t{2}, false};
}

// Two-byte codes whose UTF-8 takes three bytes, many at once; returns the bytes taken.
std::size_t append_hanzi(const Tables& table, std::string_view bytes, std::string& out) {
    constexpr std::size_t kAtOnce = 64;
    std::size_t at = 0;
    while (true) {
        std::array<char, kAtOnce * 3> utf8;
        std::size_t length = 0;
        while (length < utf8.size() && at + 1 < bytes.size() && is_lead(byte_at(bytes, at)) &&
               is_trail(byte_at(bytes, at + 1))) {
            const std::uint32_t unit =
                table.of_two[two_byte_index(byte_at(bytes, at), byte_at(bytes, at + 1))];
            if (unit < 0x800) break;
            utf8[length] = static_cast<char>(0xE0 | unit >> 12);
            utf8[length + 1] = static_cast<char>(0x80 | (unit >> 6 & 0x3F));
            utf8[length + 2] = static_cast<char>(0x80 | (unit & 0x3F));
            length += 3;
            at += 2;
        }
        out.append(utf8.data(), length);
        if (length < utf8.size()) return at;
    }
}

void append_code(std::string& out, std::uint16_t code) {
    out += static_cast<char>(code >> 8);
    out += static_cast<char>(code & 0xFF);
}

// The six whose private-use form CP936 knows and whose real character lies beyond the BMP.
const StillPrivate* still_private(char32_t code_point) {
    for (const StillPrivate& entry : kStillPrivate)
        if (entry.real == code_point || entry.private_use == code_point) return &entry;
    return nullptr;
}

}  // namespace

std::size_t from_gb18030(std::string_view bytes, std::string& out) {
    const Tables& table = tables();
    std::size_t bad = 0;
    while (!bytes.empty()) {
        const std::size_t plain = ascii_prefix(bytes);
        out.append(bytes.data(), plain);
        bytes.remove_prefix(plain);
        bytes.remove_prefix(append_hanzi(table, bytes, out));
        while (!bytes.empty() && byte_at(bytes, 0) >= 0x80) {
            const Taken taken = take(table, bytes);
            bad += taken.good ? 0 : 1;
            append_utf8(out, taken.code_point);
            bytes.remove_prefix(taken.bytes);
            if (taken.good) break;
        }
    }
    return bad;
}

std::string to_gb18030(std::string_view utf8) {
    const Tables& table = tables();
    std::string out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        char32_t code_point = next_code_point(utf8);
        if (code_point < 0x80) {
            out += static_cast<char>(code_point);
            continue;
        }
        if (const StillPrivate* entry = still_private(code_point)) code_point = entry->real;
        if (code_point < 0x10000 && table.two_of[code_point] != 0) {
            append_code(out, table.two_of[code_point]);
            continue;
        }
        const std::uint32_t pointer = code_point < 0x10000
                                          ? table.four_of[code_point]
                                          : kFourByteAstralFirst + (code_point - 0x10000);
        const std::array<char, 4> bytes = four_bytes(pointer);
        out.append(bytes.data(), bytes.size());
    }
    return out;
}

bool to_gbk(std::string_view utf8, std::string& out) {
    const Tables& table = tables();
    const std::size_t before = out.size();
    while (!utf8.empty()) {
        const char32_t code_point = next_code_point(utf8);
        const StillPrivate* entry = still_private(code_point);
        if (code_point < 0x80) {
            out += static_cast<char>(code_point);
        } else if (entry != nullptr) {
            append_code(out, entry->code);
        } else if (code_point < 0x10000 && table.two_of[code_point] != 0) {
            append_code(out, table.two_of[code_point]);
        } else {
            out.resize(before);
            return false;
        }
    }
    return true;
}

std::size_t gb18030_partial_tail(std::string_view bytes) {
    std::size_t i = 0;
    while (i < bytes.size()) {
        const unsigned char lead = byte_at(bytes, i);
        const std::size_t left = bytes.size() - i;
        if (!is_lead(lead)) {
            ++i;
        } else if (left == 1) {
            return 1;
        } else if (is_digit_byte(byte_at(bytes, i + 1))) {
            if (left == 2 || (left == 3 && is_lead(byte_at(bytes, i + 2)))) return left;
            const bool four =
                left >= 4 && is_lead(byte_at(bytes, i + 2)) && is_digit_byte(byte_at(bytes, i + 3));
            i += four ? 4 : 1;
        } else {
            i += byte_at(bytes, i + 1) < 0x40 ? 1 : 2;
        }
    }
    return 0;
}

Gb18030Fit gb18030_fit(std::string_view bytes) {
    const Tables& table = tables();
    Gb18030Fit fit;
    while (!bytes.empty()) {
        bytes.remove_prefix(ascii_prefix(bytes));
        if (bytes.empty()) break;
        const Taken taken = take(table, bytes);
        const bool hanzi = taken.good && taken.bytes == 2 && byte_at(bytes, 0) >= 0xB0 &&
                           byte_at(bytes, 0) <= 0xF7 && byte_at(bytes, 1) >= 0xA1;
        fit.pairs += taken.good ? 1 : 0;
        fit.common += hanzi ? 1 : 0;
        fit.bad += taken.good ? 0 : 1;
        bytes.remove_prefix(taken.bytes);
    }
    return fit;
}

}  // namespace mingce
