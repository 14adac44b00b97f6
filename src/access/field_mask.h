// How a value of the record is shown to whoever has no need to read it whole (DESIGN 5).
#pragma once

#include <string>
#include <string_view>

#include "domain/standard.h"

namespace mingce {

/// A sealed field's value by the mask of its kind: a document number's first 3 and last 2, a
/// phone's first 3 and last 4, an e-mail's first letter; all else of it hidden. Other fields as
/// they are. "" stays "".
std::string shown(const FieldStandard& field, std::string_view value);

}  // namespace mingce
