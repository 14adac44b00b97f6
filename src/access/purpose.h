// What a functional unit or a program is given students for: the fields of the purpose, and
// nothing else.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "domain/field.h"

namespace mingce {

struct Purpose {
    std::string_view key;  // kept with grants and exports; never renamed
    Text name;
    std::span<const Field> fields;
};
std::span<const Purpose> all_purposes();
/// nullptr where there is no such purpose.
const Purpose* find_purpose(std::string_view key);

}  // namespace mingce
