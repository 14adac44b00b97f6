// Runs the built executable with a fault at one point: what crash tests are made of. The faults
// themselves are fault_library.c's.
#pragma once

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "places.h"
#include "temporary_folder.h"

namespace mingce::testing {

/// What to run. Files under `folder` count, no others.
struct FaultRun {
    std::vector<std::string> arguments;
    std::filesystem::path folder;
    std::vector<std::pair<std::string, std::string>> environment;  // beside the test's own
    std::string program = kProgram;
};

struct FaultOutcome {
    int exit_code = -1;      // -1 when a signal ended it
    bool killed = false;     // by SIGKILL: the fault's, or ours after a minute without an end
    bool timed_out = false;  // ours
    std::string data, talk;  // stdout, stderr
};

/// A file in memory that a child writes and the test reads.
class MemoryFile {
public:
    MemoryFile() : fd_(memfd_create("outcome", MFD_CLOEXEC)) {
        if (fd_ < 0) throw std::runtime_error("no memory file");
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { close(fd_); }

    int fd() const { return fd_; }
    std::string text() const {
        std::string bytes;
        char block[4096];
        for (ssize_t got = 0;
             (got = pread(fd_, block, sizeof block, static_cast<off_t>(bytes.size()))) > 0;)
            bytes.append(block, static_cast<std::size_t>(got));
        return bytes;
    }

private:
    int fd_;
};

/// The test's environment with `changes` in place of what it says of them.
inline std::vector<std::string> environment_with(
    const std::vector<std::pair<std::string, std::string>>& changes) {
    std::vector<std::string> lines;
    for (char** line = environ; *line != nullptr; ++line) {
        const std::string_view text = *line;
        const bool changed = std::any_of(changes.begin(), changes.end(), [text](const auto& c) {
            return text.starts_with(c.first + "=");
        });
        if (!changed) lines.emplace_back(text);
    }
    for (const auto& [name, value] : changes) lines.push_back(name + "=" + value);
    return lines;
}

inline std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// Waits for the end of a child, at most a minute.
inline void wait_for(pid_t child, FaultOutcome& outcome) {
    constexpr int kMilliseconds = 60'000;
    const int handle = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
    pollfd ended{handle, POLLIN, 0};
    if (handle >= 0 && poll(&ended, 1, kMilliseconds) == 0) {
        outcome.timed_out = true;
        kill(child, SIGKILL);
    }
    if (handle >= 0) close(handle);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    outcome.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
}

/// Runs the program with one fault, as fault_library.c spells it: "kill:17", "eio:3+", "slow:3000".
/// "" runs it without the library. English, no shell, a few milliseconds beside the program's own.
inline FaultOutcome run_with_fault(const FaultRun& run, const std::string& fault) {
    auto changes = run.environment;
    changes.emplace_back("MINGCE_LANG", "en");
    if (!fault.empty()) {
        changes.emplace_back("LD_PRELOAD", kFaultLibrary);
        changes.emplace_back("MINGCE_FAULT", fault);
        changes.emplace_back("MINGCE_FAULT_UNDER", run.folder.string());
        // AddressSanitizer wants to be the first library; it works as the second.
        const char* const asan = std::getenv("ASAN_OPTIONS");
        changes.emplace_back(
            "ASAN_OPTIONS", std::string(asan == nullptr ? "" : asan) + ":verify_asan_link_order=0");
    }
    std::vector<std::string> arguments = {run.program}, environment = environment_with(changes);
    arguments.insert(arguments.end(), run.arguments.begin(), run.arguments.end());
    const MemoryFile data, talk;
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, data.fd(), 1);
    posix_spawn_file_actions_adddup2(&files, talk.fd(), 2);
    pid_t child = 0;
    const int failed = posix_spawn(&child, run.program.c_str(), &files, nullptr,
                                   pointers_to(arguments).data(), pointers_to(environment).data());
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) throw std::runtime_error(std::strerror(failed));
    FaultOutcome outcome;
    wait_for(child, outcome);
    outcome.data = data.text();
    outcome.talk = talk.text();
    return outcome;
}

/// The points of a run that nothing disturbs, in their order: "rename 名册.pdf". Point n of a fault
/// is the n-th of them.
inline std::vector<std::string> fault_points(FaultRun run) {
    const TemporaryFolder folder;
    const std::filesystem::path report = folder.path() / "points";
    run.environment.emplace_back("MINGCE_FAULT_REPORT", report.string());
    const FaultOutcome outcome = run_with_fault(run, "count");
    if (outcome.exit_code != 0 && outcome.exit_code != 1)
        throw std::runtime_error("the undisturbed run failed: " + outcome.talk);
    std::vector<std::string> points;
    std::istringstream lines(contents(report));
    for (std::string line; std::getline(lines, line);)
        points.push_back(line.substr(line.find(' ') + 1));
    return points;
}

inline std::size_t count_points(const FaultRun& run) { return fault_points(run).size(); }

}  // namespace mingce::testing
