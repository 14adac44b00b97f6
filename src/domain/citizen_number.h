// The check of a citizen identity number: the rules judge by it, and matching people asks whether
// two numbers that differ are both sound.
#pragma once

#include <string_view>

namespace mingce {

/// ISO 7064 MOD 11-2 over seventeen digits. Precondition: all are digits. Source: GB 11643.
char citizen_check_character(std::string_view seventeen_digits);

/// Seventeen digits and a check character, digit or X in either case, whether or not it is right.
bool has_citizen_form(std::string_view number);

/// Of that form, and the check character is right.
bool citizen_check_holds(std::string_view number);

}  // namespace mingce
