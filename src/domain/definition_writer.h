// A definition as the TOML that parse_definition reads: what the pages change is kept as text a
// person can read, compare and put beside the shipped ones.
#pragma once

#include <string>

#include "domain/definition.h"

namespace mingce {

/// TOML that reads back equal, for every definition that was read. What cannot be read (an empty
/// signature, a width below 0) is written as it is: parse_definition refuses it and names it.
std::string definition_toml(const Definition& definition);

}  // namespace mingce
