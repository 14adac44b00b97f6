#include "formats/encoding.h"

#include <algorithm>
#include <cstring>

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "base/text.h"
#include "formats/gb18030.h"
#include "formats/problems.h"
#include "formats/writers.h"

namespace mingce {

namespace {

constexpr std::size_t kJudgedBytes = std::size_t{1} << 20;
constexpr std::size_t kSampleBytes = 60;
constexpr std::size_t kWideSampleBytes = 16 * 1024;  // of UTF-16, decoded before it is sampled
constexpr std::size_t kWideJudgedBytes = 4096;
constexpr std::size_t kSamplesMax = 3;
constexpr std::size_t kAskedNameBytesMax = 40;

struct ReasonRow {
    EncodingReason reason;
    std::string_view key;
    Text text;
};
constexpr ReasonRow kReasons[] = {
    {EncodingReason::AskedFor, "asked_for", {"按指定的编码", "as asked for"}},
    {EncodingReason::ByteOrderMark,
     "byte_order_mark",
     {"文件开头有字节序标记", "the file begins with a byte order mark"}},
    {EncodingReason::Utf16Units,
     "utf16_units",
     {"没有字节序标记，内容符合 UTF-16", "no byte order mark, but it reads as UTF-16 throughout"}},
    {EncodingReason::ValidUtf8,
     "valid_utf8",
     {"非 ASCII 内容全部符合 UTF-8", "all text beyond ASCII is well-formed UTF-8"}},
    {EncodingReason::DoubleByte,
     "double_byte",
     {"非 ASCII 内容不是 UTF-8，按国标汉字编码读取",
      "the text beyond ASCII is not UTF-8 and is read as Chinese national code"}},
    {EncodingReason::AsciiOnly, "ascii_only", {"只有 ASCII 字符", "ASCII only"}},
    {EncodingReason::CodePageMark,
     "code_page_mark",
     {"按 DBF 表头的代码页标志", "by the code page mark of the DBF header"}}};

const ReasonRow& row_of(EncodingReason reason) {
    for (const ReasonRow& row : kReasons)
        if (row.reason == reason) return row;
    return kReasons[0];
}

// Without '-', '_' and blanks, lower case: how people write the same name.
std::string plain_name(std::string_view name) {
    std::string plain;
    for (const char c : name)
        if (c != '-' && c != '_' && c != ' ') plain += to_lower(c);
    return plain;
}

struct KnownName {
    std::string_view plain, canonical;
};
constexpr KnownName kKnownNames[] = {
    {"utf8", "UTF-8"},         {"utf8sig", "UTF-8"},    {"cp65001", "UTF-8"},
    {"65001", "UTF-8"},        {"gb18030", "GB18030"},  {"gbk", "GB18030"},
    {"gb2312", "GB18030"},     {"cp936", "GB18030"},    {"936", "GB18030"},
    {"windows936", "GB18030"}, {"ansi", "GB18030"},     {"euccn", "GB18030"},
    {"utf16", "UTF-16LE"},     {"utf16le", "UTF-16LE"}, {"unicode", "UTF-16LE"},
    {"utf16be", "UTF-16BE"},   {"big5", "windows-950"}, {"cp950", "windows-950"}};

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

std::size_t first_high(std::string_view bytes) {
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, 8);
        if ((word & 0x8080808080808080U) != 0) break;
    }
    while (i < bytes.size() && !is_high(bytes[i])) ++i;
    return i;
}

// Where judging begins. Past the first 64 MiB of ASCII one MiB in each 64 is looked at: to walk all
// of a gigabyte would cost the memory of a gigabyte, as the file is mapped.
std::size_t judged_from(std::string_view bytes) {
    constexpr std::size_t kWalked = std::size_t{64} << 20;
    const std::size_t first = first_high(bytes.substr(0, kWalked));
    if (first < kWalked) return first;
    for (std::size_t at = kWalked; at < bytes.size(); at += kWalked) {
        const std::size_t start = std::min(at, bytes.size() - std::min(bytes.size(), kJudgedBytes));
        const std::string_view window = bytes.substr(start, kJudgedBytes);
        std::size_t ascii = 0;  // the window may begin within a character
        while (ascii < window.size() && is_high(window[ascii])) ++ascii;
        const std::size_t high = ascii + first_high(window.substr(ascii));
        if (high < window.size()) return start + high;
    }
    return bytes.size();
}

// Bytes at the end that begin a UTF-8 sequence and do not finish it.
std::size_t utf8_partial_tail(std::string_view bytes) {
    for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte < 0x80) return 0;
        if (byte < 0xC0) continue;
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        return back < length ? back : 0;
    }
    return 0;
}

