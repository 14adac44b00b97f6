// The private-use leftovers, row by row as the standard's history gives them.
#include "normalise/characters.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace mingce {
namespace {

struct Glyph {
    char32_t private_use;
    std::string_view real;
};
// CP936 FE50-FEA0 without FE7F, in code order: the glyphs as printed, not the numbers of the code.
constexpr Glyph kCp936[] = {
    {0xE815, "⺁"}, {0xE816, "𠂇"}, {0xE817, "𠂉"}, {0xE818, "𠃌"}, {0xE819, "⺄"}, {0xE81A, "㑳"},
    {0xE81B, "㑇"}, {0xE81C, "⺈"}, {0xE81D, "⺋"}, {0xE81E, "龴"}, {0xE81F, "㖞"}, {0xE820, "㘚"},
    {0xE821, "㘎"}, {0xE822, "⺌"}, {0xE823, "⺗"}, {0xE824, "㥮"}, {0xE825, "㤘"}, {0xE826, "龵"},
    {0xE827, "㧏"}, {0xE828, "㧟"}, {0xE829, "㩳"}, {0xE82A, "㧐"}, {0xE82B, "龶"}, {0xE82C, "龷"},
    {0xE82D, "㭎"}, {0xE82E, "㱮"}, {0xE82F, "㳠"}, {0xE830, "⺧"}, {0xE831, "𡗗"}, {0xE832, "龸"},
    {0xE833, "⺪"}, {0xE834, "䁖"}, {0xE835, "䅟"}, {0xE836, "⺮"}, {0xE837, "䌷"}, {0xE838, "⺳"},
    {0xE839, "⺶"}, {0xE83A, "⺷"}, {0xE83B, "𢦏"}, {0xE83C, "䎱"}, {0xE83D, "䎬"}, {0xE83E, "⺻"},
    {0xE83F, "䏝"}, {0xE840, "䓖"}, {0xE841, "䙡"}, {0xE842, "䙌"}, {0xE843, "龹"}, {0xE844, "䜣"},
    {0xE845, "䜩"}, {0xE846, "䝼"}, {0xE847, "䞍"}, {0xE848, "⻊"}, {0xE849, "䥇"}, {0xE84A, "䥺"},
    {0xE84B, "䥽"}, {0xE84C, "䦂"}, {0xE84D, "䦃"}, {0xE84E, "䦅"}, {0xE84F, "䦆"}, {0xE850, "䦟"},
    {0xE851, "䦛"}, {0xE852, "䦷"}, {0xE853, "䦶"}, {0xE854, "龺"}, {0xE855, "𤇾"}, {0xE856, "䲣"},
    {0xE857, "䲟"}, {0xE858, "䲠"}, {0xE859, "䲡"}, {0xE85A, "䱷"}, {0xE85B, "䲢"}, {0xE85C, "䴓"},
    {0xE85D, "䴔"}, {0xE85E, "䴕"}, {0xE85F, "䴖"}, {0xE860, "䴗"}, {0xE861, "䴘"}, {0xE862, "䴙"},
    {0xE863, "䶮"}, {0xE864, "龻"},
};
struct Remapped {
    char32_t private_use, real;
};
// GB18030-2022: the codes that became ordinary characters.
constexpr Remapped kOf2022[] = {
    {0xE78D, 0xFE10}, {0xE78E, 0xFE12}, {0xE78F, 0xFE11}, {0xE790, 0xFE13}, {0xE791, 0xFE14},
    {0xE792, 0xFE15}, {0xE793, 0xFE16}, {0xE794, 0xFE17}, {0xE795, 0xFE18}, {0xE796, 0xFE19},
    {0xE81E, 0x9FB4}, {0xE826, 0x9FB5}, {0xE82B, 0x9FB6}, {0xE82C, 0x9FB7}, {0xE832, 0x9FB8},
    {0xE843, 0x9FB9}, {0xE854, 0x9FBA}, {0xE864, 0x9FBB},
};
// GB18030-2005 and CP936 leftovers: ḿ, ǹ, €, 〾 and the ideographic description characters.
constexpr Remapped kOlder[] = {
    {0xE7C7, 0x1E3F}, {0xE7C8, 0x01F9}, {0xE76C, 0x20AC}, {0xE7E7, 0x303E},
    {0xE7E8, 0x2FF0}, {0xE7E9, 0x2FF1}, {0xE7EA, 0x2FF2}, {0xE7EB, 0x2FF3},
    {0xE7EC, 0x2FF4}, {0xE7ED, 0x2FF5}, {0xE7EE, 0x2FF6}, {0xE7EF, 0x2FF7},
    {0xE7F0, 0x2FF8}, {0xE7F1, 0x2FF9}, {0xE7F2, 0x2FFA}, {0xE7F3, 0x2FFB}};

TEST(Characters, EveryKnownPrivateUseCodeHasItsRealCharacter) {
    static_assert(std::size(kCp936) == 80 && std::size(kOf2022) == 18);
    for (const Glyph& glyph : kCp936) {
        std::string_view real = glyph.real;
        EXPECT_EQ(real_character_of(glyph.private_use), next_code_point(real)) << glyph.real;
    }
    for (const Remapped& each : kOf2022)
        EXPECT_EQ(real_character_of(each.private_use), each.real)
            << static_cast<std::uint32_t>(each.real);
    for (const Remapped& each : kOlder)
        EXPECT_EQ(real_character_of(each.private_use), each.real)
            << static_cast<std::uint32_t>(each.real);
}

TEST(Characters, WhatASchoolOrThePoliceDrewIsNeverMapped) {
    struct Zone {
        char32_t first, last;
    };
    // AAA1-AFFE, F8A1-FEFE, A140-A7A0, and the planes of private use.
    for (const Zone zone : {Zone{0xE000, 0xE233}, Zone{0xE234, 0xE4C5}, Zone{0xE4C6, 0xE765},
                            Zone{0xE865, 0xF8FF}, Zone{0xF0000, 0xF00FF}})
        for (char32_t c = zone.first; c <= zone.last; ++c)
            ASSERT_EQ(real_character_of(c), 0U) << std::hex << static_cast<std::uint32_t>(c);
    EXPECT_EQ(real_character_of(U'王'), 0U);
}

TEST(Characters, KnowTheDotsOfNamesAndNoOther) {
    for (char32_t dot : U"·.•・･．‧∙⋅")
        EXPECT_EQ(is_name_dot(dot), dot != 0) << std::hex << static_cast<std::uint32_t>(dot);
    for (char32_t other : U"、，,。'-王A") EXPECT_FALSE(is_name_dot(other));
}

TEST(Characters, MakeOnlyWidthFormsHalfWidth) {
    EXPECT_EQ(half_width(U'Ｘ'), U'X');
    EXPECT_EQ(half_width(U'０'), U'0');
    EXPECT_EQ(half_width(U'～'), U'~');
    EXPECT_EQ(half_width(0x3000), U' ');
    for (char32_t kept : U"王①ⅣＡ") {
        if (kept == U'Ａ' || kept == 0) continue;
        EXPECT_EQ(half_width(kept), kept) << "NFKC would change it";
    }
}

}  // namespace
}  // namespace mingce
