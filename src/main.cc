// Wiring only: the command line is cli/'s.
#include <string_view>

#include "child/requests.h"
#include "cli/command_line.h"
#include "crypto/secret.h"

int main(int argc, char** argv) {
    // Keys stay out of core files. Where the system refuses, they are locked and wiped all the
    // same.
    (void)mingce::disable_core_dumps();
    // Before anything else is set up: the child that reads files from outside.
    if (argc == 2 && std::string_view(argv[1]) == mingce::kReadInChild)
        return mingce::read_in_child();
    return mingce::run_command_line(argc, argv);
}
