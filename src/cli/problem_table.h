// Every refusal and every rule of every room in one list: for docs/ and for the test that each has
// both languages and a code of its own.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/finding.h"

namespace mingce {

std::vector<const Problem*> every_problem();
std::vector<const RuleText*> every_rule();

}  // namespace mingce
