// Wiring only: the command line is cli/'s.
#include "cli/command_line.h"

int main(int argc, char** argv) { return mingce::run_command_line(argc, argv); }
