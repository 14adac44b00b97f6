// One keep-alive connection over TLS 1.3 that asks one request after the other, as a browser's
// does; what is asked while it waits for an answer waits in line, and its time runs.
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "http_figures.h"

namespace mingce::bench {

using Clock = std::chrono::steady_clock;

struct Ask {
    Clock::time_point at;  // when it was due: its time counts from here
    std::string label, method, path, if_match, body;
    int status = 200;        // what the answer should have
    bool is_stream = false;  // read until the end of the run
};

struct Server {
    boost::asio::ip::tcp::endpoint place;
    boost::asio::ssl::context& tls;
};

class HttpClient {
public:
    /// `token` and `csrf` of a session, "" for nobody's.
    HttpClient(boost::asio::io_context& io, Server server, Figures& figures, std::string token,
               std::string csrf)
        : io_(io),
          server_(server),
          figures_(figures),
          token_(std::move(token)),
          csrf_(std::move(csrf)) {}

    /// Connects and shakes hands; counted as "open".
    void open();
    void ask(Ask ask);
    bool is_idle() const { return waiting_.empty() && (!is_busy_ || is_listening_); }

private:
    using Stream = boost::asio::ssl::stream<boost::asio::ip::tcp::socket>;
    template <class T>
    using Task = boost::asio::awaitable<T>;

    Task<void> open_counted(Clock::time_point due);
    Task<bool> connect();
    Task<void> serve();
    Task<void> serve_one(const Ask& ask);
    Task<Answered> exchange(const Ask& ask);
    Task<void> listen();
    std::string head_of(const Ask& ask) const;

    boost::asio::io_context& io_;
    Server server_;
    Figures& figures_;
    const std::string token_, csrf_;
    std::unique_ptr<Stream> stream_;
    boost::beast::flat_buffer buffer_;
    std::deque<Ask> waiting_;
    bool is_busy_ = false, is_listening_ = false;
};

}  // namespace mingce::bench
