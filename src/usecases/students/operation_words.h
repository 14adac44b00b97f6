// What an operation did, in a sentence: "改 12 人的民族", "changed ethnicity of 12 students".
#pragma once

#include <string>

#include "base/result.h"
#include "store/operations.h"

namespace mingce {

std::string sentence_of(const Operation& operation, Language language);

}  // namespace mingce
