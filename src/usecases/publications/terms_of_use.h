// The terms of use and the promise of confidentiality that a receiver accepts before anything of a
// roster is handed out: a table, and what it is known by.
#pragma once

#include <span>
#include <string>

#include "base/result.h"

namespace mingce {

struct TermsClause {
    Text title, text;
};
std::span<const TermsClause> terms_of_use();
/// SHA-256 of every clause in both languages, hexadecimal: what was accepted.
std::string terms_sha256();

}  // namespace mingce
