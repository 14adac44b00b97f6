// Connections, over real sockets: odd requests, slow ones, many of them, and an orderly end.
#include "http/server.h"

#include <atomic>
#include <chrono>
#include <thread>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/problems.h"
#include "running_server.h"

namespace mingce::http {
namespace {

using namespace std::chrono_literals;
using testing::connect_to;
using testing::RunningServer;

/// Answers with what it was asked; takes its time where it is told to.
class EchoDoor final : public Door {
public:
    Plan plan(Request& head) override {
        Plan plan;
        plan.body_max = 1'000;
        if (head.path == "/slow") plan.lane = Lane::Slow;
        if (head.path == "/stream") {
            plan.body_max = 8 << 20;
            plan.is_streamed = true;
        }
        return plan;
    }
    Response answer(Request request) override {
        if (request.path == "/slow") std::this_thread::sleep_for(300ms);
        Response response;
        response.set("X-Address", request.address);
        response.set("X-Secure", request.is_secure ? "yes" : "no");
        response.body =
            std::string(name_of(request.method)) + " " + request.path + " " + request.body;
        return response;
    }
    Opened open_sink(Request) override { return {std::make_unique<Count>(*this), {}}; }
    Response refuse(const Request&, const Problem& problem, int status) override {
        Response response;
        response.status = status;
        response.body = problem.code;
        return response;
    }
    std::atomic<std::size_t> streamed = 0;

private:
    class Count final : public BodySink {
    public:
        explicit Count(EchoDoor& door) : door_(door) {}
        std::optional<Response> piece(std::string_view bytes) override {
            door_.streamed += bytes.size();
            return std::nullopt;
        }
        Response finish() override {
            Response response;
            response.body = "got " + std::to_string(door_.streamed);
            return response;
        }

