#include "formats/xlsx_text.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <emmintrin.h>

#include "base/text.h"

namespace mingce {

namespace {

constexpr std::size_t kBlockBytes = 64 * 1024;

/// Length of the leading run of characters that mean themselves and need no second look.
std::size_t plain_run(const char* at, const char* end) {
    const char* const begin = at;
    const __m128i blank = _mm_set1_epi8(0x20), entity = _mm_set1_epi8('&');
    const __m128i escape = _mm_set1_epi8('_');
    for (; end - at >= 16; at += 16) {
        const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        // Signed comparison: bytes from 0x80 on are negative, so below 0x20 too.
        const __m128i care =
            _mm_or_si128(_mm_cmplt_epi8(text, blank),
                         _mm_or_si128(_mm_cmpeq_epi8(text, entity), _mm_cmpeq_epi8(text, escape)));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(care));
        if (mask != 0) return static_cast<std::size_t>(at - begin + std::countr_zero(mask));
    }
    while (at < end && static_cast<signed char>(*at) >= 0x20 && *at != '&' && *at != '_') ++at;
    return static_cast<std::size_t>(at - begin);
}

/// Length of the well-formed multi-byte character at `at`; 0 when there is none XML allows.
std::size_t wide_length(const char* at, const char* end) {
    const auto byte = [at](std::size_t i) { return static_cast<unsigned char>(at[i]); };
    const auto follows = [&byte](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(0);
    if (lead >= 0xE1 && lead <= 0xEC && end - at >= 3 && follows(1) && follows(2)) return 3;
    std::string_view rest(at, static_cast<std::size_t>(end - at));
    const std::size_t before = rest.size();
    const char32_t character = next_code_point(rest);
    const std::size_t length = before - rest.size();
    if (length < 2 || character == 0xFFFE || character == 0xFFFF) return 0;
    return length;
}

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = to_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The code unit of an "_xHHHH_" at the front of `text`, or -1.
int escape_at(std::string_view text) {
    if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return -1;
    int unit = 0;
    for (std::size_t i = 2; i < 6; ++i) {
        const int digit = hex_digit(text[i]);
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

char* put(char32_t character, char* out) {
    std::string bytes;
    append_utf8(bytes, character);
    return std::copy(bytes.begin(), bytes.end(), out);
}

/// Decodes `text` within itself: what an escape means is never longer than the escape.
std::size_t resolve_escapes_in_place(char* text, std::size_t size) {
    const std::string_view whole(text, size);
    char* out = text;
    for (std::size_t i = 0; i < size;) {
        const int unit = whole[i] == '_' ? escape_at(whole.substr(i)) : -1;
        if (unit < 0) {
            *out++ = text[i++];
            continue;
        }
        i += 7;
        auto character = static_cast<char32_t>(unit);
        if (unit >= 0xD800 && unit <= 0xDFFF) {
            const int low = unit < 0xDC00 ? escape_at(whole.substr(i)) : -1;
            const bool pair = low >= 0xDC00 && low <= 0xDFFF;
            character = pair ? 0x10000U + ((static_cast<char32_t>(unit) - 0xD800U) << 10U) +
                                   (static_cast<char32_t>(low) - 0xDC00U)
                             : kReplacement;
            if (pair) i += 7;
        }
        out = put(character, out);
    }
    return static_cast<std::size_t>(out - text);
}

/// The character a name between '&' and ';' stands for; 0 when XML knows no such name.
char32_t entity(std::string_view name) {
    if (name == "amp") return '&';
    if (name == "lt") return '<';
    if (name == "gt") return '>';
    if (name == "quot") return '"';
    if (name == "apos") return '\'';
    if (name.size() < 2 || name[0] != '#') return 0;
    const bool hex = name[1] == 'x';
    name.remove_prefix(hex ? 2 : 1);
    if (name.empty() || name.size() > 7) return 0;
    char32_t value = 0;
    for (char c : name) {
        const int digit = hex_digit(c);
        if (digit < 0 || (!hex && digit > 9)) return 0;
        value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
    }
    const bool control = value < 0x20 && value != '\t' && value != '\n' && value != '\r';
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (control || surrogate || value > 0x10FFFF || value == 0xFFFE || value == 0xFFFF) return 0;
    return value;
}

}  // namespace

char* RowText::room(std::size_t size) {
    bytes_ += size;
    while (block_ < blocks_.size() && blocks_[block_].size - used_ < size) {
        ++block_;
        used_ = 0;
    }
    if (block_ == blocks_.size()) {
        const std::size_t length = std::max(size, kBlockBytes);
        blocks_.push_back({std::unique_ptr<char[]>(new char[length]), length});
        used_ = 0;
    }
    char* const start = blocks_[block_].data.get() + used_;
    used_ += size;
    return start;
}

std::string_view RowText::keep(std::string_view text) {
    if (text.empty()) return {};
    char* const start = room(text.size());
    std::memcpy(start, text.data(), text.size());
    return {start, text.size()};
}

void RowText::clear() {
    if (bytes_ == 0) return;
    if (blocks_.size() > 16) blocks_.resize(1);
    block_ = used_ = bytes_ = 0;
}

TextForm form_of(std::string_view raw) {
    const char* at = raw.data();
    const char* const end = at + raw.size();
    TextForm form = TextForm::Plain;
    while (true) {
        at += plain_run(at, end);
        if (at == end) return form;
        const char c = *at;
        if (c == '&') {
            form = TextForm::Coded;
        } else if (c == '_') {
            if (end - at >= 7 && at[1] == 'x') form = TextForm::Coded;
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            do {
                const std::size_t length = wide_length(at, end);
                if (length == 0) return TextForm::Odd;
                at += length;
            } while (at < end && static_cast<unsigned char>(*at) >= 0x80);
            continue;
        } else if (c != '\t' && c != '\n') {
            return TextForm::Odd;
        }
        ++at;
    }
}

std::size_t decode_text(std::string_view raw, bool escapes, char* out) {
    char* next = out;
    while (!raw.empty()) {
        const std::size_t plain = std::min(raw.find('&'), raw.size());
        next = std::copy_n(raw.data(), plain, next);
        raw.remove_prefix(plain);
        if (raw.empty()) break;
        const std::size_t end = raw.find(';');
        const char32_t character =
            end == std::string_view::npos ? U'\0' : entity(raw.substr(1, end - 1));
        if (character == 0) return std::string_view::npos;
        next = put(character, next);
        raw.remove_prefix(end + 1);
    }
    const auto size = static_cast<std::size_t>(next - out);
    return escapes ? resolve_escapes_in_place(out, size) : size;
}

void resolve_escapes(std::string& text) {
    if (text.find("_x") == std::string::npos) return;
    text.resize(resolve_escapes_in_place(text.data(), text.size()));
}

}  // namespace mingce
