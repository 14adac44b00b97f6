// The way doors read files from outside: in a confined child process of this executable.
#pragma once

#include <memory>

#include "child/file_reading.h"

namespace mingce {

/// A reading of its own for one hand-over (docs/adr/0012). Its process starts with the first file
/// and ends with the object.
std::shared_ptr<FileReading> confined_reading();

}  // namespace mingce
