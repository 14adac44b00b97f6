// One entry of a code table as our TOML files write it.
#pragma once

#include "domain/code_tables.h"
#include "domain/toml_section.h"

namespace mingce {

/// Errors: BadInput, naming item and line.
Result<CodeEntry> read_code_entry(const TomlSection& section);

}  // namespace mingce
