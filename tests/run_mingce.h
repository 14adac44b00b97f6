// Runs the built executable the way a person does, for scenarios across the house.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <sys/wait.h>

#include "places.h"
#include "temporary_folder.h"

namespace mingce::testing {

struct Outcome {
    int exit_code = -1;
    std::string data, talk;  // stdout, stderr
};

/// What the program finds in its environment so that its clock stands on another day, with
/// tests/clock/clock_library.c. AddressSanitizer wants to be the first library; it works as the
/// second.
inline std::string clock_ahead(std::int64_t milliseconds) {
    const char* const asan = std::getenv("ASAN_OPTIONS");
    return std::string("LD_PRELOAD='") + kClockLibrary + "' ASAN_OPTIONS='" +
           std::string(asan == nullptr ? "" : asan) +
           ":verify_asan_link_order=0' MINGCE_CLOCK_AHEAD=" + std::to_string(milliseconds) + " ";
}

/// Each argument reaches the program as it is. English by default, so that tests read easily.
/// `output`, when given, is where standard output goes instead; `environment` as the shell takes
/// it.
inline Outcome run_mingce(const std::vector<std::string>& arguments,
                          const std::string& language = "en", const std::string& output = {},
                          const std::string& environment = {}) {
    const TemporaryFolder folder;
    const std::string data = output.empty() ? (folder.path() / "data").string() : output;
    const std::string talk = (folder.path() / "talk").string();
    std::string command = environment + "MINGCE_LANG=" + language + " '" + kProgram + "'";
    for (const std::string& argument : arguments) {
        command += " '";
        for (char c : argument) command += c == '\'' ? std::string("'\\''") : std::string(1, c);
        command += "'";
    }
    command += " >'" + data + "' 2>'" + talk + "' </dev/null";
    std::FILE* shell = popen(command.c_str(), "r");
    const int status = shell == nullptr ? -1 : pclose(shell);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, output.empty() ? contents(data) : "",
            contents(talk)};
}

}  // namespace mingce::testing
