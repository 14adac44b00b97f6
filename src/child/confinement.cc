#include "child/confinement.h"

#include <algorithm>
#include <array>

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace mingce {

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kIsSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif
#else
constexpr bool kIsSanitized = false;
#endif

bool limit(__rlimit_resource_t what, rlim_t most) {
    const rlimit limits{most, most};
    return ::setrlimit(what, &limits) == 0;
}

bool limit_resources() {
    constexpr rlim_t kDescriptors = 8;  // requests bring files
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NPROC, 0) &&
           limit(RLIMIT_MSGQUEUE, 0) && limit(RLIMIT_NOFILE, kDescriptors);
}

/// What C++ on bytes in memory asks of a kernel, and talking on one socket.
constexpr std::array kAllowed = {
    SCMP_SYS(read),          SCMP_SYS(recvmsg),         SCMP_SYS(sendto),
    SCMP_SYS(close),         SCMP_SYS(munmap),          SCMP_SYS(mremap),
    SCMP_SYS(brk),           SCMP_SYS(madvise),         SCMP_SYS(futex),
    SCMP_SYS(exit),          SCMP_SYS(exit_group),      SCMP_SYS(rt_sigreturn),
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),    SCMP_SYS(getpid),
    SCMP_SYS(gettid),        SCMP_SYS(restart_syscall), SCMP_SYS(getrandom),
    SCMP_SYS(sched_yield),
};
/// What a sanitizer wants besides, to say what it found.
constexpr std::array kSanitizers = {
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(write),      SCMP_SYS(sigaltstack),
    SCMP_SYS(openat),         SCMP_SYS(newfstatat), SCMP_SYS(readlink),
    SCMP_SYS(getrusage),      SCMP_SYS(prctl),      SCMP_SYS(rt_sigaction),
};

bool allow(scmp_filter_ctx filter) {
    for (const int call : kAllowed)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
    if (kIsSanitized)
        for (const int call : kSanitizers)
            if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
    // Memory never becomes code.
    const scmp_arg_cmp no_code = {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    const scmp_arg_cmp itself = {0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()), 0};
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, itself) == 0;
}

}  // namespace

bool can_be_confined() { return !kIsSanitized; }

bool confine_this_process() {
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return false;
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    if (!limit_resources()) return false;
    void* const filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == nullptr) return false;
    const bool is_confined = allow(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return is_confined;
}

bool limit_child(int process, std::uint64_t memory_bytes, std::uint64_t cpu_seconds) {
    const auto set = [process](__rlimit_resource what, rlim_t most) {
        rlimit limits{};
        if (::prlimit(process, what, nullptr, &limits) != 0) return false;
        limits.rlim_cur = std::min(most, limits.rlim_max);
        return ::prlimit(process, what, &limits, nullptr) == 0;
    };
    // A sanitizer's shadow alone is some terabytes.
    return set(RLIMIT_CPU, cpu_seconds) && (kIsSanitized || set(RLIMIT_AS, memory_bytes));
}

}  // namespace mingce
