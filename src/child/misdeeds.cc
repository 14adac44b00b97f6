#include "child/misdeeds.h"

#include <cstdlib>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "child/confinement.h"

namespace mingce {

namespace {

void allocate() {
    constexpr std::size_t kBlock = std::size_t{1} << 26;
    std::vector<std::string> blocks;
    for (;;) blocks.emplace_back(kBlock, 'x');
}

void send_raw(std::string_view bytes) {
    (void)::send(kChildSocket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

void send_head(FrameType type, std::uint32_t bytes) {
    const FrameHead head{type, bytes};
    send_raw({reinterpret_cast<const char*>(&head), sizeof head});
}

/// Where the kernel lets it pass, the test sees an answer instead of a death.
void do_forbidden(Misdeed misdeed) {
    if (misdeed == Misdeed::OpenFile) (void)::open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    if (misdeed == Misdeed::OpenSocket) (void)::socket(AF_INET, SOCK_STREAM, 0);
    if (misdeed == Misdeed::Fork) (void)::fork();
    char* const nothing[] = {nullptr};
    if (misdeed == Misdeed::Execute) ::execve("/bin/true", nothing, nothing);
    const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
    if (misdeed == Misdeed::RaiseLimits) (void)::setrlimit(RLIMIT_AS, &unlimited);
}

}  // namespace

void misbehave(Misdeed misdeed, AnswerWriter& answer) {
    switch (misdeed) {
        case Misdeed::Allocate: return allocate();
        case Misdeed::Spin:
            for (volatile unsigned turns = 0;;) turns = turns + 1;
        case Misdeed::Sleep: {
            char byte = 0;  // which never comes
            (void)!::read(kChildSocket, &byte, 1);
            return;
        }
        case Misdeed::OpenFile:
        case Misdeed::OpenSocket:
        case Misdeed::Fork:
        case Misdeed::Execute:
        case Misdeed::RaiseLimits: return do_forbidden(misdeed);
        case Misdeed::Crash: std::abort();
        case Misdeed::Leave: ::_exit(0);
        case Misdeed::Garbage: return send_raw("no frame at all, whatever else it is");
        case Misdeed::HalfFrame: send_head(FrameType::Kind, 100); ::_exit(0);
        case Misdeed::HugeFrame: return send_head(FrameType::Rows, 0xFFFF'FFF0);
        case Misdeed::WrongTotals:
            (void)answer.begin_sheet({});
            (void)answer.end_sheet({7, 7});
            return;
    }
}

}  // namespace mingce
