// The command line: commands are a table, data goes to stdout, talk to stderr.
#pragma once

namespace mingce {

/// Runs one command. Returns the exit code: 0 clean, 1 done with findings, 2 refused or failed,
/// 64 misuse. Catches what third-party code throws.
int run_command_line(int argc, char** argv);

}  // namespace mingce
