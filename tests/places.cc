#include "places.h"

namespace mingce::testing {

const char* const kProject = MINGCE_SOURCE_DIR;
const char* const kProgram = MINGCE_BINARY_DIR "/mingce";
const char* const kFaultLibrary = MINGCE_BINARY_DIR "/libmingce_faults.so";
const char* const kClockLibrary = MINGCE_BINARY_DIR "/libmingce_clock.so";

}  // namespace mingce::testing
