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
    {EncodingReason::ZeroBytes, "zero_bytes", {"零字节隔位出现", "every other byte is zero"}},
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

// UTF-16 without a mark: among the first KiB, one half of each pair is mostly zero.
std::optional<std::string_view> wide_name(std::string_view bytes) {
    const std::size_t judged = std::min<std::size_t>(bytes.size(), 1024) & ~std::size_t{1};
    if (judged < 4) return std::nullopt;
    std::size_t even = 0, odd = 0;
    for (std::size_t i = 0; i < judged; i += 2) {
        even += bytes[i] == 0 ? 1 : 0;
        odd += bytes[i + 1] == 0 ? 1 : 0;
    }
    // A table has delimiters, digits and line ends: a tenth of its characters at the very least.
    if (odd * 20 >= judged && even == 0) return "UTF-16LE";
    if (even * 20 >= judged && odd == 0) return "UTF-16BE";
    return std::nullopt;
}

EncodingChoice judge(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return {"UTF-8", EncodingReason::ByteOrderMark, 3, {}};
    if (bytes.starts_with("\xFF\xFE")) return {"UTF-16LE", EncodingReason::ByteOrderMark, 2, {}};
    if (bytes.starts_with("\xFE\xFF")) return {"UTF-16BE", EncodingReason::ByteOrderMark, 2, {}};
    if (bytes.starts_with("\x84\x31\x95\x33"))
        return {"GB18030", EncodingReason::ByteOrderMark, 4, {}};
    if (const auto wide = wide_name(bytes))
        return {std::string(*wide), EncodingReason::ZeroBytes, 0, {}};
    const std::string_view judged = bytes.substr(first_high(bytes)).substr(0, kJudgedBytes);
    if (judged.empty()) return {"UTF-8", EncodingReason::AsciiOnly, 0, {}};
    const std::string_view whole = judged.substr(0, judged.size() - utf8_partial_tail(judged));
    const bool cut = judged.size() == kJudgedBytes;
    if (is_valid_utf8(cut ? whole : judged)) return {"UTF-8", EncodingReason::ValidUtf8, 0, {}};
    return {"GB18030", EncodingReason::DoubleByte, 0, {}};
}

void add_samples(std::string_view bytes, const TextDecoder& decoder, EncodingChoice& choice) {
    const auto is_end = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == ',' || c == ';' || c == '"';
    };
    if (!decoder.is_cut_before_decoding()) return;
    std::size_t at = choice.mark_bytes;
    while (choice.samples.size() < kSamplesMax && at < bytes.size()) {
        std::size_t start = at + first_high(bytes.substr(at));
        if (start >= bytes.size()) return;
        while (start > at && !is_end(bytes[start - 1]) && at + kSampleBytes > start) --start;
        std::size_t end = start;
        while (end < bytes.size() && end < start + kSampleBytes && !is_end(bytes[end])) ++end;
        std::string_view sample = bytes.substr(start, end - start);
        sample.remove_suffix(decoder.partial_tail(sample));
        std::string text;
        decoder.decode(sample, text);
        if (!text.empty() &&
            std::find(choice.samples.begin(), choice.samples.end(), text) == choice.samples.end())
            choice.samples.push_back(std::move(text));
        at = std::max(end, start + 1);
    }
}

}  // namespace

Text encoding_reason(EncodingReason reason) { return row_of(reason).text; }

std::string_view encoding_reason_key(EncodingReason reason) { return row_of(reason).key; }

std::optional<EncodingReason> encoding_reason_of(std::string_view key) {
    for (const ReasonRow& row : kReasons)
        if (row.key == key) return row.reason;
    return std::nullopt;
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
    add_samples(bytes.substr(0, kJudgedBytes * 4), decoder, choice);
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
