// Every refusal and every rule of the rooms below in one list: for docs/ and for the test that each
// has both languages and a code of its own.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/finding.h"

namespace mingce {

std::vector<const Problem*> problems_of_rooms();
std::vector<const RuleText*> rules_of_rooms();
/// nullptr for a rule this program does not know.
const RuleText* rule_named(std::string_view code);

}  // namespace mingce
