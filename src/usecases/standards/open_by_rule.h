// How much each rule has to say at the moment.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "usecases/record/record.h"

namespace mingce {

/// By the rule's code. Nothing for who does not work with the findings of every student.
Result<std::optional<std::map<std::string, std::int64_t, std::less<>>>> open_by_rule(
    const Context& context);

}  // namespace mingce
