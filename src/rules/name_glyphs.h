// What a name is made of: its characters counted in one walk, once per row; rules then trust it.
#pragma once

#include <cstdint>
#include <string_view>

namespace mingce {

struct NameGlyphs {
    std::uint32_t han = 0, letters = 0, digits = 0;  // letters and digits also full-width
    bool question = false;                           // ? of a missing character
    bool stand_in = false;     // □, 〓, ⿰ or (上龙下天) in place of one
    bool replacement = false;  // U+FFFD
    bool private_use = false;
    bool look_alike = false;      // a radical or compatibility ideograph in place of a character
    bool letter_at_han = false;   // 张YAN: pinyin beside a Chinese character
    bool other_encoding = false;  // written in one encoding, read in another
};

NameGlyphs read_name_glyphs(std::string_view name);

/// Holds no U+FFFD and no private character; for texts that may hold anything else.
bool is_decoded(std::string_view text);

}  // namespace mingce
