// A server on a free port of this machine that runs until it is let go, and a line to it.
#pragma once

#include <memory>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "http/server.h"

namespace mingce::testing {

class RunningServer {
public:
    /// `door` outlives it.
    RunningServer(http::ServerConfig config, http::Door& door) {
        config.port = 0;
        auto made = http::Server::listen(config, door);
        EXPECT_TRUE(made.ok());
        if (!made.ok()) return;
        server_ = std::move(made).value();
        thread_ = std::thread([this] { server_->run(); });
    }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    ~RunningServer() {
        if (!server_) return;
        server_->stop();
        thread_.join();
    }
    http::Server* operator->() const { return server_.get(); }

private:
    std::unique_ptr<http::Server> server_;
    std::thread thread_;
};

/// A socket whose moves end after ten seconds; the caller closes it.
inline int connect_to(std::uint16_t port) {
    const int line = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{10, 0};
    setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(line, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    EXPECT_EQ(connect(line, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    return line;
}

}  // namespace mingce::testing
