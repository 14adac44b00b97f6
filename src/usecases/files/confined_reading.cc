#include "usecases/files/confined_reading.h"

#include "child/child_reading.h"

namespace mingce {

std::shared_ptr<FileReading> confined_reading() { return std::make_shared<ChildReading>(); }

}  // namespace mingce
