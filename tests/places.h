// Where the tests find the project and what they start.
#pragma once

namespace mingce::testing {

extern const char* const kProject;       // the checkout
extern const char* const kProgram;       // mingce as it was built
extern const char* const kFaultLibrary;  // tests/faults/fault_library.c
extern const char* const kClockLibrary;  // tests/clock/clock_library.c

}  // namespace mingce::testing
