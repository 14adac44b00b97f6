// What the server says while it runs: one JSON object a line, each request with its id. Names,
// numbers and addresses of people are never in it; routes stand as they are in the table.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace spdlog {
class logger;
}

namespace mingce::http {

struct RequestLine {
    std::string_view id, method, route;  // "" where none matched
    int status = 0;
    std::int64_t microseconds = 0;
    std::size_t bytes = 0;
    std::string account;       // its id, "" for nobody
    std::string_view problem;  // code of the refusal
};

class Log {
public:
    /// To stderr, or added to a file (0600). "" is stderr.
    explicit Log(const std::string& file);
    /// Says nothing: for tests.
    Log();
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    void request(const RequestLine& line);
    /// A thing that happened to the server itself; `detail` names no person.
    void event(std::string_view event, std::string_view detail);
    /// A bug, caught: where, and what the exception says.
    void fault(std::string_view request_id, std::string_view where, std::string_view what);

private:
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace mingce::http
