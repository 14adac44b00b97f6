// Connections over TLS: which key exchanges are taken, and how a connection ends.
#include <chrono>
#include <csignal>
#include <thread>

#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <unistd.h>

#include "base/random.h"
#include "crypto/certificate.h"
#include "http/problems.h"
#include "running_server.h"
#include "temporary_folder.h"

namespace mingce::http {
namespace {

using namespace std::chrono_literals;
using testing::connect_to;
using testing::RunningServer;

class SmallDoor final : public Door {
public:
    Plan plan(Request&) override {
        Plan plan;
        plan.body_max = 1'000;
        return plan;
    }
    Response answer(Request) override {
        Response response;
        response.body = "here";
        return response;
    }
    Opened open_sink(Request) override { return {}; }
    Response refuse(const Request&, const Problem& problem, int status) override {
        Response response;
        response.status = status;
        response.body = problem.code;
        return response;
    }
};

/// A client's end, its handshake done where is_open().
class SecureWire {
public:
    SecureWire(std::uint16_t port, const char* groups)
        : socket_(connect_to(port)), context_(SSL_CTX_new(TLS_client_method())) {
        EXPECT_EQ(SSL_CTX_set1_groups_list(context_, groups), 1) << groups;
        tls_ = SSL_new(context_);
        SSL_set_fd(tls_, socket_);
        is_open_ = SSL_connect(tls_) == 1;
    }
    SecureWire(const SecureWire&) = delete;
    SecureWire& operator=(const SecureWire&) = delete;
    ~SecureWire() {
        SSL_free(tls_);
        SSL_CTX_free(context_);
        close(socket_);
    }
    bool is_open() const { return is_open_; }
    /// Whether the other side took it.
    bool send(std::string_view text) {
        return SSL_write(tls_, text.data(), static_cast<int>(text.size())) > 0;
    }
    /// Until the other side ends; whether it said so, which tells an end from a line cut off.
    std::pair<std::string, bool> read_all() {
        std::string text;
        char bytes[4096];
        int got = 0;
        while ((got = SSL_read(tls_, bytes, sizeof bytes)) > 0)
            text.append(bytes, static_cast<std::size_t>(got));
        return {text, SSL_get_error(tls_, got) == SSL_ERROR_ZERO_RETURN};
    }

private:
    int socket_;
    SSL_CTX* context_;
    SSL* tls_ = nullptr;
    bool is_open_ = false;
};

class SecurelyServed : public ::testing::Test {
protected:
    void SetUp() override {
        std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
        SystemRandom random;
        const auto ca_key = CertificateKey::make(random), key = CertificateKey::make(random);
        const Moment now{std::chrono::duration_cast<std::chrono::milliseconds>(
                             std::chrono::system_clock::now().time_since_epoch())
                             .count()};
        const Certificate ca = make_ca_certificate(ca_key, {{}, now}, random);
        const HostName name = HostName::parse("127.0.0.1").value();
        const auto certificate =
            issue_server_certificate({ca, ca_key}, key, {std::span(&name, 1), 30, now}, random);
        ASSERT_TRUE(certificate.ok());
        ServerConfig config;
        config.tls =
            TlsFiles{folder_.write("server.crt", certificate.value().pem() + ca.pem()).string(),
                     (folder_.path() / "server.key").string()};
        ASSERT_TRUE(key.write(config.tls->key).ok());
        server_.emplace(std::move(config), door_);
    }
    const mingce::testing::TemporaryFolder folder_;
    SmallDoor door_;
    std::optional<RunningServer> server_;
};

// A key exchange over a large finite field takes the server a tenth of a second, and the client
// that asks for it nothing: a few of them a second would hold up everybody.
TEST_F(SecurelyServed, TakesKeyExchangesThatCostLittle) {
    struct Row {
        const char* groups;
        bool is_taken;
    };
    const Row rows[] = {
        {"X25519", true},     {"P-256", true},      {"P-384", true},      {"X448", false},
        {"P-521", false},     {"ffdhe2048", false}, {"ffdhe3072", false}, {"ffdhe4096", false},
        {"ffdhe6144", false}, {"ffdhe8192", false},
    };
    for (const Row& row : rows)
        EXPECT_EQ(SecureWire((*server_)->port(), row.groups).is_open(), row.is_taken) << row.groups;
}

TEST_F(SecurelyServed, SaysThatItEnds) {
    SecureWire own((*server_)->port(), "X25519");
    own.send("GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const auto [answer, is_told] = own.read_all();
    EXPECT_TRUE(answer.ends_with("here")) << answer;
    EXPECT_TRUE(is_told);
}

TEST_F(SecurelyServed, ARefusalReachesWhoGoesOnSending) {
    SecureWire own((*server_)->port(), "X25519");
    own.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
    for (int i = 0; i < 3; ++i) {
        std::this_thread::sleep_for(50ms);
        EXPECT_TRUE(own.send(std::string(1'000'000, 'x'))) << i;
    }
    EXPECT_NE(own.read_all().first.find("413"), std::string::npos);
}

}  // namespace
}  // namespace mingce::http
