// The measures that rules hold one value to, as data: the rules go by them, and the pages are given
// them (field_checks.h), so that a value is judged alike here and there.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "domain/field.h"

namespace mingce::rule {

struct Bounds {
    std::int32_t least, most;
};
/// Years of a student's age, both included.
inline constexpr Bounds kStudentAge{14, 60};
/// How many years an examination may lie behind the intake: a place kept for military service is
/// taken up years later.
inline constexpr Bounds kExamYearsBehind{0, 6};

/// A way to write a number: its characters, its lengths, and the students whose number it may be.
struct NumberForm {
    bool has_capitals;  // beside digits
    std::size_t shortest, longest;
    std::array<bool, 3> kinds;  // by StudentKind
};
/// Of exam numbers; a kind of student without any form is not judged.
inline constexpr NumberForm kExamNumberForms[] = {
    {true, 15, 18, {true, true, false}},
    {false, 14, 14, {true, false, false}},
    {false, 10, 10, {true, false, false}},
};

struct CharacterRange {
    char32_t first, last;
};
inline constexpr CharacterRange kQuestionMarks[] = {{U'?', U'?'}, {U'？', U'？'}};
/// □ ■ ▯ ◻ ⬜ 〓, and ⿰ and its like that describe a character.
inline constexpr CharacterRange kStandIns[] = {{0x25A0, 0x25A1}, {0x25AF, 0x25AF},
                                               {0x25FB, 0x25FB}, {0x2B1C, 0x2B1C},
                                               {0x2FF0, 0x2FFF}, {0x3013, 0x3013}};
inline constexpr CharacterRange kUndecoded[] = {{0xFFFD, 0xFFFD}};
inline constexpr CharacterRange kPrivate[] = {
    {0xE000, 0xF8FF}, {0xF0000, 0xFFFFD}, {0x100000, 0x10FFFD}};
/// Radicals and compatibility ideographs, but for the twelve that are real characters in their own
/// right.
inline constexpr CharacterRange kLookAlikes[] = {
    {0x2E80, 0x2FDF}, {0xF900, 0xFA0D}, {0xFA10, 0xFA10}, {0xFA12, 0xFA12}, {0xFA15, 0xFA1E},
    {0xFA20, 0xFA20}, {0xFA22, 0xFA22}, {0xFA25, 0xFA26}, {0xFA2A, 0xFAFF}, {0x2F800, 0x2FA1F}};
inline constexpr CharacterRange kDigits[] = {{U'0', U'9'}, {U'０', U'９'}};

constexpr bool is_one_of(std::span<const CharacterRange> ranges, char32_t character) {
    return std::any_of(ranges.begin(), ranges.end(), [character](const CharacterRange& range) {
        return character >= range.first && character <= range.last;
    });
}

}  // namespace mingce::rule
