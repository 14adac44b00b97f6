// The server over Boost.Beast, shared by server.cc (who connects) and conversation.cc (what is
// said): the only files that know Beast, as each takes 14 s to compile (docs/adr/0003).
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <set>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include "http/lanes.h"
#include "http/server.h"

namespace mingce::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using std::chrono::steady_clock;
using tcp = asio::ip::tcp;
using Executor = asio::io_context::executor_type;
template <class T>
using Task = asio::awaitable<T, Executor>;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Timer = asio::basic_waitable_timer<steady_clock, asio::wait_traits<steady_clock>, Executor>;
using Plain = beast::basic_stream<tcp, Executor>;
using Secure = beast::ssl_stream<Plain>;

inline auto caught(boost::system::error_code& failed) {
    return asio::redirect_error(asio::use_awaitable_t<Executor>(), failed);
}

/// What the server knows of a connection, so that it can end one that waits for nothing.
struct Connection {
    Plain* socket = nullptr;
    bool is_waiting = false;
};

class BeastServer final : public Server {
public:
    BeastServer(const ServerConfig& config, Door& door)
        : config_(config),
          door_(door),
          acceptor_(io_),
          lanes_{WorkLane(config.lanes[0]), WorkLane(config.lanes[1]), WorkLane(config.lanes[2]),
                 WorkLane(config.lanes[3])} {}

    Status open();
    std::uint16_t port() const override { return port_; }
    void run() override;
    void stop() override;
    std::size_t connections() const override { return count_; }

private:
    struct Peer {
        std::string address;
        bool is_trusted = false;
    };

    Task<void> accept();
    Task<void> serve(Socket socket, Peer peer);
    Task<void> serve_plain(Plain& plain, const Peer& peer, Connection& connection);
    Task<void> serve_secure(Plain plain, Peer peer, Connection& connection);
    Task<void> part(Plain& plain, Connection& connection);
    template <class Stream>
    Task<void> converse(Stream& stream, const Peer& peer, Connection& connection);
    template <class Stream>
    Task<bool> converse_once(Stream& stream, beast::flat_buffer& buffer, const Peer& peer);

    template <class Stream>
    struct Reading {
        Stream& stream;
        beast::flat_buffer& buffer;
        wire::request_parser<wire::buffer_body>& parser;
        steady_clock::time_point began = steady_clock::now();
        std::size_t got = 0;
    };
    enum class BodyEnd : std::uint8_t { More, Whole, Broken, TooLarge };
    template <class Stream>
    Task<BodyEnd> read_piece(Reading<Stream>& reading, std::size_t most, std::string& into);
    template <class Stream>
    Task<std::optional<Response>> take_body(Reading<Stream>& reading, Request& request,
                                            const Door::Plan& plan);
    template <class Stream>
    Task<std::optional<Response>> stream_body(Reading<Stream>& reading, const Request& request,
                                              const Door::Plan& plan);
    template <class Stream>
    Task<void> send_events(Stream& stream, Response& response);
    template <class Stream>
    Task<bool> send(Stream& stream, Response& response, bool is_head, bool keep_alive);

    /// Runs `work` on a lane; nothing where its line is full.
    template <class Value>
    Task<std::optional<Value>> on_lane(Lane lane, const std::function<Value()>& work);

    Request request_of(const wire::request_parser<wire::buffer_body>& parser, const Peer& peer);
    void close_waiting();

    const ServerConfig config_;
    Door& door_;
    asio::io_context io_{1};
    asio::basic_socket_acceptor<tcp, Executor> acceptor_;
    std::optional<asio::ssl::context> tls_;
    std::uint16_t port_ = 0;
    std::set<Connection*> open_;
    std::map<std::string, std::uint32_t> by_address_;
    std::atomic<std::size_t> count_ = 0;
    std::atomic<bool> is_stopping_ = false;
    WorkLane lanes_[kLanes];  // last: their work may touch all of the above
};

}  // namespace mingce::http
