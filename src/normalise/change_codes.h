// The listed rules by name, for the code that applies them, and sets of them.
#pragma once

#include <cstdint>

namespace mingce {

/// In the order of change_rules(). Append only: numbers are stored.
enum class ChangeCode : std::uint8_t {
    Trim,
    InnerBlank,
    Invisible,
    FullWidth,
    Dot,
    PrivateUse,
    Quote,
    UpperCase,
    DecimalZero,
    PaddedCode,
    CodeName,
    Alias,
    Date,
    Phone,
    ProvinceCode,
    ChosenValue,
};
constexpr std::size_t kChangeCodeCount = static_cast<std::size_t>(ChangeCode::ChosenValue) + 1;

/// The rules that had a part in one change, one bit each: Change::rules.
using ChangeSet = std::uint16_t;
static_assert(kChangeCodeCount <= 16, "one bit for each rule");

constexpr ChangeSet change_bit(ChangeCode code) {
    return static_cast<ChangeSet>(1U << static_cast<unsigned>(code));
}

}  // namespace mingce
