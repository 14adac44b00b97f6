// The parent's hold on one child: started, limited, talked with, never waited for without end, and
// ended with its parent's object.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "child/confinement.h"
#include "child/frames.h"
#include "child/requests.h"

namespace mingce {

class ChildProcess {
public:
    /// Errors: Unavailable (read.not_started).
    static Result<std::unique_ptr<ChildProcess>> start(const std::filesystem::path& executable,
                                                       const ChildLimits& limits);
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess();

    struct Request {
        ChildRequest request;
        std::string_view encoding;
        std::span<const int> descriptors;  // at most two
    };
    /// Sends it and reads the answer to its end. `mapped_bytes`: of all files it has open with this
    /// one, beside which it has its memory. After an error but one that the child itself told, it
    /// is dead.
    /// Errors: read.died, read.memory, read.time, read.forbidden, read.garbled; what the answer
    /// tells.
    Status ask(const Request& request, std::uint64_t mapped_bytes, AnswerReader& answer);
    bool is_dead() const { return process_ < 0; }
    int process() const { return process_; }

private:
    ChildProcess(int process, int socket, const ChildLimits& limits)
        : process_(process), socket_(socket), limits_(limits) {}

    Status send(const Request& request);
    Status read_answer(AnswerReader& answer);
    Status receive(char* to, std::size_t size);
    Status wait_until_readable();
    /// Ends it, and says why it died.
    Error bury(const Problem* why);

    int process_, socket_;
    ChildLimits limits_;
    std::int64_t waited_ms_ = 0;  // for this answer
    std::string payload_;
};

}  // namespace mingce
