#include "http/server.h"

#include <array>
#include <thread>

#include "http/beast_server.h"
#include "http/problems.h"

namespace mingce::http {

namespace {

constexpr std::chrono::seconds kParting{2};
// Those of every browser. OpenSSL's own list goes on to finite fields, where one key exchange takes
// the server a tenth of a second and who asks for it nothing.
constexpr const char* kKeyExchanges = "X25519:P-256:P-384";

}  // namespace

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
        // Who comes again brings a ticket; nothing is kept here of who left.
        SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
        SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!SHA1:!AESCCM");
        SSL_CTX_set1_groups_list(context, kKeyExchanges);
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
            co_await serve_plain(plain, peer, connection);
    } catch (const std::exception&) {  // out of memory for one connection ends that one
    }
    --count_;
    open_.erase(&connection);
    if (--by_address_[peer.address] == 0) by_address_.erase(peer.address);
}

Task<void> BeastServer::serve_plain(Plain& plain, const Peer& peer, Connection& connection) {
    co_await converse(plain, peer, connection);
    co_await part(plain, connection);
}

// A socket closed over what was not read is reset, and the answer just sent may be lost with it
// (RFC 9112, 9.6). So what still comes is taken and dropped, for a moment.
Task<void> BeastServer::part(Plain& plain, Connection& connection) {
    boost::system::error_code failed;
    plain.socket().shutdown(tcp::socket::shutdown_send, failed);
    connection.is_waiting = true;
    plain.expires_after(kParting);
    std::array<char, 8 << 10> dropped;
    const auto room = asio::buffer(dropped);
    while (!failed) co_await plain.async_read_some(room, caught(failed));
    connection.is_waiting = false;
}

Task<void> BeastServer::serve_secure(Plain plain, Peer peer, Connection& connection) {
    Secure stream(std::move(plain), *tls_);
    connection.socket = &stream.next_layer();
    boost::system::error_code failed;
    stream.next_layer().expires_after(config_.header_time);
    co_await stream.async_handshake(asio::ssl::stream_base::server, caught(failed));
    if (!failed) {
        co_await converse(stream, peer, connection);
        connection.is_waiting = true;
        stream.next_layer().expires_after(kParting);
        co_await stream.async_shutdown(caught(failed));
        co_await part(stream.next_layer(), connection);
    }
    open_.erase(&connection);
}

Result<std::unique_ptr<Server>> Server::listen(const ServerConfig& config, Door& door) {
    auto server = std::make_unique<BeastServer>(config, door);
    TRY(server->open());
    return std::unique_ptr<Server>(std::move(server));
}

}  // namespace mingce::http
