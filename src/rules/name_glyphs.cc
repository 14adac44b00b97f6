#include "rules/name_glyphs.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "base/text.h"
#include "rules/measures.h"

namespace mingce {

namespace {

bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool is_letter(char32_t c) {
    return is_between(c, 'A', 'Z') || is_between(c, 'a', 'z') || is_between(c, U'Ａ', U'Ｚ') ||
           is_between(c, U'ａ', U'ｚ');
}

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// The bytes of a text in GBK; empty where GBK cannot hold it or it is no name by its length.
class GbkBytes {
public:
    std::string_view of(std::string_view text) {
        if (!converter_ || text.size() > kLongest) return {};
        UErrorCode status = U_ZERO_ERROR;
        std::int32_t length = 0;
        u_strFromUTF8(wide_.data(), static_cast<std::int32_t>(wide_.size()), &length, text.data(),
                      static_cast<std::int32_t>(text.size()), &status);
        ucnv_reset(converter_.get());
        const std::int32_t made = ucnv_fromUChars(converter_.get(), bytes_.data(),
                                                  static_cast<std::int32_t>(bytes_.size()),
                                                  wide_.data(), length, &status);
        if (U_FAILURE(status)) return {};
        return {bytes_.data(), static_cast<std::size_t>(made)};
    }

private:
    static constexpr std::size_t kLongest = 60;
    static UConverter* open() {
        UErrorCode status = U_ZERO_ERROR;
        return ucnv_open("gb18030", &status);  // ICU's GBK lacks ⿻ and its like
    }