// What a table's text is made of, as UTF-16 code units: ASCII, Latin, punctuation, Chinese, private
// use, full width. Others are read nonetheless, only they do not speak for UTF-16.
bool is_usual_unit(unsigned unit) {
    return (unit >= 0x20 && unit < 0x7F) || unit == '\t' || unit == '\n' || unit == '\r' ||
           (unit >= 0xA0 && unit < 0x180) || (unit >= 0x2000 && unit < 0x2070) ||
           (unit >= 0x2E80 && unit < 0x3100) || (unit >= 0x3400 && unit < 0xA000) ||
           (unit >= 0xD800 && unit < 0xFB00) || unit >= 0xFE10;
}

EncodingChoice judge(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return {"UTF-8", EncodingReason::ByteOrderMark, 3, {}};
    if (bytes.starts_with("\xFF\xFE")) return {"UTF-16LE", EncodingReason::ByteOrderMark, 2, {}};
    if (bytes.starts_with("\xFE\xFF")) return {"UTF-16BE", EncodingReason::ByteOrderMark, 2, {}};
    if (bytes.starts_with("\x84\x31\x95\x33"))
        return {"GB18030", EncodingReason::ByteOrderMark, 4, {}};
    const std::string_view wide = unmarked_utf16(bytes);
    if (!wide.empty()) return {std::string(wide), EncodingReason::Utf16Units, 0, {}};
    const std::string_view judged = bytes.substr(judged_from(bytes)).substr(0, kJudgedBytes);
    if (judged.empty()) return {"UTF-8", EncodingReason::AsciiOnly, 0, {}};
    const std::string_view whole = judged.substr(0, judged.size() - utf8_partial_tail(judged));
    const bool cut = judged.size() == kJudgedBytes;
    if (is_valid_utf8(cut ? whole : judged)) return {"UTF-8", EncodingReason::ValidUtf8, 0, {}};
    return {"GB18030", EncodingReason::DoubleByte, 0, {}};
}

std::vector<std::string> samples_of(std::string_view bytes, const TextDecoder& decoder) {
    const auto is_end = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == ',' || c == ';' || c == '"';
    };
    std::vector<std::string> samples;
    std::size_t at = 0;
    while (samples.size() < kSamplesMax && at < bytes.size()) {
        std::size_t start = at + first_high(bytes.substr(at));
        if (start >= bytes.size()) break;
        while (start > at && !is_end(bytes[start - 1]) && at + kSampleBytes > start) --start;
        std::size_t end = start;
        while (end < bytes.size() && end < start + kSampleBytes && !is_end(bytes[end])) ++end;
        std::string_view sample = bytes.substr(start, end - start);
        sample.remove_suffix(decoder.partial_tail(sample));
        std::string text;
        decoder.decode(sample, text);
        if (!text.empty() && std::find(samples.begin(), samples.end(), text) == samples.end())
            samples.push_back(std::move(text));
        at = std::max(end, start + 1);
    }
    return samples;
}

}  // namespace

Text encoding_reason(EncodingReason reason) { return row_of(reason).text; }

std::string_view encoding_reason_key(EncodingReason reason) { return row_of(reason).key; }

std::optional<EncodingReason> encoding_reason_of(std::string_view key) {
    for (const ReasonRow& row : kReasons)
        if (row.key == key) return row.reason;
    return std::nullopt;
}

std::string_view unmarked_utf16(std::string_view bytes) {
    struct Order {
        std::string_view name;
        std::size_t high, ascii = 0, usual = 0;
    };
    Order orders[] = {{"UTF-16LE", 1}, {"UTF-16BE", 0}};
    const std::size_t units = std::min(bytes.size(), kWideJudgedBytes) / 2;
    for (Order& order : orders) {
        for (std::size_t i = 0; i < units; ++i) {
            const auto high = static_cast<unsigned char>(bytes[2 * i + order.high]);
            const auto low = static_cast<unsigned char>(bytes[2 * i + 1 - order.high]);
            const unsigned unit = high * 256U + low;
            order.usual += is_usual_unit(unit) ? 1 : 0;
            order.ascii += is_usual_unit(unit) && unit < 0x80 ? 1 : 0;
        }
    }
    const Order& likely = orders[0].ascii >= orders[1].ascii ? orders[0] : orders[1];
    // A table has delimiters, digits and line ends: a tenth of its characters at the very least.
    const bool is_wide =
        units >= 2 && likely.ascii * 10 >= units && likely.usual * 50 >= units * 49;
    return is_wide ? likely.name : std::string_view{};
}

Result<EncodingChoice> choose_encoding(std::string_view bytes,
                                       const std::optional<std::string>& asked) {
    EncodingChoice choice = judge(bytes);
    if (asked) {
        const std::string marked = choice.mark_bytes != 0 ? choice.name : "";
        const TextDecoder decoder = TRY(TextDecoder::named(*asked));
        choice.name = decoder.name();
        choice.reason = EncodingReason::AskedFor;
        // A mark of another encoding is then text like any other.
        if (marked != choice.name) choice.mark_bytes = 0;
    }
    const TextDecoder decoder = TRY(TextDecoder::named(choice.name));
    const std::string_view shown = bytes.substr(choice.mark_bytes, kJudgedBytes * 4);
    if (decoder.is_cut_before_decoding()) {
        choice.samples = samples_of(shown, decoder);
    } else {
        std::string text;
        decoder.decode(shown.substr(0, kWideSampleBytes), text);
        choice.samples = samples_of(text, TRY(TextDecoder::named("UTF-8")));
    }
    return choice;
}

