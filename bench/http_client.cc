// What co_await is given is named before it, as in src/http/conversation.cc.
#include "http_client.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

namespace mingce::bench {

namespace {

namespace asio = boost::asio;
namespace wire = boost::beast::http;

auto caught(boost::system::error_code& failed) {
    return asio::redirect_error(asio::use_awaitable, failed);
}

double milliseconds_since(Clock::time_point then) {
    return std::chrono::duration<double, std::milli>(Clock::now() - then).count();
}

}  // namespace

void HttpClient::open() {
    is_busy_ = true;
    asio::co_spawn(io_, open_counted(Clock::now()), asio::detached);
}

HttpClient::Task<void> HttpClient::open_counted(Clock::time_point due) {
    const bool is_open = co_await connect();
    figures_.add("open", milliseconds_since(due), {is_open ? 200 : 0, false}, 200);
    co_await serve();
}

void HttpClient::ask(Ask ask) {
    waiting_.push_back(std::move(ask));
    if (is_busy_) return;
    is_busy_ = true;
    asio::co_spawn(io_, serve(), asio::detached);
}

HttpClient::Task<bool> HttpClient::connect() {
    buffer_.clear();
    stream_ = std::make_unique<Stream>(io_, server_.tls);
    boost::system::error_code failed;
    co_await stream_->next_layer().async_connect(server_.place, caught(failed));
    if (!failed) {
        stream_->next_layer().set_option(asio::ip::tcp::no_delay(true), failed);
        co_await stream_->async_handshake(asio::ssl::stream_base::client, caught(failed));
    }
    if (failed) stream_.reset();
    co_return !failed;
}

HttpClient::Task<void> HttpClient::serve() {
    while (!waiting_.empty()) {
        const Ask ask = std::move(waiting_.front());
        waiting_.pop_front();
        co_await serve_one(ask);
    }
    is_busy_ = false;
}

HttpClient::Task<void> HttpClient::serve_one(const Ask& ask) {
    const bool was_open = stream_ != nullptr;
    Answered answered;
    bool is_open = was_open;
    if (!is_open) is_open = co_await connect();
    if (is_open) answered = co_await exchange(ask);
    // The server ends what was silent for a minute, just as one asks again: browsers ask anew.
    if (answered.status == 0 && was_open) {
        figures_.reopened();
        is_open = co_await connect();
        if (is_open) answered = co_await exchange(ask);
    }
    figures_.add(ask.label, milliseconds_since(ask.at), answered, ask.status);
    if (ask.is_stream && stream_ != nullptr) co_await listen();
}

std::string HttpClient::head_of(const Ask& ask) const {
    std::string head = ask.method + " " + ask.path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (!token_.empty()) head += "Cookie: __Host-mingce=" + token_ + "\r\n";
    if (ask.method != "GET") head += "X-CSRF-Token: " + csrf_ + "\r\n";
    if (!ask.if_match.empty()) head += "If-Match: \"" + ask.if_match + "\"\r\n";
    if (!ask.body.empty()) head += "Content-Type: application/json\r\n";
    if (ask.method != "GET") head += "Content-Length: " + std::to_string(ask.body.size()) + "\r\n";
    return head + "\r\n";
}

HttpClient::Task<Answered> HttpClient::exchange(const Ask& ask) {
    const std::string text = head_of(ask) + ask.body;
    const auto bytes = asio::buffer(text);
    boost::system::error_code failed;
    co_await asio::async_write(*stream_, bytes, caught(failed));
    wire::response_parser<wire::string_body> parser;
    parser.body_limit(64 << 20);
    if (!failed && ask.is_stream)
        co_await wire::async_read_header(*stream_, buffer_, parser, caught(failed));
    else if (!failed)
        co_await wire::async_read(*stream_, buffer_, parser, caught(failed));
    if (failed) {
        stream_.reset();
        co_return Answered{};
    }
    const Answered answered{static_cast<int>(parser.get().result_int()),
                            parser.get().find(wire::field::retry_after) != parser.get().end()};
    if (!parser.keep_alive() && !ask.is_stream) stream_.reset();
    co_return answered;
}

HttpClient::Task<void> HttpClient::listen() {
    is_listening_ = true;
    boost::system::error_code failed;
    while (!failed) {
        buffer_.clear();
        const auto room = buffer_.prepare(4'096);
        const std::size_t got = co_await stream_->async_read_some(room, caught(failed));
        if (got != 0) figures_.event();
    }
    stream_.reset();
    is_listening_ = false;
}

}  // namespace mingce::bench
