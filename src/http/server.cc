// The only file that knows Boost.Beast: it takes 14 s to compile (docs/adr/0003).
#include "http/server.h"

#include <atomic>
#include <map>
#include <set>
#include <thread>

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

#include "base/text.h"
#include "http/lanes.h"
#include "http/problems.h"

namespace mingce::http {

namespace {

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

constexpr std::size_t kPiece = 1 << 20;  // of a streamed body, as it is given to its sink
constexpr std::size_t kRead = 64 << 10;

auto caught(boost::system::error_code& failed) {
    return asio::redirect_error(asio::use_awaitable_t<Executor>(), failed);
}

Method method_of(wire::verb verb) {
    switch (verb) {
        case wire::verb::get: return Method::Get;
        case wire::verb::post: return Method::Post;
        case wire::verb::put: return Method::Put;
        case wire::verb::patch: return Method::Patch;
        case wire::verb::delete_: return Method::Delete;
        case wire::verb::head: return Method::Head;
        case wire::verb::options: return Method::Options;
        default: return Method::Other;
    }
}

class BeastServer;

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
          lanes_{WorkLane(config.lanes[0]), WorkLane(config.lanes[1]), WorkLane(config.lanes[2])} {}

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
    Task<void> serve_secure(Plain plain, Peer peer, Connection& connection);
    template <class Stream>
    Task<void> converse(Stream& stream, const Peer& peer, Connection& connection);
    template <class Stream>
    Task<bool> converse_once(Stream& stream, beast::flat_buffer& buffer, const Peer& peer,
                             Connection& connection);

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
    Task<std::optional<Response>> stream_body(Reading<Stream>& reading, Request request,
                                              const Door::Plan& plan);
    template <class Stream>
    Task<void> send_events(Stream& stream, Response& response);
    template <class Stream>
    Task<bool> send(Stream& stream, Response& response, bool is_head, bool keep_alive);

