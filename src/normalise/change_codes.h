// The listed rules by name, for the code that applies them. Change::rule holds the number.
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
};

}  // namespace mingce