ReadNote encoding_note(const EncodingChoice& choice) {
    std::string detail = choice.name + "; " + std::string(encoding_reason_key(choice.reason));
    for (std::size_t i = 0; i < choice.samples.size(); ++i)
        detail += (i == 0 ? "; " : " | ") + choice.samples[i];
    return {NoteKind::EncodingChosen, "", 0, "", 0, detail};
}

void TextDecoder::Close::operator()(UConverter* converter) const { ucnv_close(converter); }
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;
TextDecoder::~TextDecoder() = default;

Result<TextDecoder> TextDecoder::named(std::string_view name) {
    const std::string plain = plain_name(name.substr(0, kAskedNameBytesMax));
    std::string canonical(name);
    for (const KnownName& known : kKnownNames)
        if (known.plain == plain) canonical = known.canonical;
    if (canonical == "UTF-8") return TextDecoder(canonical, Family::Utf8);
    if (canonical == "GB18030") return TextDecoder(canonical, Family::Gb18030);
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UConverter, Close> converter;
    const bool usable = !canonical.empty() && canonical.size() <= kAskedNameBytesMax;
    if (usable) converter.reset(ucnv_open(canonical.c_str(), &status));
    if (!usable || U_FAILURE(status) != 0)
        return Error(problem::kEncodingUnknown, canonical.substr(0, kAskedNameBytesMax));
    Family family = Family::Wide;
    const UConverterType type = ucnv_getType(converter.get());
    if (ucnv_getMinCharSize(converter.get()) == 1) {
        // Stateful encodings use ASCII bytes inside characters, EBCDIC has others altogether.
        const bool stateless = type == UCNV_SBCS || type == UCNV_DBCS || type == UCNV_MBCS ||
                               type == UCNV_LATIN_1 || type == UCNV_US_ASCII;
        char16_t units[4] = {};
        UErrorCode probe = U_ZERO_ERROR;
        ucnv_toUChars(converter.get(), units, 4, "A,", 2, &probe);
        if (stateless && units[0] == u'A' && units[1] == u',')
            family =
                ucnv_getMaxCharSize(converter.get()) == 1 ? Family::SingleByte : Family::DoubleByte;
    }
    TextDecoder decoder(canonical, family);
    decoder.converter_ = std::move(converter);
    return decoder;
}

std::size_t TextDecoder::decode(std::string_view bytes, std::string& out) const {
    if (family_ == Family::Gb18030) return from_gb18030(bytes, out);
    std::size_t bad = 0;
    if (family_ == Family::Utf8) {
        while (!bytes.empty()) {
            const std::size_t before = bytes.size();
            const char32_t code_point = next_code_point(bytes);
            bad += code_point == kReplacement && before - bytes.size() == 1 ? 1 : 0;
            append_utf8(out, code_point);
        }
        return bad;
    }
    ucnv_reset(converter_.get());
    const char* next = bytes.data();
    const char* end = next + bytes.size();
    while (next < end) {
        UErrorCode status = U_ZERO_ERROR;
        const UChar32 code_point = ucnv_getNextUChar(converter_.get(), &next, end, &status);
        if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
        if (U_FAILURE(status) != 0 || code_point == 0xFFFD) ++bad;
        append_utf8(out, U_FAILURE(status) != 0 ? kReplacement : static_cast<char32_t>(code_point));
    }
    return bad;
}

std::size_t TextDecoder::partial_tail(std::string_view bytes) const {
    switch (family_) {
        case Family::Utf8: return utf8_partial_tail(bytes);
        case Family::Gb18030: return gb18030_partial_tail(bytes);
        case Family::SingleByte: return 0;
        case Family::Wide: break;
        case Family::DoubleByte: {
            std::size_t i = 0;
            while (i < bytes.size()) {
                const auto lead = static_cast<unsigned char>(bytes[i]);
                if (lead >= 0x81 && i + 1 == bytes.size()) return 1;
                i += lead >= 0x81 ? 2 : 1;
            }
            return 0;
        }
    }
    // UTF-16: an odd byte, or a high surrogate at the end.
    if (bytes.size() % 2 != 0) return 1;
    if (bytes.size() < 2) return 0;
    const bool little = name_ == "UTF-16LE";
    const auto high = static_cast<unsigned char>(bytes[bytes.size() - (little ? 1 : 2)]);
    return high >= 0xD8 && high <= 0xDB ? 2 : 0;
}

}  // namespace mingce