    /// Runs `work` on a lane; nothing where its line is full.
    template <class Value, class Work>
    Task<std::optional<Value>> on_lane(Lane lane, Work work);

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

Status BeastServer::open() {
    boost::system::error_code failed;
    const auto address = asio::ip::make_address(config_.address, failed);
    const std::string place = config_.address + ":" + std::to_string(config_.port);
    if (failed) return Error(problem::kListenFailed, place);
    if (config_.tls) {
        tls_.emplace(asio::ssl::context::tls_server);
        SSL_CTX* const context = tls_->native_handle();
        SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
        SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
        SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!SHA1:!AESCCM");
        const auto& files = *config_.tls;
        tls_->use_certificate_chain_file(files.certificate, failed);
        if (failed) return Error(problem::kCertificateUnusable).at({files.certificate, "", 0, ""});
        tls_->use_private_key_file(files.key, asio::ssl::context::pem, failed);
        if (failed || SSL_CTX_check_private_key(context) != 1)
            return Error(problem::kCertificateUnusable).at({files.key, "", 0, ""});
    }
    const tcp::endpoint endpoint(address, config_.port);
    acceptor_.open(endpoint.protocol(), failed);
    if (!failed) acceptor_.set_option(asio::socket_base::reuse_address(true), failed);
    if (!failed) acceptor_.bind(endpoint, failed);
    if (!failed) acceptor_.listen(1'024, failed);
    if (failed) return Error(problem::kListenFailed, place);
    port_ = acceptor_.local_endpoint().port();
    return Done{};
}

void BeastServer::run() {
    asio::co_spawn(io_, accept(), asio::detached);
    io_.run();
}

void BeastServer::stop() {
    if (is_stopping_.exchange(true)) return;
    asio::post(io_, [this] {
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        close_waiting();
        // What is under way may end; what does not in time is cut off.
        asio::co_spawn(
            io_,
            [this]() -> Task<void> {
                Timer timer(io_.get_executor());
                const auto deadline = steady_clock::now() + config_.stop_time;
                while (count_ != 0 && steady_clock::now() < deadline) {
                    timer.expires_after(std::chrono::milliseconds(20));
                    boost::system::error_code failed;
                    co_await timer.async_wait(caught(failed));
                    close_waiting();
                }
                io_.stop();
            },
            asio::detached);
    });
}

void BeastServer::close_waiting() {
    for (Connection* connection : open_)
        if (connection->is_waiting) connection->socket->close();
}

Task<void> BeastServer::accept() {
    while (!is_stopping_) {
        boost::system::error_code failed;
        Socket socket(io_);
        co_await acceptor_.async_accept(socket, caught(failed));
        if (failed == asio::error::operation_aborted) co_return;
        if (failed) {  // out of descriptors: those who are here go first
            Timer timer(io_.get_executor(), std::chrono::milliseconds(50));
            co_await timer.async_wait(caught(failed));
            continue;
        }
        Peer peer{socket.remote_endpoint(failed).address().to_string(), false};
        if (failed) continue;
        const auto& trusted = config_.trusted_proxies;
        peer.is_trusted = std::find(trusted.begin(), trusted.end(), peer.address) != trusted.end();
        if (!trusted.empty() && !peer.is_trusted) continue;
        const std::uint32_t of_address = by_address_[peer.address];
        if (count_ >= config_.connections_max ||
            (!peer.is_trusted && of_address >= config_.connections_per_address_max))
            continue;
        socket.set_option(tcp::no_delay(true), failed);
        asio::co_spawn(io_, serve(std::move(socket), std::move(peer)), asio::detached);
    }
}

Task<void> BeastServer::serve(Socket socket, Peer peer) {
    Plain plain(std::move(socket));
    Connection connection{&plain};
    open_.insert(&connection);
    ++by_address_[peer.address];
    ++count_;
    try {
        if (tls_)
            co_await serve_secure(std::move(plain), peer, connection);
        else
            co_await converse(plain, peer, connection);
    } catch (const std::exception&) {  // out of memory for one connection ends that one
    }
    --count_;
    open_.erase(&connection);
    if (--by_address_[peer.address] == 0) by_address_.erase(peer.address);
}

Task<void> BeastServer::serve_secure(Plain plain, Peer peer, Connection& connection) {
    Secure stream(std::move(plain), *tls_);
    connection.socket = &stream.next_layer();
    boost::system::error_code failed;
    stream.next_layer().expires_after(config_.header_time);
    co_await stream.async_handshake(asio::ssl::stream_base::server, caught(failed));
    if (!failed) {
        co_await converse(stream, peer, connection);
        stream.next_layer().expires_after(config_.header_time);
        co_await stream.async_shutdown(caught(failed));
    }
    connection.is_waiting = false;
    open_.erase(&connection);
}

template <class Stream>
Task<void> BeastServer::converse(Stream& stream, const Peer& peer, Connection& connection) {
    beast::flat_buffer buffer(config_.header_bytes_max + kRead);
    for (;;) {
        boost::system::error_code failed;
        if (buffer.size() == 0) {
            if (is_stopping_) break;
            connection.is_waiting = true;
            beast::get_lowest_layer(stream).expires_after(config_.idle_time);
            const std::size_t got =
                co_await stream.async_read_some(buffer.prepare(kRead), caught(failed));
            buffer.commit(got);
            connection.is_waiting = false;
            if (failed) co_return;
        }
        if (!co_await converse_once(stream, buffer, peer, connection)) break;
    }
    boost::system::error_code ignored;
    beast::get_lowest_layer(stream).socket().shutdown(tcp::socket::shutdown_send, ignored);
}

template <class Value, class Work>
Task<std::optional<Value>> BeastServer::on_lane(Lane lane, Work work) {
    auto begin = [this, lane, work = std::move(work)](auto handler) mutable {
        auto held = std::make_shared<decltype(handler)>(std::move(handler));
        const bool taken = lanes_[static_cast<std::size_t>(lane)].put([this, held, work]() mutable {
            auto value = std::make_shared<Value>(work());
            asio::post(io_, [held, value] { std::move (*held)(std::move(*value)); });
        });
        if (!taken) asio::post(io_, [held] { std::move (*held)(std::optional<Value>()); });
    };
    asio::use_awaitable_t<Executor> token;
    co_return co_await asio::async_initiate<asio::use_awaitable_t<Executor>,
                                            void(std::optional<Value>)>(std::move(begin), token);
}

Request BeastServer::request_of(const wire::request_parser<wire::buffer_body>& parser,
                                const Peer& peer) {
    const auto& head = parser.get();
    Request request;
    request.method = method_of(head.method());
    const std::string_view target(head.target().data(), head.target().size());
    const std::size_t question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.query = target.substr(question + 1);
    for (const auto& field : head)
        request.headers.push_back(
            {lower_ascii({field.name_string().data(), field.name_string().size()}),
             std::string(field.value())});
    request.address = peer.address;
    request.is_secure = tls_.has_value();
    if (peer.is_trusted) {
        const std::string_view forwarded = request.header("x-forwarded-for");
        const std::size_t comma = forwarded.rfind(',');
        const std::string_view last =
            trim_blanks(comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1));
        boost::system::error_code failed;
        const auto address = asio::ip::make_address(std::string(last), failed);
        if (!failed) request.address = address.to_string();
        request.is_secure = request.header("x-forwarded-proto") == "https";
    }
    return request;
}

template <class Stream>
Task<BeastServer::BodyEnd> BeastServer::read_piece(Reading<Stream>& reading, std::size_t most,
                                                   std::string& into) {
    into.clear();
    auto& body = reading.parser.get().body();
    while (!reading.parser.is_done() && into.size() < most) {
        const std::size_t before = into.size();
        const std::size_t room = std::min(kRead, most - before);
        into.resize(before + room);
        body.data = into.data() + before;
        body.size = room;
        const auto allowed = config_.body_grace +
                             std::chrono::seconds(reading.got / config_.body_bytes_per_second_min);
        beast::get_lowest_layer(reading.stream).expires_at(reading.began + allowed);
        boost::system::error_code failed;
        co_await wire::async_read(reading.stream, reading.buffer, reading.parser, caught(failed));
        into.resize(before + room - body.size);
        reading.got += room - body.size;
        if (failed == wire::error::need_buffer) failed = {};
        if (failed == wire::error::body_limit) co_return BodyEnd::TooLarge;
        if (failed) co_return BodyEnd::Broken;
    }
    co_return reading.parser.is_done() ? BodyEnd::Whole : BodyEnd::More;
}

/// The answer where the body is not to be had; nothing where it stands in the request.
template <class Stream>
Task<std::optional<Response>> BeastServer::take_body(Reading<Stream>& reading, Request& request,
                                                     const Door::Plan& plan) {
    const BodyEnd end = co_await read_piece(reading, plan.body_max + 1, request.body);
    if (end == BodyEnd::TooLarge || request.body.size() > plan.body_max)
        co_return door_.refuse(request, problem::kRequestTooLarge, 413);
    if (end != BodyEnd::Whole) co_return door_.refuse(request, problem::kRequestMalformed, 408);
    co_return std::nullopt;
}

template <class Stream>
Task<std::optional<Response>> BeastServer::stream_body(Reading<Stream>& reading, Request request,
                                                       const Door::Plan& plan) {
    auto opened = co_await on_lane<Door::Opened>(
        plan.lane, [this, head = request]() mutable { return door_.open_sink(std::move(head)); });
    if (!opened) co_return door_.refuse(request, problem::kServerBusy, 503);
    if (!opened->sink) co_return std::move(opened->refusal);
    std::shared_ptr<BodySink> sink = std::move(opened->sink);
    for (BodyEnd end = BodyEnd::More; end == BodyEnd::More;) {
        auto bytes = std::make_shared<std::string>();
        end = co_await read_piece(reading, kPiece, *bytes);
        if (end == BodyEnd::TooLarge)
            co_return door_.refuse(request, problem::kRequestTooLarge, 413);
        // What arrived before the line broke is kept: the upload goes on there.
        if (!bytes->empty()) {
            auto refused = co_await on_lane<std::optional<Response>>(
                plan.lane, [sink, bytes] { return sink->piece(*bytes); });
            if (!refused) co_return door_.refuse(request, problem::kServerBusy, 503);
            if (*refused) co_return std::move(**refused);
        }
        if (end == BodyEnd::Broken)
            co_return door_.refuse(request, problem::kRequestMalformed, 408);
    }
    auto response = co_await on_lane<Response>(plan.lane, [sink] { return sink->finish(); });
    if (!response) co_return door_.refuse(request, problem::kServerBusy, 503);
    co_return std::move(*response);
}

template <class Stream>
Task<bool> BeastServer::send(Stream& stream, Response& response, bool is_head, bool keep_alive) {
    wire::response<wire::string_body> out;
    out.version(11);
    out.result(static_cast<unsigned>(response.status));
    for (const Header& header : response.headers) out.insert(header.name, header.value);
    out.keep_alive(keep_alive);
    const std::size_t size = response.body.size();
    if (!is_head) out.body() = std::move(response.body);
    if (response.status != 204 && response.status != 304) out.content_length(size);
    beast::get_lowest_layer(stream).expires_after(config_.write_time);
    boost::system::error_code failed;
    co_await wire::async_write(stream, out, caught(failed));
    co_return !failed;
}

template <class Stream>
Task<void> BeastServer::send_events(Stream& stream, Response& response) {
    wire::response<wire::empty_body> head;
    head.version(11);
    head.result(static_cast<unsigned>(response.status));
    for (const Header& header : response.headers) head.insert(header.name, header.value);
    head.keep_alive(false);
    wire::response_serializer<wire::empty_body> serializer(head);
    boost::system::error_code failed;
    beast::get_lowest_layer(stream).expires_after(config_.write_time);
    co_await wire::async_write_header(stream, serializer, caught(failed));
    Timer timer(io_.get_executor());
    std::uint32_t silent_for_s = 0;
    while (!failed && !is_stopping_) {
        auto next = co_await on_lane<std::optional<std::string>>(
            Lane::Quick, [events = response.events] { return events->next(); });
        if (next && !*next) break;
        std::string text = next ? std::move(**next) : std::string();
        // A comment now and then tells both ends, and what stands between them, that it lives.
        if (text.empty() && ++silent_for_s >= 15) text = ":\n\n";
        if (!text.empty()) {
            silent_for_s = 0;
            beast::get_lowest_layer(stream).expires_after(config_.write_time);
            co_await asio::async_write(stream, asio::buffer(text), caught(failed));
            if (failed) break;
        }
        timer.expires_after(std::chrono::seconds(1));
        co_await timer.async_wait(caught(failed));
    }
}

/// One request and its answer; whether another may follow.
template <class Stream>
Task<bool> BeastServer::converse_once(Stream& stream, beast::flat_buffer& buffer, const Peer& peer,
                                      Connection& connection) {
    wire::request_parser<wire::buffer_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(config_.header_bytes_max));
    parser.body_limit(boost::none);
    boost::system::error_code failed;
    beast::get_lowest_layer(stream).expires_after(config_.header_time);
    co_await wire::async_read_header(stream, buffer, parser, caught(failed));
    if (failed == wire::error::end_of_stream || failed == beast::error::timeout) co_return false;
    Request request = request_of(parser, peer);
    if (failed) {
        const bool is_long = failed == wire::error::header_limit;
        Response refusal = door_.refuse(request, problem::kRequestMalformed, is_long ? 431 : 400);
        co_await send(stream, refusal, false, false);
        co_return false;
    }
    Door::Plan plan = door_.plan(request);
    std::optional<Response> response = std::move(plan.refusal);
    const auto announced = parser.content_length();
    if (!response && announced && *announced > plan.body_max)
        response = door_.refuse(request, problem::kRequestTooLarge, 413);
    if (response) {  // the body that was refused is not read, so the connection ends
        co_await send(stream, *response, request.method == Method::Head,
                      parser.is_done() && parser.keep_alive());
        co_return parser.is_done() && parser.keep_alive();
    }
    parser.body_limit(plan.body_max);
    if (beast::iequals(parser.get()[wire::field::expect], "100-continue")) {
        static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(stream, asio::buffer(kContinue), caught(failed));
        if (failed) co_return false;
    }
    Reading<Stream> reading{stream, buffer, parser};
    const bool is_head = request.method == Method::Head;
    if (plan.is_streamed) {
        response = co_await stream_body(reading, std::move(request), plan);
    } else {
        response = co_await take_body(reading, request, plan);
        if (!response) {
            Request kept;
            kept.id = request.id;
            kept.path = request.path;
            response = co_await on_lane<Response>(
                plan.lane, [this, held = std::make_shared<Request>(std::move(request))] {
                    return door_.answer(std::move(*held));
                });
            if (!response) response = door_.refuse(kept, problem::kServerBusy, 503);
        }
    }
    (void)connection;
    if (response->events) {
        co_await send_events(stream, *response);
        co_return false;
    }
    const bool keep_alive = parser.is_done() && parser.keep_alive() && !is_stopping_;
    co_return co_await send(stream, *response, is_head, keep_alive) && keep_alive;
}

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(const ServerConfig& config, Door& door) {
    auto server = std::make_unique<BeastServer>(config, door);
    TRY(server->open());
    return std::unique_ptr<Server>(std::move(server));
}

}  // namespace mingce::http
