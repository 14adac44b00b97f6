// What people call a value in both languages, where it is a code's or a state's.
#pragma once

#include <string>
#include <string_view>

#include "domain/code_tables.h"
#include "domain/field.h"

namespace mingce {

struct ValueLabel {
    std::string zh, en;  // "" where the value is no code
};
/// Of a value as lists show it: a code's or a state's Chinese name.
ValueLabel label_of(const CodeTables& codes, Field field, std::string_view value);

}  // namespace mingce
