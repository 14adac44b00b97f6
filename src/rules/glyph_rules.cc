// The characters of names and texts: missing, private, undecoded, or only alike.
#include "rules/name_glyphs.h"
#include "rules/rule_texts.h"
#include "rules/student_row.h"

namespace mingce {

namespace {

using enum Field;

bool no_character_is_a_question_mark(const StudentRow& s) { return !s.name.question; }
bool no_character_is_stood_in_for(const StudentRow& s) { return !s.name.stand_in; }
bool name_is_decoded(const StudentRow& s) {
    return !s.name.replacement && !s.marked(Name, Mark::UndecodableByte);
}
bool no_character_is_private(const StudentRow& s) { return !s.name.private_use; }
bool no_pinyin_for_a_character(const StudentRow& s) { return !s.name.letter_at_han; }
bool name_is_read_in_its_encoding(const StudentRow& s) { return !s.name.other_encoding; }
bool no_character_only_looks_like_one(const StudentRow& s) { return !s.name.look_alike; }
bool name_holds_no_digits(const StudentRow& s) { return s.name.digits == 0; }

template <Field field>
bool text_is_decoded(const StudentRow& s) {
    return is_decoded(s.value(field)) && !s.marked(field, Mark::UndecodableByte);
}

constexpr StudentRule kGlyphRules[] = {
    {&rule::kNameQuestion, Name, no_character_is_a_question_mark},
    {&rule::kNameSquare, Name, no_character_is_stood_in_for},
    {&rule::kNameReplacement, Name, name_is_decoded},
    {&rule::kNamePrivate, Name, no_character_is_private},
    {&rule::kNamePinyin, Name, no_pinyin_for_a_character},
    {&rule::kNameMojibake, Name, name_is_read_in_its_encoding},
    {&rule::kNameCompatibility, Name, no_character_only_looks_like_one},
    {&rule::kNameDigits, Name, name_holds_no_digits},
    {&rule::kTextUndecoded, GuardianName, text_is_decoded<GuardianName>},
    {&rule::kTextUndecoded, EmergencyName, text_is_decoded<EmergencyName>},
    {&rule::kTextUndecoded, HomeAddress, text_is_decoded<HomeAddress>},
    {&rule::kTextUndecoded, HukouPlace, text_is_decoded<HukouPlace>},
    {&rule::kTextUndecoded, SchoolOfOrigin, text_is_decoded<SchoolOfOrigin>},
    {&rule::kTextUndecoded, Major, text_is_decoded<Major>},
    {&rule::kTextUndecoded, Department, text_is_decoded<Department>},
};

}  // namespace

std::span<const StudentRule> glyph_rules() { return kGlyphRules; }

}  // namespace mingce
