// Passwords that the program makes and somebody reads once.
#pragma once

#include <string>

#include "base/random.h"

namespace mingce {

/// A hundred bits, in letters nobody mistakes for others: four groups of five with dashes.
std::string make_password(Random& random);

}  // namespace mingce