    private:
        EchoDoor& door_;
    };
};

class Wire {
public:
    explicit Wire(std::uint16_t port) : socket_(connect_to(port)) {}
    Wire(Wire&& other) noexcept : socket_(other.socket_) { other.socket_ = -1; }
    Wire& operator=(Wire&&) = delete;
    Wire(const Wire&) = delete;
    ~Wire() {
        if (socket_ >= 0) close(socket_);
    }
    /// Whether the other side took it.
    bool send(std::string_view text) {
        while (!text.empty()) {
            const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void end_sending() { shutdown(socket_, SHUT_WR); }
    /// Until it holds `end`, or the other side closes.
    std::string read_until(std::string_view end) {
        std::string text;
        char bytes[4096];
        while (text.find(end) == std::string::npos) {
            const ssize_t got = recv(socket_, bytes, sizeof bytes, 0);
            if (got <= 0) break;
            text.append(bytes, static_cast<std::size_t>(got));
        }
        return text;
    }
    std::string read_all() { return read_until(std::string(1, '\0') + "never"); }

private:
    int socket_;
};

class Served : public ::testing::Test {
protected:
    void start(ServerConfig config = {}) { server_.emplace(std::move(config), door_); }
    Wire wire() { return Wire((*server_)->port()); }
    std::string ask(std::string_view text, std::string_view end = "\r\n\r\n") {
        Wire own = wire();
        own.send(text);
        return own.read_until(end);
    }
    EchoDoor door_;
    std::optional<RunningServer> server_;
};

TEST_F(Served, AnswersAndRefusesByTheRules) {
    start();
    struct Row {
        std::string why, request, answer;
    };
    const Row rows[] = {
        {"a plain one", "GET /x HTTP/1.1\r\nHost: a\r\n\r\n", "GET /x "},
        {"a body", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "POST /x abc"},
        {"a body in chunks",
         "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
         "POST /x abc"},
        {"two in a row", "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
         "GET /2 "},
        {"too large by its word", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n",
         "413"},
        {"too large without a word",
         "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" +
             std::string(2'000, 'x') + "\r\n0\r\n\r\n",
         "413"},
        {"no HTTP", "what is this\r\n\r\n", "400"},
        {"a head without end", "GET /x HTTP/1.1\r\nX: " + std::string(40'000, 'x'), "431"},
        {"lengths that differ",
         "POST /x HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "400"},
        {"a length and chunks",
         "POST /x HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc", "400"},
        {"waits to be told",
         "POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n",
         "100 Continue"},
    };
    for (const Row& row : rows) {
        const std::string answer = ask(row.request, row.answer);
        EXPECT_NE(answer.find(row.answer), std::string::npos) << row.why << ": " << answer;
    }
    const std::string head = ask("HEAD /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "zzz");
    EXPECT_NE(head.find("Content-Length: 8"), std::string::npos) << head;
    EXPECT_TRUE(head.ends_with("\r\n\r\n")) << "a HEAD has no body: " << head;
}

TEST_F(Served, StreamsWhatWouldNotBeHeld) {
    start();
    Wire own = wire();
    const std::string body(5 << 20, 'x');
    own.send("PATCH /stream HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
             "\r\n\r\n" + body);
    EXPECT_NE(own.read_until("got 5242880").find("got 5242880"), std::string::npos);
}

TEST_F(Served, KeepsWhatArrivedBeforeTheLineBroke) {
    start();
    {
        Wire own = wire();
        own.send("PATCH /stream HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n" +
                 std::string(2'500'000, 'x'));
        own.end_sending();
        own.read_until("408");
    }
    EXPECT_EQ(door_.streamed, 2'500'000U);
}

// A socket closed over what was not read is reset, and many a client then forgets the answer too.
TEST_F(Served, ARefusalReachesWhoGoesOnSending) {
    start();
    Wire own = wire();
    own.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
    for (int i = 0; i < 3; ++i) {
        std::this_thread::sleep_for(50ms);
        EXPECT_TRUE(own.send(std::string(1'000'000, 'x'))) << i;
    }
    EXPECT_NE(own.read_until("413").find("413"), std::string::npos);
}

TEST_F(Served, SlowHeadsAndBodiesAreCutOff) {
    ServerConfig config;
    config.header_time = 1s;
    config.body_grace = 1s;
    config.body_bytes_per_second_min = 1 << 20;
    config.idle_time = 1s;
    start(config);
    const auto began = std::chrono::steady_clock::now();
    Wire idle = wire(), head = wire(), body = wire();
    head.send("GET /x HT");
    body.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\nabc");
    EXPECT_EQ(idle.read_all(), "");
    head.read_all();
    body.read_all();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 8s);
}

TEST_F(Served, AThousandIdleOnesHoldNobodyUp) {
    ServerConfig config;
    config.connections_per_address_max = 2'000;
    start(config);
    std::vector<Wire> idle;
    for (int i = 0; i < 400; ++i) {
        idle.push_back(wire());
        idle.back().send("GET /x HTTP/1.1\r\n");  // and nothing more
    }
    const auto began = std::chrono::steady_clock::now();
    EXPECT_NE(ask("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n", "GET /quick").find("200"),
              std::string::npos);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
}

TEST_F(Served, SlowWorkHasALaneOfItsOwn) {
    ServerConfig config;
    config.lanes[static_cast<std::size_t>(Lane::Slow)] = {1, 1};
    start(config);
    std::vector<Wire> waiting;
    for (int i = 0; i < 6; ++i) {
        waiting.push_back(wire());
        waiting.back().send("GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }
    EXPECT_NE(ask("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n", "GET /quick").find("200"),
              std::string::npos);
    int done = 0, refused = 0;
    for (Wire& one : waiting) {
        const std::string answer = one.read_all();
        done += answer.find("200 OK") != std::string::npos;
        refused += answer.find("server.busy") != std::string::npos;
    }
    EXPECT_EQ(done + refused, 6);
    EXPECT_GE(done, 1);
    EXPECT_GE(refused, 1) << "a line with an end refuses";
}

TEST_F(Served, WhatIsUnderWayIsAnsweredBeforeTheEnd) {
    start();
    Wire own = wire(), idle = wire();
    own.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(100ms);
    (*server_)->stop();
    EXPECT_NE(own.read_all().find("GET /slow"), std::string::npos);
    EXPECT_EQ(idle.read_all(), "");
    server_.reset();  // which waits for its thread
}

TEST_F(Served, BelievesOfAProxyWhatItTrustsAlone) {
    ServerConfig config;
    config.trusted_proxies = {"127.0.0.1"};
    start(config);
    const std::string answer =
        ask("GET /x HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 10.0.0.7\r\n"
            "X-Forwarded-Proto: https\r\n\r\n",
            "GET /x");
    EXPECT_NE(answer.find("X-Address: 10.0.0.7"), std::string::npos) << answer;
    EXPECT_NE(answer.find("X-Secure: yes"), std::string::npos) << answer;
}

TEST_F(Served, ForwardedWordsOfStrangersAreNothing) {
    start();
    const std::string answer =
        ask("GET /x HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.0.0.7\r\nX-Forwarded-Proto: "
            "https\r\n\r\n",
            "GET /x");
    EXPECT_NE(answer.find("X-Address: 127.0.0.1"), std::string::npos) << answer;
    EXPECT_NE(answer.find("X-Secure: no"), std::string::npos) << answer;
}

}  // namespace
}  // namespace mingce::http
