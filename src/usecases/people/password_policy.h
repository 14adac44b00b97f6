// Which passwords are taken: long ones that are not among the first anybody would try. No rules of
// composition: they make passwords worse (NIST SP 800-63B, 5.1.1.2).
#pragma once

#include <string_view>

#include "base/result.h"

namespace mingce {

constexpr std::size_t kPasswordCharactersMin = 10;
constexpr std::size_t kPasswordCharactersMax = 128;

/// Errors: BadInput (password.short, .long, .malformed, .holds_login, .guessable).
Status check_password(std::string_view password, std::string_view login);

/// Whether it is put together of fewer than five parts that lists of leaked passwords are full of
/// (runs, keyboard rows, repeats, common words, years) and single characters. ASCII case and the
/// usual letters in disguise (p@ssw0rd) make no difference.
bool password_is_guessable(std::string_view password);

}  // namespace mingce
