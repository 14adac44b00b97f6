// Wiring only: the command line is cli/'s.
#include "cli/command_line.h"
#include "crypto/secret.h"

int main(int argc, char** argv) {
    // Keys stay out of core files. Where the system refuses, they are locked and wiped all the
    // same.
    (void)mingce::disable_core_dumps();
    return mingce::run_command_line(argc, argv);
}
