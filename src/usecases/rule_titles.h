// What a heap of findings of one rule is called, in few words: its sentence speaks of one value.
#pragma once

#include <string_view>

#include "base/result.h"

namespace mingce {

/// Empty texts for rules this program does not know. Covers every rule of rules_of_rooms().
Text title_of_rule(std::string_view rule);

}  // namespace mingce
