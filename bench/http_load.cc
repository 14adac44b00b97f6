// Plays a script of requests against a server over TLS 1.3: http_load PORT CA SESSIONS SCRIPT
// OPEN_SECONDS. Each line of SESSIONS ("token csrf", "- -" for nobody) is one connection, all
// opened over OPEN_SECONDS before the script begins. Each line of SCRIPT is a request, by
// tabulators: milliseconds from the start, connection, label, method, path, status it should have,
// version for If-Match or "", body. The load is open: a request is due when the script says so,
// whether or not the ones before were answered, and its time counts from there.
// "stream" for a method asks for events by GET and reads them until the end.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/resource.h>

#include "http_client.h"

namespace {

using namespace mingce::bench;
namespace asio = boost::asio;
template <class T>
using Task = asio::awaitable<T>;

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
        if (c == '\t')
            cells.emplace_back();
        else
            cells.back() += c;
    }
    return cells;
}

class Player {
public:
    Player(asio::io_context& io, Server server, const std::string& sessions,
           const std::string& script)
        : io_(io), timer_(io), script_(script) {
        std::ifstream file(sessions);
        for (std::string token, csrf; file >> token >> csrf;) {
            const bool is_nobody = token == "-";
            clients_.push_back(std::make_unique<HttpClient>(
                io_, server, figures_, is_nobody ? "" : token, is_nobody ? "" : csrf));
        }
    }

    Task<void> run(double open_seconds) {
        co_await open_all(open_seconds);
        co_await play();
        for (int i = 0; i < 1'000 && !are_idle(); ++i) co_await sleep_until(in(10));
        io_.stop();
    }

    void print() {
        figures_.print();
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        std::sort(late_.begin(), late_.end());
        std::printf("generator late_p99 %.2f cpu %.2f\n",
                    late_.empty() ? 0 : late_[late_.size() * 99 / 100],
                    static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                        static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6);
    }

private:
    Task<void> sleep_until(Clock::time_point at) {
        timer_.expires_at(at);
        co_await timer_.async_wait(asio::use_awaitable);
    }
    static Clock::time_point in(double milliseconds) { return later(Clock::now(), milliseconds); }
    static Clock::time_point later(Clock::time_point then, double milliseconds) {
        return then + std::chrono::microseconds(static_cast<long>(milliseconds * 1'000));
    }

    Task<void> open_all(double seconds) {
        const auto begin = Clock::now();
        const double each = seconds * 1'000 / static_cast<double>(clients_.size());
        for (std::size_t i = 0; i < clients_.size(); ++i) {
            co_await sleep_until(later(begin, each * static_cast<double>(i)));
            clients_[i]->open();
        }
        co_await sleep_until(in(1'000));
    }

    Task<void> play() {
        const auto start = Clock::now();
        for (std::string line; std::getline(script_, line);) {
            const auto cells = cells_of(line);
            if (cells.size() != 8) std::exit(64);
            const auto due = later(start, std::atof(cells[0].c_str()));
            co_await sleep_until(due);
            late_.push_back(std::chrono::duration<double, std::milli>(Clock::now() - due).count());
            client_named(cells[1]).ask(ask_of(cells, due));
        }
    }

    HttpClient& client_named(const std::string& number) {
        return *clients_.at(std::strtoul(number.c_str(), nullptr, 10));
    }
    static Ask ask_of(const std::vector<std::string>& cells, Clock::time_point due) {
        const bool is_stream = cells[3] == "stream";
        return {due,      cells[2], is_stream ? "GET" : cells[3], cells[4],
                cells[6], cells[7], std::atoi(cells[5].c_str()),  is_stream};
    }

    bool are_idle() const {
        return std::all_of(clients_.begin(), clients_.end(),
                           [](const auto& client) { return client->is_idle(); });
    }

    asio::io_context& io_;
    asio::steady_timer timer_;
    std::ifstream script_;
    Figures figures_;
    std::vector<std::unique_ptr<HttpClient>> clients_;
    std::vector<double> late_;
};

}  // namespace

int main(int count, char** words) {
    if (count != 6) {
        std::fprintf(stderr, "usage: http_load PORT CA SESSIONS SCRIPT OPEN_SECONDS\n");
        return 64;
    }
    asio::io_context io(1);
    asio::ssl::context tls(asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_3_VERSION);
    tls.load_verify_file(words[2]);
    tls.set_verify_mode(asio::ssl::verify_peer);
    const asio::ip::tcp::endpoint place(asio::ip::make_address("127.0.0.1"),
                                        static_cast<std::uint16_t>(std::atoi(words[1])));
    Player player(io, {place, tls}, words[3], words[4]);
    asio::co_spawn(io, player.run(std::atof(words[5])), asio::detached);
    io.run();
    player.print();
    return 0;
}
