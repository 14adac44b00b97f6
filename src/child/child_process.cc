#include "child/child_process.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "child/problems.h"

namespace mingce {

namespace {

using Clock = std::chrono::steady_clock;

std::int64_t milliseconds_since(Clock::time_point before) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - before).count();
}

/// Standard streams lead nowhere; the socket is the only way out. No variable of the environment
/// goes along: some hold passwords.
class SpawnPlan {
public:
    explicit SpawnPlan(int socket) {
        posix_spawn_file_actions_init(&actions_);
        for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            posix_spawn_file_actions_addopen(&actions_, stream, "/dev/null", O_RDWR, 0);
        posix_spawn_file_actions_adddup2(&actions_, socket, kChildSocket);
        posix_spawn_file_actions_addclosefrom_np(&actions_, kChildSocket + 1);
        posix_spawnattr_init(&attributes_);
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    /// -1 where the system has no process left.
    int run(const std::filesystem::path& executable) const {
        std::string name = "mingce", command = kReadInChild;
        const std::array<char*, 3> arguments = {name.data(), command.data(), nullptr};
        const std::array<char*, 1> environment = {nullptr};
        pid_t process = -1;
        const int failed = posix_spawn(&process, executable.c_str(), &actions_, &attributes_,
                                       arguments.data(), environment.data());
        return failed == 0 ? process : -1;
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

/// CPU seconds that a process has used so far, rounded up.
std::uint64_t seconds_used_by(int process) {
    clockid_t clock = 0;
    timespec used{};
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
    return static_cast<std::uint64_t>(used.tv_sec) + 1;
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const std::filesystem::path& executable,
                                                          const ChildLimits& limits) {
    std::array<int, 2> ends = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return Error(problem::kChildNotStarted, std::strerror(errno));
    for (const int end : ends) {
        const int room = 1 << 20;  // fewer switches between the two
        (void)::setsockopt(end, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    }
    const int process = SpawnPlan(ends[1]).run(executable);
    ::close(ends[1]);
    if (process < 0) {
        ::close(ends[0]);
        return Error(problem::kChildNotStarted, executable.filename().string());
    }
    std::unique_ptr<ChildProcess> child(new ChildProcess(process, ends[0], limits));
    AnswerReader ready(Asked::Ready, {}, nullptr, 0);
    const Status started = child->read_answer(ready);
    if (!started.ok()) return Error(problem::kChildNotStarted, started.error().detail());
    return child;
}

ChildProcess::~ChildProcess() { (void)bury(nullptr); }

Status ChildProcess::ask(const Request& request, std::uint64_t mapped_bytes, AnswerReader& answer) {
    waited_ms_ = 0;
    if (!limit_child(process_, limits_.memory_bytes + mapped_bytes,
                     seconds_used_by(process_) + limits_.cpu_seconds))
        return bury(&problem::kChildDied);
    TRY(send(request));
    return read_answer(answer);
}

Status ChildProcess::send(const Request& asked) {
    std::string bytes(reinterpret_cast<const char*>(&asked.request), sizeof asked.request);
    bytes += asked.encoding;
    iovec part{bytes.data(), bytes.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(2 * sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    const std::size_t size = asked.descriptors.size() * sizeof(int);
    if (size != 0) {
        message.msg_control = control.data();
        message.msg_controllen = CMSG_SPACE(size);
        cmsghdr* const head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(size);
        std::memcpy(CMSG_DATA(head), asked.descriptors.data(), size);
    }
    // A request is far smaller than the socket's room, and the child waits for it.
    const ssize_t sent = ::sendmsg(socket_, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent != static_cast<ssize_t>(bytes.size())) return bury(nullptr);
    return Done{};
}

Status ChildProcess::read_answer(AnswerReader& answer) {
    for (;;) {
        FrameHead head;
        TRY(receive(reinterpret_cast<char*>(&head), sizeof head));
        if (head.bytes > kFrameBytesMax) return bury(&problem::kChildGarbled);
        payload_.resize(head.bytes);
        TRY(receive(payload_.data(), payload_.size()));
        const Result<bool> ended = answer.take(head, payload_);
        if (ended.ok() && ended.value()) return Done{};
        if (ended.ok()) continue;
        // The child's own refusal ends its answer; what a sink refuses leaves the rest unread.
        if (head.type == FrameType::Refused && &ended.error().problem() != &problem::kChildGarbled)
            return ended.error();
        (void)bury(nullptr);
        return ended.error();
    }
}

Status ChildProcess::receive(char* to, std::size_t size) {
    while (size != 0) {
        const ssize_t got = ::recv(socket_, to, size, MSG_DONTWAIT);
        if (got > 0) {
            to += got;
            size -= static_cast<std::size_t>(got);
        } else if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
            TRY(wait_until_readable());
        } else {
            return bury(nullptr);
        }
    }
    return Done{};
}

Status ChildProcess::wait_until_readable() {
    const std::int64_t left = std::int64_t{limits_.wait_seconds} * 1000 - waited_ms_;
    if (left <= 0) return bury(&problem::kChildTime);
    pollfd waiting{socket_, POLLIN, 0};
    const Clock::time_point before = Clock::now();
    const int ready = ::poll(&waiting, 1, static_cast<int>(left));
    waited_ms_ += milliseconds_since(before);
    if (ready == 0) return bury(&problem::kChildTime);
    return Done{};
}

Error ChildProcess::bury(const Problem* why) {
    if (process_ < 0) return Error(problem::kChildDied);
    // One that closed its end without a word may still be ending: how it does so says why.
    constexpr int kPatienceMs = 200;
    int status = 0;
    bool has_ended = false;
    for (int waited = 0; why == nullptr && socket_ >= 0 && waited < kPatienceMs && !has_ended;
         waited += 2) {
        has_ended = ::waitpid(process_, &status, WNOHANG) == process_;
        if (has_ended) break;
        char more = 0;
        if (::recv(socket_, &more, 1, MSG_DONTWAIT | MSG_PEEK) != 0) break;  // it lives
        const timespec moment{0, 2'000'000};
        ::nanosleep(&moment, nullptr);
    }
    if (!has_ended) {
        ::kill(process_, SIGKILL);
        while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
        }
    }
    ::close(socket_);
    process_ = socket_ = -1;
    if (why == &problem::kChildTime)
        return Error(*why, std::to_string(limits_.wait_seconds) + " s");
    if (why != nullptr) return Error(*why);
    if (WIFEXITED(status) && WEXITSTATUS(status) == kExitNoMemory)
        return Error(problem::kChildMemory, grouped(limits_.memory_bytes));
    if (WIFEXITED(status) && WEXITSTATUS(status) == kExitNotConfined)
        return Error(problem::kChildNotStarted, "seccomp");
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (signal == SIGXCPU)
        return Error(problem::kChildTime, std::to_string(limits_.cpu_seconds) + " s");
    if (signal == SIGSYS) return Error(problem::kChildForbidden);
    return Error(problem::kChildDied,
                 signal != 0 ? "signal " + std::to_string(signal) : std::string());
}

}  // namespace mingce
