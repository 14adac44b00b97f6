#include "usecases/files/confined_reading.h"

#include "child/child_reading.h"
#include "child/confinement.h"

namespace mingce {

std::shared_ptr<FileReading> confined_reading() {
    if (!can_be_confined()) return read_in_this_process();
    return std::make_shared<ChildReading>();
}

}  // namespace mingce