    std::unique_ptr<UConverter, CloseConverter> converter_{open()};
    std::array<UChar, kLongest + 4> wide_{};
    std::array<char, 2 * kLongest + 8> bytes_{};
};

GbkBytes& gbk() {
    static thread_local GbkBytes bytes;
    return bytes;
}

/// UTF-8 of a Chinese character begins with E4 to E9, so misread as GBK it begins with one of
/// these 1,140 characters; hardly a surname is among them, which spares most names the conversion.
bool may_begin_misread_utf8(char32_t c) {
    constexpr std::size_t kBasicPlane = 0x10000;
    static const auto kFirsts = [] {
        std::bitset<kBasicPlane> firsts;
        for (char32_t han = 0x4E00; han <= 0x9FA5; ++han) {
            std::string text;
            append_utf8(text, han);
            const std::string_view bytes = gbk().of(text);
            if (!bytes.empty())
                firsts[han] = is_between(static_cast<unsigned char>(bytes[0]), 0xE4, 0xE9);
        }
        return firsts;
    }();
    return c < kBasicPlane && kFirsts[c];
}

/// Chinese characters and the dot between them, two or more; a last character that an odd count of
/// bytes cut short is forgiven.
bool is_utf8_read_as_gbk(std::string_view name) {
    std::string_view bytes = gbk().of(name);
    std::uint32_t found = 0;
    while (bytes.size() >= 3) {
        const char32_t c = next_code_point(bytes);
        if (is_han(c))
            ++found;
        else if (c != U'·' && bytes.size() >= 3)
            return false;
    }
    return found >= 2;
}

/// The characters of Latin-1, and those that Windows put among them.
bool is_latin1(char32_t c) {
    constexpr std::u32string_view kWindows = U"€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
    return (is_between(c, 0x80, 0xFF) && c != U'·') ||
           kWindows.find(c) != std::u32string_view::npos;
}

/// Signs of Latin-1 that no name is written with: » ± ¼ ×. Accents typed as apostrophes are.
bool is_latin1_sign(char32_t c) {
    constexpr std::u32string_view kInNames = U"\u00A8\u00AA\u00AD\u00B4\u00B7\u00B8\u00BA";
    const bool sign = is_between(c, 0xA1, 0xBF) || c == 0xD7 || c == 0xF7;
    return sign && kInNames.find(c) == std::u32string_view::npos;
}

/// Chinese read as Latin-1: signs that are no letters, or accented letters with hardly a plain one
/// between. A real name of that script has more plain letters than accented ones.
bool is_read_as_latin1(std::uint32_t latin1, std::uint32_t signs, const NameGlyphs& glyphs) {
    if (glyphs.han != 0) return false;
    return (signs != 0 && latin1 >= 2) || (latin1 >= 3 && latin1 > 2 * glyphs.letters);
}

/// What no Chinese name mixes with its characters, but bytes of another encoding read as GBK do:
/// scripts, box drawing, and the € that code page 936 sees in byte 80.
bool is_of_another_script(char32_t c) {
    const bool greek_or_cyrillic = is_between(c, 0x0370, 0x04FF);
    return greek_or_cyrillic || is_between(c, 0x2500, 0x257F) || c == U'€';
}

/// What U+FFFD in UTF-8 reads as in GBK, and memory never written.
bool is_known_debris(std::string_view name) {
    const auto holds = [&](std::string_view text) {
        return name.find(text) != std::string_view::npos;
    };
    return (holds("锟") && holds("拷")) || holds("烫烫");
}

/// "王⿰钅阝", "王(上龙下天)": a character described because it could not be typed.
bool describes_a_character(std::string_view name) {
    const std::size_t bracket = std::min(name.find('('), name.find("（"));
    if (bracket == std::string_view::npos) return false;
    const std::string_view inside = name.substr(bracket);
    const auto holds = [&](std::string_view first, std::string_view second) {
        const std::size_t at = inside.find(first);
        return at != std::string_view::npos && inside.find(second, at) != std::string_view::npos;
    };
    return holds("上", "下") || holds("左", "右");
}

/// Two to four Chinese characters of the basic block, as most names are: nothing to look at.
bool is_plain_chinese(std::string_view name) {
    if (name.size() % 3 != 0) return false;
    for (std::size_t i = 0; i < name.size(); i += 3)
        if (!is_between(static_cast<unsigned char>(name[i]), 0xE4, 0xE9)) return false;
    return true;
}

NameGlyphs count_glyphs(std::string_view name) {
    NameGlyphs glyphs;
    glyphs.stand_in = describes_a_character(name);
    std::uint32_t latin1 = 0;
    std::uint32_t signs = name.starts_with("·") ? 1 : 0;  // no name begins with its dot
    bool after_han = false, after_letter = false, other_script = false;
    while (!name.empty()) {
        const char32_t c = next_code_point(name);
        const bool han = is_han(c), letter = is_letter(c);
        glyphs.letter_at_han |= (han && after_letter) || (letter && after_han);
        after_han = han;
        after_letter = letter;
        glyphs.han += han ? 1 : 0;
        glyphs.letters += letter ? 1 : 0;
        glyphs.digits += rule::is_one_of(rule::kDigits, c) ? 1 : 0;
        latin1 += is_latin1(c) ? 1 : 0;
        signs += is_latin1_sign(c) ? 1 : 0;
        other_script |= is_of_another_script(c);
        glyphs.question |= rule::is_one_of(rule::kQuestionMarks, c);
        glyphs.stand_in |= rule::is_one_of(rule::kStandIns, c);
        glyphs.replacement |= c == kReplacement;
        glyphs.private_use |= is_private_use(c);
        glyphs.look_alike |= rule::is_one_of(rule::kLookAlikes, c);
    }
    glyphs.other_encoding =
        is_read_as_latin1(latin1, signs, glyphs) || (glyphs.han != 0 && other_script);
    return glyphs;
}

}  // namespace

NameGlyphs read_name_glyphs(std::string_view name) {
    if (name.empty()) return {};
    NameGlyphs glyphs;
    if (is_plain_chinese(name))
        glyphs.han = static_cast<std::uint32_t>(name.size() / 3);
    else
        glyphs = count_glyphs(name);
    std::string_view rest = name;
    constexpr std::size_t kTwoCharacters = 6;  // in UTF-8: three characters of GBK
    if (name.size() > kTwoCharacters && may_begin_misread_utf8(next_code_point(rest)))
        glyphs.other_encoding |= is_utf8_read_as_gbk(name);
    glyphs.other_encoding |= glyphs.han >= 2 && is_known_debris(name);
    return glyphs;
}

bool is_decoded(std::string_view text) {
    // U+FFFD and the private zones begin with EE, EF, F3 and F4.
    constexpr unsigned char kFirstLead = 0xEE;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) < kFirstLead) continue;
        std::string_view rest = text.substr(i);
        const char32_t c = next_code_point(rest);
        if (c == kReplacement || is_private_use(c)) return false;
    }
    return true;
}

}  // namespace mingce
