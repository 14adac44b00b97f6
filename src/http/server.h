// Connections: HTTP/1.1 with or without TLS, bodies within their limits, work handed to threads so
// that nobody's slow request or slow network holds up the others. Boost.Beast is server.cc's alone.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace mingce::http {

/// Threads of their own for each sort of work: what takes seconds waits behind its like only.
enum class Lane : std::uint8_t { Quick, SignIn, Slow, Events };
constexpr std::size_t kLanes = 4;

struct LaneSize {
    std::uint32_t threads = 2, waiting_max = 64;
};

struct TlsFiles {
    std::string certificate, key;  // PEM; the certificate with its chain
};

struct ServerConfig {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: one that is free
    std::optional<TlsFiles> tls;
    std::vector<std::string>
        trusted_proxies;  // addresses; only they may connect, where any is named

    std::uint32_t connections_max = 4'000, connections_per_address_max = 1'200;
    std::size_t header_bytes_max = 16 << 10;
    std::chrono::seconds header_time{10}, idle_time{60}, body_grace{30}, write_time{60};
    std::size_t body_bytes_per_second_min = 1 << 10;  // once the grace is over
    std::chrono::seconds stop_time{10};
    LaneSize lanes[kLanes] = {{4, 512}, {2, 8}, {2, 32}, {1, 4'000}};
};

/// What stands behind the connections. plan() is called where nothing may block; the rest on a
/// thread of the lane.
class Door {
public:
    struct Plan {
        Lane lane = Lane::Quick;
        std::size_t body_max = 0;
        bool is_streamed = false;                        // open_sink() instead of answer()
        std::optional<Response> refusal = std::nullopt;  // at once, before any body
    };
    virtual ~Door() = default;
    virtual Plan plan(Request& head) = 0;
    virtual Response answer(Request request) = 0;
    struct Opened {
        std::unique_ptr<BodySink> sink;
        Response refusal;  // where there is no sink
    };
    virtual Opened open_sink(Request head) = 0;
    /// For what the server itself has to refuse: too large, too slow, too busy, malformed.
    virtual Response refuse(const Request& request, const Problem& problem, int status) = 0;
};

class Server {
public:
    /// Errors: Unavailable (server.cannot_listen), BadInput (server.certificate).
    static Result<std::unique_ptr<Server>> listen(const ServerConfig& config, Door& door);
    virtual ~Server() = default;
    virtual std::uint16_t port() const = 0;
    /// Serves until stop(), then until what is under way has been answered or stop_time is over.
    virtual void run() = 0;
    /// From any thread or a signal handler's thread; more than once is as once.
    virtual void stop() = 0;
    virtual std::size_t connections() const = 0;
};

}  // namespace mingce::http
