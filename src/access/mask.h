// How a value is hidden from those who may know of it but need not read it whole (DESIGN 5).
#pragma once

#include <string>
#include <string_view>

#include "domain/definition.h"

namespace mingce {

/// The value as `mask` shows it; "" stays "". A value too short to be masked that way is hidden
/// whole: a mask never shows more than its pattern says. A date mask of what is no date hides it.
std::string masked(MaskKind mask, std::string_view value);

}  // namespace mingce
