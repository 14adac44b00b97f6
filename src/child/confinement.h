// What a process that reads files from outside gives up before it sees the first byte of one.
#pragma once

#include <cstdint>

namespace mingce {

/// What one request, as the sheets of a file, may cost; data of the settings.
struct ChildLimits {
    std::uint64_t memory_bytes = std::uint64_t{1} << 30;  // address space, beside the file itself
    std::uint32_t cpu_seconds = 60;                       // of the process
    std::uint32_t wait_seconds = 120;  // the parent waits for it, its own work not counted
};

/// The descriptor the child talks on; every other one is closed.
inline constexpr int kChildSocket = 3;

/// False in a build whose sanitizer needs what the confines take away: such a build is for tests of
/// this project alone, and reads in its own process.
bool can_be_confined();

/// Gives up files, network, processes, core dumps and every system call that reading bytes in
/// memory does not need; a call that is not allowed ends the process (SIGSYS). Nothing of it can be
/// taken back. False where the kernel does not do it: then nothing may be read.
bool confine_this_process();

/// Limits another process of this user from now on; a confined one cannot raise its own limits.
/// `cpu_seconds` count from its start. False where the kernel refuses.
bool limit_child(int process, std::uint64_t memory_bytes, std::uint64_t cpu_seconds);

}  // namespace mingce
