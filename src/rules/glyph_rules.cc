#include <array>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "base/text.h"
#include "rules/rule_texts.h"
#include "rules/student_row.h"

namespace mingce {

namespace {

using enum Field;

/// What a name is made of; counted in one walk and only when it holds more than plain characters.
struct NameGlyphs {
    std::uint32_t han = 0, capitals = 0, small = 0, digits = 0, latin1 = 0, others = 0;
    bool question = false, square = false, replacement = false, private_use = false,
         look_alike = false;
};

bool is_look_alike(char32_t c) {
    const bool radical = c >= 0x2E80 && c <= 0x2FDF;
    // Twelve of the compatibility block are real characters in their own right.
    const bool unified = c >= 0xFA0E && c <= 0xFA29 &&
                         (c <= 0xFA0F || c == 0xFA11 || c == 0xFA13 || c == 0xFA14 || c == 0xFA1F ||
                          c == 0xFA21 || c == 0xFA23 || c == 0xFA24 || c >= 0xFA27);
    const bool compatibility = (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
    return radical || (compatibility && !unified);
}
bool is_square(char32_t c) {
    return c == 0x25A1 || c == 0x25A0 || c == 0x3013 || c == 0x25AF || c == 0x25FB || c == 0x2B1C;
}

NameGlyphs glyphs_of(std::string_view name) {
    NameGlyphs glyphs;
    while (!name.empty()) {
        const char32_t c = next_code_point(name);
        glyphs.question |= c == '?' || c == 0xFF1F;
        glyphs.square |= is_square(c);
        glyphs.replacement |= c == kReplacement;
        glyphs.private_use |= is_private_use(c);
        glyphs.look_alike |= is_look_alike(c);
        if (is_han(c)) {
            ++glyphs.han;
        } else if (c >= 'A' && c <= 'Z') {
            ++glyphs.capitals;
        } else if (c >= 'a' && c <= 'z') {
            ++glyphs.small;
        } else if (c >= '0' && c <= '9') {
            ++glyphs.digits;
        } else if (c >= 0xA1 && c <= 0xFF && c != 0xB7) {
            ++glyphs.latin1;
        } else {
            ++glyphs.others;
        }
    }
    return glyphs;
}

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// Were these Chinese characters UTF-8 read as GBK? Then their GBK bytes are UTF-8 of Chinese.
/// Names of three bytes a character rarely fit an even count: a last cut byte is forgiven.
bool is_utf8_read_as_gbk(std::string_view name) {
    UErrorCode status = U_ZERO_ERROR;
    static thread_local const std::unique_ptr<UConverter, CloseConverter> kConverter(
        ucnv_open("GBK", &status));
    if (!kConverter) return false;
    std::array<UChar, 64> wide{};
    std::array<char, 192> bytes{};
    std::int32_t length = 0;
    status = U_ZERO_ERROR;
    u_strFromUTF8(wide.data(), 64, &length, name.data(), static_cast<std::int32_t>(name.size()),
                  &status);
    if (U_FAILURE(status)) return false;
    status = U_ZERO_ERROR;
    const std::int32_t made =
        ucnv_fromUChars(kConverter.get(), bytes.data(), 192, wide.data(), length, &status);
    if (U_FAILURE(status)) return false;
    std::string_view text(bytes.data(), static_cast<std::size_t>(made));
    std::uint32_t found = 0;
    while (text.size() >= 3) {
        if (!is_han(next_code_point(text))) return false;
        ++found;
    }
    return found >= 2;
}

/// Three bytes a character and the first lead byte in the range of mojibake: cheap and wide.
bool may_be_mojibake(std::string_view name) {
    if (name.size() < 9 || name.size() > 60) return false;
    std::string_view rest = name;
    const char32_t first = next_code_point(rest);
    // UTF-8 of Chinese begins with E4-E9: as GBK, characters of its second level, none a surname
    // of weight but a few. Those few pay for the conversion.
    return is_han(first) && first != U'张' && first != U'王' && first != U'李' && first != U'刘' &&
           first != U'陈' && first != U'杨' && first != U'赵' && first != U'黄' && first != U'周';
}

bool is_mojibake(std::string_view name) {
    if (name.find("锟斤拷") != std::string_view::npos ||
        name.find("烫烫") != std::string_view::npos)
        return true;
    const NameGlyphs glyphs = glyphs_of(name);
    if (glyphs.han == 0 && glyphs.latin1 >= 2)
        return glyphs.latin1 >= glyphs.capitals + glyphs.small;
    return may_be_mojibake(name) && is_utf8_read_as_gbk(name);
}

/// Most names are two to four Chinese characters of the basic block: nothing to look at.
bool is_plain_chinese(std::string_view name) {
    if (name.size() % 3 != 0) return false;
    for (std::size_t i = 0; i < name.size(); i += 3) {
        const auto lead = static_cast<unsigned char>(name[i]);
        if (lead < 0xE4 || lead > 0xE9) return false;
    }
    return true;
}

template <Field field>
bool no_question_mark(const StudentRow& s) {
    const std::string_view name = s.value(field);
    return is_plain_chinese(name) || !glyphs_of(name).question;
}
template <Field field>
bool no_square(const StudentRow& s) {
    const std::string_view name = s.value(field);
    return is_plain_chinese(name) || !glyphs_of(name).square;
}
template <Field field>
bool no_replacement(const StudentRow& s) {
    const std::string_view name = s.value(field);
    if (s.marked(field, Mark::UndecodableByte)) return false;
    return is_plain_chinese(name) || !glyphs_of(name).replacement;
}
template <Field field>
bool no_private_character(const StudentRow& s) {
    const std::string_view name = s.value(field);
    return is_plain_chinese(name) || !glyphs_of(name).private_use;
}
template <Field field>
bool no_pinyin_for_a_character(const StudentRow& s) {
    const std::string_view name = s.value(field);
    if (is_plain_chinese(name)) return true;
    const NameGlyphs glyphs = glyphs_of(name);
    return glyphs.han == 0 || glyphs.capitals == 0;
}
template <Field field>
bool no_mojibake(const StudentRow& s) {
    const std::string_view name = s.value(field);
    if (is_plain_chinese(name) && !may_be_mojibake(name)) return true;
    return !is_mojibake(name);
}
template <Field field>
bool no_look_alike(const StudentRow& s) {
    const std::string_view name = s.value(field);
    return is_plain_chinese(name) || !glyphs_of(name).look_alike;
}
template <Field field>
bool no_digits(const StudentRow& s) {
    const std::string_view name = s.value(field);
    return is_plain_chinese(name) || glyphs_of(name).digits == 0;
}

template <Field field>
bool text_is_decoded(const StudentRow& s) {
    const std::string_view text = s.value(field);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0xEE) continue;
        std::string_view rest = text.substr(i);
        const char32_t c = next_code_point(rest);
        if (c == kReplacement || is_private_use(c)) return false;
    }
    return !s.marked(field, Mark::UndecodableByte);
}

template <Field field>
constexpr std::array<StudentRule, 8> kNameRules = {{
    {&rule::kNameQuestion, field, no_question_mark<field>},
    {&rule::kNameSquare, field, no_square<field>},
    {&rule::kNameReplacement, field, no_replacement<field>},
    {&rule::kNamePrivate, field, no_private_character<field>},
    {&rule::kNamePinyin, field, no_pinyin_for_a_character<field>},
    {&rule::kNameMojibake, field, no_mojibake<field>},
    {&rule::kNameCompatibility, field, no_look_alike<field>},
    {&rule::kNameDigits, field, no_digits<field>},
}};

constexpr StudentRule kTextRules[] = {
    {&rule::kTextUndecoded, GuardianName, text_is_decoded<GuardianName>},
    {&rule::kTextUndecoded, EmergencyName, text_is_decoded<EmergencyName>},
    {&rule::kTextUndecoded, HomeAddress, text_is_decoded<HomeAddress>},
    {&rule::kTextUndecoded, HukouPlace, text_is_decoded<HukouPlace>},
    {&rule::kTextUndecoded, SchoolOfOrigin, text_is_decoded<SchoolOfOrigin>},
    {&rule::kTextUndecoded, Major, text_is_decoded<Major>},
    {&rule::kTextUndecoded, Department, text_is_decoded<Department>},
};

constexpr auto kGlyphRules = [] {
    std::array<StudentRule, kNameRules<Name>.size() + std::size(kTextRules)> all{};
    std::size_t at = 0;
    for (const StudentRule& rule : kNameRules<Name>) all[at++] = rule;
    for (const StudentRule& rule : kTextRules) all[at++] = rule;
    return all;
}();

}  // namespace

std::span<const StudentRule> glyph_rules() { return kGlyphRules; }

}  // namespace mingce
